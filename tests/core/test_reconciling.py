"""计划与需求逐家核对：每一种不一致，两边的出处，Σ需求 ＝ Σ计划 ＋ Σ差额。"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import BUREAU, LEAD, SCHOOL, before_formal_plans, make_case
from tests.core.ruling import BLOCK, WARN, and_events, at, found, holds, one
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.differences import Difference, Mismatch
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.plans import PlanEntry, PlanKind
from zjbuy_desktop.core.case.reconciling import reconciliation
from zjbuy_desktop.core.rules import planning

CASE = before_formal_plans(make_case())
NEEDED = {LEAD: 31_200_000, BUREAU: 59_100_600, SCHOOL: 7_233_338}


def plan(unit: str, amount_fen: int, number: str, code: str = "A02010105") -> PlanEntry:
    source = f"计划.xlsx!Sheet1!D{len(number)}"
    return PlanEntry(PlanKind.PROVISIONAL, unit, number, code, amount_fen, source)


def planned(*entries: PlanEntry) -> Case:
    return replace(CASE, plans=entries)


def of(case: Case, unit: str) -> tuple[Difference, ...]:
    (row,) = [r for r in reconciliation(case).rows if r.unit == unit]
    return row.differences


def kinds(case: Case, unit: str) -> list[Mismatch]:
    return [d.mismatch for d in of(case, unit)]


EQUAL = tuple(plan(unit, fen, f"临{n}") for n, (unit, fen) in enumerate(NEEDED.items()))


def test_equal_to_the_fen_there_is_no_difference():
    agreed = reconciliation(planned(*EQUAL))
    assert [(r.unit, r.needed_fen, r.planned_fen) for r in agreed.rows] == [
        (unit, fen, fen) for unit, fen in NEEDED.items()
    ]
    assert agreed.differences == ()
    assert agreed.needed_fen == agreed.planned_fen == sum(NEEDED.values())


@pytest.mark.parametrize(("off", "gap"), [(1, -1), (-1, 1)])
def test_one_fen_off_names_both_amounts_and_both_sources(off: int, gap: int):
    case = planned(plan(LEAD, NEEDED[LEAD] + off, "临0"), *EQUAL[1:])
    (difference,) = reconciliation(case).differences
    assert (difference.mismatch, difference.unit) == (Mismatch.AMOUNT, LEAD)
    assert (difference.needed_fen, difference.planned_fen) == (31_200_000, 31_200_000 + off)
    assert difference.gap_fen == gap
    assert difference.plan_source == "计划.xlsx!Sheet1!D2"
    assert difference.need_source == f"{LEAD}.xlsx!填报表!G4"
    assert reconciliation(case).gap_fen == gap
    assert one(planning.plan_equals_included, case).severity is BLOCK


def test_a_unit_without_a_plan_lacks_its_whole_need():
    case = planned(*EQUAL[1:])
    (difference,) = of(case, LEAD)
    assert (difference.mismatch, difference.gap_fen) == (Mismatch.MISSING, NEEDED[LEAD])
    assert (difference.planned_fen, difference.plan_source) == (None, "")


def test_a_plan_of_a_unit_left_out_is_too_much():
    case = and_events(planned(*EQUAL), at(EventKind.WITHDRAWN, "2026-08-27", SCHOOL))
    (difference,) = of(case, SCHOOL)
    assert (difference.mismatch, difference.gap_fen) == (Mismatch.NOT_NEEDED, -NEEDED[SCHOOL])
    assert difference.need_source == ""


def test_a_unit_on_no_roster_is_listed_with_the_name_it_may_be_meant_for():
    case = planned(*EQUAL, plan("之江市教育局机关", 100, "临9"))
    finding = one(planning.plan_unit_is_on_roster, case)
    assert (finding.subject, finding.severity) == ("之江市教育局机关", BLOCK)
    assert f"相近的有“{BUREAU}”" in finding.fix
    assert kinds(case, "之江市教育局机关") == [Mismatch.STRANGER]
    assert holds(planning.plan_equals_included, case), "said once, by the rule of the roster"


def test_item_and_number_are_asked_of_every_entry():
    case = planned(plan(LEAD, NEEDED[LEAD] - 7, "临0", "A02010108"), plan(LEAD, 7, " "), *EQUAL[1:])
    assert kinds(case, LEAD) == [Mismatch.ITEM, Mismatch.UNNUMBERED]
    assert [d.plan_source for d in of(case, LEAD)] == ["计划.xlsx!Sheet1!D2", "计划.xlsx!Sheet1!D1"]
    assert [d.gap_fen for d in of(case, LEAD)] == [0, 0], "the amounts agree"


def test_a_number_of_another_unit_blocks_both():
    case = planned(EQUAL[0], replace(EQUAL[1], number="ＬＩＮ 1"), replace(EQUAL[2], number="lin1"))
    found_here = found(planning.plan_number_is_its_own, case)
    assert [(f.subject, f.severity) for f in found_here] == [(BUREAU, BLOCK), (SCHOOL, BLOCK)]
    assert f"与{SCHOOL}的相同" in found_here[0].message


def test_a_number_twice_within_a_unit_may_be_one_plan_in_two_rows():
    case = planned(
        plan(LEAD, NEEDED[LEAD] - 7, "临0"), plan(LEAD, 7, "临0"), *EQUAL[1:]
    )  # fmt: skip
    finding = one(planning.plan_number_is_its_own, case)
    assert (finding.subject, finding.severity) == (LEAD, WARN)
    assert "临0 有 2 行" in finding.message


def test_blank_numbers_are_not_the_same_number():
    case = planned(*(replace(p, number="") for p in EQUAL))
    assert holds(planning.plan_number_is_its_own, case)
    assert [d.mismatch for d in reconciliation(case).differences] == [Mismatch.UNNUMBERED] * 3


UNITS = st.sampled_from([LEAD, BUREAU, SCHOOL, "外单位"])
ENTRIES = st.lists(
    st.tuples(UNITS, st.integers(0, 10**9), st.sampled_from(["", "1", "2", "3"])), max_size=8
)


@given(ENTRIES)
def test_the_difference_listed_is_exactly_what_is_missing(rows: list[tuple[str, int, str]]):
    case = planned(*(plan(*row) for row in rows))
    result = reconciliation(case)
    assert result.needed_fen == sum(NEEDED.values())
    assert result.planned_fen == sum(fen for _, fen, _ in rows)
    assert result.needed_fen == result.planned_fen + result.gap_fen
    assert sum(r.gap_fen for r in result.rows) == result.gap_fen
    assert len([p for r in result.rows for p in r.plans]) == len(rows), "no row is dropped"
