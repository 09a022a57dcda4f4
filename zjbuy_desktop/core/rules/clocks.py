"""期限：由登记的里程碑起算，逐项说明依据、最后日、建议最后日和办理状态。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.base.workdays import Calendar, DayKind, Reckoning
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.tally import remaining_needs, standings
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.law.tables import DeadlineRule, DeadlineSense


class State(StrEnum):
    """How a deadline stands on a given day."""

    WAITING = "未起算"
    RUNNING = "进行中"
    MET = "已完成"
    LATE = "逾期完成"
    OVERDUE = "已逾期"
    TOO_SOON = "时间不足"
    PAUSED = "暂停"

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


@dataclass(frozen=True, slots=True)
class Run:
    """One period for all the units it runs alike for: begun and met on the same days.

    Attributes:
        rule: rule id, e.g. ``D-15``.
        units: 单位名称, in the order of the roster; one empty name for the whole project.
        start: 起算日; ``None`` before the event happened.
        done: the day it was met; ``None`` while open.
    """

    rule: str
    units: tuple[str, ...]
    start: date | None
    done: date | None


def runs(case: Case, law: LawBook) -> tuple[Run, ...]:
    """Every period of the case, whatever the day: ``period`` says how each stands on one."""
    found: list[Run] = []
    for rule in _rules(case, law):
        alike: dict[tuple[date | None, date | None], list[str]] = {}
        for unit in _subjects(case, rule):
            days = _happened(case, rule.start, unit), _happened(case, rule.end, unit)
            alike.setdefault(days, []).append(unit)
        found += [Run(rule.id, tuple(units), *days) for days, units in alike.items()]
    return tuple(found)


def period(run: Run, law: LawBook, calendar: Calendar, on: date) -> Deadline:
    """A run as it stands on a day; ``unit`` is its one unit, empty if there are several."""
    unit = run.units[0] if len(run.units) == 1 else ""
    return _deadline(law.deadline(run.rule), unit, (run.start, run.done), calendar, on)


def deadlines(
    case: Case,
    law: LawBook,
    calendar: Calendar,
    on: date,
    paused: frozenset[str] = frozenset(),
) -> tuple[Deadline, ...]:
    """Every deadline of the case as it stands on a day, the most urgent first.

    Args:
        case: the facts.
        law: its deadlines; those for other methods than the case's are left out.
        calendar: published holiday schedules.
        on: today.
        paused: rule ids whose open clocks are shown 暂停 (实施条例 第五十四条: a challenge
            that may change the result suspends signing).
    """
    found = [
        _deadline(
            rule,
            unit,
            (_happened(case, rule.start, unit), _happened(case, rule.end, unit)),
            calendar,
            on,
            paused=rule.id in paused,
        )
        for rule in _rules(case, law)
        for unit in _subjects(case, rule)
    ]
    return tuple(sorted(found, key=lambda d: d.advised_day or date.max))


def _rules(case: Case, law: LawBook) -> Iterator[DeadlineRule]:
    return (r for r in law.deadlines if not r.methods or case.project.method in r.methods)


def _subjects(case: Case, rule: DeadlineRule) -> Iterator[str]:
    """The units a clock runs for; a running clock is never left out for want of included units."""
    if not rule.per_unit:
        return iter(("",))
    included = [s.unit for s in standings(case) if s.included]
    if included or not _happened(case, rule.start, ""):
        return iter(included)
    return iter(dict.fromkeys(line.unit for line in remaining_needs(case)) or ("",))


def _deadline(
    rule: DeadlineRule,
    unit: str,
    happened: tuple[date | None, date | None],
    calendar: Calendar,
    on: date,
    *,
    paused: bool = False,
) -> Deadline:
    start, done = happened
    days = rule.count(start, calendar) if start else None
    state = _state(rule, days, done, on)
    return Deadline(
        id=rule.id,
        what=rule.what,
        unit=unit,
        start=start,
        days=rule.days,
        kind=rule.kind,
        nominal=days.nominal if days else None,
        last_day=days.last_day if days else None,
        advised_day=days.advised_day if days else None,
        provisional=days.provisional if days else False,
        basis=rule.basis,
        state=State.PAUSED if paused and state in (State.RUNNING, State.OVERDUE) else state,
        done=done,
        note=days.note if days else "",
        sense=rule.sense,
        confidence=rule.confidence,
        consequence=rule.consequence,
    )


def _happened(case: Case, event: str, unit: str) -> date | None:
    if not event:
        return None
    kind = EventKind(event)
    return case.happened(kind, unit if kind.per_unit else "")


def _state(rule: DeadlineRule, days: Reckoning | None, done: date | None, on: date) -> State:
    if days is None:
        return State.MET if done else State.WAITING
    if rule.sense is DeadlineSense.EARLIEST:
        return _minimum_state(days, done)
    # 倒推的期限按字面日数判断：提前到工作日只是建议，满了日数就不算迟。
    limit = days.nominal if rule.backwards else days.last_day
    if done:
        return State.MET if done <= limit else State.LATE
    return State.OVERDUE if on > limit else State.RUNNING


def _minimum_state(days: Reckoning, done: date | None) -> State:
    if not done:
        return State.RUNNING
    return State.MET if done >= days.last_day else State.TOO_SOON
