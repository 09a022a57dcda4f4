"""Heads of several rows, merged or not, in every format, and captions as offices word them."""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.excel.books import HEAD, ITEM, OTHER_ITEM, UNIT, row, sheet
from tests.office import lacks_office
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.returns import Roster, read_return

Save = Callable[..., Path]
TITLE = [f"{UNIT}2026年采购需求表"]
GROUPED = [
    ["序号", "基本情况", "", "", "预算（万元）", "", "", "交付"],
    ["", "名称", "规格", "单位", "数量", "单价", "金额", "时间"],
]


def merging(*ranges: str) -> Callable[[Any], None]:
    def merge(sheet: Any) -> None:
        for cells in ranges:
            sheet.merge_cells(cells)

    return merge


def three_rows() -> list[list[Any]]:
    return [
        TITLE,
        ["序号", "采购内容", "", "", "经费测算", "", "", "", "备注"],
        ["", "标的", "", "单位", "数量", "预算（万元）", "", "资金", ""],
        ["", "名称", "规格型号", "", "", "单价", "金额", "来源", ""],
        [1, ITEM, "8核", "台", 10, 0.52, 5.2, "一般公共预算", "加急"],
        [2, OTHER_ITEM, "8核", "台", 3, 0.8, 2.4, "一般公共预算", ""],
        ["", "合计", "", "", 13, "", 7.6, "", ""],
    ]


THREE_ROWS = (
    *("A1:I1", "B2:D2", "E2:H2", "A2:A4", "I2:I4"),
    *("B3:C3", "D3:D4", "E3:E4", "F3:G3"),
)


def check_three_rows(path: Path, roster: Roster) -> None:
    result = read_return(path, roster)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    first, second = result.lines
    assert (first.item, first.quantity, first.price_fen) == (ITEM, 10_000, 520_000)
    assert (first.amount_fen, first.spec, first.measure) == (5_200_000, "8核", "台")
    assert (first.funding, first.note) == ("一般公共预算", "加急")
    assert (second.item, second.amount_fen) == (OTHER_ITEM, 2_400_000)
    assert dict(first.source.cells)["amount"] == "G5"


def test_head_of_three_rows_with_the_money_unit_in_a_group(save: Save, roster: Roster) -> None:
    check_three_rows(save(three_rows(), change=merging(*THREE_ROWS)), roster)


@pytest.mark.skipif(lacks_office("Calc"), reason="LibreOffice Calc is not installed")
@pytest.mark.parametrize("kind", ["xls", "ods", "html"])
def test_head_of_three_rows_from_another_office(
    save: Save, roster: Roster, tmp_path: Path, kind: str
) -> None:
    path = save(three_rows(), f"{UNIT}.xlsx", merging(*THREE_ROWS))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    out = tmp_path / "另存"
    convert = ["--convert-to", kind, "--outdir", str(out), str(path)]
    subprocess.run([*command, *convert], check=True, capture_output=True, timeout=90)
    check_three_rows(out / f"{UNIT}.{kind}", roster)


def test_head_of_three_rows_without_any_merge(save: Save, roster: Roster) -> None:
    check_three_rows(save(three_rows()), roster)


def test_money_unit_of_a_group_belongs_to_the_columns_below(save: Save, roster: Roster) -> None:
    rows = [TITLE, *GROUPED, [1, ITEM, "8核", "台", 10, 0.52, 5.2, "9月"]]
    merge = merging("A2:A3", "B2:D2", "E2:G2")
    (line,) = read_return(save(rows, change=merge), roster).lines
    assert (line.price_fen, line.amount_fen, line.delivery) == (520_000, 5_200_000, "9月")


def test_single_group_above_a_complete_head_is_not_overlooked(save: Save, roster: Roster) -> None:
    rows = [
        TITLE,
        ["", "", "", "", "", "预算（万元）", ""],
        ["序号", "标的名称", "规格", "计量单位", "数量", "单价", "金额"],
        [1, ITEM, "8核", "台", 10, 0.52, 5.2],
    ]
    for merge in (merging("F2:G2"), merging()):
        (line,) = read_return(save(rows, change=merge), roster).lines
        assert line.amount_fen == 5_200_000


