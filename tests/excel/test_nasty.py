"""Files as the world sends them: none may end the process, cost the file or pass silently."""

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.styles import Font

from tests.excel.books import HEAD, ITEM, UNIT, add_cells, patch_zip, row, sheet
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel.returns import Roster, read_return

Save = Callable[..., Path]


def cells(result: ReadReturn) -> list[str | None]:
    return [problem.cell for problem in result.problems]


@pytest.mark.parametrize(
    "stray",
    [
        b'<c r="XFD1048576" s="1"/>',
        b'<c r="XFD1048576" t="str"><f>""</f><v></v></c>',
        b'<c r="XFD1048576" t="inlineStr"><is><t> </t></is></c>',
    ],
)
def test_empty_far_cell_does_not_cost_the_file(save: Save, roster: Roster, stray: bytes) -> None:
    path = save(sheet(row()))
    add_cells(path, stray)
    result = read_return(path, roster)
    assert result.outcome is Outcome.ACCEPTED
    assert len(result.lines) == 1


@pytest.mark.parametrize(
    ("stray", "cell"),
    [
        (b'<c r="XFD1048576"><v>1</v></c>', "XFD1048576"),
        (b'<c r="A1048576" t="inlineStr"><is><t>x</t></is></c>', "A1048576"),
        (b'<c r="JA1048576" t="e"><v>#N/A</v></c>', "JA1048576"),
    ],
)
def test_far_value_is_refused_with_its_cell(
    save: Save, roster: Roster, stray: bytes, cell: str
) -> None:
    path = save(sheet(row()))
    add_cells(path, stray)
    result = read_return(path, roster)
    assert (result.outcome, cells(result)) == (Outcome.REJECTED, [cell])
    assert result.problems[0].sheet == "Sheet"


def test_far_column_is_refused(save: Save, roster: Roster) -> None:
    path = save(sheet(row()), change=lambda ws: ws.cell(4, 300, "远"))
    assert cells(read_return(path, roster)) == ["KN4"]


def test_dimension_of_one_cell_hides_no_rows(save: Save, roster: Roster) -> None:
    path = save(sheet(row(1), row(2), row(3)))
    patch_zip(path, "sheet1", lambda xml: xml.replace(b'ref="A1:H6"', b'ref="A1"'))
    assert len(read_return(path, roster).lines) == 3


def test_zip_bomb_is_refused_unopened(tmp_path: Path, roster: Roster) -> None:
    path = tmp_path / f"{UNIT}.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 160_000_000)
    result = read_return(path, roster)
    assert result.outcome is Outcome.REJECTED
    assert "大得异常" in result.problems[0].found
    assert result.units == (UNIT,)


def test_uncached_formula_and_error_are_named(save: Save, roster: Roster) -> None:
    path = save(sheet(row(), row(2, amount="=E5*F5"), row(3)))
    error = b'<c r="F6" t="e"><v>#N/A</v></c>'
    patch_zip(path, "sheet1", lambda xml: xml.replace(b'<c r="F6" t="n"><v>5200</v></c>', error))
    result = read_return(path, roster)
    assert cells(result) == ["G5", "F6"]
    assert result.problems[1].found == "#N/A"


def test_formula_without_value_in_an_empty_row_is_nothing(save: Save, roster: Roster) -> None:
    blank = [2, "", "", "台", "", "", "=E5*F5", ""]
    result = read_return(save(sheet(row(), blank)), roster)
    assert (result.outcome, len(result.lines)) == (Outcome.ACCEPTED, 1)


def test_zero_computed_in_an_empty_row_is_nothing(save: Save, roster: Roster) -> None:
    blank, offered = [2, "", "", "台", "", "", 0, ""], [3, ITEM, "", "台", "", "", 0.0, ""]
    result = read_return(save(sheet(row(), blank, offered)), roster)
    assert (result.outcome, len(result.lines)) == (Outcome.ACCEPTED, 1)
    assert any("第6行" in note for note in result.notes)


