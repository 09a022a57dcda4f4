"""期限墙：从所有项目的期限里挑出要看的，按天归到月历上；不碰数据库，窗口一开就能用。"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zjbuy_desktop.core.base.workdays import Calendar, workdays_between
from zjbuy_desktop.core.rules.clocks import Deadline, State

CALL = "call"
"""What stands for a rule's id in 填报截止, which no law sets."""
_SHORT = {
    State.OVERDUE: "逾",
    State.PAUSED: "停",
    State.MET: "完",
    State.LATE: "迟",
    State.TOO_SOON: "早",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """One deadline with the project it belongs to, for all units it runs alike for.

    Attributes:
        project_id: the project.
        project: 项目名称.
        deadline: as it stands today; its ``unit`` is empty where there are several.
        units: 单位名称; one empty name where it concerns the whole project.
        words: 还有 3 个工作日.
        event: 起算的事.
        mark: what tells the project from any other, also those of other offices.
    """

    project_id: int
    project: str
    deadline: Deadline
    units: tuple[str, ...]
    words: str
    event: str = ""
    mark: str = ""

    @property
    def who(self) -> str:
        """The unit, or how many; empty for the whole project."""
        return who_of(self.units)

    def each(self) -> "tuple[Clock, ...]":
        """The same, one for each unit."""
        return tuple(
            replace(self, units=(unit,), deadline=replace(self.deadline, unit=unit))
            for unit in self.units
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be seen of all deadlines; everything open at first.

    Attributes:
        project: of this project only; ``None`` for all.
        unit: of this unit only; empty for all.
        state: in this state only, finished ones too if it is one of theirs.
        kind: rule id; empty for all.
        within: 建议最后日 within so many 工作日 from today, and whatever is past; ``None``: any.
        day: 建议最后日 on this day; ``None``: any.
        finished: those that are done as well.
        each: one for each unit, not one for all units alike.
    """

    project: int | None = None
    unit: str = ""
    state: State | None = None
    kind: str = ""
    within: int | None = None
    day: date | None = None
    finished: bool = False
    each: bool = False


def chosen(
    clocks: Iterable[Clock], wanted: Wanted, today: date, calendar: Calendar
) -> tuple[Clock, ...]:
    """Those wanted, in the order given; of a unit asked for nothing is said of the others."""
    last = _last_day(wanted.within, today, calendar)
    return tuple(
        shown for clock in clocks if _wanted(clock, wanted, last) for shown in _parts(clock, wanted)
    )


def _last_day(within: int | None, today: date, calendar: Calendar) -> date:
    """The last day that still has no more than so many 工作日 before it."""
    if within is None:
        return date.max
    day = today
    while workdays_between(today, day + timedelta(days=1), calendar) <= within:
        day += timedelta(days=1)
    return day


def _wanted(clock: Clock, wanted: Wanted, last: date) -> bool:
    deadline = clock.deadline
    if wanted.state is not None:
        fits = deadline.state is wanted.state
    else:
        fits = wanted.finished or deadline.state.open
    day = deadline.advised_day
    return (
        fits
        and wanted.project in (None, clock.project_id)
        and wanted.kind in ("", deadline.id)
        and (not wanted.unit or wanted.unit in clock.units)
        and wanted.day in (None, day)
        and (wanted.within is None or (day is not None and day <= last))
    )


def _parts(clock: Clock, wanted: Wanted) -> Iterator[Clock]:
    if wanted.unit:
        yield from (c for c in clock.each() if c.units == (wanted.unit,))
    elif wanted.each:
        yield from clock.each()
    else:
        yield clock


def who_of(units: Sequence[str]) -> str:
    """The one unit, or how many; empty for the whole project."""
    return units[0] if len(units) == 1 else f"{len(units)} 家"


def by_day(clocks: Iterable[Clock]) -> dict[date, list[Clock]]:
    """Those of each day, by 建议最后日; the same period of several projects stays apart."""
    found: dict[date, list[Clock]] = {}
    for clock in clocks:
        if clock.deadline.advised_day is not None:
            found.setdefault(clock.deadline.advised_day, []).append(clock)
    return found


def short_words(clock: Clock, room: int = 0) -> str:
    """“逾 签订合同 23 家”, for a day of the month page.

    ``room`` in half-width characters, if there is only so much: how many units stays whole.
    """
    mark = _SHORT.get(clock.deadline.state, "")
    words = " ".join(word for word in (mark, clock.deadline.what, clock.who) if word)
    if not room or _width(words) <= room:
        return words
    count = f" {clock.who}" if len(clock.units) > 1 else ""
    start = words.removesuffix(count) if count else words
    while start and _width(start) + 2 + _width(count) > room:
        start = start[:-1]
    return f"{start}…{count}"


def _width(text: str) -> int:
    return sum(1 if char.isascii() else 2 for char in text)


def weeks_of(month: date) -> tuple[tuple[date, ...], ...]:
    """The weeks of a month from Monday on, with the days before and after that fill them."""
    first = month.replace(day=1)
    monday = first - timedelta(days=first.weekday())
    after = (first + timedelta(days=32)).replace(day=1)
    count = -((monday - after).days // 7)
    return tuple(
        tuple(monday + timedelta(days=7 * week + day) for day in range(7)) for week in range(count)
    )


def months_on(month: date, count: int) -> date:
    """The first day of the month so many later (earlier, if negative)."""
    whole = month.year * 12 + month.month - 1 + count
    return date(whole // 12, whole % 12 + 1, 1)


def with_names(clock: Clock, most: int = 3) -> str:
    """“甲局、乙局、丙局 等 23 家”; the names that fit, all of them up to ``most``."""
    names = [unit for unit in clock.units if unit]
    more = f" 等 {len(names)} 家" if len(names) > most else ""
    return "、".join(names[:most]) + more


def units_of(clocks: Sequence[Clock]) -> list[str]:
    """Every unit a deadline runs for, by name."""
    return sorted({unit for clock in clocks for unit in clock.units if unit})
