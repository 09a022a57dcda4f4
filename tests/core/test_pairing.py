"""正式计划与临时计划逐家配对：关联、编号、品目、金额（指引 八（七））；没有关联的不能完成签约。"""

from dataclasses import replace

import pytest

from tests.core.builders import BUREAU, LEAD, SCHOOL, TODAY, before_formal_plans, make_case
from tests.core.ruling import BLOCK, WARN, and_events, at, found, holds, law, one
from zjbuy_desktop.core.case.allocation import contract_total
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.pairing import (
    BY_UNIT,
    Fault,
    Paired,
    linked_by_unit,
    pairs,
    with_known_links,
)
from zjbuy_desktop.core.case.plans import PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.rules import formal_plans as rules
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage

BARE = before_formal_plans(make_case())
CONTRACT = contract_total(BARE, BUREAU)
OWN, OTHER, FILED = "临[2026]0002号", "临[2026]0001号", BARE.filing.number


def formal(
    unit: str = BUREAU,
    fen: int = CONTRACT,
    number: str = "正1",
    linked: str = OWN,
    code: str = "A02010105",
) -> PlanEntry:
    return PlanEntry(PlanKind.FORMAL, unit, number, code, fen, "正.xlsx!S!D2", linked)


def with_formal(*entries: PlanEntry) -> Case:
    return replace(BARE, plans=(*BARE.plans, *entries))


def signed(case: Case, *units: str) -> Case:
    return and_events(case, *(at(EventKind.CONTRACT_SIGNED, "2026-09-10", u) for u in units))


def row(case: Case, unit: str = BUREAU) -> Paired:
    (found_row,) = [r for r in pairs(case) if r.unit == unit]
    return found_row


def faults(case: Case, unit: str = BUREAU) -> list[Fault]:
    return [x.fault for x in row(case, unit).lacks]


def test_a_plan_linked_to_the_unit_s_own_provisional_plan_is_paired():
    case = with_formal(formal())
    assert (row(case).paired, row(case).gap_fen, faults(case)) == (True, 0, [])
    assert holds(rules.formal_plan_is_linked, signed(case, BUREAU))


@pytest.mark.parametrize(
    "typed", ["临〔2026〕0002号", " 临（2026）0002 号 ", FILED, "受托〔2026〕0009号"]
)
def test_brackets_and_spaces_are_no_other_number_and_the_lead_s_filing_will_do(typed: str):
    assert row(with_formal(formal(linked=typed))).paired


@pytest.mark.parametrize(
    ("linked", "fault", "says"),
    [
        ("", Fault.UNLINKED, "没有关联临时采购计划"),
        (" ", Fault.UNLINKED, f"请单位在系统内关联本单位的临时采购计划 {OWN}"),
        (OTHER, Fault.ELSEWHERE, f"关联的是 {OTHER}，那是{LEAD}的"),
        ("临[2026]0099号", Fault.ELSEWHERE, "本项目没有这个编号"),
    ],
)
def test_a_missing_or_wrong_link_blocks_signed_or_not(linked: str, fault: Fault, says: str):
    case = with_formal(formal(linked=linked))
    assert faults(case) == [fault]
    assert not row(case).paired
    for now in (case, signed(case, BUREAU)):
        finding = one(rules.formal_plan_is_linked, now)
        assert (finding.severity, finding.subject) == (BLOCK, BUREAU)
        assert says in finding.message + finding.fix


def test_a_missing_plan_is_waited_for_until_the_contract_is_signed():
    assert faults(BARE) == [Fault.MISSING]
    assert holds(rules.formal_plan_is_linked, BARE)
    finding = one(rules.formal_plan_is_linked, signed(BARE, BUREAU))
    assert (finding.severity, finding.message) == (BLOCK, f"{BUREAU}已签合同，没有正式采购计划。")


