"""An item in other words is asked about, never taken for a named one; a missing measure is told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.excel.books import HEAD, ITEM, OTHER_ITEM, UNIT, row, sheet
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.returns import Roster, read_return

Save = Callable[..., Path]
WORDED = [
    "台式电脑（基础型）",
    "办公电脑",
    "台式计算机",
    "便携式计算机（增强型）",
    "基础型",
    "电脑桌",
]


def needing(*items: str) -> list[list[Any]]:
    """A right table but for what its items are called."""
    return sheet(*([*row(n)[:1], item, *row(n)[2:]] for n, item in enumerate(items, 1)))


@pytest.mark.parametrize("item", WORDED)
def test_other_words_are_refused_with_both_ways_out(save: Save, roster: Roster, item: str) -> None:
    result = read_return(save(needing(ITEM, item)), roster)
    assert (result.outcome, result.lines) == (Outcome.REJECTED, ())
    (problem,) = result.problems
    assert (problem.cell, problem.found, problem.suggestion) == ("B5", item, "")
    assert f"“{ITEM}”" in problem.expected
    assert f"“{OTHER_ITEM}”" in problem.expected
    for way in ("改成那个名称", "删去这一行", "牵头单位"):
        assert way in problem.hint


def test_among_forty_items_the_likely_ones_are_named(save: Save, roster: Roster) -> None:
    items = tuple(f"{kind}（{n}型）" for kind in ("台式计算机", "打印机") for n in range(20))
    for item in ("打印机", "办公椅"):
        (problem,) = read_return(save(needing(item)), replace(roster, items=items)).problems
        assert problem.expected.count("“") == 8
        assert problem.expected.endswith("等 40 种")
        assert f"“{item}（" in problem.expected or item == "办公椅"


def test_the_only_item_is_called_it(save: Save, roster: Roster) -> None:
    (problem,) = read_return(save(needing("电脑")), replace(roster, items=(ITEM,))).problems
    assert problem.expected == f"标的名称为“{ITEM}”"
    assert problem.hint.startswith("指的是它的")


def without(name: str, rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    """The table without one of its columns."""
    at = HEAD.index(name)
    return [[v for c, v in enumerate(line) if c != at or len(line) < 8] for line in rows]


def told(save: Save, roster: Roster, rows: list[list[Any]], name: str = "甲.xlsx") -> list[str]:
    result = read_return(save(rows, name), roster)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    return [note for note in result.notes if "没有" in note and "计量单位" in note]


def test_a_table_without_measures_is_told_with_its_unit(save: Save, roster: Roster) -> None:
    bare = without("计量单位", sheet(row(1), row(2, 7, 5200, 36_400)))
    (note,) = told(save, roster, bare)
    assert note.startswith(f"{UNIT}的表里没有计量单位列")
    assert "待补" in note


def test_blank_measures_are_told_with_their_cells(save: Save, roster: Roster) -> None:
    lines = [row(n) for n in range(1, 9)]
    for line in lines[1:]:
        line[3] = ""
    (note,) = told(save, roster, sheet(*lines))
    assert f"{UNIT}没有填计量单位：Sheet D5、D6、D7、D8、D9、D10等 7 格" in note
    assert "D4" not in note


def test_measures_of_two_units_are_told_apart(save: Save, roster: Roster) -> None:
    other = "之江市第一中学"
    rows = [["采购单位", *HEAD], [UNIT, *row(1)], [other, *row(2)], [other, *row(3)]]
    rows[2][4] = rows[3][4] = ""
    (note,) = told(save, roster, rows)
    assert note.startswith(f"{other}没有填计量单位：Sheet E3、E4；")


@pytest.mark.parametrize(
    ("head", "quantity"), [("数量（台）", 10), ("数量", "10台"), ("数量", "10 台")]
)
def test_a_measure_said_elsewhere_is_none_that_lacks(
    save: Save, roster: Roster, head: str, quantity: Any
) -> None:
    rows = without("计量单位", sheet(row(1, quantity)))
    rows[2][3] = head
    assert told(save, roster, rows) == []
    (line,) = read_return(save(rows), roster).lines
    assert line.measure == "台"
