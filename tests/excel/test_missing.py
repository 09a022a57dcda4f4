"""What is said of a head that lacks a column: where the column may be, or where to add it."""

import pytest

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel.grid import CellValue, Grid
from zjbuy_desktop.excel.missing import missing_columns

HEAD = ["采购标的", "数量", "预算金额（元）"]


def told(head: list[str], line: list[CellValue], known: set[int], *missing: str) -> CellProblem:
    grid = Grid("需求", [[*head], [*line]])
    return missing_columns(grid, range(1), known, missing)


def test_a_caption_nobody_knew_may_be_the_column() -> None:
    head = [*HEAD, "核销价（元）"]
    problem = told(head, ["甲", 2.0, 10.0, 5.0], {0, 1, 2}, "price")
    assert (problem.cell, problem.suggestion) == ("D1", "")
    assert problem.found == "表头里没有“单价”列"
    assert "“核销价（元）”：哪一列就是“单价”" in problem.hint


@pytest.mark.parametrize("content", ["箱", "3匹挂机空调", "A4"])
def test_a_column_of_words_is_no_price(content: str) -> None:
    problem = told([*HEAD, "计法"], ["甲", 2.0, 10.0, content], {0, 1, 2}, "price")
    assert (problem.cell, problem.suggestion) == ("E1", "单价（元）")
    assert "E1" in problem.hint


@pytest.mark.parametrize("content", ["￥1,285.00", "１２８．５元", 5.0, ""])
def test_a_column_of_numbers_or_of_nothing_yet_may_be(content: CellValue) -> None:
    assert told([*HEAD, "计法"], ["甲", 2.0, 10.0, content], {0, 1, 2}, "price").cell == "D1"


def test_a_column_of_numbers_is_no_item() -> None:
    problem = told(["数目", "价", "额"], [2.0, 5.0, 10.0], {1, 2}, "item")
    assert (problem.cell, problem.suggestion) == ("D1", "标的名称")


def test_several_columns_are_not_suggested_one_by_one() -> None:
    problem = told(HEAD[:2], ["甲", 2.0], {0, 1}, "price", "amount")
    assert (problem.cell, problem.suggestion) == ("C1", "")
    assert "“单价”“预算金额”列" in problem.hint


def test_the_lowest_caption_of_a_column_is_named() -> None:
    grid = Grid("需求", [["采购", "", ""], ["标的", "数量", "均价"], ["甲", 2.0, 5.0]])
    grid.merges = [((0, 0), (0, 2))]
    problem = missing_columns(grid, range(2), {0, 1}, ["price", "amount"])
    assert problem.cell == "C2"
    assert "“均价”" in problem.hint
