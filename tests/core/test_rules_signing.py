"""签约的规则：通知、三十日（顺延、建议、暂按推算）、补充合同一成。"""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.builders import BUREAU, LEAD, SCHOOL, before_formal_plans, make_case, make_events
from tests.core.ruling import ADVISE, BLOCK, WARN, and_events, at, found, holds, one, subjects
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import contract_total
from zjbuy_desktop.core.case.awards import Supplement
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.rules import Rule, contracts
from zjbuy_desktop.core.rules import signing as rules

CASE = before_formal_plans(make_case())
SIGNED = EventKind.CONTRACT_SIGNED


def noticed(issued: str) -> Case:
    """The case with its award notice issued on that day, and only the school yet to sign."""
    case = make_case(events=make_events(date.fromisoformat(issued)))
    return and_events(case, at(SIGNED, issued, LEAD), at(SIGNED, issued, BUREAU))


# 通知


def test_each_participant_is_to_be_notified_and_the_lead_is_not():
    findings = found(rules.every_unit_is_notified, CASE)
    assert subjects(findings) == [BUREAU, SCHOOL]
    assert {f.severity for f in findings} == {WARN}
    not_issued = replace(
        CASE, events=tuple(e for e in CASE.events if e.kind is not EventKind.AWARD_NOTICE_ISSUED)
    )
    assert holds(rules.every_unit_is_notified, not_issued)


@pytest.mark.parametrize(
    ("sent", "late"),
    [("2026-09-03", 0), ("2026-09-07", 0), ("2026-09-08", 2)],  # 9-5、9-6 are a weekend
)
def test_a_notice_after_the_office_s_own_standard_is_only_advice(sent: str, late: int):
    told = (at(EventKind.SIGNING_NOTICE_SENT, sent, u) for u in (BUREAU, SCHOOL))
    findings = found(rules.every_unit_is_notified, and_events(CASE, *told), "2026-09-20")
    assert [f.severity for f in findings] == ([ADVISE] if late else [])
    assert all(f"有 {late} 家单位" in f.message and "没有规定天数" in f.fix for f in findings)


# 公告之后


@pytest.mark.parametrize(("signed", "fine"), [("2026-09-02", False), ("2026-09-03", True)])
def test_a_contract_follows_the_announcement(signed: str, fine: bool):
    findings = found(rules.contract_after_announcement, and_events(CASE, at(SIGNED, signed, LEAD)))
    assert (not findings) is fine
    for finding in findings:
        assert (finding.severity, finding.subject) == (BLOCK, LEAD)
        assert finding.basis is not None
        assert finding.basis.label == "浙财采监〔2025〕6号 第八条（七）"


def test_a_contract_without_any_announcement_is_too_early():
    events = [e for e in make_events() if e.kind is not EventKind.RESULT_ANNOUNCED]
    case = make_case(events=(*events, at(SIGNED, "2026-09-10", BUREAU)))
    assert "没有登记结果公告" in one(rules.contract_after_announcement, case).message


# 三十日


@pytest.mark.parametrize(
    ("issued", "signed", "fine"),
    [
        ("2026-08-10", "2026-09-09", True),  # day 30, a Wednesday
        ("2026-08-10", "2026-09-10", False),
        ("2026-09-03", "2026-10-03", True),  # day 30, within the National Day holidays
        ("2026-09-03", "2026-10-08", True),  # the day it moves to
        ("2026-09-03", "2026-10-09", False),
        ("2026-09-10", "2026-10-10", True),  # a Saturday on which offices work: not moved
        ("2026-09-10", "2026-10-12", False),
    ],
)
def test_a_contract_is_late_after_the_moved_day_only(issued: str, signed: str, fine: bool):
    case = and_events(noticed(issued), at(SIGNED, signed, SCHOOL))
    findings = found(rules.contract_signed_in_time, case, signed)
    assert (not findings) is fine
    assert all((f.severity, f.subject) == (WARN, SCHOOL) for f in findings)


MOVED = "法定最后日是 2026-10-08（2026-10-03 遇法定休假日顺延）。"


@pytest.mark.parametrize(
    ("today", "rule", "says"),
    [
        ("2026-09-30", rules.every_contract_is_signed, f"：请于 2026-09-30 前签订，{MOVED}"),
        ("2026-10-01", rules.every_contract_is_signed, f"：建议最后日 2026-09-30 已过，{MOVED}"),
        ("2026-10-08", rules.every_contract_is_signed, f"：建议最后日 2026-09-30 已过，{MOVED}"),
        ("2026-10-09", rules.contract_signed_in_time, f"，{MOVED}"),
    ],
)
def test_an_unsigned_contract_is_told_once_as_pressing_and_then_as_late(
    today: str, rule: Rule, says: str
):
    both = (rules.every_contract_is_signed, rules.contract_signed_in_time)
    case = noticed("2026-09-03")
    (finding,) = [f for r in both for f in found(r, case, today)]
    assert (finding.rule, finding.severity, finding.subject) == (rule.id, WARN, SCHOOL)
    assert finding.message == f"{SCHOOL}还没有登记合同签订{says}"


def test_once_all_have_signed_nothing_is_left():
    case = and_events(noticed("2026-09-03"), at(SIGNED, "2026-09-30", SCHOOL))
    assert holds(rules.every_contract_is_signed, case)
    assert holds(rules.contract_signed_in_time, case, "2026-12-01")


