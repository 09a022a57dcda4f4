"""Totals wherever they stand are compared with their lines, and never counted as lines."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.excel.books import ITEM, UNIT, row, sheet
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.grid import Grid
from zjbuy_desktop.excel.returns import Roster, read_return
from zjbuy_desktop.excel.roster import RosterBook
from zjbuy_desktop.excel.rows import is_total
from zjbuy_desktop.excel.sheets import read_sheet

Save = Callable[..., Path]


def total(label: str, quantity: Any, amount: Any) -> list[Any]:
    return ["", label, "", "", quantity, "", amount, ""]


@pytest.mark.parametrize(
    "text",
    [
        "合计", "小 计", "总　计", "合计：", "合计（元）", "合计金额", "本页小计", "一、小计",
        "合计人民币（大写）：伍万元整", "之江市教育局小计", "办公设备合计", "共计12台", "单位合计",
    ],
)  # fmt: skip
def test_total_labels(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize(
    "text", ["小计算机（微型）", "会计凭证", "合计划拨设备", "设计费", "统计服务", "总计划", 5]
)
def test_no_total_labels(text: Any) -> None:
    assert not is_total(text)


@pytest.mark.parametrize("where", ["above", "top", "foot"])
def test_total_above_at_the_top_and_at_the_foot(save: Save, roster: Roster, where: str) -> None:
    def rows(quantity: int, amount: int) -> list[list[Any]]:
        table = sheet(row(), row(2))
        table.insert({"above": 2, "top": 3, "foot": 5}[where], total("合计", quantity, amount))
        return table

    result = read_return(save(rows(20, 104_000)), roster)
    assert (result.outcome, len(result.lines)) == (Outcome.ACCEPTED, 2), result.problems
    number = {"above": 3, "top": 4, "foot": 6}[where]
    for quantity, amount, cell in ((21, 104_000, f"E{number}"), (20, 104_000.5, f"G{number}")):
        (problem,) = read_return(save(rows(quantity, amount)), roster).problems
        assert problem.cell == cell
        assert problem.suggestion in ("20", "104000")


def test_subtotals_above_their_groups(save: Save, roster: Roster) -> None:
    rows = sheet(
        total("总计", 33, 171_600),
        total("小计", 20, 104_000),
        row(),
        row(2),
        total("小计", 13, 67_600),
        row(3),
        row(4, quantity=3, amount=15_600),
    )
    result = read_return(save(rows), roster)
    assert (result.outcome, len(result.lines)) == (Outcome.ACCEPTED, 4), result.problems
    rows[7][4] = 14
    assert [p.cell for p in read_return(save(rows), roster).problems] == ["E8"]


def test_nested_totals(save: Save, roster: Roster) -> None:
    rows = sheet(
        row(),
        total("小计", 10, 52_000),
        row(),
        total("小计", 10, 52_000),
        total("一、合计", 20, 104_000),
        row(),
        total("小计", 10, 52_000),
        total("二、合计", 10, 52_000),
        total("总计", 30, 156_000),
    )
    result = read_return(save(rows), roster)
    assert (result.outcome, len(result.lines)) == (Outcome.ACCEPTED, 3), result.problems


def test_total_that_disagrees_in_both_figures(save: Save, roster: Roster) -> None:
    result = read_return(save(sheet(row(), row(2), total("合计", 30, 156_000))), roster)
    assert [p.cell for p in result.problems] == ["E6", "G6"]
    assert not any(p.suggestion for p in result.problems)
    assert "104,000.00" in result.problems[1].expected


def test_total_is_not_checked_where_lines_are_wrong(save: Save, roster: Roster) -> None:
    result = read_return(save(sheet(row(quantity="约10"), total("合计", 99, 1))), roster)
    assert [p.cell for p in result.problems] == ["E4"]


def test_stale_zero_is_no_sum(save: Save, roster: Roster) -> None:
    result = read_return(save(sheet(row(), total("合计", 10, 0))), roster)
    assert [p.cell for p in result.problems] == ["G5"]


def test_total_of_rounded_wan_may_be_off_by_the_rounding(save: Save, roster: Roster) -> None:
    head = ["标的名称", "数量", "单价(元)", "金额(万元)"]
    lines = [[ITEM, 3, 5149, 1.54], [ITEM, 3, 5149, 1.54]]
    for written, outcome in ((3.09, Outcome.ACCEPTED), (3.5, Outcome.REJECTED)):
        rows = [[f"填报单位：{UNIT}"], head, *lines, ["合计", 6, "", written]]
        assert read_return(save(rows), roster).outcome is outcome


@given(st.lists(st.lists(st.integers(1, 50), min_size=1, max_size=4), min_size=1, max_size=5))
def test_right_totals_of_any_groups_are_accepted(groups: list[list[int]]) -> None:
    table: list[list[Any]] = []
    for group in groups:
        table += [row(quantity=q, amount=q * 5200) for q in group]
        table.append(total("小计", sum(group), sum(group) * 5200))
    whole = sum(map(sum, groups))
    for place in (0, len(table)):
        rows = [*table[:place], total("合计", whole, whole * 5200), *table[place:]]
        grid = Grid("S", sheet(*rows))
        grid.level()
        book = RosterBook(Roster((UNIT,), (ITEM,), ""))
        reading = read_sheet(grid, book, "甲.xlsx", "0" * 64)
        assert not reading.problems
        assert sum(line.quantity for line in reading.lines) == whole * 1000


@pytest.mark.parametrize("label", ["汇总", "总价", "总金额（元）", "合计数"])
def test_total_with_an_average_price_is_no_line(save: Save, label: str) -> None:
    any_item = Roster((UNIT,), (), "")
    rows = sheet(row(), row(2), [label, "", "", "", 20, 5200, 104_000, ""])
    result = read_return(save(rows), any_item)
    assert (result.outcome, len(result.lines)) == (Outcome.ACCEPTED, 2), result.problems


def test_part_of_the_line_above_is_not_counted_again(save: Save) -> None:
    any_item = Roster((UNIT,), (), "")
    rows = sheet(row(), [2, "其中：教室用", "", "台", 4, 5200, 20_800, ""])
    assert [p.cell for p in read_return(save(rows), any_item).problems] == ["B5"]
