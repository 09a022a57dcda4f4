"""Several tables in one sheet, headings between lines, and what lies outside of the tables."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.excel.books import HEAD, ITEM, OTHER_ITEM, UNIT, patch_zip, row, sheet
from tests.office import lacks_office
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel.returns import Roster, read_return

Save = Callable[..., Path]
OTHER = "之江市第一中学"
WAN_HEAD = ["采购内容", "采购数量", "单价（万元）", "合价（万元）"]
BLANK: list[Any] = []


def accepted(result: ReadReturn) -> ReadReturn:
    assert result.outcome is Outcome.ACCEPTED, result.problems
    return result


def cells(result: ReadReturn) -> list[str | None]:
    return [problem.cell for problem in result.problems]


def said(result: ReadReturn, *words: str) -> bool:
    return any(all(word in note for word in words) for note in result.notes)


def test_two_tables_with_their_own_unit_head_and_money(save: Save, roster: Roster) -> None:
    rows = [
        *sheet(row(), ["", "合计", "", "", 10, "", 52_000, ""]),
        ["填表人：王喆    联系电话：0571-88000000"],
        BLANK,
        [f"填报单位：{OTHER}"],
        WAN_HEAD,
        [OTHER_ITEM, 3, 0.8, 2.4],
        ["合计", 3, "", 2.4],
    ]
    result = accepted(read_return(save(rows), roster))
    assert [(line.unit, line.amount_fen) for line in result.lines] == [
        (UNIT, 5_200_000),
        (OTHER, 2_400_000),
    ]
    assert result.units == (UNIT, OTHER)
    assert dict(result.lines[1].source.cells)["amount"] == "D10"
    assert said(result, "2 张表", "第3行", "第9行")


def test_unit_named_below_each_table(save: Save, roster: Roster) -> None:
    rows = [["需求汇总"]]
    for unit in (UNIT, OTHER):
        rows += [HEAD, row(), [f"填报单位（盖章）：{unit}"], BLANK]
    result = accepted(read_return(save(rows, "甲.xlsx"), roster))
    assert [line.unit for line in result.lines] == [UNIT, OTHER]


def test_later_table_without_unit_and_money_follows_the_first(save: Save, roster: Roster) -> None:
    head = [*HEAD[:5], "单价", "金额", "备注"]
    one = sheet(row(price=0.52, amount=5.2), head=head)
    one[0] = ["需求表", "", "", "", "", "", "单位：万元"]
    rows = [*one, ["表二"], ["标的名称", "数量", "单价", "金额"], [ITEM, 3, 0.52, 1.56]]
    result = accepted(read_return(save(rows), roster))
    assert [line.amount_fen for line in result.lines] == [5_200_000, 1_560_000]
    assert [line.unit for line in result.lines] == [UNIT, UNIT]
    assert said(result, "没有另写单位", UNIT)


def test_later_unit_off_the_roster_is_named(save: Save, roster: Roster) -> None:
    rows = [*sheet(row()), BLANK, ["填报单位：之江市第三中学"], HEAD, row()]
    result = read_return(save(rows), roster)
    assert (result.outcome, cells(result)) == (Outcome.REJECTED, ["A6"])


def test_repeated_head_of_several_rows_is_no_second_table(save: Save, roster: Roster) -> None:
    head = [["标的名称", "数量", "预算（元）", ""], ["", "", "单价", "金额"]]
    rows = [[f"填报单位：{UNIT}"], *head, [ITEM, 10, 5200, 52_000], *head, [ITEM, 1, 5200, 5200]]
    result = accepted(read_return(save(rows), roster))
    assert len(result.lines) == 2
    assert not said(result, "张表")


def test_total_of_all_tables_of_a_sheet(save: Save, roster: Roster) -> None:
    part = ["标的名称", "数量", "单价(元)", "金额(元)", "备注"]
    rows = [
        [f"填报单位：{UNIT}"],
        part,
        [ITEM, 10, 5200, 52_000],
        ["小计", 10, "", 52_000],
        [f"填报单位：{OTHER}"],
        part,
        [ITEM, 2, 5200, 10_400],
        ["小计", 2, "", 10_400],
        ["总计", 12, "", 62_400],
    ]
    assert len(accepted(read_return(save(rows), roster)).lines) == 2
    rows[-1] = ["总计", 13, "", 62_400]
    assert cells(read_return(save(rows), roster)) == ["B9"]


def test_tables_side_by_side_are_both_read(save: Save, roster: Roster) -> None:
    head = ["标的名称", "数量", "单价(元)", "金额(元)"]
    rows = [
        [f"填报单位：{UNIT}"],
        [*head, "", *head],
        [ITEM, 10, 5200, 52_000, "", OTHER_ITEM, 3, 8000, 24_000],
        [ITEM, 1, 5200, 5_200, "", "合计", 3, "", 24_000],
        ["合计", 11, "", 57_200],
    ]
    result = accepted(read_return(save(rows), roster))
    assert [line.amount_fen for line in result.lines] == [5_200_000, 520_000, 2_400_000]
    assert dict(result.lines[2].source.cells)["amount"] == "I3"
    assert said(result, "2 张表")


def test_table_further_right_with_its_own_head(save: Save, roster: Roster) -> None:
    rows = sheet(row(), row(2), row(3))
    rows[0] += [""] * 9
    rows[3] += ["", "货物名称", "数量", "单价(元)", "总价(元)"]
    rows[4] += ["", OTHER_ITEM, 3, 8000, 24_000]
    result = accepted(read_return(save(rows), roster))
    assert [line.amount_fen for line in result.lines][-1] == 2_400_000
    assert len(result.lines) == 4
    assert not said(result, "没有读取")


def test_half_a_table_beside_the_table_is_asked_about(save: Save, roster: Roster) -> None:
    rows = sheet(row(), row(2), row(3))
    rows[3] += ["", "货物名称", "数量", "备注", "金额"]
    rows[4] += ["", OTHER_ITEM, 3, "", 24_000]
    result = read_return(save(rows), roster)
    assert result.outcome is Outcome.REJECTED
    assert "没有“单价”列" in result.problems[0].found


def test_what_stands_beside_the_table_is_said(save: Save, roster: Roster) -> None:
    rows = sheet(row(), row(2))
    rows[3] += ["", "", "去年", 7]
    rows[4] += ["", "", "前年", 5]
    result = accepted(read_return(save(rows), roster))
    assert said(result, "K4:L5")


def test_column_without_meaning_is_said(save: Save, roster: Roster) -> None:
    head = [*HEAD[:7], "产地"]
    result = accepted(read_return(save(sheet([*row()[:7], "浙江"], head=head)), roster))
    assert said(result, "H列“产地”")
    empty = accepted(read_return(save(sheet([*row()[:7], ""], head=head)), roster))
    assert not said(empty, "产地")


def test_lines_after_a_gap_are_read(save: Save, roster: Roster) -> None:
    rows = [*sheet(row()), *[BLANK] * 40, row(2), ["", "合计", "", "", 20, "", 104_000, ""]]
    assert len(accepted(read_return(save(rows), roster)).lines) == 2


def test_units_as_headings_between_the_lines(save: Save, roster: Roster) -> None:
    rows = [
        ["汇总表"],
        HEAD,
        [f"一、{UNIT}"],
        row(),
        ["", "小计", "", "", 10, "", 52_000, ""],
        ["", f"{OTHER}："],
        row(2, quantity=3, amount=15_600),
        ["", f"{OTHER}小计", "", "", 3, "", 15_600, ""],
        ["", "合计", "", "", 13, "", 67_600, ""],
    ]
    result = accepted(read_return(save(rows, "汇总.xlsx"), roster))
    assert [line.unit for line in result.lines] == [UNIT, OTHER]
    assert result.units == (UNIT, OTHER)
    assert said(result, "第3行", "是单位名称")


def test_statement_between_the_lines_is_a_heading(save: Save, roster: Roster) -> None:
    rows = [*sheet(row()), [f"填报单位：{OTHER}（盖章）"], row(2)]
    result = accepted(read_return(save(rows), roster))
    assert [line.unit for line in result.lines] == [UNIT, OTHER]


def test_heading_like_a_unit_off_the_roster_is_asked_about(save: Save, roster: Roster) -> None:
    rows = [*sheet(row()), ["", "之江市第三中学"], row(2)]
    result = read_return(save(rows), roster)
    assert (result.outcome, cells(result)) == (Outcome.REJECTED, ["B5"])
    assert "名册" in result.problems[0].expected


def test_heading_of_a_kind_is_only_said(save: Save, roster: Roster) -> None:
    rows = sheet(["一、办公设备"], row(), ["（二）教学设备"], row(2))
    result = accepted(read_return(save(rows), roster))
    assert [line.unit for line in result.lines] == [UNIT, UNIT]
    assert said(result, "第4行", "小标题")


def test_group_row_with_its_sum_on_top(save: Save, roster: Roster) -> None:
    rows = [
        ["汇总表"],
        HEAD,
        ["一", UNIT, "", "", 20, "", 104_000, ""],
        row(1),
        row(2),
        ["二", OTHER, "", "", 3, "", 15_600, ""],
        row(3, quantity=3, amount=15_600),
    ]
    result = accepted(read_return(save(rows, "汇总.xlsx"), roster))
    assert [line.unit for line in result.lines] == [UNIT, UNIT, OTHER]
    rows[2][4] = 21
    assert cells(read_return(save(rows, "汇总.xlsx"), roster)) == ["E3"]


def test_signature_below_is_no_heading(save: Save, roster: Roster) -> None:
    rows = [*sheet(row()), ["", "", "", "", "", UNIT], ["", "", "", "", "", "2026年8月1日"]]
    result = accepted(read_return(save(rows), roster))
    assert len(result.lines) == 1
    assert not said(result, "是单位名称")


def test_remark_below_is_quoted(save: Save, roster: Roster) -> None:
    rows = [*sheet(row()), ["备注：增强型暂缓，待批复后再报"]]
    assert said(accepted(read_return(save(rows), roster)), "增强型暂缓")


def test_example_row_is_not_counted(save: Save, roster: Roster) -> None:
    example = ["示例", ITEM, "8核", "台", 1, 5000, 5000, ""]
    result = accepted(read_return(save(sheet(example, row())), roster))
    assert len(result.lines) == 1
    assert said(result, "第4行", "示例")


@pytest.mark.parametrize("name", ["联系电话", "填报日期", "手机号码："])
def test_figure_of_a_signature_is_no_quantity(save: Save, roster: Roster, name: str) -> None:
    rows = sheet(row(), ["", name, "", "", 13800000000, "", "", ""])
    assert len(accepted(read_return(save(rows), roster)).lines) == 1


def test_two_statements_of_different_units_are_asked_about(save: Save, roster: Roster) -> None:
    rows = [*sheet(row()), [f"填报单位：{OTHER}（盖章）"]]
    result = read_return(save(rows), roster)
    assert result.outcome is Outcome.REJECTED
    assert cells(result) == ["A2"]


def test_the_same_table_twice_is_asked_about(save: Save, roster: Roster) -> None:
    rows = [*sheet(row(), row(2, quantity=3, amount=15_600)), BLANK]
    rows += sheet(row(), row(2, quantity=3, amount=15_600))
    result = read_return(save(rows), roster)
    assert result.outcome is Outcome.REJECTED
    assert "一样" in result.problems[0].found


def test_empty_template_beside_a_filled_sheet_is_only_noted(save: Save, roster: Roster) -> None:
    def copy(ws: Any) -> None:
        for name, rows in (("空表", sheet()), ("填写示例", sheet(row(9)))):
            other = ws.parent.create_sheet(name)
            for values in rows:
                other.append(values)

    result = accepted(read_return(save(sheet(row()), change=copy), roster))
    assert len(result.lines) == 1
    assert said(result, "空表", "没有读取")
    assert said(result, "填写示例", "没有读取")
    alone = read_return(save(sheet(), "空.xlsx"), roster)
    assert "没有需求行" in alone.problems[0].found


def hide(ws: Any) -> None:
    ws.row_dimensions[5].hidden = True
    ws.column_dimensions["C"].hidden = True


def test_hidden_lines_are_read_and_said(save: Save, roster: Roster) -> None:
    result = accepted(read_return(save(sheet(row(), row(2), row(3)), change=hide), roster))
    assert len(result.lines) == 3
    assert said(result, "第5行", "隐藏")
    assert said(result, "C列“规格型号”", "隐藏")
    assert not said(accepted(read_return(save(sheet(row())), roster)), "隐藏")


@pytest.mark.skipif(lacks_office("Calc"), reason="LibreOffice Calc is not installed")
def test_hidden_lines_of_another_office_are_said(
    save: Save, roster: Roster, tmp_path: Path
) -> None:
    path = save(sheet(row(), row(2), row(3)), change=hide)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    convert = ["--convert-to", "ods", "--outdir", str(tmp_path), str(path)]
    subprocess.run([*command, *convert], check=True, capture_output=True, timeout=90)
    result = accepted(read_return(path.with_suffix(".ods"), roster))
    assert len(result.lines) == 3
    assert said(result, "第5行", "隐藏")
    assert said(result, "C列“规格型号”", "隐藏")


def test_filtered_rows_are_hidden_rows(save: Save, roster: Roster) -> None:
    path = save(sheet(row(), row(2)))
    patch_zip(path, "sheet1", lambda xml: xml.replace(b'<row r="4"', b'<row r="4" hidden="true"'))
    assert said(accepted(read_return(path, roster)), "第4行", "筛选")


def test_signatures_in_cells_of_their_own_are_no_line(save: Save, roster: Roster) -> None:
    foot = ["填表人", "王喆", "", "审核人", "李玥", "", "日期", "2026-08-01"]
    assert len(accepted(read_return(save(sheet(row(), foot)), roster)).lines) == 1


def test_captions_above_the_table_name_no_unit(save: Save, roster: Roster) -> None:
    rows = [["单位", "数量", "金额"], [UNIT, 10, 52_000], BLANK, *sheet(row())]
    result = accepted(read_return(save(rows), roster))
    assert result.units == (UNIT,)
    assert said(result, "第2行", "没有读取")
