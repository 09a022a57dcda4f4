"""概要: the figures are those of the facts, and periods of units alike run as one."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.core import builders
from zjbuy_desktop.core.case.awards import LotAward
from zjbuy_desktop.core.case.case import Case, StageRecord
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.rules import clocks
from zjbuy_desktop.core.stages.outline import Outline, outline_of

FIRST = date(2026, 9, 1)
PROJECT_WIDE = [kind for kind in EventKind if not kind.per_unit]
OF_A_UNIT = (
    EventKind.SEAL_CONFIRMED, EventKind.WITHDRAWN, EventKind.CONTRACT_SIGNED,
    EventKind.CONTRACT_ANNOUNCED, EventKind.ACCEPTANCE_DONE, EventKind.PAID,
)  # fmt: skip
DAYS = st.integers(0, 90).map(lambda n: FIRST + timedelta(days=n))
UNITS = st.sampled_from([u.name for u in builders.make_units()])
EVENTS = st.lists(
    st.builds(Event, st.sampled_from(PROJECT_WIDE), DAYS)
    | st.builds(Event, st.sampled_from(OF_A_UNIT), DAYS, UNITS),
    max_size=30,
)


def outline(case: Case, on: date = builders.TODAY) -> Outline:
    return outline_of(case, builders.law(), on)


@given(EVENTS, DAYS)
def test_runs_are_the_deadlines_whatever_happened(events: list[Event], on: date) -> None:
    case = builders.make_case(events=tuple(events))
    law, calendar = builders.law(), builders.calendar()
    alike = [
        replace(clocks.period(run, law, calendar, on), unit=unit)
        for run in clocks.runs(case, law)
        for unit in run.units
    ]
    single = clocks.deadlines(case, law, calendar, on)
    assert len(alike) == len(single)
    assert set(alike) == set(single)


def test_units_that_signed_on_the_same_day_share_a_run_and_others_do_not() -> None:
    case = builders.make_case()
    units = [u.name for u in case.units][:3]
    on = builders.AWARD_NOTICE + timedelta(days=3)
    signed = [
        Event(EventKind.CONTRACT_SIGNED, on + timedelta(days=late), unit)
        for unit, late in zip(units, (0, 0, 1), strict=True)
    ]
    case = replace(case, events=(*case.events, *signed))
    runs = [r for r in clocks.runs(case, builders.law()) if r.rule == "D-15" and r.done]
    assert [(r.units, r.done) for r in runs] == [
        (tuple(units[:2]), on), (tuple(units[2:]), on + timedelta(days=1)),
    ]  # fmt: skip


def test_letters_are_counted_for_those_who_have_to_entrust() -> None:
    case = builders.make_case()
    whole = outline(case)
    needy = {line.unit for line in case.needs} - {builders.LEAD}
    assert (whole.letters, whole.sealed) == (len(needy), len(needy))
    unsealed = [e for e in case.events if e.kind is not EventKind.SEAL_CONFIRMED]
    assert outline(replace(case, events=tuple(unsealed))).sealed == 0
    gone = Event(EventKind.WITHDRAWN, builders.TODAY, builders.SCHOOL, "停办")
    left = outline(replace(case, events=(*case.events, gone)))
    assert (left.letters, left.left) == (len(needy) - 1, 1)


def test_signing_and_saving_follow_the_award() -> None:
    case = builders.make_case()
    shown = outline(case)
    assert shown.signing == len({line.unit for line in case.needs})
    assert shown.signed == sum(e.kind is EventKind.CONTRACT_SIGNED for e in case.events)
    assert shown.saving.saved_fen == shown.budget_fen - shown.award_fen > 0
    nothing = outline(replace(case, awards=()))
    assert (nothing.signing, nothing.budget_fen, nothing.award_fen) == (0, 0, 0)
    assert nothing.saving.percent == "–"


def test_the_forms_are_due_only_while_they_are_collected() -> None:
    case = builders.make_case()
    case = builders.with_project(case, call_deadline=date(2026, 9, 10))
    case = replace(case, stages=())
    without = tuple(e for e in case.events if e.kind is not EventKind.CALL_SENT)
    sent = Event(EventKind.CALL_SENT, date(2026, 9, 1))
    asked = replace(case, events=(*without, sent))
    assert outline(asked).call_due == date(2026, 9, 10)
    assert outline(replace(case, events=without)).call_due is None, "nobody was asked yet"
    done = StageRecord("collection", completed_on=date(2026, 9, 9))
    assert outline(replace(asked, stages=(done,))).call_due is None


def test_an_award_dearer_than_the_budget_saves_less_than_nothing() -> None:
    case = builders.make_case()
    dear = tuple(
        LotAward(a.lot, a.supplier, a.supplier_uscc, unit_price_fen=99_999_900) for a in case.awards
    )
    assert outline(replace(case, awards=dear)).saving.saved_fen < 0
