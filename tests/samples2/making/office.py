"""Files that LibreOffice writes: they are made once, with ``--office``, and then kept."""

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from tests.samples2.making.facts import A3_70, A4_70, A4_80, SPEC, Line, Round, Wrong
from tests.samples2.making.numbers import cell
from tests.samples2.making.plain import book, put
from tests.samples2.making.sent_back import of, table

_LOCK = """
import sys, uno, time
from com.sun.star.beans import PropertyValue
def value(name, content):
    made = PropertyValue(); made.Name, made.Value = name, content
    return made
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
for _ in range(120):
    try:
        context = resolver.resolve("uno:pipe,name=zjbuy-round2;urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
source, target = map(uno.systemPathToFileUrl, sys.argv[1:])
book = desktop.loadComponentFromURL(source, "_blank", 0, (value("Hidden", True),))
book.storeToURL(target, (value("FilterName", "MS Excel 97"), value("Password", "123456")))
book.close(True)
desktop.terminate()
"""


def add_all(made: Round, kept: Path, convert: bool) -> None:
    """Every file of this module; unless ``convert``, the bytes are those kept."""
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder), kept, convert)
        old_workbook(made, office)
        hidden_rows(made, office)
        locked(made, office)


class Office:
    """Turns workbooks into other formats, or hands out what it made of them before."""

    def __init__(self, folder: Path, kept: Path, convert: bool) -> None:
        self._folder, self._kept, self._convert = folder, kept, convert
        self._profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def converted(self, name: str, content: bytes) -> bytes:
        """The workbook in the format of that name's ending."""
        target = Path(name)
        if not self._convert:
            return (self._kept / name).read_bytes()
        source = self._source(target.stem, content)
        self._run(["soffice", self._profile, "--headless", "--convert-to", target.suffix[1:],
                   "--outdir", str(self._folder), str(source)])  # fmt: skip
        return (self._folder / name).read_bytes()

    def locked(self, name: str, content: bytes) -> bytes:
        """The workbook as an .xls with a password."""
        if not self._convert:
            return (self._kept / name).read_bytes()
        source = self._source(Path(name).stem, content)
        accept = "--accept=pipe,name=zjbuy-round2;urp;"
        program = subprocess.Popen(["soffice", self._profile, "--headless", accept])
        self._run(["/usr/bin/python3", "-c", _LOCK, str(source), str(self._folder / name)])
        program.wait(60)
        return (self._folder / name).read_bytes()

    def _source(self, stem: str, content: bytes) -> Path:
        source = self._folder / f"{stem}.xlsx"
        source.write_bytes(content)
        return source

    def _run(self, words: list[str]) -> None:
        subprocess.run(words, check=True, capture_output=True, timeout=180)


def old_workbook(made: Round, office: Office) -> None:
    """.xls with a merged head of two rows in which 合计 is a caption."""
    unit = "清渚市云岭县人民法院"
    lines = [Line(unit, A4_70, 260, 12575), Line(unit, A3_70, 18, 25800)]

    def fill(sheet: Worksheet) -> None:
        put(sheet, 1, [
            [f"{unit}复印纸需求"],
            ["采购需求", None, None, None, "经费预算（元）"],
            ["品目名称", "规格要求", "计量单位", "采购数", "单价", "合计"],
            *([x.item, SPEC[x.item], "箱", x.quantity, cell(x.price), cell(x.amount)]
              for x in lines),
            ["合计", None, None, 278, None, cell(sum(x.amount for x in lines))],
        ])  # fmt: skip
        for area in ("A1:F1", "A2:D2", "E2:F2"):
            sheet.merge_cells(area)

    name = "云岭县法院.xls"
    made.accept(
        name, office.converted(name, book(fill)), lines,
        "old .xls, merged head of two rows, 合计 as a caption and as a row",
    )  # fmt: skip


def hidden_rows(made: Round, office: Office) -> None:
    """.ods with a row and a column hidden by a filter; 合计 counts the hidden row."""
    unit = "清渚市云岭县林业局"
    lines = [
        Line(unit, A4_70, 36, 12660),
        Line(unit, A4_80, 17, 14590),
        Line(unit, A3_70, 5, 25900),
    ]

    def fill(sheet: Worksheet) -> None:
        rows: list[list[Any]] = [
            [f"采购单位（盖章）：{unit}"],
            [
                "No.",
                "标的物名称",
                "产地要求",
                "需采购数量（箱）",
                "控制单价（元）",
                "控制金额（元）",
            ],
            *(
                [n, x.item, "不限", x.quantity, cell(x.price), cell(x.amount)]
                for n, x in enumerate(lines, 1)
            ),
            ["合计", None, None, 58, None, cell(sum(x.amount for x in lines))],
        ]
        put(sheet, 1, rows)
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["C"].hidden = True

    name = "林业局复印纸.ods"
    made.accept(
        name, office.converted(name, book(fill)), lines,
        "a row hidden by a filter counts: 合计 counts it too; a hidden column",
    )  # fmt: skip


def locked(made: Round, office: Office) -> None:
    """.xls with a password."""
    unit = "清渚市云岭县教育局"
    name = f"{unit}.xls"
    content = office.locked(name, of(table(unit, [Line(unit, A4_70, 90, 12800)])))
    made.refuse(name, content, [Wrong(None, None, "密码")], "password-protected .xls", [unit])
