"""Parts of a workbook made to hurt or left broken, and formats that can't be read: all answered."""

import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.excel import hostile
from tests.excel.books import UNIT
from tests.excel.old_books import in_container
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel.pool import read_many
from zjbuy_desktop.excel.returns import Roster, read_return

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
GOOD = hostile.good_rows()
SHEET = hostile.sheet_xml(GOOD)
PICTURE = "xl/media/image1.png"
STRUCK = "<fonts><font><strike/></font></fonts>"
FONTS = f"<fonts>{'<font>' * 100_000}<strike/>{'</font>' * 100_000}</fonts>"
PERCENTS = "0.0,%" * 200_000


def styled(inner: str, prolog: str = "") -> bytes:
    """A style sheet."""
    return f'{prolog}<styleSheet xmlns="{SPACE}">{inner}</styleSheet>'.encode()


BROKEN_STYLES = {
    "empty": b"",
    "garbage": bytes(range(256)) * 40,
    "cut off": styled(STRUCK)[:90],
    "of another kind": b"<strike/>",
    "in UTF-16": styled(STRUCK).decode().encode("utf-16"),
}
ODD_STYLES = {
    "nested": styled(FONTS),
    "absurd numbers": styled(
        '<numFmts><numFmt numFmtId="x" formatCode="0!!!"/></numFmts>'
        '<cellXfs><xf numFmtId="99999999999" fontId="-3"/></cellXfs>'
    ),
    "laughing": styled("<fonts><font><strike/>&l11;</font></fonts>", hostile.laughs()),
    "nowhere": styled(f'{STRUCK}<cellXfs><xf fontId="0"/></cellXfs>'),
}


def batch(tmp_path: Path, roster: Roster, *odd: Path) -> list[ReadReturn]:
    """What an import makes of the files; a good one behind them is read whatever they are."""
    good = hostile.book(tmp_path / "好.xlsx", SHEET)
    *results, last = read_many([*odd, good], roster, file_seconds=20)
    assert (last.file, last.outcome) == ("好.xlsx", Outcome.ACCEPTED)
    return results


def test_broken_styles_cost_one_file_and_say_what_to_do(tmp_path: Path, roster: Roster) -> None:
    files = [
        hostile.book(tmp_path / f"{UNIT}{n}.xlsx", SHEET, more=[("xl/styles.xml", styles)])
        for n, styles in enumerate(BROKEN_STYLES.values())
    ]
    for result in batch(tmp_path, roster, *files):
        (problem,) = result.problems
        assert "打不开" in problem.found
        assert "另存为" in problem.hint  # 别的程序也许打得开，原样重发没有用
        assert result.units == (UNIT,)


@pytest.mark.parametrize("name", ODD_STYLES)
def test_odd_styles_change_no_number(tmp_path: Path, roster: Roster, name: str) -> None:
    rows = GOOD.replace('<c r="E4">', '<c r="E4" s="70000000">')
    more = [("xl/styles.xml", ODD_STYLES[name])]
    (result,) = batch(
        tmp_path, roster, hostile.book(tmp_path / "甲.xlsx", hostile.sheet_xml(rows), more=more)
    )
    assert [(line.quantity, line.amount_fen) for line in result.lines] == [(10_000, 5_200_000)]


def test_a_number_format_of_a_megabyte_is_read_to_its_end(tmp_path: Path, roster: Roster) -> None:
    styles = styled(
        f'<numFmts><numFmt numFmtId="164" formatCode="{PERCENTS}"/></numFmts>'
        '<cellXfs><xf numFmtId="164"/></cellXfs>'
    )
    rows = GOOD.replace('<c r="E4">', '<c r="E4" s="0">')
    more = [("xl/styles.xml", styles)]
    (result,) = batch(
        tmp_path, roster, hostile.book(tmp_path / "甲.xlsx", hostile.sheet_xml(rows), more=more)
    )
    assert [problem.cell for problem in result.problems] == ["E4"]
    assert "百分比" in result.problems[0].found


