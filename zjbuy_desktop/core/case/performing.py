"""登记履约的一步之前核对：签了没有、数量和金额超不超；登记之后哪家算全部验收、付清。"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.awards import PerformanceStep, StepKind
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.performance import Standing, standing_of, standings
from zjbuy_desktop.core.case.project import Mode

BY_STEPS = "按履约登记"
"""The note of an event that follows from single steps; the program itself takes it back."""
_DEPOSITS = (StepKind.DEPOSIT, StepKind.DEPOSIT_RETURN)
Fault = tuple[str, str]
"""What is wrong, and how to mend it."""


def fault(case: Case, step: PerformanceStep, today: date) -> Fault | None:
    """Why a step can't be entered; ``None`` when it can."""
    at = standing_of(case, step.unit, step.lot)
    if at is None:
        return (
            f"采购结果里没有{step.unit}（{step.lot}）的合同。",
            "单位和标项要与采购结果一致。",
        )
    if step.on > today:
        return f"日期 {step.on} 晚于今天 {today}。", "改成实际发生的日期。"
    if step.kind in _DEPOSITS:
        return _deposit_fault(at, step)
    early = _too_early(case, at, step)
    if early:
        return early
    if step.kind is StepKind.ACCEPTANCE:
        return _acceptance_fault(case, at, step)
    return _money_fault(at, step)


def _too_early(case: Case, at: Standing, step: PerformanceStep) -> Fault | None:
    if not at.signed:
        return (
            f"{step.unit}（{step.lot}）还没有登记合同签订，不能登记{step.kind.label}。",
            "先在“通知与签约”登记合同签订，或录入签好的合同。",
        )
    signed = signing_day(case, at)
    if signed is not None and step.on < signed:
        return (
            f"{step.kind.label}日期 {step.on} 早于合同签订日期 {signed}。",
            "核对两个日期；签订日期登记错了的，先改正。",
        )
    return None


def signing_day(case: Case, at: Standing) -> date | None:
    """When the contract a share is under was signed, as it was recorded."""
    joint = case.project.mode is Mode.SIGN_TOGETHER
    who = at.delivery.contract.share.unit if joint else at.unit
    return case.happened(EventKind.CONTRACT_SIGNED, who)


def _acceptance_fault(case: Case, at: Standing, step: PerformanceStep) -> Fault | None:
    count = quantity.show
    if step.quantity + step.refused <= 0:
        return "验收要写明合格或拒收的数量。", "至少有一项大于 0。"
    measure = _measure(case.needs, at)
    if quantity.must_be_whole(measure) and (step.quantity % 1000 or step.refused % 1000):
        return f"计量单位是“{measure}”，数量要是整数。", "照验收单上的数量填写。"
    due = at.due_quantity
    if due is None or at.accepted + step.quantity <= due:
        return None
    return (
        f"{step.unit}（{step.lot}）合同数量 {count(due)}，已验收合格 {count(at.accepted)}，"
        f"还可以验收 {count(at.left)}，本次 {count(step.quantity)} 多了 "
        f"{count(at.accepted + step.quantity - due)}。",
        "核对验收单；确有追加的，先登记补充合同。",
    )


def _measure(lines: Iterable[NeedLine], at: Standing) -> str:
    own = (n.measure for n in lines if n.unit == at.unit and n.item == at.delivery.share.item)
    return next(own, "")


def _money_fault(at: Standing, step: PerformanceStep) -> Fault | None:
    if step.amount_fen <= 0:
        return f"{step.kind.label}的金额要大于 0。", "填写本次的金额，单位为元。"
    if step.due_on is not None and step.due_on < step.on:
        return f"约定的付款日 {step.due_on} 早于收到发票的 {step.on}。", "照合同约定推算后填写。"
    done = at.fen(step.kind)
    left = at.due_fen - done
    if step.kind is StepKind.PAYMENT and at.paid_as_a_whole and not at.of(StepKind.PAYMENT):
        return (
            f"{step.unit}已登记“已支付”，算作全部付清。",
            "要逐笔登记的，先撤销“已支付”的登记。",
        )
    if step.amount_fen <= left:
        return None
    added = f"加补充合同 {money.yuan(at.added_fen)} 元，" if at.added_fen else ""
    return (
        f"{step.unit}（{step.lot}）合同 {money.yuan(at.delivery.share.contract_fen)} 元，{added}"
        f"{step.kind.label}已有 {money.yuan(done)} 元，还可以登记 {money.yuan(max(0, left))} 元，"
        f"本次 {money.yuan(step.amount_fen)} 元多了 {money.yuan(step.amount_fen - left)} 元。",
        "核对凭证；确有追加的，先登记补充合同。",
    )


def _deposit_fault(at: Standing, step: PerformanceStep) -> Fault | None:
    if step.amount_fen <= 0:
        return f"{step.kind.label}的金额要大于 0。", "填写本次的金额，单位为元。"
    if step.kind is StepKind.DEPOSIT_RETURN and step.amount_fen > at.deposit_fen:
        return (
            f"{step.unit}（{step.lot}）还没有退还的履约保证金是 {money.yuan(at.deposit_fen)} 元，"
            f"不能退还 {money.yuan(step.amount_fen)} 元。",
            "核对金额；收取没有登记的，先登记收取。",
        )
    return None


# What follows for a whole unit


def events_after(case: Case, units: Iterable[str]) -> tuple[list[Event], list[Event]]:
    """(events to take back, events to add) so that units' events agree with their steps.

    Only events the program itself made are ever taken back.
    """
    bare = replace(case, events=tuple(e for e in case.events if e.note != BY_STEPS))
    gone: list[Event] = []
    new: list[Event] = []
    for unit in dict.fromkeys(units):
        own = [s for s in standings(bare) if s.unit == unit]
        for kind, day in _wanted(own):
            known = case.event(kind, unit)
            if known is not None and (known.note != BY_STEPS or known.on == day):
                continue
            gone += [known] if known is not None else []
            new += [Event(kind, day, unit, BY_STEPS)] if day is not None else []
    return gone, new


def _wanted(own: list[Standing]) -> Iterator[tuple[EventKind, date | None]]:
    yield EventKind.ACCEPTANCE_DONE, _last(own, lambda s: s.accepted_on)
    billed = [i.on for s in own for i in s.of(StepKind.INVOICE)]
    yield EventKind.INVOICE_RECEIVED, min(billed, default=None)
    yield EventKind.PAID, _last(own, lambda s: s.paid_on)


def _last(own: list[Standing], day_of: Callable[[Standing], date | None]) -> date | None:
    """The last of their days, once each of them has one."""
    days = [day for day in map(day_of, own) if day is not None]
    return max(days) if days and len(days) == len(own) else None
