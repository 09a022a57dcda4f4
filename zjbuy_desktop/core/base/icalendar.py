"""日历文件（iCalendar，RFC 5545）：把若干整天的事写成手机、邮箱日历能导入的文本。"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_MAKER = "-//zjbuy//deadlines 1.0//ZH"
_WIDTH = 75
"""Octets of a line without its end (RFC 5545, 3.1)."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Appointment:
    """One all-day entry.

    Attributes:
        uid: the same for the same thing in every file, so that it replaces the earlier one.
        day: the day.
        summary: what a calendar shows.
        text: all of it, in lines.
        categories: 分类.
        alarm: the day to be reminded on, at nine in the morning; ``None`` for no reminder.
    """

    uid: str
    day: date
    summary: str
    text: str
    categories: tuple[str, ...] = ()
    alarm: date | None = None


def calendar_bytes(name: str, entries: Iterable[Appointment], now: datetime) -> bytes:
    """The whole file in UTF-8, lines folded and ended as the standard asks.

    Args:
        name: of the calendar.
        entries: what it holds.
        now: when it is made; with its zone, or in the zone of this PC.
    """
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_MAKER}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    for entry in entries:
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def _event(entry: Appointment, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(entry.summary)}"
    yield f"DESCRIPTION:{escaped(entry.text)}"
    if entry.categories:
        yield f"CATEGORIES:{','.join(escaped(c) for c in entry.categories)}"
    yield "TRANSP:TRANSPARENT"
    if entry.alarm is not None:
        yield from _alarm(entry, entry.alarm)
    yield "END:VEVENT"


def _alarm(entry: Appointment, on: date) -> Iterator[str]:
    """Relative to the first moment of the day, so that no time zone has to be written."""
    hours = 9 - 24 * (entry.day - on).days
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{escaped(entry.summary)}"
    yield f"TRIGGER:{'-' if hours < 0 else ''}PT{abs(hours)}H"
    yield "END:VALARM"


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11); what can't be seen is left out."""
    plain = _UNSEEN.sub("", text.replace("\r\n", "\n"))
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A content line with its end; no character is parted (RFC 5545, 3.1)."""
    whole, parts = line.encode(), list[bytes]()
    while len(whole) > (room := _WIDTH - bool(parts)):
        while whole[room] & 0xC0 == 0x80:
            room -= 1
        parts.append(whole[:room])
        whole = whole[room:]
    return b"\r\n ".join([*parts, whole]) + b"\r\n"
