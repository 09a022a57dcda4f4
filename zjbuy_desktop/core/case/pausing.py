"""暂停：质疑可能影响结果的暂停签约（条例五十四），财政部门通知暂停采购活动（法五十七）。

哪些期限因此暂停、暂停的日子是否扣除，都写在法规库的期限表里；法律没有写的，这里不代为规定。
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base.workdays import Calendar, DayKind, workdays_between
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.law.tables import DeadlineRule

_KNOWN = (
    (
        EventKind.SIGNING_SUSPENDED,
        EventKind.SIGNING_RESUMED,
        "质疑、投诉可能影响结果，暂停签订合同（《政府采购法实施条例》第五十四条）",
    ),
    (
        EventKind.PROCUREMENT_SUSPENDED,
        EventKind.PROCUREMENT_RESUMED,
        "财政部门通知暂停采购活动（《政府采购法》第五十七条）",
    ),
)
SILENT = "暂停的日子是否从期限中扣除，法律没有规定"


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which clocks stand still.

    Attributes:
        event: what stops them; a clock says in the law book which of these stop it.
        since: 暂停之日.
        until: 恢复之日; ``None`` while it lasts.
        reason: 为什么, with its article; shown to the user.
        units: the units it concerns; empty for all.
    """

    event: EventKind
    since: date
    until: date | None
    reason: str
    units: frozenset[str] = frozenset()

    def stops(self, rule: DeadlineRule, unit: str) -> bool:
        """Whether it stops this clock of that unit."""
        return self.event in rule.stops and (not self.units or unit in self.units)

    def lasts(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.since <= on and (self.until is None or on < self.until)


def pauses_of(case: Case) -> tuple[Pause, ...]:
    """The pauses recorded for the project; of each kind the last one recorded counts."""
    return tuple(_recorded(case))


def _recorded(case: Case) -> Iterator[Pause]:
    for stop, go, reason in _KNOWN:
        stopped = case.event(stop)
        if stopped is None:
            continue
        resumed = case.happened(go)
        until = resumed if resumed and resumed >= stopped.on else None
        why = f"{reason}：{stopped.note}" if stopped.note else reason
        yield Pause(stop, stopped.on, until, why)


def pause_on(pauses: Iterable[Pause], rule: DeadlineRule, unit: str, on: date) -> Pause | None:
    """The pause that stops a clock on a day, if any."""
    return next((p for p in pauses if p.stops(rule, unit) and p.lasts(on)), None)


def paused_days(
    pauses: Iterable[Pause], rule: DeadlineRule, start: date, on: date, calendar: Calendar
) -> int:
    """How many days (工作日 where it counts those) these stopped a clock up to ``on``.

    A day on which two pauses hold is one day.
    """
    days, reached = 0, start
    for pause in sorted(pauses, key=lambda p: p.since):
        first, last = max(pause.since, reached), min(pause.until or on, on)
        if last > first:
            working = rule.kind is DayKind.WORKING
            days += workdays_between(first, last, calendar) if working else (last - first).days
            reached = last
    return days
