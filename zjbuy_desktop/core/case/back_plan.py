"""倒排：要在某一天签订合同，每一步最迟哪天办；照今天起算，最早哪天办得到，差几日。

Only what the law makes wait takes time (意向三十日、投标响应时间 …); every other step may follow on
the same day, so this is the shortest lawful way, not a comfortable one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.tendering import PERIODS
from zjbuy_desktop.core.law.book import LawBook

_DAY = timedelta(days=1)
_INTENTION = "D-01"
_BEFORE = "先确认、后公告，至少早一日"
STEPS = (
    EventKind.INTENTION_PUBLISHED,
    EventKind.PROVISIONAL_PLAN_FILED,
    EventKind.AGENCY_AGREEMENT_SIGNED,
    EventKind.DOCUMENT_CONFIRMED,
    EventKind.ANNOUNCEMENT_PUBLISHED,
    EventKind.BIDS_OPENED,
    EventKind.EVALUATION_REPORT_RECEIVED,
    EventKind.RESULT_CONFIRMED,
    EventKind.AWARD_NOTICE_ISSUED,
    EventKind.RESULT_ANNOUNCED,
    EventKind.CONTRACT_SIGNED,
)
"""In their order; the last is what is wished for."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One step of the way.

    Attributes:
        event: what is to happen.
        done: when it happened; ``None`` if it has not.
        earliest: the first day it can be done from today on; the day it was, if done.
        latest: the last day it may be done so that the wish can be met.
        wait: what has to be waited for before it, in words; empty where nothing has.
        basis: the article that makes wait; ``None`` where the law does not.
    """

    event: EventKind
    done: date | None
    earliest: date
    latest: date
    wait: str
    basis: Citation | None

    @property
    def missing(self) -> int:
        """By how many 日 the step comes too late; 0 if it is in time."""
        return max(0, (self.earliest - self.latest).days)


@dataclass(frozen=True, slots=True)
class _Gap:
    """What lies between a step and an earlier one: a period, or just a day."""

    since: EventKind
    deadline: str = ""
    days: int = 0


def back_plan(
    case: Case, law: LawBook, calendar: Calendar, today: date, wished: date
) -> tuple[Planned, ...]:
    """Every step with its earliest and latest day.

    Args:
        wished: the day by which the contracts are to be signed.
    """
    way = _Way(case, law, calendar)
    latest = way.latest(wished)
    earliest = way.earliest(today)
    return tuple(
        Planned(step, way.done(step), earliest[step], latest[step], *way.words(step))
        for step in STEPS
    )


class _Way:
    """The steps of one case, walked in both directions."""

    def __init__(self, case: Case, law: LawBook, calendar: Calendar) -> None:
        self._case, self._law, self._calendar = case, law, calendar

    def done(self, step: EventKind) -> date | None:
        """When it happened."""
        return self._case.happened(step, self._signer() if step.per_unit else "")

    def _signer(self) -> str:
        """Contracts are many: the way ends with the first one that is signed."""
        days = [e for e in self._case.events if e.kind is EventKind.CONTRACT_SIGNED]
        return min(days, key=lambda e: e.on).unit if days else ""

    def _gaps(self, step: EventKind) -> Iterator[_Gap]:
        if step is EventKind.ANNOUNCEMENT_PUBLISHED:
            if self._case.event(EventKind.INTENTION_WAIVED) is None:
                yield _Gap(EventKind.INTENTION_PUBLISHED, _INTENTION)
            yield _Gap(EventKind.DOCUMENT_CONFIRMED, days=1)
        if step is EventKind.BIDS_OPENED and self._case.project.method in PERIODS:
            period = PERIODS[self._case.project.method]
            yield _Gap(EventKind.ANNOUNCEMENT_PUBLISHED, period)

    def _after(self, gap: _Gap, day: date) -> date:
        """The first day allowed after a gap that began on a day."""
        if not gap.deadline:
            return day + timedelta(days=gap.days)
        if gap.deadline == _INTENTION:
            first = day + timedelta(days=self._law.deadline(_INTENTION).days)
            while self._law.period(_INTENTION, first).nominal < day:
                first += _DAY
            return first
        return self._law.period(gap.deadline, day).last_day

    def earliest(self, today: date) -> dict[EventKind, date]:
        """From what happened and from today on, on 工作日."""
        found: dict[EventKind, date] = {}
        before = date.min
        for step in STEPS:
            done = self.done(step)
            waits = [self._after(gap, found[gap.since]) for gap in self._gaps(step)]
            found[step] = done or self._forth(max([before, today, *waits]))
            before = max(before, found[step])
        return found

    def latest(self, wished: date) -> dict[EventKind, date]:
        """Back from the wish, on 工作日."""
        found: dict[EventKind, date] = {}
        until = dict.fromkeys(STEPS, wished)
        after = wished
        for step in reversed(STEPS):
            found[step] = after = self._back(min(after, until[step]))
            for gap in self._gaps(step):
                day = found[step]
                while self._after(gap, day) > found[step]:
                    day -= _DAY
                until[gap.since] = min(until[gap.since], day)
        return found

    def words(self, step: EventKind) -> tuple[str, Citation | None]:
        """What has to be waited for before a step, and by which article."""
        for gap in self._gaps(step):
            if gap.deadline:
                rule = self._law.deadline(gap.deadline)
                told = f"“{gap.since.label}”后至少 {rule.days} {rule.kind}"
                return told, rule.basis
        if step is EventKind.DOCUMENT_CONFIRMED:
            return _BEFORE, None
        return "", None

    def _forth(self, day: date) -> date:
        while not self._calendar.is_workday(day):
            day += _DAY
        return day

    def _back(self, day: date) -> date:
        while not self._calendar.is_workday(day):
            day -= _DAY
        return day


def verdict(rows: tuple[Planned, ...], wished: date) -> str:
    """Whether the wish can be met, and if not, what comes too late first."""
    last = rows[-1]
    if last.done is not None:
        return f"已有合同在 {last.done} 签订。"
    late = next((r for r in rows if r.missing and r.done is None), None)
    if late is None:
        spare = (wished - last.earliest).days
        return f"来得及：照法定时间最早 {last.earliest} 可以签订，离 {wished} 还有 {spare} 日余地。"
    return (
        f"来不及：照法定时间最早 {last.earliest} 才能签订，比 {wished} 晚 "
        f"{(last.earliest - wished).days} 日；“{late.event.label}”最迟应在 {late.latest}，"
        f"最早只能在 {late.earliest}。"
    )