def test_stock_beside_the_need_is_left_alone(save: Save, roster: Roster) -> None:
    rows = [
        TITLE,
        ["标的名称", "现有情况", "", "本次采购", "", ""],
        ["", "数量", "金额（元）", "数量", "单价（元）", "金额（元）"],
        [ITEM, 7, 30_000, 10, 5200, 52_000],
    ]
    (line,) = read_return(save(rows, change=merging("B2:C2", "D2:F2", "A2:A3")), roster).lines
    assert (line.quantity, line.amount_fen) == (10_000, 5_200_000)


def test_parts_of_an_amount_are_no_second_amount(save: Save, roster: Roster) -> None:
    rows = [
        TITLE,
        ["标的名称", "数量", "单价（元）", "预算金额（元）", "", "", "备注"],
        ["", "", "", "小计", "财政资金", "单位自筹", ""],
        [ITEM, 10, 5200, 52_000, 50_000, 2_000, ""],
    ]
    merge = merging("D2:F2", "A2:A3", "B2:B3", "C2:C3", "G2:G3")
    (line,) = read_return(save(rows, change=merge), roster).lines
    assert line.amount_fen == 5_200_000
    assert dict(line.source.cells)["amount"] == "D4"


@pytest.mark.parametrize(
    "numbers",
    [
        [1, 2, 3, 4, 5],
        ["1", "2", "3", "4", "5=3×4"],
        ["甲", "乙", "1", "2", "3=1×2"],
        ["①", "②", "③", "④", "⑤=③×④"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ],
)
def test_row_of_column_numbers_is_no_need(
    save: Save, roster: Roster, numbers: Sequence[Any]
) -> None:
    head = ["序号", "标的名称", "数量", "单价(元)", "金额(元)"]
    result = read_return(save([TITLE, head, numbers, [1, ITEM, 10, 5200, 52_000]]), roster)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert [line.source.cells[0][1] for line in result.lines] == ["E4"]


def test_units_stand_in_a_row_of_their_own(save: Save, roster: Roster) -> None:
    head = [["标的名称", "数量", "单价", "金额"], ["", "台", "元", "万元"]]
    (line,) = read_return(save([TITLE, *head, [ITEM, 10, 5200, 5.2]]), roster).lines
    assert (line.price_fen, line.amount_fen) == (520_000, 5_200_000)


def test_first_data_row_is_never_taken_for_a_head(save: Save, roster: Roster) -> None:
    head = ["标的名称", "规格", "数量", "单价(元)", "金额(元)"]
    result = read_return(save([TITLE, head, [ITEM, "", "约十台", "", ""]]), roster)
    assert [problem.cell for problem in result.problems] == ["C3", "D3", "E3"]


def test_title_and_unit_line_are_not_part_of_the_head(save: Save, roster: Roster) -> None:
    rows = [
        ["2026年采购需求表", "", "", "", ""],
        ["填报单位", UNIT, "", "日期", "8月"],
        ["标的名称", "规格", "数量", "单价(元)", "金额(元)"],
        [ITEM, "", 10, 5200, 52_000],
    ]
    result = read_return(save(rows, "甲.xlsx", merging("A1:E1", "B2:C2")), roster)
    assert result.units == (UNIT,)
    assert len(result.lines) == 1


WORDINGS = [
    (["货物名称", "采购数量(台)", "单价限价", "预算控制数"], "item quantity price amount"),
    (["名称及规格", "数 量", "预算单价", "资金预算"], "item quantity price amount"),
    (["采购内容", "拟采购数量", "参考价格", "小计(元)"], "item quantity price amount"),
    (["采购设备名称", "申请数量", "预估单价", "合价"], "item quantity price amount"),
    (["采购物品", "申报数", "单台预算", "总价"], "item quantity price amount"),
    (["物资名称", "需求数", "控制单价", "金额小计"], "item quantity price amount"),
    (["品名及规格", "购置数量", "单价预算", "预算数"], "item quantity price amount"),
    (["标的\n名称", "数\n量", "单价\n（元）", "预算\n金额\n（元）"], "item quantity price amount"),
    (["拟购货物名称", "拟购置数量", "含税单价", "所需资金"], "item quantity price amount"),
    (["需求内容", "采购总量", "预算价", "采购总预算"], "item quantity price amount"),
]


@pytest.mark.parametrize(("head", "fields"), WORDINGS)
def test_captions_as_offices_word_them(
    save: Save, roster: Roster, head: list[str], fields: str
) -> None:
    result = read_return(save([TITLE, head, [ITEM, 10, 5200, 52_000]]), roster)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    cells = dict(result.lines[0].source.cells)
    assert [cells[name] for name in fields.split()] == ["A3", "B3", "C3", "D3"]


@pytest.mark.parametrize(
    ("caption", "value", "name"),
    [
        ("需求单位", UNIT, "unit"),
        ("申报单位名称", UNIT, "unit"),
        ("医院名称", UNIT, "unit"),
        ("计量 单位", "台", "measure"),
        ("型号规格", "8核", "spec"),
        ("参考品牌型号", "8核", "spec"),
        ("量词", "台", "measure"),
    ],
)
def test_other_captions_as_offices_word_them(
    save: Save, roster: Roster, caption: str, value: str, name: str
) -> None:
    head = ["货物名称", "数量", "单价(元)", "总价(元)", caption]
    result = read_return(save([TITLE, head, [ITEM, 10, 5200, 52_000, value]]), roster)
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert dict(result.lines[0].source.cells)[name] == "E3"


@pytest.mark.parametrize(
    "captions",
    [
        ["申请数量", "核定数量", "单价", "金额"],
        ["数量", "单价", "参考价", "金额"],
        ["数量", "单价", "预算数", "预算控制数"],
    ],
)
def test_two_columns_for_one_meaning_are_still_refused(
    save: Save, roster: Roster, captions: list[str]
) -> None:
    rows = [TITLE, ["标的名称", *captions], [ITEM, 10, 10, 5200, 52_000]]
    result = read_return(save(rows), roster)
    assert result.outcome is Outcome.REJECTED
    assert "列都像" in result.problems[0].found


def test_caption_understood_in_part_is_said(save: Save, roster: Roster) -> None:
    head = ["拟购货物名称", "数量", "单价(元)", "总价(元)"]
    result = read_return(save([TITLE, head, [ITEM, 10, 5200, 52_000]]), roster)
    assert any("拟购货物名称”按“标的名称”读取" in note for note in result.notes)


def test_a_need_above_the_only_head_that_is_known_is_asked_about(
    save: Callable[..., Path], roster: Roster
) -> None:
    """The head is printed twice; a word in the first was changed: its rows must not get lost."""
    first = [*HEAD[:5], "列1", *HEAD[6:]]
    result = read_return(save(sheet(row(1), HEAD, row(2), head=first)), roster)
    assert (result.outcome, [p.cell for p in result.problems]) == (Outcome.REJECTED, ["B4"])
    assert "表头上方" in result.problems[0].found


@pytest.mark.parametrize("blank", [29, 300])
def test_a_table_far_down_is_read_beside_an_older_copy(
    save: Callable[..., Path], roster: Roster, blank: int
) -> None:
    """Not the copy alone, without a word about the other sheet."""
    rows = [*([[]] * blank), *sheet(row(1))]

    def copy(page: Any) -> None:
        older = page.parent.create_sheet("旧稿")
        for values in sheet(row(1, 7, 5200, 36_400)):
            older.append(values)

    result = read_return(save(rows, change=copy), roster)
    assert result.outcome is Outcome.REJECTED
    assert "也有需求行" in result.problems[0].found
    alone = read_return(save(rows, name="一张.xlsx"), roster)
    assert [line.quantity for line in alone.lines] == [10_000], alone.problems


NOTES = [[f"{n}. 请各单位认真填写，不得漏报。"] for n in range(1, 41)]
PEOPLE = [["序号", "姓名", "科室", "工号"], *([n, "钱乙", "总务处", n] for n in range(1, 60))]


@pytest.mark.parametrize("above", [NOTES, PEOPLE, [[]] * 200], ids=["notes", "list", "empty"])
@pytest.mark.parametrize("quantity", ["数量", "几台"])
def test_a_table_under_much_else_is_not_lost(
    save: Callable[..., Path], roster: Roster, above: list[list[Any]], quantity: str
) -> None:
    """It is read, or said to be one that nobody can read; beside another table as well."""
    head = [quantity if caption == "数量" else caption for caption in HEAD]
    rows = [*above, *sheet(row(1, 7, 5200, 36_400), head=head)]

    def other(page: Any) -> None:
        front = page.parent.create_sheet("另一处", 0)
        for values in sheet(row(1)):
            front.append(values)

    alone = read_return(save(rows, "一张.xlsx"), roster)
    assert [line.quantity for line in alone.lines] == [7_000], (alone.problems, alone.notes)
    both = read_return(save(rows, "两张.xlsx", other), roster)
    assert both.outcome is Outcome.REJECTED
    assert any("也有需求行" in problem.found for problem in both.problems)
