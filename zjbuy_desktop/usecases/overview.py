"""工作台：每个项目到哪一步、下一步什么、收回多少、哪天到期；所有项目的期限和单位。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.workdays import Calendar, DayKind, workdays_between
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.core.law.tables import DeadlineSense
from zjbuy_desktop.core.rules import clocks
from zjbuy_desktop.core.rules.clocks import Deadline, Run, State
from zjbuy_desktop.core.stages.outline import Outline, call_days
from zjbuy_desktop.store import peek
from zjbuy_desktop.usecases.deadline_wall import CALL, Clock, who_of
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.outlines import Outlined, outlines


@dataclass(frozen=True, slots=True)
class Due:
    """The nearest day something is due.

    Attributes:
        what: 要做什么, with the unit where it concerns one.
        day: 建议最后日, or the deadline the lead unit set.
        words: 还有 3 个工作日.
        late: whether the day is past.
    """

    what: str
    day: date
    words: str
    late: bool


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project on the workbench.

    Attributes:
        id: project id.
        name: 项目名称.
        outline: its figures.
        due: what is due next, if anything is.
        overdue: how many periods are overdue, each unit's by itself.
    """

    id: int
    name: str
    outline: Outline
    due: Due | None
    overdue: int


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """One unit as one project's roster has it."""

    project_id: int
    project: str
    unit: Unit


def cases(desk: Desk) -> tuple[Case, ...]:
    """Every project with all its facts, the last changed first."""
    return tuple(desk.case(p.id) for p in peek.projects(desk.data_dir))


def overview(desk: Desk) -> tuple[ProjectRow, ...]:
    """One row per project, the last changed first; one that was handed over presses nobody."""
    return tuple(_here_or_away(desk, _row(desk, found)) for found in outlines(desk))


def _here_or_away(desk: Desk, row: ProjectRow) -> ProjectRow:
    if row.id not in desk.store.away:
        return row
    return replace(row, name=f"{row.name}（已交出，只读）", due=None, overdue=0)


_ROWS: dict[tuple[Path, int], tuple[Outlined, ProjectRow]] = {}
"""Rows as they were last reckoned; one holds as long as name and stamp of its outline do."""


def _row(desk: Desk, found: Outlined) -> ProjectRow:
    place = desk.data_dir, found.id
    held = _ROWS.get(place)
    if held is None or (held[0].stamp, held[0].name) != (found.stamp, found.name):
        held = _ROWS[place] = found, _reckoned(desk, found)
    return held[1]


def _reckoned(desk: Desk, found: Outlined) -> ProjectRow:
    outline = found.outline
    running = _running(desk, outline.runs, outline.call_sent, outline.call_due)
    late = (len(units) for d, units in running if d.state is State.OVERDUE)
    return ProjectRow(found.id, found.name, found.outline, _nearest(desk, running), sum(late))


def nearest(desk: Desk, case: Case) -> Due | None:
    """What is due next in one project: a period of the law, or the day set for the forms."""
    return _nearest(desk, _running(desk, clocks.runs(case, desk.law), *call_days(case)))


_Running = list[tuple[Deadline, tuple[str, ...]]]


def _running(desk: Desk, runs: Sequence[Run], sent: date | None, due: date | None) -> _Running:
    """What has begun to run in one project, each with its units; 填报截止 among them."""
    found = [
        (clocks.period(run, desk.law, desk.calendar, desk.today), run.units)
        for run in runs
        if run.start is not None
    ]
    return [*found, *((d, ("",)) for d in _call_period(sent, due, desk.today))]


def _call_period(sent: date | None, due: date | None, today: date) -> Iterator[Deadline]:
    """填报截止 as a deadline, while the needs are being collected: the lead unit's own day."""
    if sent is not None and due is not None:
        state = State.OVERDUE if today > due else State.RUNNING
        yield Deadline(
            CALL, "填报截止", "", sent, (due - sent).days, DayKind.CALENDAR, due, due, due,
            False, guideline("第六条（一）"), state,
            note="牵头单位定的日子，指引没有规定填报期限",
        )  # fmt: skip


def _nearest(desk: Desk, running: _Running) -> Due | None:
    found = [
        (d.advised_day, d, units) for d, units in running
        if d.advised_day and d.state in (State.RUNNING, State.OVERDUE)
        and d.sense is DeadlineSense.LATEST
    ]  # fmt: skip
    if not found:
        return None
    day, first, units = min(found, key=lambda each: each[0])
    what = f"{who_of(units)}　{first.what}".lstrip("　")
    return Due(what, day, days_left(day, desk.today, desk.calendar), day < desk.today)


def days_left(day: date, today: date, calendar: Calendar) -> str:
    """“还有 3 个工作日”, beside any deadline."""
    if day == today:
        return "今天到期"
    count = workdays_between(today, day, calendar)
    if day < today:
        return f"已过 {-count} 个工作日" if count else f"已过 {(today - day).days} 天"
    return f"还有 {count} 个工作日" if count else "节假日内到期"


def all_clocks(desk: Desk) -> tuple[Clock, ...]:
    """Every deadline of every project that has begun to run, the most urgent first.

    A minimum period that is over presses nobody any more: it comes after what still has a day.
    """

    def order(clock: Clock) -> tuple[bool, bool, date]:
        at, day = clock.deadline, _day(clock.deadline)
        over = at.sense is not DeadlineSense.LATEST and day <= desk.today
        return not at.state.open, over, day

    return tuple(sorted((c for made in outlines(desk) for c in _clocks(desk, made)), key=order))


def _clocks(desk: Desk, found: Outlined) -> list[Clock]:
    outline = found.outline
    running = _running(desk, outline.runs, outline.call_sent, outline.call_due)
    return [
        Clock(found.id, found.name, d, units, _words(desk, d), _event(desk, d), found.mark)
        for d, units in running
    ]


def _event(desk: Desk, deadline: Deadline) -> str:
    if deadline.id == CALL:
        return EventKind.CALL_SENT.label
    return EventKind(desk.law.deadline(deadline.id).start).label


def _day(deadline: Deadline) -> date:
    return deadline.advised_day or date.max


def _words(desk: Desk, deadline: Deadline) -> str:
    if not deadline.state.open or deadline.advised_day is None:
        return ""
    if deadline.state is State.PAUSED:
        return State.PAUSED.value
    if deadline.sense is DeadlineSense.EARLIEST:
        waiting = deadline.last_day is not None and deadline.last_day > desk.today
        return "未满，不得提前" if waiting else "已满"
    return days_left(deadline.advised_day, desk.today, desk.calendar)


def known_units(desk: Desk) -> tuple[KnownUnit, ...]:
    """Every unit of every roster."""
    return tuple(KnownUnit(c.id, c.project.name, u) for c in cases(desk) for u in c.units)
