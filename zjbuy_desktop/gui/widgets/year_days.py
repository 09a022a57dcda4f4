"""A year's days by the month: a click makes a day 放假, 调休上班 or 照常."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from zjbuy_desktop.core.base.holiday_notice import turned
from zjbuy_desktop.core.base.workdays import YearSchedule
from zjbuy_desktop.gui.widgets.basics import button, column, label, restyle, row

_WEEK = "一二三四五六日"
_OFF, _WORK = "休", "班"
_WEEKS = 6
_SIDE, _HIGH = 44, 34


class YearDays(QWidget):
    """One month at a time, weeks from Monday on; December before the year is there as well.

    Signals:
        edited: a day was changed by hand.
    """

    edited = Signal()

    def __init__(self, year: int) -> None:
        super().__init__()
        self.schedule = YearSchedule(year, frozenset(), frozenset(), "")
        self._month = date(year, 1, 1)
        self.title = label("", size="head")
        self.before = button("", partial(self.go, -1), icon="back", role="bare", tip="上一个月")
        self.after = button("", partial(self.go, 1), icon="right", role="bare", tip="下一个月")
        self.days: list[QPushButton] = []
        month = QWidget()
        grid = QGridLayout(month)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for at, word in enumerate(_WEEK):
            grid.addWidget(label(f"周{word}", "quiet"), 0, at)
        for place in range(_WEEKS * 7):
            made = button("", partial(self._turn, place), role="small")
            made.setFixedSize(_SIDE, _HIGH)
            self.days.append(made)
            grid.addWidget(made, 1 + place // 7, place % 7)
        grid.setColumnStretch(7, 1)
        head = row(self.before, self.title, self.after, None)
        hint = label("单击一天改成放假或照常；周末依次是调休上班、放假、照常。", "quiet", wrap=True)
        self.setLayout(column(head, month, hint, None, gap=6, margins=(0, 8, 0, 0)))
        self._show()

    def set_schedule(self, schedule: YearSchedule) -> None:
        """Show another year's days, or the same year's as read anew."""
        if schedule.year != self.schedule.year:
            self._month = date(schedule.year, 1, 1)
        self.schedule = schedule
        self._show()

    def go(self, months: int) -> None:
        """To the month before or after, within the year and the December before it."""
        number = self._month.year * 12 + self._month.month - 1 + months
        first = self.schedule.year * 12 - 1
        number = min(max(number, first), first + 12)
        self._month = date(number // 12, number % 12 + 1, 1)
        self._show()

    def button_of(self, day: date) -> QPushButton:
        """The button of a day of the month on show."""
        return self.days[(day - self._first()).days]

    def _first(self) -> date:
        return self._month - timedelta(days=self._month.weekday())

    def _turn(self, place: int) -> None:
        self.schedule = turned(self.schedule, self._first() + timedelta(days=place))
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        self.title.setText(f"{self._month.year} 年 {self._month.month} 月")
        for place, made in enumerate(self.days):
            day = self._first() + timedelta(days=place)
            mark = _OFF if day in self.schedule.off else _WORK if day in self.schedule.work else ""
            made.setText(f"{day.day}{mark}")
            said = {_OFF: "放假", _WORK: "调休上班"}.get(mark, "照常")
            made.setAccessibleName(f"{day.month}月{day.day}日（周{_WEEK[day.weekday()]}）{said}")
            made.setToolTip(made.accessibleName())
            made.setEnabled(day.month == self._month.month)
            tone = {_OFF: "stop", _WORK: "accent"}.get(mark, "quiet" if day.weekday() > 4 else "")
            restyle(made, tone=tone)
