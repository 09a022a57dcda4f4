"""A 身份证号 is planted through every way in and looked for in everything shown and written."""

import io
import logging
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.pdf.reading import text_of
from tests.usecases.test_cli import Shell
from zjbuy_desktop.core.base.identifiers import mask_identity
from zjbuy_desktop.host.log import start_log, stop_log
from zjbuy_desktop.store import places

NUMBERS = ("339900198503121227", "33990019900716104X", "339900197706251233")
"""The first goes in beside names, the second in the wrong column, the third as a figure."""
BIRTHDAYS = tuple(number[6:14] for number in NUMBERS)
NEEDING = {"paper_particulars", "draft"}
KIND = "representative_authorisation"
ASKED = (
    ("project", "list"),
    ("project", "status", 1),
    ("forms", "errors", 1, "--out", "退回"),
    ("needs", 1),
    ("needs", "versions", 1),
    ("needs", "batches", 1),
    ("explain", 1, "--total"),
    ("summary", 1, "--out", "汇总"),
    ("papers", "list", 1),
    ("papers", "register", 1),
    ("check", 1, "--all"),
    ("units", "list"),
    ("assist", "list", 1),
    ("archive", "show", 1),
    ("archive", "packs", 1, "--out", "材料包"),
    ("disclosures", "list", 1),
    ("gaps", "list", 1),
    ("what-if", 1, "--unit", "之江市教育局", "--leaves"),
    ("tender", "show", 1),
    ("deadlines", 1),
    ("yearbook", "show"),
    ("backup", "list"),
    ("verify",),
)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "数据", capsys)


def _planted_project(samples: Path, folder: Path) -> Path:
    """The sample project; a contact of the roster is entered with a number behind the name."""
    folder.mkdir()
    for name in ("project.toml", "roster.xlsx"):
        shutil.copy2(samples / name, folder / name)
    book = openpyxl.load_workbook(folder / "roster.xlsx")
    sheet = book.worksheets[0]
    head = next(r for r in sheet.iter_rows() if any("联系人" in str(c.value) for c in r))
    contact = next(cell for cell in head if "联系人" in str(cell.value))
    sheet.cell(contact.row + 1, contact.column).value = f"张三（身份证{NUMBERS[0]}）"
    book.save(folder / "roster.xlsx")
    return folder / "project.toml"


def _planted_return(samples: Path, folder: Path) -> Path:
    """One table with numbers in remarks, specification and foot; another that is refused."""
    folder.mkdir()
    for name, in_quantity in (
        ("之江市机关事务管理局.xlsx", False),
        ("之江市江北区教育局.xlsx", True),
    ):
        book = openpyxl.load_workbook(samples / "returns" / name)
        sheet = book.worksheets[0]
        sheet["H4"] = f"联系人李玥 {NUMBERS[0][:6]} {NUMBERS[0][6:14]} {NUMBERS[0][14:]}"
        sheet["C4"] = f"{sheet['C4'].value}；经办 {NUMBERS[1].lower()}"
        if in_quantity:
            sheet["E4"] = f"见身份证{NUMBERS[2]}"
        book.save(folder / name)
    return folder


def _particulars(file: Path) -> Path:
    a, b, c = NUMBERS
    rows = [
        ["李玥", "科长", a, "之江市机关事务管理局", "0571-88000100"],
        [b, "工程师", f"{c[:-1]}9", "之江市机关事务管理局", "0571-88000126"],
    ]
    lines = ",\n".join(str(row).replace("'", '"') for row in rows)
    file.write_text(f"[values]\nrepresentatives = [\n{lines}\n]\n", encoding="utf-8")
    return file


def _near(text: str) -> str:
    at = min(text.find(day) for day in BIRTHDAYS if day in text)
    return text[max(0, at - 60) : at + 20]


def _told(content: bytes) -> bool:
    return any(day.encode() in content for day in BIRTHDAYS)


def _found_in(file: Path) -> list[str]:
    """Where in a written file a number stands, workbooks and packs looked into."""
    return list(_inside(file.name, file.read_bytes()))


