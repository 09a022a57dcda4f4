"""In which unit money is written: said once, said twice, said wrongly, or not said at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.excel.books import ITEM, UNIT
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel.returns import Roster, read_return

Save = Callable[..., Path]


def table(lead: list[str], price: str, amount: str, *rows: tuple[Any, Any, Any]) -> list[list[Any]]:
    head = ["标的名称", "数量", price, amount]
    return [[f"填报单位：{UNIT}"], lead, head, *([ITEM, *row] for row in rows)]


def money(result: ReadReturn) -> list[tuple[int, int]]:
    assert result.outcome is Outcome.ACCEPTED, result.problems
    return [(line.price_fen, line.amount_fen) for line in result.lines]


@pytest.mark.parametrize(
    ("lead", "price", "amount"),
    [
        (["单位：万元"], "单价", "金额"),
        (["（金额单位：人民币万元）"], "单价", "金额"),
        (["以下金额以万元计"], "单价", "金额"),
        (["（以万元为单位）"], "单价", "金额"),
        (["单位：台、万元"], "单价", "金额"),
        (["计量单位：台/万元"], "单价", "金额"),
        (["货币单位：人民币（万元）"], "单价", "金额"),
        ([""], "单价（万元）", "金额（万元）"),
        (["单位：万元"], "单价（万元）", "金额"),
        ([f"{UNIT}需求表（万元）"], "单价", "金额"),
    ],
)
def test_wan_wherever_it_is_said(
    save: Save, roster: Roster, lead: list[str], price: str, amount: str
) -> None:
    path = save(table(lead, price, amount, (10, 0.52, 5.2), (7, 0.5, 3.5)))
    assert money(read_return(path, roster)) == [(520_000, 5_200_000), (500_000, 3_500_000)]


@pytest.mark.parametrize(
    ("unit", "price", "amount"),
    [("千元", 5.2, 52), ("百元", 52, 520), ("百万元", 0.0052, 0.052), ("元", 5200, 52_000)],
)
def test_other_units(save: Save, roster: Roster, unit: str, price: float, amount: float) -> None:
    rows = table([], f"单价（{unit}）", f"金额（{unit}）", (10, price, amount))
    assert money(read_return(save(rows), roster)) == [(520_000, 5_200_000)]


@pytest.mark.parametrize(
    ("lead", "price", "amount"),
    [
        (["单位：万元"], "单价", "金额"),
        (["单位：元/万元"], "单价", "金额"),
        (["单位：元", "金额单位：万元"], "单价", "金额"),
        ([""], "单价", "金额（万元）"),
        (["单位：元"], "单价", "金额（万元）"),
        ([""], "单价（元）", "金额"),
        ([""], "单价", "金额"),
    ],
)
def test_price_in_yuan_and_amount_in_wan_are_proved_by_the_content(
    save: Save, roster: Roster, lead: list[str], price: str, amount: str
) -> None:
    result = read_return(save(table(lead, price, amount, (10, 5200, 5.2), (7, 5000, 3.5))), roster)
    assert money(result) == [(520_000, 5_200_000), (500_000, 3_500_000)]
    assert any("万元" in note for note in result.notes)


@pytest.mark.parametrize(
    ("lead", "price", "amount", "cell"),
    [
        (["单位：万元"], "单价（元）", "金额（元）", "A2"),
        (["单位：元", "金额单位：万元"], "单价", "金额", "B2"),
        (["单位：元/万元"], "单价", "金额", "A2"),
    ],
)
def test_contradiction_the_content_cannot_settle_is_asked_about(
    save: Save, roster: Roster, lead: list[str], price: str, amount: str, cell: str
) -> None:
    result = read_return(save(table(lead, price, amount, (10, 5200, 52_000))), roster)
    assert result.outcome is Outcome.REJECTED
    assert [problem.cell for problem in result.problems] == [cell]
    assert "单价元、金额元" in result.problems[0].found
    assert "单价万元、金额万元" in result.problems[0].found


def test_statement_below_the_table_counts_too(save: Save, roster: Roster) -> None:
    rows = [*table([], "单价", "金额", (10, 0.52, 5.2)), ["注：金额单位为万元"]]
    assert money(read_return(save(rows), roster)) == [(520_000, 5_200_000)]


def test_absurdly_small_sum_without_any_unit_is_asked_about(save: Save, roster: Roster) -> None:
    result = read_return(save(table([], "单价", "金额", (10, 0.52, 5.2))), roster)
    assert result.outcome is Outcome.REJECTED
    assert "5.2 元" in result.problems[0].found
    said = read_return(save(table([], "单价(元)", "金额(元)", (10, 0.52, 5.2))), roster)
    assert money(said) == [(52, 520)]


def test_foreign_currency_is_refused(save: Save, roster: Roster) -> None:
    result = read_return(save(table([], "单价（美元）", "金额（美元）", (10, 700, 7_000))), roster)
    assert [problem.cell for problem in result.problems] == ["C3"]
    assert "人民币" in result.problems[0].expected


def test_column_of_money_units_is_no_measure(save: Save, roster: Roster) -> None:
    head = ["标的名称", "数量", "单价", "金额", "单位"]
    rows = [[f"填报单位：{UNIT}"], head, [ITEM, 10, 520, 5200, "万元"]]
    result = read_return(save(rows), roster)
    assert [problem.cell for problem in result.problems] == ["E3"]
    assert "列名" in result.problems[0].expected


@pytest.mark.parametrize(
    ("lead", "price", "amount", "rows", "place"),
    [
        (["单位：万元"], "单价", "金额", [(10, 5200, 52_000)], "A2"),
        ([""], "单价（万元）", "金额（万元）", [(10, 5200, 52_000), (3, 4999.5, 14_998.5)], "C3"),
        (["单位：千元"], "单价", "金额", [(30, 5200, 156_000)], "A2"),
        (["单位：万元"], "单价", "金额", [(600, 25, 15_000)], "A2"),
    ],
)
def test_yuan_in_a_table_of_wan_is_asked_about(
    save: Save,
    roster: Roster,
    lead: list[str],
    price: str,
    amount: str,
    rows: list[tuple[Any, Any, Any]],
    place: str,
) -> None:
    result = read_return(save(table(lead, price, amount, *rows)), roster)
    assert result.outcome is Outcome.REJECTED
    assert place in [problem.cell for problem in result.problems]
    assert "改以元填写" in result.problems[0].hint


@pytest.mark.parametrize(
    "rows", [[(400, 2, 800), (300, 1.5, 450)], [(3, 250, 750)], [(40, 0.52, 20.8)]]
)
def test_large_tables_of_wan_are_taken(
    save: Save, roster: Roster, rows: list[tuple[Any, Any, Any]]
) -> None:
    path = save(table(["单位：万元"], "单价", "金额", *rows))
    assert [p for p, _a in money(read_return(path, roster))] == [
        round(price * 1_000_000) for _q, price, _a in rows
    ]


@pytest.mark.parametrize(
    ("lead", "row", "word"),
    [
        (["单位：万元"], ("237台", 5000, 1_185_000), "万元"),
        (["单位：万元"], ("237台", "5000.00", "1,185,000"), "万元"),
        ([""], ("10台", 0.52, 5.2), "没有写明金额单位"),
        ([""], ("10台", "0.52", "5.2元"), "没有写明金额单位"),
    ],
)
def test_a_measure_behind_the_quantity_hides_no_doubt_about_the_unit(
    save: Save, roster: Roster, lead: list[str], row: tuple[Any, Any, Any], word: str
) -> None:
    result = read_return(save(table(lead, "单价", "金额", row)), roster)
    assert result.outcome is Outcome.REJECTED
    assert word in result.problems[0].found
