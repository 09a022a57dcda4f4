"""定标的规则：结果齐全、不超预算、分配相等、公告之后签协议、日期先后。"""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.builders import (
    ADVANCED,
    BASIC,
    BUREAU,
    LEAD,
    SCHOOL,
    SUPPLIER,
    make_case,
    need,
    with_project,
)
from tests.core.ruling import (
    ADVISE,
    BLOCK,
    WARN,
    and_events,
    at,
    found,
    holds,
    one,
    subjects,
    without,
)
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.awards import LotAward
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.rules import awarding as rules

CASE = make_case()
CODE = "91350100M000100Y43"


def lump(yuan: str) -> Case:
    """Lot two, needed by the bureau alone (91,806.00 元), for a lump sum."""
    award = LotAward("标项二", SUPPLIER, CODE, total_fen=money.fen(yuan))
    return make_case(awards=(CASE.awards[0], award))


def priced(yuan: str, **overrides: object) -> Case:
    """Lot one for a unit price."""
    award = LotAward("标项一", SUPPLIER, CODE, unit_price_fen=money.fen(yuan))
    return make_case(awards=(award, CASE.awards[1]), **overrides)


# 结果与供应商


def test_every_lot_has_a_result():
    assert holds(rules.every_lot_is_awarded, CASE)
    finding = one(rules.every_lot_is_awarded, make_case(awards=CASE.awards[:1]))
    assert (finding.subject, finding.severity) == ("标项二", BLOCK)


def test_a_lot_that_nobody_needs_any_more_is_to_be_dropped():
    case = and_events(CASE, at(EventKind.WITHDRAWN, "2026-08-27", BUREAU))
    finding = one(rules.every_lot_is_awarded, replace(case, awards=CASE.awards[:1]))
    assert "没有纳入的需求" in finding.message
    assert "删去这个标项" in finding.fix


@pytest.mark.parametrize(
    ("name", "code", "severities"),
    [
        (SUPPLIER, CODE, []),
        (" ", CODE, [BLOCK]),
        (SUPPLIER, "", [BLOCK]),
        (SUPPLIER, CODE[:-1] + "4", [WARN]),
        ("", "9135", [BLOCK, BLOCK]),
    ],
)
def test_the_supplier_is_identified(name: str, code: str, severities: list[object]):
    awards = (replace(CASE.awards[0], supplier=name, supplier_uscc=code), CASE.awards[1])
    findings = found(rules.supplier_is_identified, make_case(awards=awards))
    assert [f.severity for f in findings] == severities


# 预算


@pytest.mark.parametrize(("total", "fine"), [("91806.00", True), ("91806.01", False)])
def test_an_award_may_use_the_whole_budget_and_not_a_fen_more(total: str, fine: bool):
    findings = found(rules.award_within_budget, lump(total))
    assert (not findings) is fine
    for finding in findings:
        assert (finding.severity, finding.subject) == (BLOCK, "标项二")
        assert "多 0.01 元" in finding.message
        assert finding.basis is not None
        assert finding.basis.label == "《政府采购法》第六条"


def test_the_consequence_is_worded_by_method():
    over = lump("91806.01")
    assert "财政部令第87号第六十三条" in one(rules.award_within_budget, over).fix
    consultation = with_project(over, method=Method.CONSULTATION)
    assert "不能确定为成交供应商" in one(rules.award_within_budget, consultation).fix


@pytest.mark.parametrize(("price", "over"), [("5166.67", []), ("5166.68", [SCHOOL])])
def test_a_unit_with_the_smallest_budget_may_be_short_though_the_lot_is_not(
    price: str, over: list[str]
):
    case = priced(price)
    assert holds(rules.award_within_budget, case)
    findings = found(rules.contract_within_unit_budget, case)
    assert subjects(findings) == over
    assert all(f.severity is WARN for f in findings)
    assert all("多 0.14 元" in f.message for f in findings)  # 14 台 × 0.01 元


def test_what_a_unit_saves_in_one_lot_it_may_spend_in_the_other():
    case = make_case(
        needs=(need(BUREAU, BASIC, "10", "5000"), need(BUREAU, ADVANCED, "10", "7000")),
        awards=(
            LotAward("标项一", SUPPLIER, CODE, unit_price_fen=money.fen("5100")),
            LotAward("标项二", SUPPLIER, CODE, unit_price_fen=money.fen("6900")),
        ),
    )
    assert holds(rules.contract_within_unit_budget, case)
    told = one(rules.share_within_lot_budget, case)
    assert (told.severity, told.subject) == (ADVISE, BUREAU)
    assert "标项一分到 51,000.00 元，比所报预算多 1,000.00 元" in told.message


