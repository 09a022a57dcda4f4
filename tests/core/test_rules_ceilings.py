"""最高限价的规则：单价、总价两种，不高于预算；结果恰好等于限价可以，多一分不行。"""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.builders import ADVANCED, BASIC, SCHOOL, make_case, with_project
from tests.core.ruling import BLOCK, WARN, found, holds, one
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.case import Case, StageRecord
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.rules import ceilings as rules

CASE = make_case()
BASIC_BUDGET, ADVANCED_BUDGET = "883533.38", "91806.00"  # 170 台, 12 台 × 7650.50


def limited(
    basic: str = "", advanced: str = "", basic_total: str = "", advanced_total: str = ""
) -> Case:
    """The case with 最高限价 of its two lots, in 元; an empty one is not set."""

    def fen(yuan: str) -> int | None:
        return money.fen(yuan) if yuan else None

    return with_project(
        CASE,
        lots=(
            Lot("标项一", BASIC, fen(basic), ceiling_total_fen=fen(basic_total)),
            Lot("标项二", ADVANCED, fen(advanced), ceiling_total_fen=fen(advanced_total)),
        ),
    )


def priced(case: Case, price: str) -> Case:
    """标项一 at a unit price."""
    award = replace(case.awards[0], unit_price_fen=money.fen(price))
    return replace(case, awards=(award,))


def lump(case: Case, total: str) -> Case:
    """标项二 at a lump sum."""
    return replace(case, awards=(replace(case.awards[1], total_fen=money.fen(total)),))


@pytest.mark.parametrize(
    ("given", "over"),
    [
        ({"basic_total": BASIC_BUDGET}, None),
        ({"basic_total": "883533.39"}, "总价最高限价 883,533.39 元，高于预算 883,533.38 元"),
        ({"advanced": "7650.50"}, None),
        ({"advanced": "7650.51"}, "7,650.51 元 × 数量 12 ＝ 91,806.12 元，高于预算 91,806.00 元"),
        ({"basic": "5197.25"}, None),
        ({"basic": "5197.26"}, "多 0.82 元"),
        ({}, None),
    ],
)
def test_a_ceiling_may_use_the_whole_budget_and_not_a_fen_more(
    given: dict[str, str], over: str | None
):
    findings = found(rules.ceilings_within_budget, limited(**given))
    assert [over in f.message for f in findings if over] == ([True] if over else [])
    assert [f.severity for f in findings] == [BLOCK] * bool(over)


def test_both_ceilings_of_a_lot_are_held_against_the_budget():
    case = limited(advanced="7650.51", advanced_total="91806.01")
    assert len(found(rules.ceilings_within_budget, case)) == 2


def test_without_an_included_need_there_is_no_budget_to_compare_with():
    sealed = tuple(e for e in CASE.events if e.kind is not EventKind.SEAL_CONFIRMED)
    case = replace(limited(advanced_total="99999999"), events=sealed)
    assert holds(rules.ceilings_within_budget, case)


@pytest.mark.parametrize(("ceiling", "fine"), [("5197.25", True), ("5197.26", False)])
def test_it_is_told_where_the_ceiling_is_entered_once_all_needs_are_there(ceiling: str, fine: bool):
    unsealed = tuple(e for e in CASE.events if e.kind is not EventKind.SEAL_CONFIRMED)
    case = replace(limited(basic=ceiling), events=unsealed, stages=())
    findings = found(rules.ceilings_within_collected_needs, case)
    assert (not findings) is fine
    assert all("高于各单位填报的预算合计 883,533.38 元" in f.message for f in findings)
    assert all((f.severity, f.field) == (WARN, "lots") for f in findings)
    some = replace(case, needs=tuple(n for n in case.needs if n.unit != SCHOOL))
    assert holds(rules.ceilings_within_collected_needs, some), "a part is no budget"
    assert holds(rules.ceilings_set_later_within_needs, case)
    closed = replace(case, stages=(StageRecord("collection", date(2026, 8, 20)),))
    assert holds(rules.ceilings_within_collected_needs, closed), "the other page tells it now"
    later = found(rules.ceilings_set_later_within_needs, closed)
    assert [f.message for f in later] == [f.message for f in findings]


def test_the_article_on_ceilings_is_cited_where_it_applies():
    case = limited(advanced_total="91806.01")
    assert "第87号第十二条" in one(rules.ceilings_within_budget, case).fix
    deal = with_project(case, method=Method.CONSULTATION)
    assert "第87号" not in one(rules.ceilings_within_budget, deal).fix


@pytest.mark.parametrize(("price", "fine"), [("5000.00", True), ("5000.01", False)])
def test_a_unit_price_keeps_the_ceiling(price: str, fine: bool):
    findings = found(rules.award_within_ceilings, priced(limited(basic="5000.00"), price))
    assert (not findings) is fine
    assert all("单价 5,000.01 元超过最高限价 5,000.00 元" in f.message for f in findings)


@pytest.mark.parametrize(("total", "fine"), [("84000.00", True), ("84000.01", False)])
def test_a_lump_sum_keeps_the_ceiling_on_the_average(total: str, fine: bool):
    findings = found(rules.award_within_ceilings, lump(limited(advanced="7000.00"), total))
    assert (not findings) is fine
    assert all("折合单价超过最高限价 7,000.00 元" in f.message for f in findings)


@pytest.mark.parametrize(("total", "fine"), [("84000.00", True), ("84000.01", False)])
def test_a_lump_sum_keeps_the_total_ceiling(total: str, fine: bool):
    findings = found(rules.award_within_ceilings, lump(limited(advanced_total="84000.00"), total))
    assert (not findings) is fine
    for finding in findings:
        assert (finding.severity, finding.subject) == (BLOCK, "标项二")
        assert "总价 84,000.01 元超过总价最高限价 84,000.00 元，多 0.01 元" in finding.message


@pytest.mark.parametrize(("total", "fine"), [("846600.00", True), ("846599.99", False)])
def test_unit_prices_multiplied_out_keep_the_total_ceiling(total: str, fine: bool):
    case = priced(limited(basic_total=total), "4980.00")  # 170 × 4980 ＝ 846600
    assert holds(rules.award_within_ceilings, case) is fine


def test_the_consequence_is_worded_by_method():
    over = lump(limited(advanced_total="1.00"), "2.00")
    assert "财政部令第87号第六十三条" in one(rules.award_within_ceilings, over).fix
    consultation = with_project(over, method=Method.CONSULTATION)
    assert "不能确定为成交供应商" in one(rules.award_within_ceilings, consultation).fix


@pytest.mark.parametrize(
    ("unit", "total", "most"),
    [(None, None, None), (5, None, 10), (None, 7, 7), (5, 7, 7), (3, 7, 6)],
)
def test_the_lower_of_both_ceilings_counts(unit: int | None, total: int | None, most: int | None):
    assert Lot("标项一", BASIC, unit, ceiling_total_fen=total).most_fen(2000) == most