def test_merged_units_are_filled_down(save: Save, roster: Roster) -> None:
    head = ["采购单位", *HEAD[1:]]
    rows = [head, [UNIT, *row()[1:]], ["", *row()[1:]], ["之江市第一中学", *row()[1:]]]
    result = read_return(save(rows, change=lambda ws: ws.merge_cells("A2:A3")), roster)
    assert [line.unit for line in result.lines] == [UNIT, UNIT, "之江市第一中学"]
    assert result.units == (UNIT, "之江市第一中学")
    assert not any("空白" in note for note in result.notes)


def test_blank_unit_follows_the_row_above_and_is_noted(save: Save, roster: Roster) -> None:
    rows = [["采购单位", *HEAD[1:]], [UNIT, *row()[1:]], ["", *row()[1:]]]
    result = read_return(save(rows), roster)
    assert [line.unit for line in result.lines] == [UNIT, UNIT]
    assert any("第3行采购单位空白" in note for note in result.notes)


def test_merged_amount_belongs_to_no_row(save: Save, roster: Roster) -> None:
    rows = sheet(row(amount=104_000), row(2, amount=None))
    result = read_return(save(rows, change=lambda ws: ws.merge_cells("G4:G5")), roster)
    assert cells(result) == ["G4", "G5"]
    assert "合并" in result.problems[1].hint


def test_one_wrong_unit_rejects_the_whole_table(save: Save, roster: Roster) -> None:
    rows = [["采购单位", *HEAD[1:]], [UNIT, *row()[1:]], ["之江市某局", *row()[1:]]]
    result = read_return(save(rows), roster)
    assert (result.outcome, cells(result), result.lines) == (Outcome.REJECTED, ["A3"], ())
    assert result.units == (UNIT, "之江市某局")


def test_two_amount_columns_are_not_guessed_between(save: Save, roster: Roster) -> None:
    head = [*HEAD[:7], "总价（元）"]
    result = read_return(save(sheet([*row()[:7], 52000], head=head)), roster)
    assert cells(result) == ["H3"]
    assert "G3" in result.problems[0].found


def test_wan_stated_above_the_table(save: Save, roster: Roster) -> None:
    head = [*HEAD[:5], "单价（元）", "预算金额", "备注"]
    rows = sheet(row(quantity=86, price=5200, amount=44.72), head=head)
    rows[0] = ["需求表", "", "", "", "", "", "金额单位：万元"]
    result = read_return(save(rows), roster)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert result.lines[0].amount_fen == 44_720_000
    assert any("万元" in note for note in result.notes)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (True, "逻辑值"),
        (datetime.date(2026, 8, 1), "日期"),
        (0, "0"),
        ("约30", "约"),
        ("30-40", "确定"),
        ("三十", "数字"),
        ("10套", "计量单位"),
        (None, "数量"),
        (1.5, "数量"),
    ],
)
def test_quantity_that_is_none(save: Save, roster: Roster, value: Any, word: str) -> None:
    result = read_return(save(sheet(row(quantity=value))), roster)
    assert cells(result) == ["E4"]
    problem = result.problems[0]
    assert word in problem.found + problem.expected + problem.hint


@pytest.mark.parametrize(
    "amount",
    [
        *("52,000.00", "５２０００", "￥52000.00", "52000元", 52000.00000000001, " 52000 "),
        *("52 000.00", "￥ 52，000.00 元", "人民币52000元整", "52000元/年", "５２，０００"),
    ],
)
def test_amount_in_other_clothes(save: Save, roster: Roster, amount: Any) -> None:
    result = read_return(save(sheet(row(amount=amount))), roster)
    assert result.lines[0].amount_fen == 5_200_000, result.problems


def test_all_problems_are_told_at_once(save: Save, roster: Roster) -> None:
    wrong = [3, "笔记本电脑", "", "台", "约3", -1, "5万", ""]
    result = read_return(save(sheet(row(quantity=0), row(2), wrong)), roster)
    assert cells(result) == ["E4", "B6", "E6", "F6", "G6"]


