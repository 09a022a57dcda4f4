"""放假安排的通知原文 → 哪天放假、哪天上班（国务院办公厅每年的通知）。"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.workdays import YearSchedule

_DAY = timedelta(days=1)
_AT = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:（[^）]*）)?"
_ONE = re.compile(_AT)
_OFF = re.compile(rf"{_AT}(?:\s*(?:至|—|－|-|～|~)\s*{_AT})?[^。；，]{{0,6}}放假")
_WORK = re.compile(rf"((?:{_AT}[、和及]?)+)上班")
_LEAST, _MOST = 5, 45
"""A year has about a dozen days off by notice; fewer or more means the text was misread."""


def read_notice(text: str, year: int, source: str) -> YearSchedule:
    """What a notice says of a year.

    Args:
        text: 通知全文或其中的具体安排, as copied.
        source: 依据的通知, shown to the user.

    Raises:
        UserError: no days are found in it, or far fewer or more than a year has.
    """
    plain = re.sub(r"\s+", "", text).replace("(", "（").replace(")", "）")
    off = frozenset(_off(plain, year))
    work = frozenset(_work(plain, year)) - off
    if not _LEAST <= len(off) <= _MOST:
        found = f"只读出 {len(off)} 天放假" if off else "没有读出哪天放假"
        raise UserError(
            f"{found}，不像一年的放假安排。",
            "粘贴通知里“具体安排”的全文，如“元旦：1月1日（周四）至3日（周六）放假调休”。",
        )
    if not source.strip():
        raise UserError("没有写依据的通知。", "写通知的名称和文号。")
    return YearSchedule(year, off, work, source.strip())


def _off(text: str, year: int) -> Iterator[date]:
    month = 1
    for found in _OFF.finditer(text):
        first = _date(found.groups()[:3], year, month)
        last = _date(found.groups()[3:6], year, first.month) if found[6] else first
        month = last.month
        while first <= last:
            yield first
            first += _DAY


def _work(text: str, year: int) -> Iterator[date]:
    for found in _WORK.finditer(text):
        month = 0
        for one in _ONE.finditer(found[1]):
            day = _date(one.groups(), year, month)
            month = day.month
            yield day


def _date(parts: tuple[str | None, ...], year: int, month: int) -> date:
    stated, own, day = parts
    number = int(own) if own else month
    try:
        return date(int(stated) if stated else year, number, int(day or 0))
    except ValueError:
        said = f"{number}月{day}日" if own else f"{day}日"
        raise UserError(f"“{said}”不是一个日期。", "核对粘贴的通知。") from None


def turned(schedule: YearSchedule, day: date) -> YearSchedule:
    """The schedule with one day changed by hand: 照常 → 放假 → 照常; a weekend also 调休上班."""
    off, work = schedule.off - {day}, schedule.work - {day}
    weekend = day.weekday() >= 5
    if day in schedule.work:
        off |= {day}
    elif day not in schedule.off:
        off, work = (off, work | {day}) if weekend else (off | {day}, work)
    return YearSchedule(schedule.year, off, work, schedule.source)


def as_toml(schedule: YearSchedule) -> str:
    """One ``[[year_schedule]]`` of a local file, as ``schedule_from_table`` reads it."""

    def days(found: frozenset[date]) -> str:
        return "".join(f"    {{ first = {d.isoformat()} }},\n" for d in sorted(found))

    source = schedule.source.replace("\\", "").replace('"', "”")
    return (
        f'[[year_schedule]]\nyear = {schedule.year}\nsource = "{source}"\n'
        f"off = [\n{days(schedule.off)}]\nwork = [\n{days(schedule.work)}]\n"
    )
