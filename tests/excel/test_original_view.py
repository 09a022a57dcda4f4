"""看原件：值、合并、前后各若干行，读不了的说明为什么。"""

from pathlib import Path

import pytest

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.excel.grid import Grid
from zjbuy_desktop.excel.original_view import MOST_COLUMNS, ROWS_AROUND, look, view

RETURNS = Path(__file__).resolve().parents[1] / "samples" / "returns"


def test_a_kept_return_is_shown_around_its_cell() -> None:
    seen = look((RETURNS / "需求表-之江市教育局.xlsx").read_bytes(), "Sheet", "E5")
    assert (seen.first_row, seen.columns[4]) == (1, "E")
    assert seen.rows[4][4] == "107"
    assert seen.all_rows == len(seen.rows)


@pytest.mark.parametrize(
    ("file", "sheet", "cell", "text"),
    [
        ("之江市图书馆汇总.ods", "Sheet", "F4", "5079.5"),
        ("之江市城东区财政局.csv", "表1", "G5", "777600"),
        ("之江市堃山县财政局.xls", "表1", "F5", "8116.67"),
    ],
)
def test_other_formats_are_shown_too(file: str, sheet: str, cell: str, text: str) -> None:
    data = (RETURNS / file).read_bytes()
    seen = look(data, sheet, cell)
    assert seen.rows[int(cell[1:]) - 1][seen.columns.index(cell[0])] == text
    with pytest.raises(UserError, match="没有工作表"):
        look(data, "不存在的表", cell)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"PK\x03\x04 broken", "打不开"), (b"", "打不开")],
)
def test_what_can_t_be_read_says_so(data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words) as raised:
        look(data, "表", "A1")
    assert "在表格软件里打开" in raised.value.hint


def test_only_rows_around_the_cell_are_shown() -> None:
    grid = Grid("表", [[str(n), ""] for n in range(1000)])
    seen = view(grid, "B500")
    assert seen.first_row == 500 - ROWS_AROUND
    assert seen.rows[ROWS_AROUND] == ("499", "")
    assert len(seen.rows) == 2 * ROWS_AROUND + 1
    assert seen.all_rows == 1000
    assert view(grid, "").first_row == 1


def test_a_cell_beyond_the_values_is_there_all_the_same() -> None:
    seen = view(Grid("表", [["a"]]), "C3")
    assert seen.columns == ("A", "B", "C")
    assert seen.rows == (("a", "", ""), ("", "", ""), ("", "", ""))


def test_merges_are_told_by_their_place_in_what_is_shown() -> None:
    rows = [[""] * 80 for _ in range(400)]
    grid = Grid("表", rows, merges=[((0, 0), (0, 79)), ((299, 1), (300, 2)), ((399, 0), (399, 1))])
    seen = view(grid, "A300")
    top = seen.first_row - 1
    assert len(seen.columns) == MOST_COLUMNS
    assert ((299 - top, 1), (300 - top, 2)) in seen.merges
    assert all(right < MOST_COLUMNS for _, (_, right) in seen.merges)
