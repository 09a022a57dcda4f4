"""一个对应方案，几种文件：xlsx、LibreOffice 存的 xls 和 ods、CSV，读出来都一样。"""

import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.excel.books import ITEM, OTHER_ITEM, UNIT
from tests.office import lacks_office
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.returns import Roster, read_return

MAPPING = HeaderMapping(
    "两行表头",
    (("A", "品"), ("B", "X"), ("C", "Y/p"), ("D", "q"), ("E", "2026")),
    (("item", ("A",)), ("quantity", ("B",)), ("price", ("C",)), ("amount", ("D",)),
     ("note", ("E",))),
    2, 2, 4, "元", "万元",
)  # fmt: skip
ROWS = [
    [f"填报单位：{UNIT}", "", "", "", ""],
    ["品", "X", "Y", "", 2026],
    ["", "", "p", "q", ""],
    [ITEM, 10, 5200, 5.2, "急"],
    [OTHER_ITEM, 1, 7800, 0.78, ""],
    ["合计", "", "", 5.98, ""],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    for values in ROWS:
        book.active.append(values)
    for cells in ("A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        book.active.merge_cells(cells)
    book.save(tmp_path / "表.xlsx")
    return tmp_path / "表.xlsx"


def office(path: Path, kind: str) -> Path:
    """The same workbook as LibreOffice saves it."""
    home = (path.parent / "office").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", kind,
         "--outdir", path.parent, path],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return path.with_suffix(f".{kind}")


def delimited(path: Path) -> Path:
    target = path.with_suffix(".csv")
    target.write_bytes("\n".join(",".join(map(str, row)) for row in ROWS).encode("gb18030"))
    return target


def read(path: Path, roster: Roster) -> list[Any]:
    result = read_return(path, replace(roster, remembered=(MAPPING,)))
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert result.mappings == ("两行表头",)
    return [
        (x.unit, x.item, x.quantity, x.amount_fen, x.note, x.source.cells) for x in result.lines
    ]


def test_a_text_file_is_read_as_the_workbook_is(book: Path, roster: Roster) -> None:
    lines = read(book, roster)
    assert [line[3] for line in lines] == [5_200_000, 780_000]
    assert read(delimited(book), roster) == lines


@pytest.mark.skipif(lacks_office("Calc"), reason="needs LibreOffice Calc")
@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_what_libreoffice_saves_is_read_as_the_workbook_is(
    book: Path, roster: Roster, kind: str
) -> None:
    lines = read(book, roster)
    assert read(office(book, kind), roster) == lines
