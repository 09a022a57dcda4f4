"""意向公开的规则：每家恰好一次、早三十日、预算依据、不公开的理由。"""

from dataclasses import replace

import pytest

from tests.core.builders import (
    ADVANCED,
    BUREAU,
    LEAD,
    SCHOOL,
    entering,
    make_case,
    make_needs,
    need,
)
from tests.core.ruling import BLOCK, WARN, and_events, at, found, holds, one, subjects, without
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind as K
from zjbuy_desktop.core.case.intentions import Coverage, days_ahead, unit_intentions
from zjbuy_desktop.core.case.preconditions import unmet
from zjbuy_desktop.core.rules import intention as rules

SHARED = at(K.INTENTION_PUBLISHED, "2026-08-05", note="采购网2026年8月意向")
OWN = at(K.OWN_INTENTION_PUBLISHED, "2026-08-03", SCHOOL, "实验小学2026年8月意向")
COVERED = and_events(make_case(), SHARED, OWN)
"""Lead and bureau by the lead's notice, the school by its own."""


def covered(case: Case) -> dict[str, Coverage]:
    return {at.unit: at.coverage for at in unit_intentions(case)}


def test_each_unit_of_the_plan_is_covered_exactly_once() -> None:
    assert covered(COVERED) == dict.fromkeys((LEAD, BUREAU, SCHOOL), Coverage.PUBLISHED)
    assert holds(rules.every_unit_is_covered_once, COVERED)


def test_what_the_lead_has_not_published_is_one_finding_and_what_a_unit_has_not_names_it() -> None:
    shared, own = found(rules.every_unit_is_covered_once, make_case())[::-1]
    assert (shared.severity, shared.subject, shared.field) == (BLOCK, "", "intention_published")
    assert f"{LEAD}、{BUREAU} 2 家的采购意向由牵头单位公开" in shared.message
    assert (own.severity, own.subject) == (BLOCK, SCHOOL)
    assert "还没有登记它公开的日期和链接" in own.message


def test_a_unit_covered_twice_is_named() -> None:
    twice = and_events(COVERED, at(K.OWN_INTENTION_PUBLISHED, "2026-08-04", BUREAU, "教育局意向"))
    finding = one(rules.every_unit_is_covered_once, twice)
    assert finding.subject == BUREAU
    assert "委托牵头单位公开，又登记为 2026-08-04 自行公开，重复了" in finding.message
    assert covered(twice)[BUREAU] is Coverage.TWICE


def test_a_unit_whose_lines_say_both_ways_is_named() -> None:
    other = need(SCHOOL, ADVANCED, "1", "7600", intention="委托牵头单位公开")
    mixed = replace(COVERED, needs=(*make_needs(), other))
    finding = one(rules.every_unit_is_covered_once, mixed)
    assert finding.subject == SCHOOL
    assert "自行公开、委托牵头单位公开" in finding.message


def test_a_lead_that_buys_nothing_and_a_unit_that_left_need_no_notice() -> None:
    needs = tuple(n for n in make_needs() if n.unit != LEAD)
    left = and_events(replace(make_case(), needs=needs), SHARED)
    gone = and_events(left, at(K.WITHDRAWN, "2026-08-27", SCHOOL, "预算未批复"))
    assert subjects(found(rules.every_unit_is_covered_once, left)) == [SCHOOL]
    assert holds(rules.every_unit_is_covered_once, gone)


@pytest.mark.parametrize(
    ("announced", "late"),
    [("2026-09-04", False), ("2026-09-03", True), ("2026-08-04", True)],
)
def test_thirty_days_to_the_announcement_are_enough_twenty_nine_are_not(
    announced: str, late: bool
) -> None:
    case = and_events(COVERED, at(K.ANNOUNCEMENT_PUBLISHED, announced))
    findings = found(rules.intention_is_published_early, case)
    named = [f for f in findings if not f.subject]
    assert bool(named) is late
    for finding in named:
        assert finding.severity is WARN
        assert "以采购公告发布之日计" in finding.message
    if announced == "2026-09-03":
        assert "只有 29 日，不足 30 日" in named[0].message
        assert subjects(findings) == [""], "the school published two days before"
    if announced == "2026-08-04":
        assert "晚于采购公告发布（2026-08-04）" in named[0].message
        assert subjects(findings) == ["", SCHOOL]


def test_before_the_announcement_the_day_planned_is_counted_to() -> None:
    planned = entering(COVERED, "intention_notice", expected_on="2026-09-01")
    assert (
        "距预计采购时间（2026-09-01）只有 27 日"
        in found(rules.intention_is_published_early, planned)[0].message
    )
    assert days_ahead(planned, SHARED) == 27
    unknown = entering(COVERED, "intention_notice", expected_on="")
    assert holds(rules.intention_is_published_early, unknown)
    assert days_ahead(unknown, SHARED) is None


def test_the_basis_of_the_budget_is_asked_for_where_the_lead_publishes() -> None:
    bare = entering(COVERED, "intention_notice", budget_basis="")
    assert one(rules.published_budget_has_its_basis, bare).field == "budget_basis"
    assert holds(rules.published_budget_has_its_basis, COVERED)
    own = tuple(replace(n, intention="自行公开") for n in make_needs())
    assert holds(rules.published_budget_has_its_basis, replace(bare, needs=own))


def test_a_waiver_frees_everybody_if_it_says_why_and_nothing_was_published() -> None:
    why = at(K.INTENTION_WAIVED, "2026-08-05", note="防汛物资，汛情突发")
    waived = and_events(make_case(), why)
    for rule in (
        rules.every_unit_is_covered_once,
        rules.intention_is_published_early,
        rules.waived_intention_is_explained,
    ):
        assert holds(rule, waived), rule.id
    silent = and_events(make_case(), replace(why, note=" "))
    assert "没有写明理由" in one(rules.waived_intention_is_explained, silent).message
    both = and_events(waived, SHARED)
    assert "又登记了已公开" in one(rules.waived_intention_is_explained, both).message


def test_only_a_unit_with_a_need_publishes_its_own() -> None:
    assert unmet(without(make_case(), K.SEAL_CONFIRMED), OWN) is None
    assert unmet(replace(make_case(), needs=()), OWN) is not None
