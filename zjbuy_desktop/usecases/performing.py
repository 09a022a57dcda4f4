"""履约：登记验收、发票、支付、履约保证金，撤销登记，看各份合同办到哪一步。"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.awards import PerformanceStep, StepKind
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.paying import interest_fen, next_due
from zjbuy_desktop.core.case.performance import Standing, standings
from zjbuy_desktop.core.case.performing import events_after, fault
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import performance as stored
from zjbuy_desktop.store import records
from zjbuy_desktop.store.unit_of_work import Work
from zjbuy_desktop.usecases.desk import Desk


def step_kind(word: str) -> StepKind:
    """The kind of step of that name, Chinese or English.

    Raises:
        UserError: when there is none; the hint lists them.
    """
    for kind in StepKind:
        if word in (kind.value, kind.label):
            return kind
    raise UserError(
        f"没有“{word}”这种履约登记。", f"可以登记的有：{'、'.join(k.label for k in StepKind)}。"
    )


def enter(desk: Desk, project_id: int, steps: Sequence[PerformanceStep]) -> list[str]:
    """Keep steps in one transaction; a unit that is wholly accepted or paid by then is recorded so.

    Returns what was recorded besides, a line each.

    Raises:
        UserError: no contract stands or was signed, more than the contract is accepted, billed or
            paid, or a day to come; nothing is written.
    """
    case = desk.case(project_id)
    trial = case
    for step in steps:
        wrong = fault(trial, step, desk.today)
        if wrong:
            raise UserError(*wrong)
        trial = replace(trial, steps=(*trial.steps, step))
    first = steps[0]
    more = f"等 {len(steps)} 份" if len(steps) > 1 else ""
    summary = f"登记{first.kind.label}：{first.unit}（{first.lot}）{more}{first.on}"
    with desk.store.begin("performance_entered", summary, desk.now(), project_id=project_id) as w:
        stored.add_steps(w, project_id, steps)
        told = _follow(w, project_id, trial, [s.unit for s in steps])
        _touch(w, project_id, case)
        w.payload["steps"] = [_told(s) for s in steps]
    return told


def undo(desk: Desk, project_id: int, number: int, reason: str) -> PerformanceStep:
    """Take a wrong step back, with a reason; what was recorded on its ground goes with it.

    Raises:
        UserError: no such step, no reason, or a deposit would have been returned unreceived.
    """
    case = desk.case(project_id)
    gone = next((s for s in case.steps if s.id == number), None)
    if gone is None:
        raise UserError(f"没有编号 {number} 的履约登记。", "编号见“登记明细”或 performance show。")
    if not reason.strip():
        raise UserError("撤销登记需要写明原因。", "写一句原因后再撤销。")
    trial = replace(case, steps=tuple(s for s in case.steps if s.id != number))
    if any(s.deposit_fen < 0 for s in standings(trial)):
        raise UserError("这笔履约保证金已经登记退还。", "先撤销退还的登记。")
    summary = f"撤销{gone.kind.label}：{gone.unit}（{gone.lot}）{gone.on}：{reason.strip()}"
    with desk.store.begin("performance_removed", summary, desk.now(), project_id=project_id) as w:
        stored.drop_step(w, project_id, number)
        _follow(w, project_id, trial, [gone.unit])
        _touch(w, project_id, case)
        w.payload.update(step=_told(gone), reason=reason.strip())
    return gone


def _follow(work: Work, project_id: int, trial: Case, units: Sequence[str]) -> list[str]:
    gone, new = events_after(trial, units)
    for event in gone:
        records.remove_event(work, project_id, event)
    records.add_events(work, project_id, new)
    work.payload["events"] = [[e.kind.value, e.on.isoformat(), e.unit] for e in new]
    return [f"{e.unit}：登记“{e.kind.label}”{e.on}" for e in new]


def _touch(work: Work, project_id: int, case: Case) -> None:
    for record in flow.after_touching(case, stage("performance")):
        records.set_stage(work, project_id, record)


def _told(step: PerformanceStep) -> dict[str, Any]:
    return {
        "kind": step.kind.value,
        "unit": step.unit,
        "lot": step.lot,
        "on": step.on.isoformat(),
        "amount_fen": step.amount_fen,
        "quantity": quantity.units(step.quantity),
        "refused": quantity.units(step.refused),
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "number": step.number,
        "note": step.note,
    }


def show(desk: Desk, project_id: int) -> dict[str, Any]:
    """Every share with its sums, and every step, for the command line."""
    case = desk.case(project_id)
    found = standings(case)
    return {
        "shares": [_share(desk, s) for s in found],
        "steps": [{"id": s.id, **_told(s)} for s in case.steps],
        "due_fen": sum(s.due_fen for s in found),
        "paid_fen": sum(s.paid_fen for s in found),
        "unpaid_fen": sum(s.unpaid_fen for s in found),
    }


def _share(desk: Desk, at: Standing) -> dict[str, Any]:
    due = next_due(at, desk.law)
    late = due.late_days(desk.today) if due else 0
    return {
        "unit": at.unit,
        "lot": at.lot,
        "stage": at.stage.value,
        "contract_fen": at.delivery.share.contract_fen,
        "added_fen": at.added_fen,
        "quantity": quantity.units(at.delivery.share.quantity),
        "accepted": quantity.units(at.accepted),
        "refused": quantity.units(at.refused),
        "invoiced_fen": at.fen(StepKind.INVOICE),
        "paid_fen": at.paid_fen,
        "unpaid_fen": at.unpaid_fen,
        "deposit_fen": at.deposit_fen,
        "pay_by": due.last_day if due else None,
        "late_days": late,
        "interest_fen": interest_fen(due, desk.law, desk.today) if due and late else 0,
    }


def line_of(share: dict[str, Any]) -> str:
    """One share in one line."""
    late = f"，逾期 {share['late_days']} 日" if share["late_days"] else ""
    by = f"，{share['pay_by']} 前支付{late}" if share["pay_by"] else ""
    added = f"（补充 {money.yuan(share['added_fen'])}）" if share["added_fen"] else ""
    refused = f"、拒收 {share['refused']}" if share["refused"] else ""
    return (
        f"{share['stage']}　{share['unit']}（{share['lot']}）：验收 {share['accepted']}"
        f"/{share['quantity']}{refused}，合同 {money.yuan(share['contract_fen'])} 元{added}，"
        f"已付 {money.yuan(share['paid_fen'])}，未付 {money.yuan(share['unpaid_fen'])}{by}"
    )