def test_a_picture_that_says_it_is_small_is_refused(tmp_path: Path, roster: Roster) -> None:
    path = hostile.book(tmp_path / "甲.xlsx", SHEET, more=[(PICTURE, b" " * 60_000_000)])
    (result,) = batch(tmp_path, roster, hostile.understate(path, PICTURE))
    assert "打不开" in result.problems[0].found


def test_members_that_share_their_bytes_are_refused(tmp_path: Path, roster: Roster) -> None:
    other = "xl/media/image2.png"
    pictures = [(PICTURE, b"x" * 90), (other, b"x" * 90)]
    path = hostile.book(tmp_path / "甲.xlsx", SHEET, more=pictures)
    assert read_return(path, roster).outcome is Outcome.ACCEPTED

    def share(data: bytearray) -> None:
        first, second = (hostile.entry_at(data, name) + 42 for name in (PICTURE, other))
        data[second : second + 4] = data[first : first + 4]

    (result,) = batch(tmp_path, roster, hostile.patched(path, share))
    assert "结构异常" in result.problems[0].found


@pytest.mark.parametrize("name", ["需求.xlsb", "需求.xlsx", "需求"])
def test_a_binary_workbook_is_called_so_under_any_name(
    tmp_path: Path, roster: Roster, name: str
) -> None:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/workbook.bin", b"\x83\x01\x00")
        archive.writestr("xl/worksheets/sheet1.bin", b"\x81\x01\x00")
    (problem,) = read_return(path, roster).problems
    assert "xlsb" in problem.found
    assert "“另存为”xlsx" in problem.hint


def test_what_wps_saves_as_et_is_read(samples: Path, tmp_path: Path, roster: Roster) -> None:
    """WPS writes Excel's own old format under its own ending."""
    unit = "之江市人民医院"
    shutil.copy(samples / "returns" / f"{unit}.xls", tmp_path / "需求.et")
    (result,) = batch(tmp_path, replace(roster, units=(unit, UNIT)), tmp_path / "需求.et")
    assert (result.outcome, result.units) == (Outcome.ACCEPTED, (unit,))
    assert sum(line.amount_fen for line in result.lines) == 197_020_869


def test_an_et_nobody_else_can_read_is_to_be_saved_anew(tmp_path: Path, roster: Roster) -> None:
    path = tmp_path / f"{UNIT}.et"
    path.write_bytes(in_container(bytes(5_000), "ETBook"))
    (result,) = batch(tmp_path, roster, path)
    assert (result.outcome, result.units) == (Outcome.REJECTED, (UNIT,))
    assert "“另存为”xlsx" in result.problems[0].hint


def ods(path: Path, manifest: bytes) -> Path:
    """The frame of an OpenDocument spreadsheet."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x8f\x02" * 200)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


ENCRYPTED: dict[str, Callable[[Path], Path]] = {
    "ods": lambda path: ods(path, b"<m:manifest><m:encryption-data/></m:manifest>"),
    "zip": lambda path: hostile.patched(
        hostile.book(path, SHEET),
        lambda data: data.__setitem__(hostile.entry_at(data, "xl/workbook.xml") + 8, 1),
    ),
}


@pytest.mark.parametrize("kind", ENCRYPTED)
def test_a_password_is_to_be_taken_off(tmp_path: Path, roster: Roster, kind: str) -> None:
    path = ENCRYPTED[kind](tmp_path / f"{UNIT}.{'ods' if kind == 'ods' else 'xlsx'}")
    (result,) = batch(tmp_path, roster, path)
    (problem,) = result.problems
    assert "加了密码" in problem.found
    assert "去掉" in problem.hint
    assert result.units == (UNIT,)


def test_a_damaged_ods_is_no_locked_one(tmp_path: Path, roster: Roster) -> None:
    (problem,) = read_return(ods(tmp_path / "甲.ods", b"<m:manifest/>"), roster).problems
    assert "密码" not in problem.found