def test_code_of_another_category_is_refused(save: Save, roster: Roster) -> None:
    head = [*HEAD[:7], "品目编码"]
    rows = sheet([*row()[:7], "A02010108"], [*row()[:7], "a０2010105 台式计算机"], head=head)
    assert cells(read_return(save(rows), roster)) == ["H4"]


def test_long_number_that_lost_its_digits(save: Save, roster: Roster) -> None:
    head = [*HEAD[:7], "预算项目编码"]
    rows = sheet([*row()[:7], 330100202600000123456], head=head)
    result = read_return(save(rows), roster)
    assert cells(result) == ["H4"]
    assert "15 位" in result.problems[0].hint


def test_subtotals_are_not_counted_and_a_wrong_total_is_refused(save: Save, roster: Roster) -> None:
    part = ["", "小计", "", "", 20, "", 104_000, ""]
    total = ["", "总  计", "", "", 30, "", 156_000, ""]
    rows = sheet(row(), row(2), part, row(3), total)
    assert len(read_return(save(rows), roster).lines) == 3
    rows[-1] = ["", "总  计", "", "", 31, "", 156_000, ""]
    result = read_return(save(rows), roster)
    assert cells(result) == ["E8"]
    assert (result.problems[0].found, result.problems[0].suggestion) == ("31", "30")
    assert "3 行之和，即 30" in result.problems[0].expected


def test_header_is_repeated_on_the_next_printed_page(save: Save, roster: Roster) -> None:
    result = read_return(save(sheet(row(), HEAD, row(2))), roster)
    assert len(result.lines) == 2


def test_two_row_header(save: Save, roster: Roster) -> None:
    upper = ["序号", "标的名称", "规格", "计量单位", "数量", "预算（元）", "", "备注"]
    lower = ["", "", "", "", "", "单价", "金额", ""]

    def merge(ws: Any) -> None:
        ws.merge_cells("F1:G1")
        for letter in "ABCDEH":
            ws.merge_cells(f"{letter}1:{letter}2")

    path = save([upper, lower, row()], f"{UNIT}.xlsx", merge)
    assert read_return(path, roster).lines[0].amount_fen == 5_200_000


def test_same_unit_on_two_sheets_is_asked_about(save: Save, roster: Roster) -> None:
    def copy(ws: Any) -> None:
        other = ws.parent.create_sheet("副本")
        for values in sheet(row()):
            other.append(values)

    result = read_return(save(sheet(row()), change=copy), roster)
    assert result.outcome is Outcome.REJECTED
    assert result.problems[0].sheet == "副本"


def test_hidden_copy_is_left_alone_and_noted(save: Save, roster: Roster) -> None:
    def hide(ws: Any) -> None:
        other = ws.parent.create_sheet("旧稿")
        for values in sheet(row()):
            other.append(values)
        other.sheet_state = "hidden"

    result = read_return(save(sheet(row()), change=hide), roster)
    assert (result.outcome, len(result.lines)) == (Outcome.ACCEPTED, 1)
    assert any("旧稿" in note for note in result.notes)


def test_item_without_figures_is_noted_not_counted(save: Save, roster: Roster) -> None:
    unwanted = [2, ITEM, "8核", "台", "", "", "", ""]
    result = read_return(save(sheet(row(), unwanted)), roster)
    assert len(result.lines) == 1
    assert any("第5行" in note and "未计入" in note for note in result.notes)


def test_contact_line_below_is_no_data(save: Save, roster: Roster) -> None:
    foot = ["填表人：王喆", "", "", "", "", "联系电话：0571-88000000", "", ""]
    assert len(read_return(save(sheet(row(), foot)), roster).lines) == 1


def test_macro_workbook_is_read_without_its_macro(save: Save, roster: Roster) -> None:
    path = save(sheet(row()))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf macro")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    result = read_return(path.rename(path.with_suffix(".xlsm")), roster)
    assert result.outcome is Outcome.ACCEPTED
    assert any("宏" in note for note in result.notes)
    assert any("别的工作簿" in note for note in result.notes)
    assert not any("宏" in note for note in read_return(save(sheet(row())), roster).notes)


