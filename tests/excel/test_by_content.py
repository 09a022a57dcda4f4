"""Columns without a known caption are told by their content where one reading holds; else asked."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.excel.books import ITEM, OTHER_ITEM, UNIT, add_cells, row, sheet
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel.kinds import Kind, sniff
from zjbuy_desktop.excel.returns import Roster, read_return

Save = Callable[..., Path]
OTHER = "之江市第一中学"
STATED = [f"填报单位：{UNIT}"]
SHARED = "<sst><si><t>远</t></si><si><r><t> </t></r><r><t/></r></si></sst>"
LINES = [[ITEM, 10, 5200, 52_000], [OTHER_ITEM, 3, 8000.5, 24_001.5]]


def read(save: Save, roster: Roster, rows: list[list[Any]], name: str = "甲.xlsx") -> ReadReturn:
    return read_return(save(rows, name), roster)


def amounts(result: ReadReturn) -> list[int]:
    assert result.outcome is Outcome.ACCEPTED, result.problems
    return [line.amount_fen for line in result.lines]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (["甲类", "数量", "单价(元)", "金额(元)"], "标的名称"),
        (["标的名称", "几台", "单价(元)", "金额(元)"], "数量"),
        (["标的名称", "数量", "一台多少钱", "金额(元)"], "单价"),
        (["标的名称", "数量", "单价(元)", "要多少钱"], "预算金额"),
        (["标的名称", "几台", "一台多少钱（元）", "金额(元)"], "数量"),
        (["甲类", "几台", "单价(元)", "要多少钱（元）"], "标的名称"),
        (["品目名称", "数量", "单价(元)", "金额(元)"], "标的名称"),
        (["标的名称", "数量", "单价(元)", ""], "预算金额"),
    ],
)
def test_column_told_by_its_content_is_noted(
    save: Save, roster: Roster, head: list[str], told: str
) -> None:
    result = read(save, roster, [STATED, head, *LINES])
    assert amounts(result) == [5_200_000, 2_400_150]
    assert any(f"按内容认作“{told}”" in note for note in result.notes)


def test_amount_in_wan_is_told_by_its_content(save: Save, roster: Roster) -> None:
    head = ["标的名称", "数量", "单价（元）", "要多少钱（万元）"]
    result = read(save, roster, [STATED, head, [ITEM, 10, 5200, 5.2], [ITEM, 3, 5000, 1.5]])
    assert amounts(result) == [5_200_000, 1_500_000]


def test_quantity_and_price_that_could_be_exchanged_are_asked_about(
    save: Save, roster: Roster
) -> None:
    head = ["标的名称", "甲", "乙", "金额(元)", "备注"]
    result = read(save, roster, [STATED, head, [ITEM, 10, 5200, 52_000], [ITEM, 3, 5000, 15_000]])
    assert result.outcome is Outcome.REJECTED
    assert "“数量”“单价”" in result.problems[0].found
    assert "“甲”“乙”" in result.problems[0].hint


def test_price_with_cents_can_be_no_quantity_of_computers(save: Save, roster: Roster) -> None:
    head = ["标的名称", "计量单位", "甲", "乙", "金额(元)"]
    rows = [[ITEM, "台", 10, 5200.5, 52_005], [ITEM, "台", 3, 5000.5, 15_001.5]]
    assert amounts(read(save, roster, [STATED, head, *rows])) == [5_200_500, 1_500_150]


def test_one_row_that_does_not_fit_leaves_it_uncertain(save: Save, roster: Roster) -> None:
    head = ["标的名称", "几台", "单价(元)", "金额(元)"]
    result = read(save, roster, [STATED, head, *LINES, [ITEM, 10, 5200, 50_000]])
    assert result.outcome is Outcome.REJECTED
    assert "没有“数量”列" in result.problems[0].found


def test_two_columns_of_items_are_not_chosen_between(save: Save, roster: Roster) -> None:
    head = ["甲类", "乙类", "数量", "单价(元)", "金额(元)"]
    result = read(save, roster, [STATED, head, [ITEM, OTHER_ITEM, 10, 5200, 52_000]])
    assert "没有“标的名称”列" in result.problems[0].found


def test_units_under_another_caption(save: Save, roster: Roster) -> None:
    rows = [["送往哪里", "标的名称", "数量", "单价(元)", "金额(元)"]]
    rows += [[UNIT, *LINES[0]], [OTHER, *LINES[1]]]
    result = read(save, roster, rows)
    assert [line.unit for line in result.lines] == [UNIT, OTHER]
    against = read(save, roster, [STATED, *rows])
    assert [problem.cell for problem in against.problems] == ["A2"]
    rows[2][0] = "之江市第三中学"
    unsure = read(save, roster, rows)
    assert unsure.outcome is Outcome.REJECTED


def test_units_in_another_part_are_not_who_needs_it(save: Save, roster: Roster) -> None:
    rows = [["主管单位", "标的名称", "数量", "单价(元)", "金额(元)"], [UNIT, *LINES[0]]]
    result = read(save, roster, rows, f"{OTHER}采购需求.xlsx")
    assert [line.unit for line in result.lines] == [OTHER]
    assert any("主管单位" in note for note in result.notes)
    rows[0][0] = "送往哪里"
    assert read(save, roster, rows, f"{OTHER}采购需求.xlsx").outcome is Outcome.REJECTED
    rows.append([OTHER, *LINES[1]])
    summed_up = read(save, roster, rows, f"{OTHER}采购需求.xlsx")
    assert [line.unit for line in summed_up.lines] == [UNIT, OTHER]


@pytest.mark.parametrize("value", ["之江市第三中学", UNIT])
def test_column_captioned_unit_with_names_of_units(save: Save, roster: Roster, value: str) -> None:
    head = ["单位", "标的名称", "数量", "单价(元)", "金额(元)"]
    result = read(save, roster, [STATED, head, [value, *LINES[0]]])
    assert (result.outcome is Outcome.ACCEPTED) == (value == UNIT)
    assert [problem.cell for problem in result.problems] == ([] if value == UNIT else ["A3"])


def test_head_with_hardly_a_known_caption(save: Save, roster: Roster) -> None:
    rows = [STATED, ["要买什么", "几台", "单价(元)", "一共多少钱（元）"], *LINES]
    assert amounts(read(save, roster, rows)) == [5_200_000, 2_400_150]


def test_table_of_something_else_is_no_table_of_needs(save: Save, roster: Roster) -> None:
    rows = [["姓名", "年龄", "工资", "奖金"], ["王喆", 30, 5000, 6000], ["李玥", 31, 5200, 7000]]
    assert "没有找到需求表的表头" in read(save, roster, rows).problems[0].found


def test_lone_space_at_the_far_end_is_nothing(save: Save, roster: Roster) -> None:
    path = save([["带量采购需求表", " "], *sheet(row())[1:]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", SHARED)
    add_cells(path, b'<c r="XFD1048576" t="s"><v>1</v></c>')
    assert len(read_return(path, roster).lines) == 1
    add_cells(path, b'<c r="XFD1048575" t="s"><v>0</v></c>', 1_048_575)
    assert [problem.cell for problem in read_return(path, roster).problems] == ["XFD1048575"]


def test_old_workbook_with_a_password_is_called_so() -> None:
    begin = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    bof = bytes.fromhex("0908100000060500bb0dcc070000000006000000")
    filepass = bytes.fromhex("2f003600") + bytes(54)
    assert sniff(begin + bof + filepass) is Kind.ENCRYPTED
    assert sniff(begin + bof + bytes.fromhex("e1000200b004") + filepass) is Kind.ENCRYPTED
    assert sniff(begin + bof + bytes.fromhex("e1000200b004") * 20) is Kind.XLS