def test_signing_can_be_completed_only_when_every_plan_is_paired():
    """No reason can be given instead of a link: that is what blocking means."""
    every = make_case()
    done = signed(every, LEAD, BUREAU, SCHOOL)
    spec = stage("signing")

    def of_plans(case: Case) -> list[str]:
        found_here = flow.stage_findings(case, spec, law(), TODAY)
        return [f.subject for f in found_here if f.field == "formal_plans" and f.severity is BLOCK]

    assert of_plans(done) == []
    plans = tuple(
        replace(p, linked="") if (p.unit, p.kind) == (SCHOOL, PlanKind.FORMAL) else p
        for p in done.plans
    )
    assert of_plans(replace(done, plans=plans)) == [SCHOOL]


def test_a_plan_without_a_number_is_no_pair():
    case = with_formal(formal(number=" "))
    assert faults(case) == [Fault.UNNUMBERED]
    assert not row(case).paired


def test_a_number_of_another_unit_blocks_both():
    case = with_formal(formal(), formal(SCHOOL, 10**9, linked=FILED))
    assert [(f.subject, f.severity) for f in found(rules.formal_plan_number_is_its_own, case)] == [
        (BUREAU, BLOCK),
        (SCHOOL, BLOCK),
    ]


def test_a_formal_plan_without_a_contract_is_asked_about():
    case = with_formal(formal(), formal("外单位", 1, "正9", FILED))
    finding = one(rules.formal_plan_has_a_contract, case)
    assert (finding.subject, finding.severity) == ("外单位", WARN)


@pytest.mark.parametrize(
    ("more", "code", "says"),
    [
        (0, "A02010105", None),
        (1, "A02010105", None),
        (-1, "A02010105", "低于合同金额"),
        (0, "", "没有写品目"),
        (0, "A02010108", "品目是 A02010108"),
    ],
)
def test_a_formal_plan_covers_the_contract(more: int, code: str, says: str | None):
    case = with_formal(formal(fen=CONTRACT + more, code=code))
    findings = found(rules.formal_plan_covers_contract, case)
    assert [says in f.message for f in findings if says] == ([True] if says else [])
    assert [f.severity for f in findings] == [WARN] * bool(says)
    assert row(case).gap_fen == more


def test_two_plans_of_a_unit_cover_the_contract_together():
    case = with_formal(formal(fen=CONTRACT - 1), formal(fen=1, number="正2", linked=FILED))
    assert (faults(case), row(case).planned_fen) == ([], CONTRACT)


def test_linking_by_unit_takes_the_only_provisional_plan_and_no_other():
    second = PlanEntry(PlanKind.PROVISIONAL, SCHOOL, "临[2026]0004号", "A02010105", 1)
    case = with_formal(
        second, formal(linked=""), formal(SCHOOL, 1, "正3", ""), formal(LEAD, 1, "正4", FILED)
    )
    assert [(p.unit, p.linked, p.link_source) for p in linked_by_unit(case)] == [
        (BUREAU, OWN, BY_UNIT),
        (SCHOOL, "", ""),
        (LEAD, FILED, ""),
    ]


@pytest.mark.parametrize(
    ("linked", "said_at", "becomes"),
    [("", "", OWN), ("", "正.xlsx!S!E2", ""), (FILED, "正.xlsx!S!E2", FILED)],
)
def test_a_table_that_says_nothing_of_links_takes_none_back(
    linked: str, said_at: str, becomes: str
):
    known = replace(formal(), link_source=BY_UNIT)
    again = replace(formal(number="正 1", linked=linked), link_source=said_at)
    (kept,) = with_known_links([known], [again])
    assert kept.linked == becomes
    assert (kept.link_source == BY_UNIT) is (becomes == OWN)
    other = formal(number="正2", linked="")
    assert with_known_links([known], [other]) == (other,), "another plan has a link of its own"


def test_without_any_provisional_number_nothing_counts_as_linked():
    case = replace(BARE, plans=(formal(),), filing=PlanFiling())
    assert faults(case) == [Fault.ELSEWHERE]
    assert "应关联受委托采购的临时采购计划" in row(case).lacks[0].fix