def test_a_last_day_in_a_year_without_schedule_says_that_it_is_a_guess():
    case = noticed("2026-12-08")
    finding = one(rules.contract_signed_in_time, case, "2027-01-09")
    assert "2027-01-07（暂按周末推算：没有2027年的放假安排）" in finding.message


def test_without_a_notice_the_period_does_not_run():
    events = [e for e in make_events() if e.kind is not EventKind.AWARD_NOTICE_ISSUED]
    case = make_case(events=tuple(events))
    assert holds(rules.contract_signed_in_time, case, "2027-06-01")
    findings = found(rules.every_contract_is_signed, case, "2027-06-01")
    assert subjects(findings) == [LEAD, BUREAU, SCHOOL]
    assert all("通知书也没有登记" in f.message for f in findings)


# 公告与备案


@pytest.mark.parametrize(
    ("rule", "kind", "day", "says"),
    [
        (contracts.contract_announced_in_time, EventKind.CONTRACT_ANNOUNCED, "2026-10-08", None),
        (
            contracts.contract_announced_in_time, EventKind.CONTRACT_ANNOUNCED, "2026-10-09",
            f"{BUREAU}“合同已公告”登记在 2026-10-09，最迟应在 2026-10-08。",
        ),
        (
            contracts.contract_announced_in_time, EventKind.CONTRACT_ANNOUNCED, None,
            f"{BUREAU}的合同 2026-09-29 签订，还没有登记“合同已公告”，最迟应在 2026-10-08。",
        ),
        (contracts.contract_filed_in_time, EventKind.CONTRACT_FILED, "2026-10-14", None),
        (
            contracts.contract_filed_in_time, EventKind.CONTRACT_FILED, "2026-10-15",
            f"{BUREAU}“合同副本已备案”登记在 2026-10-15，最迟应在 2026-10-14。",
        ),
    ],
)  # fmt: skip
def test_a_signed_contract_is_announced_and_filed_in_working_days(
    rule: Rule, kind: EventKind, day: str | None, says: str | None
):
    events = [at(SIGNED, "2026-09-29", BUREAU)] + ([at(kind, day, BUREAU)] if day else [])
    findings = found(rule, and_events(CASE, *events), "2026-11-01")
    assert [f.message for f in findings] == ([says] if says else [])
    assert all(f.severity is WARN for f in findings)


def test_nothing_is_to_be_announced_before_signing():
    assert holds(contracts.contract_announced_in_time, CASE)
    assert holds(contracts.contract_filed_in_time, CASE)


# 日期先后


@pytest.mark.parametrize(
    ("kind", "day", "fine"),
    [
        (EventKind.CONTRACT_ANNOUNCED, "2026-09-10", True),
        (EventKind.CONTRACT_ANNOUNCED, "2026-09-09", False),
        (EventKind.CONTRACT_FILED, "2026-09-09", False),
        (EventKind.ACCEPTANCE_DONE, "2026-09-09", False),
        (EventKind.INVOICE_RECEIVED, "2026-09-09", True),
    ],
)
def test_what_follows_a_contract_is_not_before_it(kind: EventKind, day: str, fine: bool):
    case = and_events(CASE, at(SIGNED, "2026-09-10", BUREAU), at(kind, day, BUREAU))
    findings = found(contracts.contract_dates_follow_one_another, case)
    assert (not findings) is fine
    assert all((f.severity, f.subject, f.field) == (WARN, BUREAU, kind.value) for f in findings)


def test_a_contract_is_not_signed_before_the_notice():
    case = and_events(CASE, at(SIGNED, "2026-09-02", LEAD))
    finding = one(contracts.contract_dates_follow_one_another, case)
    assert "早于“中标（成交）通知书已发出”（2026-09-03）" in finding.message


# 补充合同


SCHOOL_CONTRACT = money.fen("69720")  # 14 × 4980


def supplemented(*fen: int, unit: str = SCHOOL, lot: str = "标项一") -> Case:
    return make_case(supplements=tuple(Supplement(unit, lot, f) for f in fen))


@pytest.mark.parametrize(
    ("amounts", "fine"),
    [
        ((697200,), True),
        ((697201,), False),
        ((397200, 300000), True),
        ((397200, 300000, 1), False),
    ],
)
def test_supplements_stay_within_a_tenth_taken_together(amounts: tuple[int, ...], fine: bool):
    assert contract_total(CASE, SCHOOL) == SCHOOL_CONTRACT
    findings = found(rules.supplements_within_limit, supplemented(*amounts))
    assert (not findings) is fine
    for finding in findings:
        assert (finding.severity, finding.subject) == (BLOCK, SCHOOL)
        assert "多 0.01 元" in finding.message
        assert "累计最多 6,972.00 元" in finding.fix
        assert finding.basis is not None
        assert finding.basis.label == "《政府采购法》第四十九条"


def test_the_limit_is_of_each_contract_not_of_the_project():
    second = Supplement(BUREAU, "标项二", 890000)  # 10% of 89,000.05 is 8,900.005
    both = supplemented(697200)
    assert holds(
        rules.supplements_within_limit, replace(both, supplements=(*both.supplements, second))
    )
    over = replace(both, supplements=(*both.supplements, replace(second, amount_fen=890001)))
    assert one(rules.supplements_within_limit, over).subject == BUREAU


def test_a_supplement_to_no_contract_is_too_much():
    assert not holds(rules.supplements_within_limit, supplemented(1, unit=LEAD, lot="标项二"))
