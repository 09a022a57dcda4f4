"""日与工作日：期限怎样起算、顺延、倒推（87号令第八十五条、民法典第二百零一、二百零三条）。"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.tables import Row

_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """“日”是自然日，“工作日”扣除休息日和节假日、计入调休上班日，“年”到同月同日."""

    CALENDAR = "日"
    WORKING = "工作日"
    YEARS = "年"


@dataclass(frozen=True, slots=True)
class YearSchedule:
    """One year's 放假安排 as published.

    Attributes:
        year: 年份.
        off: 放假的日子 (weekends within a holiday included).
        work: 调休上班的周末.
        source: 依据的通知; shown to the user.
    """

    year: int
    off: frozenset[date]
    work: frozenset[date]
    source: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The published schedules; weekends alone decide where there is none.

    Attributes:
        years: 年份 → 安排.
    """

    years: Mapping[int, YearSchedule]

    def knows(self, year: int) -> bool:
        """Whether that year's schedule has been published to us."""
        return year in self.years

    def is_workday(self, d: date) -> bool:
        """Whether offices work on that day.

        A year's notice may also move days of the December before it (元旦), and being the
        newer one it decides.
        """
        for year in (d.year + 1, d.year):
            schedule = self.years.get(year)
            if schedule and d in schedule.work:
                return True
            if schedule and d in schedule.off:
                return False
        return d.weekday() < 5


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a period comes to.

    Attributes:
        nominal: 按字面数到的日子.
        last_day: 法定最后日: moved off a rest day (forwards; backwards when counting back).
        advised_day: 建议最后日: never after ``nominal`` and always a working day; alarms use it.
        provisional: a year without a published schedule was touched.
        note: 暂按周末推算 and which year; empty when certain.
    """

    nominal: date
    last_day: date
    advised_day: date
    provisional: bool
    note: str


def reckon(start: date, days: int, kind: DayKind, calendar: Calendar) -> Reckoning:
    """A period from ``start``, which isn't counted itself.

    Raises:
        ValueError: ``days`` is less than 1.
    """
    _require_positive(days)
    if kind is DayKind.WORKING:
        day, touched = _walk(start, days, _DAY, calendar)
        return _result(day, day, day, touched, calendar)
    if kind is DayKind.YEARS:
        return _years(start, days)
    nominal = start + timedelta(days=days)
    return _result(
        nominal, _onto_workday(nominal, _DAY, calendar), _onto_workday(nominal, -_DAY, calendar),
        {nominal.year}, calendar,
    )  # fmt: skip


def reckon_back(deadline: date, days: int, kind: DayKind, calendar: Calendar) -> Reckoning:
    """“至少若干日前”: counted back from ``deadline``, which isn't counted itself.

    A rest day moves the result *earlier*, so that the full period is kept.

    Raises:
        ValueError: ``days`` is less than 1.
    """
    _require_positive(days)
    if kind is DayKind.YEARS:
        return _years(deadline, -days)
    if kind is DayKind.WORKING:
        day, touched = _walk(deadline, days, -_DAY, calendar)
        return _result(day, day, day, touched, calendar)
    nominal = deadline - timedelta(days=days)
    earlier = _onto_workday(nominal, -_DAY, calendar)
    return _result(nominal, earlier, earlier, {nominal.year}, calendar)


def _years(start: date, years: int) -> Reckoning:
    """保存年限 is no duty to act on a day: it isn't moved off a rest day, so no year is missing."""
    leap = (start.month, start.day) == (2, 29)
    day = start.replace(year=start.year + years, day=28 if leap else start.day)
    return Reckoning(day, day, day, False, "")


def workdays_between(a: date, b: date, calendar: Calendar) -> int:
    """“还有几个工作日”: working days after ``a`` up to and with ``b``; negative if b is past."""
    if b < a:
        return -workdays_between(b, a, calendar)
    return sum(calendar.is_workday(d) for d in _days(a + _DAY, b))


def schedule_from_table(table: Mapping[str, object]) -> YearSchedule:
    """Read one year's schedule from a resource or local file.

    Raises:
        UserError: 缺项、多项、类型不对，或日期不属于这一年.
    """
    row = Row("放假安排", table)
    year = row.whole("year")
    row.what = f"{year}年放假安排"
    source = row.text("source")
    off = frozenset(d for item in row.items("off") for d in _span(row.what, item))
    work = frozenset(d for item in row.items("work") for d in _span(row.what, item))
    row.done()
    for d in sorted(off | work):
        if d.year != year and (d.year, d.month) != (year - 1, 12):
            raise UserError(f"{row.what}里的 {d.isoformat()} 不属于这一年", "请改正日期。")
    if off & work:
        both = min(off & work).isoformat()
        raise UserError(f"{row.what}里的 {both} 既放假又上班", "请只留一处。")
    return YearSchedule(year, off, work, source)


def _span(what: str, item: object) -> Iterator[date]:
    if not isinstance(item, Mapping):
        raise UserError(f"{what}的每一项都应当写起止日期", "例：{ first = 2026-01-01 }")
    row = Row(what, item)
    row.text("name", "")
    first = row.day("first")
    last = row.day("last") if "last" in item else first
    row.done()
    return _days(first, last)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _DAY * i for i in range((last - first).days + 1))


def _require_positive(days: int) -> None:
    if days < 1:
        raise ValueError("期限至少一天")


def _walk(start: date, days: int, step: timedelta, calendar: Calendar) -> tuple[date, set[int]]:
    day, touched = start, set[int]()
    while days:
        day += step
        touched.add(day.year)
        days -= calendar.is_workday(day)
    return day, touched


def _onto_workday(day: date, step: timedelta, calendar: Calendar) -> date:
    while not calendar.is_workday(day):
        day += step
    return day


def _result(
    nominal: date, last_day: date, advised: date, touched: set[int], calendar: Calendar
) -> Reckoning:
    years = touched | {nominal.year, last_day.year, advised.year}
    unknown = sorted(year for year in years if not calendar.knows(year))
    names = "、".join(f"{year}年" for year in unknown)
    note = f"暂按周末推算：没有{names}的放假安排" if unknown else ""
    return Reckoning(nominal, last_day, advised, bool(unknown), note)