def _inside(name: str, content: bytes) -> list[str]:
    found = [name] if _told(content) else []
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for member in packed.namelist():
                found += _inside(f"{name}/{member}", packed.read(member))
    return found


def test_a_planted_number_is_seen_in_no_list_trail_error_log_or_export(
    shell: Shell, samples: Path, tmp_path: Path
) -> None:
    said: list[str] = []

    def do(*args: object) -> int:
        code, out, err = shell(*args)
        said.append(f"{args[:2]}\n{out}\n{err}")
        assert code in (0, 1, 2), said[-1]
        return code

    out = tmp_path / "out"
    assert do("project", "new", "--file", _planted_project(samples, tmp_path / "立项")) == 0
    start_log(shell.data / "logs" / "zjbuy.log")
    assert do("forms", "import", 1, _planted_return(samples, tmp_path / "回收")) == 1
    assert "已接收　之江市机关事务管理局.xlsx" in said[-1]
    assert do("papers", "fill", 1, KIND, "--file", _particulars(tmp_path / "代表.toml")) == 0
    do("papers", "fill", 1, f"{NUMBERS[0]}", "--file", tmp_path / "代表.toml")
    note = f"李玥（{NUMBERS[0]}）确认"
    do("record", 1, "征集通知已发出", "2026-08-18", "--note", note)
    do("record", 1, "征集通知已发出", "2026-08-18", "--undo", "--reason", note)
    assert do("record", 1, "征集通知已发出", "2026-08-19", "--note", note) == 0
    do("record", 1, note, "2026-08-18")
    for args in ASKED:
        parts = [out / a if a in ("退回", "汇总", "材料包") else a for a in args]
        do(*parts)
        do(*parts, "--json")
    _fail_loudly()
    stop_log()
    assert "张三（身份证339900********1227）" in "".join(said)
    leaks = [_near(text) for text in said if _told(text.encode())]
    assert leaks == []
    # What goes back is the unit's own file; everything the program says of it is masked.
    returned = {"退回", "材料包"}
    written = [
        f for f in out.rglob("*") if f.is_file() and f.relative_to(out).parts[0] not in returned
    ]
    assert any(f.suffix == ".xlsx" for f in written)
    assert [leak for f in written for leak in _found_in(f)] == []
    assert [leak for f in (shell.data / "logs").iterdir() for leak in _found_in(f)] == []
    assert _tables_with_a_number(shell.data) == {"paper_particulars"}


def _fail_loudly() -> None:
    """A bug's traceback quotes what was being worked on."""
    try:
        raise ValueError(f"第 3 行 {NUMBERS[0]}")
    except ValueError:
        logging.getLogger("zjbuy_desktop.test").exception("读 %s", NUMBERS[1])


def _tables_with_a_number(data: Path) -> set[str]:
    with closing(sqlite3.connect(places.database(data))) as db:
        names = [n for (n,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name
            for name in names
            if any(_told(repr(row).encode()) for row in db.execute(f'SELECT * FROM "{name}"'))
        }


def test_the_paper_that_needs_it_has_it_whole(shell: Shell, samples: Path, tmp_path: Path) -> None:
    shell("project", "new", "--file", samples / "project.toml")
    shell("papers", "fill", 1, KIND, "--file", _particulars(tmp_path / "代表.toml"))
    code, _, _ = shell("papers", "make", 1, KIND, "--out", tmp_path / "文件")
    assert code in (0, 1)
    (made,) = (tmp_path / "文件").rglob("*.pdf")
    assert NUMBERS[0] in "".join(text_of(made).split())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("３３９９００１９８５０３１２１２２７", "３３９９００********１２２７"),
        ("339900 19850312 1227", "339900 ******** 1227"),
        ("339900-19850312-122x", "339900-********-122x"),
        ("备注\\n339900198503121227", "备注\\n339900********1227"),
        ("计划编号330106202608150012", "计划编号330106202608150012"),
        ("915" * 21 + "a", "915" * 21 + "a"),
        ("330106199913011234", "330106199913011234"),
    ],
)
def test_a_number_is_known_however_it_is_written(text: str, shown: str) -> None:
    assert mask_identity(text) == shown
