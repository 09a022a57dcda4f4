"""Formats that reach an office once a year: read right, or named with how to save them anew."""

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.excel.books import patch_zip, row, sheet
from tests.excel.old_books import excel_95, excel_2003_xml, in_container, record
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel.returns import Roster, read_return

ROWS = sheet(row(), row(2, 7, 4999.5, 34996.5))
AMOUNTS = [5_200_000, 3_499_650]
DECLARED = '<?xml version="1.0"?>\n'
TEXT = "\n".join(",".join(map(str, values)) for values in ROWS)
LINES = ["".join(f"<td>{value}</td>" for value in values) for values in ROWS]
PAGE = f"<table>{''.join(f'<tr>{line}</tr>' for line in LINES)}</table>"
SYLK = 'ID;PSCALC3\r\nC;Y1;X1;K"标的名称"\r\nE\r\n'
DIF = 'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,8\r\n""\r\nDATA\r\n0,0\r\n""\r\n-1,0\r\nEOD\r\n'
FLAT = f'{DECLARED}<office:document xmlns:office="urn:oasis"><office:body/></office:document>'
FRAMES = '<html><frameset><frame src="需求.files/sheet001.htm"></frameset></html>'


def read(path: Path, data: bytes, roster: Roster) -> ReadReturn:
    path.write_bytes(data)
    return read_return(path, roster)


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("老.xls", excel_95(ROWS), "5.0/95"),
        ("更老.xls", record(0x0409, bytes(6)) + record(0x04, bytes(8)) * 9, "5.0/95"),
        ("老密码.xls", excel_95(ROWS, password=True), "密码"),
        ("新密码.xlsx", in_container(bytes(5000), "EncryptedPackage"), "密码"),
        ("零三.xls", excel_2003_xml(ROWS, DECLARED).encode(), "2003"),
        ("零三无头.xls", excel_2003_xml(ROWS, "").encode(), "2003"),
        ("零三国标.xml", excel_2003_xml(ROWS, DECLARED).encode("gb18030"), "2003"),
        ("零三宽.xls", excel_2003_xml(ROWS, DECLARED).encode("utf-16"), "2003"),
        ("平.fods", FLAT.encode(), "fods"),
        ("平.xls", FLAT.encode(), "fods"),
        ("符.slk", SYLK.encode("gb18030"), "slk"),
        ("符.xls", SYLK.encode(), "slk"),
        ("换.dif", DIF.encode(), "DIF"),
        ("壳.xls", FRAMES.encode("gb18030"), "外壳"),
        ("库.dbf", b"\x03\x7c\x01\x01" + bytes(range(256)), "无法识别"),
    ],
)
def test_what_cannot_be_read_says_what_it_is_and_how_to_save_it(
    tmp_path: Path, roster: Roster, name: str, data: bytes, word: str
) -> None:
    result = read(tmp_path / name, data, roster)
    assert result.outcome is Outcome.REJECTED
    assert word in result.problems[0].found
    assert "另存为" in result.problems[0].hint or "密码" in result.problems[0].hint


@pytest.mark.parametrize("name", ["需求.numbers", "需求.xlsx"])
def test_numbers_of_a_mac_is_no_archive_to_unpack(
    tmp_path: Path, roster: Roster, name: str
) -> None:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Index/Document.iwa", b"...")
    (problem,) = read_return(path, roster).problems
    assert "Numbers" in problem.found
    assert "导出到" in problem.hint


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("网.xls", PAGE.encode("gb18030")),
        ("网.et", f"<html>{PAGE}</html>".encode("utf-16")),
        ("文.xls", TEXT.encode("utf-16")),
        ("文.xlsx", TEXT.encode("gb18030")),
        ("文.csv", f"sep=,\n{TEXT}".encode("gb18030")),
        ("制表.csv", TEXT.replace(",", "\t").encode("utf-16-le")),
    ],
)
def test_text_and_pages_under_any_name(
    tmp_path: Path, roster: Roster, name: str, data: bytes
) -> None:
    result = read(tmp_path / name, data, roster)
    assert [line.amount_fen for line in result.lines] == AMOUNTS, result.problems


@pytest.mark.parametrize("name", ["甲.xls", "甲.et", "甲.csv", "甲.pdf", "甲"])
def test_a_workbook_under_any_name(save: Callable[..., Path], roster: Roster, name: str) -> None:
    path = save(ROWS)
    target = path.with_name(name)
    shutil.copy(path, target)
    assert [line.amount_fen for line in read_return(target, roster).lines] == AMOUNTS


def strict(xml: bytes) -> bytes:
    """As “Strict Open XML” has it: other namespaces."""
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    for part in (b"spreadsheetml", b"officeDocument"):
        for year in (b"/2006/main", b"/2006/relationships"):
            xml = xml.replace(old + part + year, new + part + year.replace(b"/2006", b""))
    return xml


def test_strict_open_xml_is_read(save: Callable[..., Path], roster: Roster) -> None:
    path = save(ROWS)
    patch_zip(path, "xl/", strict)
    patch_zip(path, "_rels/", strict)
    assert b"purl.oclc.org" in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    assert [line.amount_fen for line in read_return(path, roster).lines] == AMOUNTS


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        (b'<c r="E4" t="d"><v>2026-03-05</v></c>', "E4"),
        (b'<c r="E4" t="e"><v>#REF!</v></c>', "E4"),
        (b'<c r="E4"><f>A1</f><v></v></c>', "E4"),
    ],
)
def test_strict_open_xml_asks_about_dates_errors_and_formulas(
    save: Callable[..., Path], roster: Roster, cell: bytes, column: str
) -> None:
    path = save(ROWS)
    patch_zip(path, "xl/", strict)
    patch_zip(path, "_rels/", strict)
    old = b'<c r="E4" t="n"><v>10</v></c>'
    assert old in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    patch_zip(path, "sheet1.xml", lambda xml: xml.replace(old, cell))
    assert column in [problem.cell for problem in read_return(path, roster).problems]
