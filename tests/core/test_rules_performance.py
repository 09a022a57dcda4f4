"""履约的规则：验收、付款、保证金，每条两侧的界限。"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.core.builders import SCHOOL, make_case
from tests.core.ruling import ADVISE, BLOCK, at, found, holds, one
from zjbuy_desktop.core.case.awards import LotAward, PerformanceStep, StepKind, Supplement
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.derivation import Way
from zjbuy_desktop.core.case.deriving_performance import due, of_all, paid, unpaid
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.performance import Standing, standings
from zjbuy_desktop.core.rules import Rule
from zjbuy_desktop.core.rules import performance as rules

LOT, DAY = "标项一", date(2026, 9, 20)
K = StepKind


@pytest.fixture
def case() -> Case:
    made = make_case()
    kept = tuple(e for e in made.events if e.kind is not EventKind.CONTRACT_SIGNED)
    signed = at(EventKind.CONTRACT_SIGNED, "2026-09-10", SCHOOL)
    return replace(made, events=(*kept, signed), supplements=(), signed=(), steps=())


def own(case: Case) -> Standing:
    return next(s for s in standings(case) if (s.unit, s.lot) == (SCHOOL, LOT))


def step(kind: StepKind, amount: int = 0, **more: object) -> PerformanceStep:
    return PerformanceStep(kind, SCHOOL, LOT, DAY, amount, **more)  # type: ignore[arg-type]


def after(case: Case, *steps: PerformanceStep) -> Case:
    return replace(case, steps=(*case.steps, *steps))


def of_school(rule: Rule, case: Case) -> list[str]:
    return [f.message for f in found(rule, case) if f.subject == SCHOOL]


def test_one_more_than_the_contract_is_not_accepted(case: Case) -> None:
    rule, whole = rules.acceptance_within_contract, own(case).delivery.share.quantity
    assert holds(rule, after(case, step(K.ACCEPTANCE, quantity=whole)))
    said = one(rule, after(case, step(K.ACCEPTANCE, quantity=whole + 1000)))
    assert said.severity is BLOCK
    assert said.message.endswith("多 1。")
    price = own(case).delivery.share.unit_price_fen
    more = replace(case, supplements=(Supplement(SCHOOL, LOT, price or 0),))
    assert holds(rule, after(more, step(K.ACCEPTANCE, quantity=whole + 1000)))


def test_one_fen_more_than_the_contract_is_neither_billed_nor_paid(case: Case) -> None:
    rule, owed = rules.payment_within_contract, own(case).due_fen
    assert holds(rule, after(case, step(K.INVOICE, owed), step(K.PAYMENT, owed)))
    for kind in (K.INVOICE, K.PAYMENT):
        assert "多 0.01 元" in one(rule, after(case, step(kind, owed + 1))).message
    gone = replace(step(K.PAYMENT, 1), lot="标项九")
    assert "采购结果里没有这份合同" in one(rule, after(case, gone)).message


def test_what_is_not_paid_yet_is_told_until_the_last_fen(case: Case) -> None:
    rule, owed = rules.contract_is_paid, own(case).due_fen
    assert "还没有登记收到发票" in of_school(rule, case)[0]
    short = after(case, step(K.INVOICE, owed), step(K.PAYMENT, owed - 1))
    assert "未付 0.01 元" in of_school(rule, short)[0]
    assert of_school(rule, after(short, step(K.PAYMENT, 1))) == []


@pytest.mark.parametrize(("days", "told"), [(60, False), (61, True)])
def test_a_payment_day_agreed_beyond_sixty_days_is_told(
    case: Case, days: int, told: bool
) -> None:  # fmt: skip
    agreed = step(K.INVOICE, 100, due_on=DAY + timedelta(days))
    complaints = found(rules.agreed_payment_day_within_limit, after(case, agreed))
    assert [f.severity for f in complaints] == [ADVISE] * told


def test_a_deposit_is_asked_for_once_all_is_accepted(case: Case) -> None:
    rule, whole = rules.deposit_is_returned, own(case).delivery.share.quantity
    held = after(case, step(K.DEPOSIT, 500))
    assert holds(rule, held), "not everything is accepted"
    accepted = after(held, step(K.ACCEPTANCE, quantity=whole))
    assert "5.00 元没有退还" in one(rule, accepted).message
    assert holds(rule, after(accepted, step(K.DEPOSIT_RETURN, 500)))


def test_what_is_owed_and_paid_is_traced_to_award_and_records(case: Case) -> None:
    more = replace(case, supplements=(Supplement(SCHOOL, LOT, 1000),))
    paid_some = after(more, step(K.PAYMENT, 300), step(K.PAYMENT, 200))
    ground, at_ = Ground(paid_some), own(paid_some)
    owed, done, left = (f(ground, at_) for f in (due, paid, unpaid))
    assert owed.value == at_.delivery.share.contract_fen + 1000
    assert [p.way for p in owed.parts][-1] is Way.ENTERED
    assert [p.value for p in done.parts] == [300, 200]
    assert left.value == int(owed.value) - 500
    whole = of_all("应付", due)(ground)
    assert whole is not None
    assert whole.value == sum(s.due_fen for s in standings(paid_some))
    as_a_whole = replace(case, events=(*case.events, at(EventKind.PAID, "2026-09-20", SCHOOL)))
    told = paid(Ground(as_a_whole), own(as_a_whole))
    assert (told.way, told.value) == (Way.SAME, own(as_a_whole).due_fen)


def test_a_share_under_a_lump_sum_is_traced_too(case: Case) -> None:
    lump = replace(case, awards=(LotAward(LOT, "甲公司", "9", total_fen=80_000_000),))
    ground = Ground(lump)
    assert due(ground, own(lump)).value == own(lump).due_fen
