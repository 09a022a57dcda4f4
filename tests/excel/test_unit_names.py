"""Which unit a table is from: only names on the roster, and never a silent guess."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.excel.books import HEAD, UNIT, row, sheet
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.returns import Roster, read_return
from zjbuy_desktop.excel.unit_names import UnitBook

Save = Callable[..., Path]
LEAD = "之江市机关事务管理局"


@pytest.mark.parametrize(
    "line",
    [
        [f"填报单位：{UNIT}（盖章）"],
        [f"填报单位（盖章）：{UNIT}"],
        [f"填报单位: {UNIT}   填报日期：2026年8月1日"],
        ["单位名称：之江市 教育局（公章）    联系人：王喆"],
        ["填报单位", "", UNIT],
        ["填报单位：", UNIT],
        ["填报日期：2026年8月1日", f"采购单位：{UNIT}"],
    ],
)
def test_stated_in_a_line(save: Save, roster: Roster, line: list[str]) -> None:
    path = save([line, HEAD, row()], "未命名.xlsx")
    assert read_return(path, roster).units == (UNIT,)


def test_stated_below_the_table(save: Save, roster: Roster) -> None:
    path = save([HEAD, row(), [], [f"填报单位：{UNIT}（盖章）"]], "未命名.xlsx")
    result = read_return(path, roster)
    assert (result.units, len(result.lines)) == ((UNIT,), 1)


@pytest.mark.parametrize("where", ["title", "sheet", "file"])
def test_known_from_title_sheet_or_file(save: Save, roster: Roster, where: str) -> None:
    title = [f"{UNIT}2026年采购需求表"] if where == "title" else ["采购需求表"]
    name = f"附件2（{UNIT}）终稿.xlsx" if where == "file" else "附件2.xlsx"

    def rename(ws: Any) -> None:
        ws.title = UNIT if where == "sheet" else "Sheet"

    assert read_return(save([title, HEAD, row()], name, rename), roster).units == (UNIT,)


def test_longest_name_wins(save: Save, roster: Roster) -> None:
    wide = Roster((*roster.units, "之江市教育局招生办"), roster.items, roster.category_code)
    path = save([["之江市教育局招生办需求表"], HEAD, row()], "甲.xlsx")
    assert read_return(path, wide).units == ("之江市教育局招生办",)


def test_unit_off_the_roster_is_refused_whatever_the_file_name(save: Save, roster: Roster) -> None:
    result = read_return(save(sheet(row(), unit="之江市教育委员会"), f"{UNIT}.xlsx"), roster)
    assert result.outcome is Outcome.REJECTED
    assert [(p.cell, p.found) for p in result.problems] == [("A2", "之江市教育委员会")]
    assert UNIT in result.problems[0].hint


def test_statement_beats_file_name_with_a_note(save: Save, roster: Roster) -> None:
    result = read_return(save(sheet(row()), "之江市第一中学.xlsx"), roster)
    assert result.units == (UNIT,)
    assert any("之江市第一中学" in note for note in result.notes)


def test_title_and_file_name_that_differ_are_asked_about(save: Save, roster: Roster) -> None:
    path = save([[f"{LEAD}需求填报表"], HEAD, row()], f"{UNIT}.xlsx")
    result = read_return(path, roster)
    assert result.outcome is Outcome.REJECTED
    assert [p.cell for p in result.problems] == ["A1"]


def test_nobody_named(save: Save, roster: Roster) -> None:
    result = read_return(save([HEAD, row()], "汇总.xlsx"), roster)
    assert result.outcome is Outcome.REJECTED
    assert "填报单位" in result.problems[0].hint


@pytest.mark.parametrize(
    ("caption", "value"), [("单位", UNIT), ("采购单位", UNIT), ("学校名称", UNIT)]
)
def test_unit_column_by_caption_or_content(
    save: Save, roster: Roster, caption: str, value: str
) -> None:
    path = save([[caption, *HEAD[1:]], [value, *row()[1:]]], "甲.xlsx")
    assert read_return(path, roster).units == (UNIT,)


@pytest.mark.parametrize("around", ["", "某" * 150])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{}之江市教育局2026年需求表{}", "之江市教育局"),
        ("{}之江市教育局考试院需求{}", "之江市教育局考试院"),
        ("{}之江市 教育局{}", "之江市教育局"),
        ("{}之江市教育局、之江市财政局{}", None),
        ("{}教育局{}", None),
    ],
)
def test_the_one_name_inside_a_text(around: str, text: str, found: str | None) -> None:
    """Short texts are looked up stretch by stretch, long ones name by name: the same answer."""
    book = UnitBook(["之江市教育局", "之江市教育局考试院", "之江市财政局"])
    assert book.inside(text.format(around, around)) == found
