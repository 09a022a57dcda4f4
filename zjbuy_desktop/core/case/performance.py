"""履约：每家单位的每个标项验收了多少、开票和支付了多少、保证金收退（指引 七（六）（七））。

What is entered is a list of steps; how a share stands is always added up from it. A unit that was
recorded as accepted or paid as a whole, without single steps, counts as wholly done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zjbuy_desktop.core.case.awards import PerformanceStep, StepKind
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import Delivery, deliveries
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.preconditions import has_signed
from zjbuy_desktop.core.case.remembered import once_for_a_case

_THOUSAND = 1000


class Stage(StrEnum):
    """How far a share has come; the value is the word."""

    UNSIGNED = "未签合同"
    WAITING = "待验收"
    PARTLY = "部分验收"
    ACCEPTED = "已验收"
    PAYING = "支付中"
    PAID = "已付清"


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's share of one lot: what is owed on both sides, and what was done.

    Attributes:
        delivery: the share and the contract it is under.
        steps: what was entered for it, by day.
        added_fen: Σ of its 补充合同（分）.
        added_quantity: what they buy at the exact unit price, 1/1000; ``None`` where that can't
            be told, so that no limit of quantity holds.
        signed: whether its contract is signed.
        as_a_whole: the unit was recorded as accepted without single acceptances.
        paid_as_a_whole: likewise paid.
    """

    delivery: Delivery
    steps: tuple[PerformanceStep, ...]
    added_fen: int
    added_quantity: int | None
    signed: bool
    as_a_whole: bool = False
    paid_as_a_whole: bool = False

    @property
    def unit(self) -> str:
        """Who accepts and pays."""
        return self.delivery.share.unit

    @property
    def lot(self) -> str:
        """标项名称."""
        return self.delivery.share.lot

    @property
    def due_quantity(self) -> int | None:
        """What is to be delivered in all, 1/1000; ``None`` where a 补充合同 leaves it open."""
        if self.added_quantity is None:
            return None
        return self.delivery.share.quantity + self.added_quantity

    @property
    def due_fen(self) -> int:
        """合同金额 with its 补充合同（分）."""
        return self.delivery.share.contract_fen + self.added_fen

    def of(self, kind: StepKind) -> tuple[PerformanceStep, ...]:
        """The steps of one kind, by day."""
        return tuple(s for s in self.steps if s.kind is kind)

    def fen(self, kind: StepKind) -> int:
        """Σ of one kind（分）."""
        return sum(s.amount_fen for s in self.of(kind))

    @property
    def accepted(self) -> int:
        """验收合格的数量, 1/1000."""
        whole = self.as_a_whole and not self.of(StepKind.ACCEPTANCE)
        if whole:
            return self.delivery.share.quantity + (self.added_quantity or 0)
        return sum(s.quantity for s in self.steps)

    @property
    def refused(self) -> int:
        """验收拒收的数量, 1/1000; what is delivered again is accepted then."""
        return sum(s.refused for s in self.steps)

    @property
    def left(self) -> int:
        """还没有验收合格的数量, 1/1000."""
        due = self.due_quantity
        base = self.delivery.share.quantity if due is None else due
        return max(0, base - self.accepted)

    @property
    def paid_fen(self) -> int:
        """已付（分）."""
        if self.paid_as_a_whole and not self.of(StepKind.PAYMENT):
            return self.due_fen
        return self.fen(StepKind.PAYMENT)

    @property
    def unpaid_fen(self) -> int:
        """未付（分）."""
        return max(0, self.due_fen - self.paid_fen)

    @property
    def deposit_fen(self) -> int:
        """履约保证金收了还没有退的（分）."""
        return self.fen(StepKind.DEPOSIT) - self.fen(StepKind.DEPOSIT_RETURN)

    @property
    def stage(self) -> Stage:
        """未签、待验收、部分验收、已验收、支付中、已付清."""
        if not self.signed:
            return Stage.UNSIGNED
        if self.left:
            return Stage.PARTLY if self.accepted else Stage.WAITING
        if not self.unpaid_fen:
            return Stage.PAID
        return Stage.PAYING if self.paid_fen else Stage.ACCEPTED

    @property
    def accepted_on(self) -> date | None:
        """The day of the last acceptance once everything is accepted."""
        days = [s.on for s in self.of(StepKind.ACCEPTANCE)]
        return max(days) if days and not self.left else None

    @property
    def paid_on(self) -> date | None:
        """The day of the last payment once everything is paid."""
        days = [s.on for s in self.of(StepKind.PAYMENT)]
        return max(days) if days and not self.unpaid_fen else None


@once_for_a_case
def standings(case: Case) -> tuple[Standing, ...]:
    """Every unit's share of every lot, by roster order, then by lot."""
    steps: dict[tuple[str, str], list[PerformanceStep]] = {}
    for step in sorted(case.steps, key=lambda s: (s.on, s.id)):
        steps.setdefault((step.unit, step.lot), []).append(step)
    added: dict[tuple[str, str], list[int]] = {}
    for supplement in case.supplements:
        added.setdefault((supplement.unit, supplement.lot), []).append(supplement.amount_fen)
    return tuple(
        _standing(case, d, tuple(steps.get(at, ())), added.get(at, []))
        for d in deliveries(case)
        for at in [(d.share.unit, d.share.lot)]
    )


def _standing(
    case: Case, delivery: Delivery, steps: tuple[PerformanceStep, ...], added: list[int]
) -> Standing:
    unit = delivery.share.unit
    return Standing(
        delivery,
        steps,
        sum(added),
        _bought(delivery.share.unit_price_fen, added),
        has_signed(case, unit) or case.stage("signing").taken_over,
        case.event(EventKind.ACCEPTANCE_DONE, unit) is not None,
        case.event(EventKind.PAID, unit) is not None,
    )


def _bought(price_fen: int | None, amounts: Iterable[int]) -> int | None:
    """What amounts buy at an exact unit price, 1/1000; ``None`` where that can't be told."""
    whole = sum(amounts)
    if not whole:
        return 0
    if not price_fen:
        return None
    count, rest = divmod(whole * _THOUSAND, price_fen)
    return None if rest else count


def standing_of(case: Case, unit: str, lot: str) -> Standing | None:
    """How one share stands; ``None`` where the award has none."""
    return next((s for s in standings(case) if (s.unit, s.lot) == (unit, lot)), None)


def without_share(case: Case) -> tuple[PerformanceStep, ...]:
    """Steps entered for a share the award doesn't have any more."""
    known = {(s.unit, s.lot) for s in standings(case)}
    return tuple(step for step in case.steps if (step.unit, step.lot) not in known)
