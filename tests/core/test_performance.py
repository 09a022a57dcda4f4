"""履约: quantities and amounts at their limits, days of payment, interest, what follows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.core.builders import SCHOOL, TODAY, law, make_case
from zjbuy_desktop.core.case.awards import PerformanceStep, StepKind
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.paying import dues, interest_fen, overdue
from zjbuy_desktop.core.case.performance import Stage, Standing, standings
from zjbuy_desktop.core.case.performing import BY_STEPS, events_after, fault
from zjbuy_desktop.core.rules import performance as rules

SIGNED = date(2026, 9, 10)
ON = date(2026, 9, 20)
LATER = date(2027, 3, 1)


@pytest.fixture
def case() -> Case:
    made = make_case()
    kept = tuple(e for e in made.events if e.kind is not EventKind.CONTRACT_SIGNED)
    signed = Event(EventKind.CONTRACT_SIGNED, SIGNED, SCHOOL)
    return replace(made, events=(*kept, signed), supplements=(), signed=(), steps=())


def own(case: Case) -> Standing:
    return next(s for s in standings(case) if s.unit == SCHOOL)


def step(case: Case, kind: StepKind, on: date = ON, **more: object) -> PerformanceStep:
    return PerformanceStep(kind, SCHOOL, own(case).lot, on, **more)  # type: ignore[arg-type]


def after(case: Case, *steps: PerformanceStep) -> Case:
    return replace(case, steps=(*case.steps, *steps))


def test_the_whole_quantity_is_accepted_and_one_more_is_refused(case: Case) -> None:
    whole = own(case).delivery.share.quantity
    first = step(case, StepKind.ACCEPTANCE, quantity=whole - 1000, refused=1000)
    assert fault(case, first, LATER) is None
    partly = after(case, first)
    assert (own(partly).stage, own(partly).left) == (Stage.PARTLY, 1000)
    last = step(case, StepKind.ACCEPTANCE, quantity=1000)
    assert fault(partly, last, LATER) is None
    over = fault(partly, replace(last, quantity=2000), LATER)
    assert over is not None
    assert "多了 1。" in over[0]


def test_the_whole_amount_is_paid_and_one_fen_over_is_refused(case: Case) -> None:
    whole = own(case).due_fen
    assert fault(case, step(case, StepKind.PAYMENT, amount_fen=whole), LATER) is None
    over = fault(case, step(case, StepKind.PAYMENT, amount_fen=whole + 1), LATER)
    assert over is not None
    assert "多了 0.01 元" in over[0]


def test_nothing_is_accepted_before_signing_nor_in_the_future(case: Case) -> None:
    early = step(case, StepKind.ACCEPTANCE, SIGNED - timedelta(1), quantity=1000)
    assert fault(case, replace(early, on=SIGNED), LATER) is None
    assert "早于合同签订日期" in str(fault(case, early, LATER))
    assert "晚于今天" in str(fault(case, replace(early, on=ON), ON - timedelta(1)))
    kept = tuple(e for e in case.events if e.kind is not EventKind.CONTRACT_SIGNED)
    unsigned = replace(case, events=kept)
    assert "还没有登记合同签订" in str(fault(unsigned, replace(early, on=ON), LATER))


def test_an_invoice_is_late_the_day_after_its_last_day(case: Case) -> None:
    agreed = date(2026, 10, 20)
    bill = step(case, StepKind.INVOICE, amount_fen=1_000_000, due_on=agreed)
    billed = after(case, bill)
    assert overdue(own(billed), law(), agreed) == ()
    (due,) = overdue(own(billed), law(), agreed + timedelta(10))
    assert due.late_days(agreed + timedelta(10)) == 10
    assert interest_fen(due, law(), agreed + timedelta(10)) == 5000, "万分之五 × 10 日"
    paid = after(billed, step(case, StepKind.PAYMENT, agreed, amount_fen=1_000_000))
    assert not list(rules.payment_made_in_time.check(paid, law(), LATER))
    late = after(billed, step(case, StepKind.PAYMENT, agreed + timedelta(1), amount_fen=400_000))
    assert [d.fen for d in dues(own(late), law())] == [400_000, 600_000]
    assert len(list(rules.payment_made_in_time.check(late, law(), LATER))) == 2


def test_without_an_agreed_day_the_law_counts_from_the_invoice(case: Case) -> None:
    billed = after(case, step(case, StepKind.INVOICE, amount_fen=100))
    (due,) = dues(own(billed), law())
    assert due.last_day == law().period("D-21", ON).last_day


def test_a_deposit_beyond_a_tenth_warns_and_no_more_is_returned_than_held(case: Case) -> None:
    most = own(case).delivery.share.contract_fen // 10
    held = after(case, step(case, StepKind.DEPOSIT, amount_fen=most))
    assert not list(rules.deposit_within_limit.check(held, law(), LATER))
    more = after(case, step(case, StepKind.DEPOSIT, amount_fen=most + 1))
    assert list(rules.deposit_within_limit.check(more, law(), LATER))
    back = step(case, StepKind.DEPOSIT_RETURN, amount_fen=most)
    assert fault(held, back, LATER) is None
    assert fault(held, replace(back, amount_fen=most + 1), LATER) is not None


def test_the_unit_is_recorded_as_accepted_with_its_last_acceptance(case: Case) -> None:
    whole = own(case).delivery.share.quantity
    steps = [
        replace(step(case, StepKind.ACCEPTANCE, quantity=s.delivery.share.quantity), lot=s.lot)
        for s in standings(case)
        if s.unit == SCHOOL
    ]
    assert whole
    gone, new = events_after(after(case, *steps), [SCHOOL])
    assert (gone, new) == ([], [Event(EventKind.ACCEPTANCE_DONE, ON, SCHOOL, BY_STEPS)])
    kept = replace(case, events=(*case.events, *new))
    assert events_after(kept, [SCHOOL]) == (new, []), "taken back with the steps"


def test_what_was_recorded_as_a_whole_before_is_not_asked_again(case: Case) -> None:
    said = {f.subject for f in rules.contract_is_accepted.check(case, law(), TODAY)}
    assert SCHOOL in said
    done = replace(case, events=(*case.events, Event(EventKind.ACCEPTANCE_DONE, ON, SCHOOL)))
    said = {f.subject for f in rules.contract_is_accepted.check(done, law(), TODAY)}
    assert SCHOOL not in said
