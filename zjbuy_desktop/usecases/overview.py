"""工作台：每个项目到哪一步、下一步什么、收回多少、哪天到期；所有项目的期限和单位。"""

from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base.workdays import Calendar, workdays_between
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.tally import Answer, answers, remaining_needs, total
from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.core.law.tables import DeadlineSense
from zjbuy_desktop.core.rules import clocks
from zjbuy_desktop.core.rules.clocks import Deadline, State
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.store import peek
from zjbuy_desktop.usecases.desk import Desk


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
        stage: id of the stage in hand; empty when all are done.
        stage_title: its title.
        next_step: 下一步.
        why: 为什么.
        units: how many units are asked for their need (``tally.answers``).
        answered: how many of them sent in something that is to count: 已回收.
        left: how many of them have left the procurement: 已退出.
        quantity: Σ 数量 of the needs that count, 1/1000.
        amount_fen: Σ 预算金额（分）.
        due: what is due next, if anything is.
        stages: (环节名称, 状态) of every stage.
    """

    id: int
    name: str
    stage: str
    stage_title: str
    next_step: str
    why: str
    units: int
    answered: int
    left: int
    quantity: int
    amount_fen: int
    due: Due | None
    stages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline with the project it belongs to."""

    project_id: int
    project: str
    deadline: Deadline
    words: str


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
    """One row per project, the last changed first."""
    return tuple(_row(desk, case) for case in cases(desk))


def _row(desk: Desk, case: Case) -> ProjectRow:
    step = flow.next_step(case, desk.law, desk.today)
    sums = total(remaining_needs(case))
    asked = answers(case).values()
    return ProjectRow(
        id=case.id,
        name=case.project.name,
        stage=step.stage.id if step.stage else "",
        stage_title=step.stage.title if step.stage else "各环节已完成",
        next_step=step.text,
        why=step.why,
        units=len(asked),
        answered=sum(a.received for a in asked),
        left=sum(a is Answer.LEFT for a in asked),
        quantity=sums.quantity,
        amount_fen=sums.amount_fen,
        due=nearest(desk, case),
        stages=tuple((s.title, flow.state(case, s).value) for s in flow.stages_of(case)),
    )


def nearest(desk: Desk, case: Case) -> Due | None:
    """What is due next in one project: a period of the law, or the day set for the forms."""
    found = [
        Due(_what(d), d.advised_day, days_left(d.advised_day, desk.today, desk.calendar), False)
        for d in clocks.deadlines(case, desk.law, desk.calendar, desk.today)
        if d.advised_day and d.state in (State.RUNNING, State.OVERDUE)
        and d.sense is DeadlineSense.LATEST
    ]  # fmt: skip
    day = case.project.call_deadline
    if day and not case.stage("collection").completed_on and case.happened(EventKind.CALL_SENT):
        words = days_left(day, desk.today, desk.calendar)
        found.append(Due("填报截止", day, words, False))
    if not found:
        return None
    first = min(found, key=lambda due: due.day)
    return Due(first.what, first.day, first.words, first.day < desk.today)


def _what(deadline: Deadline) -> str:
    return f"{deadline.unit}　{deadline.what}" if deadline.unit else deadline.what


def days_left(day: date, today: date, calendar: Calendar) -> str:
    """“还有 3 个工作日”, beside any deadline."""
    if day == today:
        return "今天到期"
    count = workdays_between(today, day, calendar)
    if day < today:
        return f"已过 {-count} 个工作日" if count else f"已过 {(today - day).days} 天"
    return f"还有 {count} 个工作日" if count else "节假日内到期"


def all_clocks(desk: Desk) -> tuple[Clock, ...]:
    """Every deadline of every project that has begun to run, the most urgent first."""
    found = [
        Clock(case.id, case.project.name, d, _words(desk, d))
        for case in cases(desk)
        for d in clocks.deadlines(case, desk.law, desk.calendar, desk.today)
        if d.start is not None
    ]
    return tuple(sorted(found, key=lambda c: (not c.deadline.state.open, _day(c.deadline))))


def _day(deadline: Deadline) -> date:
    return deadline.advised_day or date.max


def _words(desk: Desk, deadline: Deadline) -> str:
    if not deadline.state.open or deadline.advised_day is None:
        return ""
    if deadline.sense is DeadlineSense.EARLIEST:
        waiting = deadline.last_day is not None and deadline.last_day > desk.today
        return "未满，不得提前" if waiting else "已满"
    return days_left(deadline.advised_day, desk.today, desk.calendar)


def known_units(desk: Desk) -> tuple[KnownUnit, ...]:
    """Every unit of every roster."""
    return tuple(KnownUnit(c.id, c.project.name, u) for c in cases(desk) for u in c.units)