def test_a_lot_spent_to_the_last_fen_is_no_overrun():
    case = make_case(
        needs=(need(BUREAU, BASIC, "10", "5000"),),
        awards=(LotAward("标项一", SUPPLIER, CODE, unit_price_fen=money.fen("5000")),),
    )
    assert holds(rules.share_within_lot_budget, case)


def test_a_purchaser_is_not_the_supplier():
    assert holds(rules.supplier_is_no_purchaser, CASE)
    taken = replace(CASE.awards[0], supplier_uscc=CASE.units[1].uscc.lower())
    told = one(rules.supplier_is_no_purchaser, replace(CASE, awards=(taken, *CASE.awards[1:])))
    assert told.severity is WARN
    assert CASE.units[1].name in told.message


# 分配


def test_the_shares_add_up_to_the_award():
    assert holds(rules.allocation_equals_award, CASE)
    assert holds(rules.allocation_equals_award, lump("0.07"))


def test_a_lump_sum_that_nobody_can_share_is_told():
    nobody = without(lump("80000"), EventKind.SEAL_CONFIRMED)
    finding = one(rules.allocation_equals_award, nobody)
    assert (finding.subject, finding.severity) == ("标项二", BLOCK)
    assert "分配合计 0.00 元，结果是 80,000.00 元" in finding.message


# 采购协议与公告


@pytest.mark.parametrize(
    ("signed", "fine"), [("2026-09-02", False), ("2026-09-03", True), ("2026-09-08", True)]
)
def test_the_agreement_follows_the_announcement(signed: str, fine: bool):
    case = and_events(CASE, at(EventKind.PROCUREMENT_AGREEMENT_SIGNED, signed))
    findings = found(rules.agreement_after_announcement, case)
    assert (not findings) is fine
    assert all(f.severity is BLOCK and "2026-09-03" in f.message for f in findings)


def test_an_agreement_without_any_announcement_is_too_early():
    case = without(CASE, EventKind.RESULT_ANNOUNCED)
    assert holds(rules.agreement_after_announcement, case)
    case = and_events(case, at(EventKind.PROCUREMENT_AGREEMENT_SIGNED, "2026-09-08"))
    finding = one(rules.agreement_after_announcement, case)
    assert "没有登记结果公告" in finding.message
    assert finding.basis is not None
    assert finding.basis.label == "浙财采监〔2025〕6号 第八条（六）"


# 日期先后


@pytest.mark.parametrize(
    ("kind", "day", "fine"),
    [
        (EventKind.AGENCY_AGREEMENT_SIGNED, "2026-08-28", True),
        (EventKind.AGENCY_AGREEMENT_SIGNED, "2026-08-27", False),
        (EventKind.ANNOUNCEMENT_PUBLISHED, "2026-09-02", True),
        (EventKind.ANNOUNCEMENT_PUBLISHED, "2026-09-03", False),
        (EventKind.PLAN_ENTRUSTED, "2026-08-27", False),
        (EventKind.PLAN_ENTRUSTED, "2026-08-31", True),
    ],
)
def test_milestones_come_in_order(kind: EventKind, day: str, fine: bool):
    findings = found(rules.events_follow_one_another, and_events(CASE, at(kind, day)))
    assert (not findings) is fine
    assert all(f.severity is WARN and f.basis is None for f in findings)


def test_the_result_is_announced_after_it_was_confirmed():
    case = and_events(CASE, at(EventKind.RESULT_ANNOUNCED, "2026-09-01"))
    finding = one(rules.events_follow_one_another, case)
    assert finding.message == "“结果公告已发布”（2026-09-01）早于“采购结果已确认”（2026-09-02）。"


def test_a_reason_for_one_odd_pair_does_not_cover_another():
    case = and_events(
        CASE,
        at(EventKind.ANNOUNCEMENT_PUBLISHED, "2026-08-20"),
        at(EventKind.RESULT_ANNOUNCED, "2026-09-01"),
    )
    assert len(set(subjects(found(rules.events_follow_one_another, case)))) == 2


@pytest.mark.parametrize(("today", "fine"), [("2026-09-10", True), ("2026-09-09", False)])
def test_nothing_is_recorded_in_the_future_not_even_for_a_unit(today: str, fine: bool):
    case = and_events(CASE, at(EventKind.CONTRACT_SIGNED, "2026-09-10", LEAD))
    findings = found(rules.events_follow_one_another, case, date.fromisoformat(today))
    assert (not findings) is fine
    assert subjects(findings) == ([] if fine else [LEAD])
