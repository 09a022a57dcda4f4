"""期限：由登记的里程碑起算，逐项说明依据、最后日、建议最后日和办理状态。"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.base.workdays import Calendar, DayKind, Reckoning
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.clock_runs import Run, runs
from zjbuy_desktop.core.case.pausing import SILENT, Pause, paused_days
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.law.tables import DeadlineRule, DeadlineSense

__all__ = ["Deadline", "Run", "State", "deadlines", "period", "runs"]


class State(StrEnum):
    """How a deadline stands on a given day."""

    WAITING = "未起算"
    RUNNING = "进行中"
    MET = "已完成"
    LATE = "逾期完成"
    OVERDUE = "已逾期"
    TOO_SOON = "时间不足"
    PAUSED = "暂停"
    EXPIRED = "已届满"

    @property
    def open(self) -> bool:
        """Whether somebody still has something to do."""
        return self in (State.WAITING, State.RUNNING, State.OVERDUE, State.PAUSED)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One period of one case, for one unit or for the project.

    Attributes:
        id: rule id, e.g. ``D-15``.
        what: 中文：要做什么.
        unit: 单位名称; empty for the whole project.
        start: 起算日 (not counted itself); ``None`` before the event happened.
        days: how many.
        kind: 日 / 工作日.
        nominal: 按字面数到的日子.
        last_day: 法定最后日 (顺延后); for a minimum period the earliest day allowed.
        advised_day: 建议最后日: alarms and the order of the list use it.
        provisional: computed into a year without a published schedule.
        basis: 依据.
        state: how it stands.
        done: the day it was met; ``None`` while open.
        note: 暂按周末推算…; empty when certain.
        sense: 最迟 / 最早.
        confidence: 已读条文 / 待核对.
        consequence: 逾期的后果.
        who: 谁的期限.
        lot: 标项 of the contract, where the contracts of one unit have days of their own.
        reason: 为什么暂停, or how long it was paused; empty if it never was.
    """

    id: str
    what: str
    unit: str
    start: date | None
    days: int
    kind: DayKind
    nominal: date | None
    last_day: date | None
    advised_day: date | None
    provisional: bool
    basis: Citation
    state: State
    done: date | None = None
    note: str = ""
    sense: DeadlineSense = DeadlineSense.LATEST
    confidence: str = ""
    consequence: str = ""
    who: str = ""
    lot: str = ""
    reason: str = ""


def deadlines(
    case: Case,
    law: LawBook,
    calendar: Calendar,
    on: date,
    paused: Sequence[Pause] = (),
    records: Sequence[Run] = (),
) -> tuple[Deadline, ...]:
    """Every deadline of the case as it stands on a day, the most urgent first.

    Args:
        case: the facts.
        law: its deadlines.
        calendar: published holiday schedules.
        on: today.
        paused: pauses beside those recorded as milestones.
        records: clocks of records that are no milestones; both as ``runs`` takes them.
    """
    found = [
        replace(stands, unit=unit)
        for run in runs(case, law, paused, records)
        for stands in (period(run, law, calendar, on),)
        for unit in run.units
    ]
    return tuple(sorted(found, key=lambda d: d.advised_day or date.max))


def period(run: Run, law: LawBook, calendar: Calendar, on: date) -> Deadline:
    """A run as it stands on a day; ``unit`` is its one unit, empty if there are several."""
    rule = law.deadline(run.rule)
    start = law.begins(rule, run.start, calendar) if run.start else None
    until = run.done or on
    stood = paused_days(run.pauses, rule, start, until, calendar) if start else 0
    counted = replace(rule, days=rule.days + stood) if rule.extends and stood else rule
    days = counted.count(start, calendar) if start else None
    state = _state(rule, days, run.done, on)
    pause = _pause(run, days, state, on)
    return Deadline(
        id=rule.id,
        what=rule.what,
        unit=run.units[0] if len(run.units) == 1 else "",
        start=start,
        days=rule.days,
        kind=rule.kind,
        nominal=days.nominal if days else None,
        last_day=days.last_day if days else None,
        advised_day=days.advised_day if days else None,
        provisional=days.provisional if days else False,
        basis=rule.basis,
        state=State.PAUSED if pause else state,
        done=run.done,
        note=days.note if days else "",
        sense=rule.sense,
        confidence=rule.confidence,
        consequence=rule.consequence,
        who=rule.who,
        lot=run.lot,
        reason=_reason(rule, pause, stood),
    )


def _pause(run: Run, days: Reckoning | None, state: State, on: date) -> Pause | None:
    """What stops the clock today; one that had run out before stays 已逾期."""
    if days is None or state not in (State.RUNNING, State.OVERDUE):
        return None
    return next((p for p in run.pauses if p.lasts(on) and p.since <= days.last_day), None)


def _reason(rule: DeadlineRule, pause: Pause | None, stood: int) -> str:
    silent = "" if rule.extends else f"；{SILENT}，日期没有顺延"
    if pause:
        return f"自 {pause.since} 起暂停：{pause.reason}{silent}"
    if stood:
        added = "，最后日已顺延" if rule.extends else silent
        unit = "个工作日" if rule.kind is DayKind.WORKING else "日"
        return f"其间暂停 {stood} {unit}{added}"
    return ""


def _state(rule: DeadlineRule, days: Reckoning | None, done: date | None, on: date) -> State:
    if days is None:
        return State.MET if done else State.WAITING
    if rule.sense is DeadlineSense.EARLIEST:
        return _minimum_state(rule, days, done, on)
    # 倒推的期限按字面日数判断：提前到工作日只是建议，满了日数就不算迟。
    limit = days.nominal if rule.backwards else days.last_day
    if done:
        return State.MET if done <= limit else State.LATE
    if on <= limit:
        return State.RUNNING
    return State.EXPIRED if rule.sense is DeadlineSense.PERIOD else State.OVERDUE


def _minimum_state(rule: DeadlineRule, days: Reckoning, done: date | None, on: date) -> State:
    if done:
        return State.MET if done >= days.last_day else State.TOO_SOON
    # 没有办成的里程碑可登记的，期满就算届满。
    over = not rule.end and on >= days.last_day
    return State.EXPIRED if over else State.RUNNING
