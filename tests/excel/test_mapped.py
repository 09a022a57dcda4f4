"""按对应方案读表：表头说得再怪，指明了就读得对；差一格就不用。"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.excel.books import ITEM, OTHER_ITEM, UNIT
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.context import rows_around
from zjbuy_desktop.excel.grid import Grid, letters
from zjbuy_desktop.excel.pool import read_many
from zjbuy_desktop.excel.returns import Roster, read_return
from zjbuy_desktop.excel.roster import RosterBook
from zjbuy_desktop.excel.sheets import read_sheet

CODES = ["No.", "A1", "A2", "B1", "B2", "B3"]
MAPPING = HeaderMapping(
    name="代号表",
    heads=tuple(zip("ABCDEF", CODES, strict=True)),
    columns=(("item", ("B",)), ("spec", ("C",)), ("quantity", ("D",)), ("price", ("E",)),
             ("amount", ("F",))),
    head_row=3,
    head_rows=1,
    first_row=4,
    price_unit="元",
    amount_unit="元",
)  # fmt: skip

Save = Callable[..., Path]


def coded(*rows: list[Any], head: list[Any] = CODES, unit: str = UNIT) -> list[list[Any]]:
    return [["需求"], [f"填报单位：{unit}"], head, *rows]


LINE = [1, ITEM, "8核", 10, 5200, 52000]


def with_(roster: Roster, *mappings: HeaderMapping) -> Roster:
    return replace(roster, mappings=mappings)


def test_strange_heads_are_read_only_by_a_mapping(save: Save, roster: Roster) -> None:
    path = save(coded(LINE, [2, OTHER_ITEM, "", 2, 6000, 12000]))
    refused = read_return(path, roster)
    assert refused.outcome is Outcome.REJECTED
    (need,) = refused.needs_mapping
    assert (need.sheet, need.head_row, need.first_row) == ("Sheet", 3, 4)
    assert [c.caption for c in need.columns] == CODES
    assert [(c.letter, c.certain) for c in need.columns if c.field == "item"] == [("B", False)]
    result = read_return(path, with_(roster, MAPPING))
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert [(x.item, x.quantity, x.amount_fen) for x in result.lines] == [
        (ITEM, 10_000, 5_200_000),
        (OTHER_ITEM, 2_000, 1_200_000),
    ]
    assert dict(result.lines[0].source.cells)["amount"] == "F4"
    assert result.mappings == ("代号表",)
    assert any("按对应方案“代号表”读取" in note and "单价＝E列" in note for note in result.notes)
    assert any("没有用到的列：A列“No.”" in note for note in result.notes)


@pytest.mark.parametrize("letter", "BCDEF")
def test_one_changed_head_and_the_mapping_is_not_used(
    save: Save, roster: Roster, letter: str
) -> None:
    head = [text + "x" if at == letter else text for at, text in zip("ABCDEF", CODES, strict=True)]
    for book in (with_(roster, MAPPING), replace(roster, remembered=(MAPPING,))):
        result = read_return(save(coded(LINE, head=head)), book)
        assert result.outcome is Outcome.REJECTED
        assert not result.mappings
        assert result.needs_mapping
        old = MAPPING.heads["ABCDEF".index(letter)][1]
        assert any(f"{letter}3 写的是“{old}x”，方案里是“{old}”" in n for n in result.notes)


def test_white_space_and_width_are_no_change(save: Save, roster: Roster) -> None:
    head = ["ＮＯ.", " A1", "A 2", "Ｂ1", "b2", "B3\n"]
    assert read_return(save(coded(LINE, head=head)), with_(roster, MAPPING)).mappings


def test_the_head_may_stand_elsewhere_and_again_on_every_page(save: Save, roster: Roster) -> None:
    rows = [["又一行标题"], *coded(LINE, CODES, [2, ITEM, "", 1, 5200, 5200])]
    result = read_return(save(rows), with_(roster, MAPPING))
    assert [dict(x.source.cells)["quantity"] for x in result.lines] == ["D5", "D7"]


@pytest.mark.parametrize(("unit", "factor"), [("元", 1), ("千元", 1_000), ("万元", 10_000)])
def test_money_is_in_the_unit_the_mapping_says(
    save: Save, roster: Roster, unit: str, factor: int
) -> None:
    mapping = replace(MAPPING, price_unit="元", amount_unit=unit)
    line = [1, ITEM, "", 10, 5200, 52000 / factor]
    result = read_return(save(coded(line)), with_(roster, mapping))
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert result.lines[0].amount_fen == 5_200_000
    other = replace(MAPPING, price_unit="千元", amount_unit=unit)
    assert read_return(save(coded(line)), with_(roster, other)).outcome is Outcome.REJECTED


def test_what_is_the_same_in_every_row_need_not_stand_in_the_table(
    save: Save, roster: Roster
) -> None:
    head = ["B1", "B2", "B3", "注"]
    mapping = replace(
        MAPPING,
        heads=tuple(zip("ABCD", head, strict=True)),
        columns=(("quantity", ("A",)), ("price", ("B",)), ("amount", ("C",)), ("note", ("D",))),
        fixed=(("item", ITEM), ("measure", "台")),
    )
    rows = [[10, 5200, 52000, ""], [1, 5200, 5200, "急"], [], ["合计", "", 57200, ""]]
    path = save([["需求"], [f"填报单位：{UNIT}"], head, *rows, ["填表人：王"]])
    result = read_return(path, with_(roster, mapping))
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert [(x.item, x.measure, x.note) for x in result.lines] == [
        (ITEM, "台", ""),
        (ITEM, "台", "急"),
    ]
    assert [name for name, _ in result.lines[1].source.cells] == [
        "amount",
        "note",
        "price",
        "quantity",
    ]
    unknown = replace(mapping, fixed=(("item", "别的东西"),))
    (problem,) = read_return(path, with_(roster, unknown)).problems
    assert "别的东西" in problem.found
    assert problem.cell is None
    around = rows_around(path.read_bytes(), [("Sheet", "A4")], {}, [mapping])["Sheet", "A4"]
    assert [label for label, _, _ in around.cells] == ["数量", "单价", "预算金额"]
    assert (around.field, around.product) == ("quantity", "52000.00")


def test_a_fixed_unit_never_takes_over_another_units_table(save: Save, roster: Roster) -> None:
    mapping = replace(MAPPING, fixed=(("unit", UNIT),), file="*.xlsx")
    nameless = [["需求"], [""], CODES, LINE]
    assert read_return(save(nameless), with_(roster, mapping)).units == (UNIT,)
    result = read_return(save(coded(LINE, unit="之江市第一中学")), with_(roster, mapping))
    assert result.outcome is Outcome.REJECTED
    assert "之江市第一中学" in result.problems[0].found
    assert "代号表" in result.problems[0].found
    assert not read_return(save(nameless, "a.xlsm"), with_(roster, mapping)).mappings


def test_two_remembered_mappings_that_read_otherwise_are_asked_about(
    save: Save, roster: Roster
) -> None:
    same, other = replace(MAPPING, name="同样"), replace(MAPPING, name="万元", amount_unit="万元")
    path = save(coded(LINE))
    assert read_return(path, replace(roster, remembered=(MAPPING, same))).mappings == ("代号表",)
    result = read_return(path, replace(roster, remembered=(MAPPING, other)))
    assert "“代号表”“万元”" in result.problems[0].found
    given = replace(roster, mappings=(same,), remembered=(MAPPING, other))
    assert read_return(path, given).mappings == ("同样",)


def test_the_wire_carries_what_is_asked_and_what_was_used(save: Save, roster: Roster) -> None:
    path = save(coded(LINE))
    assert read_many([path], roster) == [read_return(path, roster)]
    mapped = with_(roster, MAPPING)
    assert read_many([path], mapped) == [read_return(path, mapped)]


def test_heads_of_several_rows_are_joined(save: Save, roster: Roster) -> None:
    rows = [
        [f"填报单位：{UNIT}"],
        ["东西", "X", "Y", ""],
        ["", "", "p", "q"],
        [ITEM, 10, 5200, 52000],
    ]

    def merge(sheet: Any) -> None:
        for cells in ("A2:A3", "B2:B3", "C2:D2"):
            sheet.merge_cells(cells)

    mapping = HeaderMapping(
        "两行",
        (("A", "东西"), ("B", "X"), ("C", "Y/p"), ("D", "q")),
        (("item", ("A",)), ("quantity", ("B",)), ("price", ("C",)), ("amount", ("D",))),
        2, 2, 4, "元", "元",
    )  # fmt: skip
    result = read_return(save(rows, change=merge), with_(roster, mapping))
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert result.lines[0].amount_fen == 5_200_000


def test_the_head_again_below_another_unit_begins_its_table(save: Save, roster: Roster) -> None:
    other = "之江市第一中学"
    rows = coded(LINE) + coded([1, ITEM, "", 1, 5200, 5200], unit=other)[1:]
    result = read_return(save(rows), with_(roster, MAPPING))
    assert result.outcome is Outcome.ACCEPTED, result.problems
    assert [(x.unit, x.quantity) for x in result.lines] == [(UNIT, 10_000), (other, 1_000)]


@pytest.mark.parametrize(("said", "outcome"), [("元", "accepted"), ("万元", "rejected")])
def test_a_money_unit_stated_beside_the_table_must_agree(
    save: Save, roster: Roster, said: str, outcome: str
) -> None:
    rows = [["需求"], [f"填报单位：{UNIT}", f"单位：{said}"], CODES, LINE]
    result = read_return(save(rows), replace(roster, remembered=(MAPPING,)))
    assert result.outcome == outcome, result.problems
    assert [p.cell for p in result.problems] == ([] if outcome == "accepted" else ["B2"])


def test_a_line_between_head_and_data_is_not_passed_over(save: Save, roster: Roster) -> None:
    below = replace(MAPPING, first_row=5)
    units = ["", "", "", "（台）", "（元）", "（元）"]
    assert len(read_return(save(coded(units, LINE)), with_(roster, below)).lines) == 1
    result = read_return(save(coded(LINE, LINE)), with_(roster, below))
    assert result.outcome is Outcome.REJECTED
    assert [p.cell for p in result.problems] == ["D4"]
    assert "数据起始行" in result.problems[0].hint


def test_file_and_sheet_patterns_know_one_sign_only(save: Save, roster: Roster) -> None:
    path = save(coded(LINE), "附件[1]（终稿）.xlsx")
    for pattern, fits in (
        ("附件[1]（终稿）.xlsx", True),
        ("附件[1]*", True),
        ("附件?1?*", False),
        ("附件[12]*", False),
        ("*终稿*", True),
        ("*草稿*", False),
    ):
        result = read_return(path, with_(roster, replace(MAPPING, file=pattern)))
        assert bool(result.mappings) is fits, pattern
        assert fits or any("方案只用于文件" in note for note in result.notes)


def test_a_head_of_several_rows_is_proposed_whole(save: Save, roster: Roster) -> None:
    rows = [["附表"], ["东西", "X", "Y", ""], ["", "", "p", "q"], [ITEM, 1, 5200, 5200]]

    def merge(sheet: Any) -> None:
        for cells in ("A1:D1", "A2:A3", "B2:B3", "C2:D2"):
            sheet.merge_cells(cells)

    (need,) = read_return(save(rows, change=merge), roster).needs_mapping
    assert (need.head_row, need.head_rows, need.first_row) == (2, 2, 4)
    assert [c.caption for c in need.columns] == ["东西", "X", "Y/p", "q"]


def test_of_a_strange_table_beside_a_plain_one_it_is_said_that_it_was_not_read(
    save: Save, roster: Roster
) -> None:
    def beside(sheet: Any) -> None:
        other = sheet.parent.create_sheet("另表")
        for values in (["X", "Y", "Z"], ["东西", 3, 4]):
            other.append(values)

    plain = [
        [f"填报单位：{UNIT}"],
        ["标的名称", "数量", "单价（元）", "金额（元）"],
        [ITEM, 1, 5200, 5200],
    ]
    result = read_return(save(plain, change=beside), roster)
    assert result.outcome is Outcome.ACCEPTED
    assert any("“另表”像有一张表" in note for note in result.notes)


PLAIN = {
    "seq": "序号",
    "item": "标的名称",
    "spec": "规格型号",
    "measure": "计量单位",
    "quantity": "数量",
    "price": "单价（元）",
    "amount": "预算金额（元）",
    "note": "备注",
}


@settings(max_examples=40, deadline=None)
@given(
    order=st.permutations(list(PLAIN)),
    lines=st.lists(
        st.tuples(st.sampled_from([ITEM, OTHER_ITEM]), st.integers(1, 99), st.integers(1000, 9000)),
        min_size=1,
        max_size=6,
    ),
    wrong=st.booleans(),
    off=st.booleans(),
    again=st.booleans(),
)
def test_codes_with_a_mapping_read_as_plain_words_do(
    order: list[str],
    lines: list[tuple[str, int, int]],
    wrong: bool,
    off: bool,
    again: bool,
) -> None:
    """Whatever the order of columns: same lines, same cells, same problems, same totals."""
    rows = [
        {"seq": n, "item": item, "measure": "台", "quantity": q, "price": p, "amount": q * p}
        for n, (item, q, p) in enumerate(lines, 1)
    ]
    rows[-1]["amount"] = int(rows[-1]["amount"]) + wrong
    totals = {"item": "合计", "amount": sum(int(row["amount"]) for row in rows) + off}
    head = dict(zip(order, (f"K{n}" for n in range(len(order))), strict=True))

    def sheet_of(captions: dict[str, str]) -> Grid:
        body = [rows[0], *([captions] if again else []), *rows[1:], totals]
        table = [[row.get(name, "") for name in order] for row in (captions, *body)]
        return Grid("表", [[f"填报单位：{UNIT}", *[""] * (len(order) - 1)], *table])

    at = {name: letters(place) for place, name in enumerate(order)}
    mapping = HeaderMapping(
        "码", tuple((at[name], head[name]) for name in order),
        tuple((name, (at[name],)) for name in order), 2, 1, 3, "元", "元",
    )  # fmt: skip
    names = Roster((UNIT,), (ITEM, OTHER_ITEM), "A02010105", mappings=(mapping,))
    plain = read_sheet(sheet_of(PLAIN), RosterBook(names), "a.xlsx", "0" * 64)
    coded_ = read_sheet(sheet_of(head), RosterBook(names), "a.xlsx", "0" * 64)
    assert plain.mapping is None
    assert coded_.mapping is mapping
    assert (coded_.lines, coded_.problems, coded_.units) == (
        plain.lines,
        plain.problems,
        plain.units,
    )
    assert len(coded_.lines) == len(lines) - wrong
    assert bool(coded_.problems) is (wrong or off)
    assert coded_.notes[1:] == plain.notes