def test_external_entity_is_never_expanded(save: Save, roster: Roster, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密", "utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    path = save(sheet(row()))

    def poison(xml: bytes) -> bytes:
        head, root = xml.split(b"<worksheet", 1)
        return head + entity + b"<worksheet" + root.replace(b">10</v>", b">&e;</v>")

    patch_zip(path, "sheet1", poison)
    result = read_return(path, roster)
    assert result.outcome is Outcome.REJECTED
    assert "秘密" not in str(result)


def test_truncated_sheet_xml_is_refused(save: Save, roster: Roster) -> None:
    path = save(sheet(row(), row(2)))
    patch_zip(path, "sheet1", lambda xml: xml[: len(xml) // 2])
    assert read_return(path, roster).outcome is Outcome.REJECTED


@pytest.mark.parametrize("digits", [25, 5_000, 32_000])
def test_numbers_of_absurd_length_are_named(save: Save, roster: Roster, digits: int) -> None:
    long = "1" * digits
    result = read_return(save(sheet(row(quantity=long, price=long, amount=long))), roster)
    assert cells(result) == ["E4", "F4", "G4"]


def test_largest_quantity_passes_and_one_more_does_not(save: Save, roster: Roster) -> None:
    most = 10**10
    cheap = [
        ["需求表"],
        [f"填报单位：{UNIT}"],
        HEAD,
        [1, ITEM, "", "台", most, 0.01, most / 100, ""],
    ]
    assert read_return(save(cheap), roster).outcome is Outcome.ACCEPTED
    cheap[-1][4], cheap[-1][6] = most + 100, most / 100 + 1
    assert cells(read_return(save(cheap), roster)) == ["E4"]


@pytest.mark.parametrize("quantity", ["10台", "10 台", "１０台", "10（台）", "10.0", " 10 "])
def test_quantity_in_other_clothes(save: Save, roster: Roster, quantity: str) -> None:
    result = read_return(save(sheet(row(quantity=quantity))), roster)
    assert result.lines[0].quantity == 10_000, result.problems


@pytest.mark.parametrize("amount", ["52 00", "5 2000", "52,00", "5200/2", "52000台"])
def test_amount_that_is_no_number(save: Save, roster: Roster, amount: str) -> None:
    assert cells(read_return(save(sheet(row(amount=amount))), roster)) == ["G4"]


@pytest.mark.parametrize("caption", ["采购数量(台)", "数量（单位：台）", "数量【台】"])
def test_measure_stated_in_the_caption_of_the_quantity(
    save: Save, roster: Roster, caption: str
) -> None:
    head = ["标的名称", caption, "单价(元)", "金额(元)"]
    rows = [[f"填报单位：{UNIT}"], head, [ITEM, 10, 5200, 52_000]]
    result = read_return(save(rows), roster)
    assert result.lines[0].measure == "台"
    assert any("计量单位取自" in note for note in result.notes)
    rows[2][1] = 1.5
    assert "整数" in read_return(save(rows), roster).problems[0].expected


def test_delivery_date_whose_format_was_lost(save: Save, roster: Roster) -> None:
    head = [*HEAD[:7], "交付时间"]
    rows = sheet([*row()[:7], 46235], [*row()[:7], "9月底"], head=head)
    result = read_return(save(rows), roster)
    assert [line.delivery for line in result.lines] == ["2026年8月1日", "9月底"]
    assert any("46235" in note for note in result.notes)


def test_struck_through_line_is_asked_about(save: Save, roster: Roster) -> None:
    def strike(ws: Any) -> None:
        for cell in ("A5", "B5", "E5"):
            ws[cell].font = Font(strike=True)

    rows = sheet(row(), row(2))
    result = read_return(save(rows, change=strike), roster)
    assert (result.outcome, cells(result)) == (Outcome.REJECTED, ["B5"])
    assert "删除线" in result.problems[0].found
    rows[4] = [2, "", "", "", "", "", "", ""]
    assert read_return(save(rows, change=strike), roster).outcome is Outcome.ACCEPTED
