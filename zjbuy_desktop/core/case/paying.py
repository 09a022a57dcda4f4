"""应付：每张发票哪一天以前付、付了多少、迟了几天、利息大约多少（款项条例、财库〔2019〕38号）。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.case.awards import PerformanceStep, StepKind
from zjbuy_desktop.core.case.performance import Standing
from zjbuy_desktop.core.law.book import LawBook

_PER = 10_000


@dataclass(frozen=True, slots=True)
class Due:
    """A part of an invoice that was, or is still to be, paid as one.

    Attributes:
        invoice: the invoice.
        fen: 金额（分）.
        last_day: the day by which it was to be paid.
        paid_on: when it was paid; ``None`` while it isn't.
        note: what is uncertain about the day; empty when nothing is.
    """

    invoice: PerformanceStep
    fen: int
    last_day: date
    paid_on: date | None
    note: str = ""

    def late_days(self, on: date) -> int:
        """How many days it was, or is by ``on``, too late."""
        return max(0, ((self.paid_on or on) - self.last_day).days)


def dues(standing: Standing, law: LawBook) -> tuple[Due, ...]:
    """Every part of every invoice; payments go to the oldest invoice first.

    What is paid before any invoice came (预付款) is taken off the first.
    """
    payments = [(p.on, p.amount_fen) for p in standing.of(StepKind.PAYMENT)]
    if standing.paid_as_a_whole and not payments:
        return ()
    return tuple(_parts(standing.of(StepKind.INVOICE), payments, law))


def _parts(
    invoices: tuple[PerformanceStep, ...], payments: list[tuple[date, int]], law: LawBook
) -> Iterator[Due]:
    for invoice in invoices:
        last, note = _last_day(invoice, law)
        open_fen = invoice.amount_fen
        while open_fen and payments:
            day, fen = payments[0]
            part = min(open_fen, fen)
            yield Due(invoice, part, last, day, note)
            open_fen -= part
            payments[:1] = [(day, fen - part)] if fen > part else []
        if open_fen:
            yield Due(invoice, open_fen, last, None, note)


def _last_day(invoice: PerformanceStep, law: LawBook) -> tuple[date, str]:
    if invoice.due_on is not None:
        return invoice.due_on, ""
    period = law.period("D-21", invoice.on)
    return period.last_day, period.note


def overdue(standing: Standing, law: LawBook, on: date) -> tuple[Due, ...]:
    """Parts that are still unpaid after their last day."""
    return tuple(d for d in dues(standing, law) if d.paid_on is None and on > d.last_day)


def next_due(standing: Standing, law: LawBook) -> Due | None:
    """The unpaid part that is due first."""
    unpaid = [d for d in dues(standing, law) if d.paid_on is None]
    return min(unpaid, key=lambda d: d.last_day, default=None)


def interest_fen(due: Due, law: LawBook, on: date) -> int:
    """逾期利息（分）at the law's daily rate where none is agreed, half up (款项条例 第十七条)."""
    rate = law.number("late_payment_daily_rate", on).value
    return (due.fen * due.late_days(on) * rate * 2 + _PER) // (2 * _PER)
