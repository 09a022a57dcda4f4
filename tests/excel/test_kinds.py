"""Files are known by their content; the extension only decides what a broken promise is."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.excel.books import HEAD, ITEM, UNIT, row, sheet
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel.returns import Roster, read_return

CSV = "\n".join(
    ",".join(map(str, values))
    for values in [[f"填报单位：{UNIT}（盖章）"], HEAD, row(), row(2, 20, 5200, 104000)]
)
HTML = (
    "<html><body><table><tr>{head}</tr><tr><td rowspan=2>1</td><td>{item}</td><td>8核</td>"
    '<td>台</td><td>10</td><td x:num="5200.5">5,200.50</td><td>52,005.00</td><td></td></tr>'
    "<tr><td>{item}</td><td></td><td>台</td><td>1</td><td>5200</td><td>5200</td></tr>"
    "</table></body></html>"
).format(head="".join(f"<th>{name}</th>" for name in HEAD), item=ITEM)


def read(path: Path, data: bytes, roster: Roster) -> ReadReturn:
    path.write_bytes(data)
    return read_return(path, roster)


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
@pytest.mark.parametrize("name", ["甲.csv", "甲.xlsx", "甲.txt"])
def test_delimited_text_in_any_encoding(
    tmp_path: Path, roster: Roster, codec: str, name: str
) -> None:
    result = read(tmp_path / name, CSV.encode(codec), roster)
    assert (result.outcome, result.units) == (Outcome.ACCEPTED, (UNIT,))
    assert [line.amount_fen for line in result.lines] == [5_200_000, 10_400_000]
    assert dict(result.lines[0].source.cells)["quantity"] == "E3"


def test_tab_separated(tmp_path: Path, roster: Roster) -> None:
    data = CSV.replace(",", "\t").encode("utf-16")
    assert len(read(tmp_path / "甲.xls", data, roster).lines) == 2


def test_html_named_xls_with_spans_and_exact_numbers(tmp_path: Path, roster: Roster) -> None:
    result = read(tmp_path / f"{UNIT}.xls", HTML.encode("gb18030"), roster)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert [line.price_fen for line in result.lines] == [520_050, 520_000]
    assert dict(result.lines[1].source.cells)["item"] == "B3"


def test_workbook_under_a_wrong_name(
    tmp_path: Path, roster: Roster, save: Callable[..., Path]
) -> None:
    path = tmp_path / "需求.dat"
    shutil.copy(save(sheet(row())), path)
    assert read_return(path, roster).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize("name", ["~$甲.xlsx", ".~lock.甲.xlsx#", ".甲.xlsx", "Thumbs.db"])
def test_helper_files_are_ignored(tmp_path: Path, roster: Roster, name: str) -> None:
    result = read(tmp_path / name, b"\x05wang", roster)
    assert (result.outcome, result.units) == (Outcome.IGNORED, ())
    assert result.notes


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("扫描件.pdf", b"%PDF-1.4\n%%EOF\n"),
        ("盖章页.xlsx", b"%PDF-1.4\n%%EOF\n"),
        ("照片.jpg", b"\xff\xd8\xff\xe0" + b"x" * 50),
        ("说明.txt", "请各单位于8月20日前报送。".encode()),
        ("空.tmp", b""),
        ("信.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")),
    ],
)
def test_what_is_no_table_is_ignored_with_its_reason(
    tmp_path: Path, roster: Roster, name: str, data: bytes
) -> None:
    result = read(tmp_path / name, data, roster)
    assert result.outcome is Outcome.IGNORED
    assert result.notes
    assert not result.problems


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("空.xlsx", b"", "空"),
        ("乱.xlsx", bytes(range(256)) * 4, "无法识别"),
        ("假.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x01" * 600, "损坏"),
        ("信.csv", "请各单位于8月20日前报送。".encode(), "表头"),
        ("归档.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "mht"),
        (
            "老.xml",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
            b'spreadsheet"></Workbook>',
            "2003",
        ),
        ("包.rar", b"Rar!\x1a\x07\x00", "压缩包"),
        ("断.xlsx", b"PK\x03\x04 truncated", "损坏"),
    ],
)
def test_promise_of_a_table_not_kept_is_rejected(
    tmp_path: Path, roster: Roster, name: str, data: bytes, word: str
) -> None:
    result = read(tmp_path / name, data, roster)
    assert result.outcome is Outcome.REJECTED
    assert word in result.problems[0].found


def test_zip_of_returns_is_to_be_unpacked(tmp_path: Path, roster: Roster) -> None:
    path = tmp_path / "全部.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("甲.xlsx", b"...")
    problem = read_return(path, roster).problems[0]
    assert "解压" in problem.hint


def test_missing_file_is_a_problem_not_a_crash(tmp_path: Path, roster: Roster) -> None:
    result = read_return(tmp_path / f"{UNIT}.xlsx", roster)
    assert (result.outcome, result.units) == (Outcome.REJECTED, (UNIT,))


@pytest.mark.parametrize("length", [5466, 5000, 1500, 700])
def test_old_workbook_cut_off_anywhere_is_refused(
    tmp_path: Path, samples: Path, roster: Roster, length: int
) -> None:
    data = (samples / "returns" / "之江市人民医院.xls").read_bytes()[:length]
    result = read(tmp_path / "断.xls", data, roster)
    assert result.outcome is Outcome.REJECTED
    assert "损坏" in result.problems[0].found
