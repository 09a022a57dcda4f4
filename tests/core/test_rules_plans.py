"""计划与代理的规则：类型、编号、逐家一致、品目，集中采购机构。"""

from dataclasses import replace

import pytest

from tests.core.builders import BUREAU, LEAD, SCHOOL, before_formal_plans, make_case, with_project
from tests.core.ruling import ADVISE, BLOCK, WARN, and_events, at, found, holds, one
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.plans import Agency, PlanFiling
from zjbuy_desktop.core.rules import entrusting, planning

CASE = before_formal_plans(make_case())
COMPANY = "91110000101623741K"


def with_plan(unit: str, **changes: object) -> Case:
    plans = tuple(replace(p, **changes) if p.unit == unit else p for p in CASE.plans)
    return replace(CASE, plans=plans)


def planned(unit: str) -> int:
    return sum(p.amount_fen for p in CASE.plans if p.unit == unit)


# 临时采购计划


def test_the_type_is_entrusted_purchase():
    assert holds(planning.plan_type_is_entrusted, CASE)
    finding = one(planning.plan_type_is_entrusted, make_case(filing=PlanFiling("临1", "一般采购")))
    assert finding.severity is BLOCK
    assert "改选“受委托采购”" in finding.fix
    assert finding.basis is not None
    assert finding.basis.label == "浙财采监〔2025〕6号 第八条（二）"


def test_the_plan_has_the_number_the_system_gave():
    assert holds(planning.plan_is_numbered, CASE)
    assert one(planning.plan_is_numbered, make_case(filing=PlanFiling(" "))).field == "plan_number"


def test_each_included_unit_plans_exactly_its_need():
    assert holds(planning.plan_equals_included, CASE)


@pytest.mark.parametrize("off", [1, -1])
def test_one_fen_off_is_a_difference(off: int):
    case = with_plan(BUREAU, amount_fen=planned(BUREAU) + off)
    finding = one(planning.plan_equals_included, case)
    assert (finding.severity, finding.subject) == (BLOCK, BUREAU)
    assert "相差 0.01 元" in finding.message


def test_a_unit_may_plan_in_several_entries():
    (entry,) = [p for p in CASE.plans if p.unit == BUREAU]
    parts = (
        replace(entry, amount_fen=entry.amount_fen - 7),
        replace(entry, number="临2", amount_fen=7),
    )
    case = replace(CASE, plans=(*(p for p in CASE.plans if p.unit != BUREAU), *parts))
    assert holds(planning.plan_equals_included, case)


def test_a_missing_plan_and_a_plan_of_a_unit_left_out():
    case = replace(CASE, plans=tuple(p for p in CASE.plans if p.unit != LEAD))
    case = and_events(case, at(EventKind.WITHDRAWN, "2026-08-27", SCHOOL))
    assert [f.message for f in found(planning.plan_equals_included, case)] == [
        f"{LEAD}没有采购计划。",
        f"{SCHOOL}有采购计划，但没有纳入本次采购。",
    ]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, None),
        ({"category_code": "ａ02010105"}, None),
        ({"category_code": "A02010108"}, "品目是 A02010108"),
        ({"category_code": ""}, "没有写品目"),
        ({"number": " "}, "没有编号"),
    ],
)
def test_a_plan_is_of_the_item_and_numbered(changes: dict[str, object], says: str | None):
    findings = found(planning.plan_is_of_the_item, with_plan(SCHOOL, **changes))
    assert [f.subject for f in findings if says and says in f.message] == ([SCHOOL] if says else [])
    assert len(findings) == bool(says)


# 采购代理机构


def agency(central: bool, uscc: str = COMPANY) -> Agency:
    return Agency("某代理机构", uscc, central)


@pytest.mark.parametrize(
    ("listed", "central", "fine"),
    [(True, True, True), (True, False, False), (False, False, True), (False, True, True)],
)
def test_a_catalogue_item_goes_to_the_central_agency(listed: bool, central: bool, fine: bool):
    case = with_project(make_case(agency=agency(central)), in_central_catalogue=listed)
    findings = found(entrusting.catalogue_item_goes_to_central_agency, case)
    assert (not findings) is fine
    assert all(f.severity is BLOCK for f in findings)


@pytest.mark.parametrize(
    ("listed", "attention", "central", "fine"),
    [
        (False, True, False, False),
        (False, True, True, True),
        (False, False, False, True),
        (True, True, False, True),  # that one is a duty, the other rule's
    ],
)
def test_public_interest_is_only_advice(listed: bool, attention: bool, central: bool, fine: bool):
    case = with_project(
        make_case(agency=agency(central)),
        in_central_catalogue=listed,
        public_attention=attention,
    )
    findings = found(entrusting.public_interest_item_may_go_to_central_agency, case)
    assert (not findings) is fine
    assert all(f.severity is ADVISE for f in findings)


def test_without_an_agency_there_is_nothing_to_say_about_it():
    case = make_case(agency=None)
    assert one(entrusting.agency_is_chosen, case).severity is BLOCK
    assert holds(entrusting.catalogue_item_goes_to_central_agency, case)
    assert holds(entrusting.public_interest_item_may_go_to_central_agency, case)


@pytest.mark.parametrize(
    ("uscc", "severity"),
    [(COMPANY, None), (COMPANY[:-1], BLOCK), (COMPANY[:-1] + "L", WARN)],
)
def test_the_agency_s_code_is_checked(uscc: str, severity: object):
    findings = found(entrusting.agency_is_chosen, make_case(agency=agency(True, uscc)))
    assert [f.severity for f in findings] == ([severity] if severity else [])
