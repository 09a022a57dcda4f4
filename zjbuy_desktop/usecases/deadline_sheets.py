"""期限一览表、期限月历：看到的期限排成一张 A4，做成 PDF，预览、打印都用它。"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.core.papers.blocks import Paper
from zjbuy_desktop.core.papers.wall_sheets import (
    DayCell,
    WallLine,
    list_sheet,
    month_sheet,
)
from zjbuy_desktop.usecases.deadline_wall import Clock, by_day, short_words, weeks_of
from zjbuy_desktop.usecases.desk import Desk

_ROOM = 18
"""Half-width characters of a line in a day's field."""


def list_paper(clocks: Sequence[Clock], told: str, today: date) -> Paper:
    """期限一览表 of these, in their order."""
    return list_sheet([_line(clock) for clock in clocks], told, today)


def month_paper(
    month: date, clocks: Sequence[Clock], told: str, today: date, calendar: Calendar
) -> Paper:
    """期限月历 of the month that day is in."""
    due = by_day(clocks)

    def cell(day: date) -> DayCell:
        words = tuple(short_words(c, _ROOM) for c in due.get(day, ()))
        own = (day.year, day.month) == (month.year, month.month)
        return DayCell(_label(day, today, calendar), words, own)

    weeks = [[cell(day) for day in week] for week in weeks_of(month)]
    return month_sheet(month, weeks, told, today)


def make(desk: Desk, paper: Paper) -> Path:
    """Its PDF in the data folder, in place of the one made before on the same day.

    Raises:
        UserError: the file can't be written, as when it is open elsewhere.
    """
    from zjbuy_desktop.pdf.render import render
    from zjbuy_desktop.usecases.rendering import font_book

    folder = desk.data_dir / "文件" / "期限"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{paper.title}_{desk.today}.pdf"
    render(paper, file, font_book())
    return file


def pages(file: Path, dpi: int) -> Iterator[tuple[int, int, bytes]]:
    """Its pages as pictures.

    Raises:
        UserError: the file was taken away meanwhile.
    """
    from zjbuy_desktop.pdf.preview import page_images

    return page_images(file, dpi)


def _line(clock: Clock) -> WallLine:
    deadline = clock.deadline
    doubt = "（暂推）" if deadline.provisional else ""
    return WallLine(
        state=deadline.state.value,
        what=deadline.what,
        who=clock.who,
        project=clock.project,
        start=f"{deadline.start} {clock.event}",
        days=f"{deadline.days}{deadline.kind.value}",
        advised=str(deadline.advised_day or ""),
        last=f"{deadline.last_day or ''}{doubt}",
        left=clock.words,
        basis=deadline.basis.label,
    )


def _label(day: date, today: date, calendar: Calendar) -> str:
    rests = not calendar.is_workday(day)
    odd = rests != (day.weekday() >= 5)
    words = (str(day.day), ("休" if rests else "班") if odd else "", "今天" if day == today else "")
    return " ".join(word for word in words if word)
