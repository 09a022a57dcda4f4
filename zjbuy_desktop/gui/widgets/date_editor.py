"""A date that may be empty: typed in any common form, or picked from a calendar."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from zjbuy_desktop.gui.models.dates import long_date, read_date
from zjbuy_desktop.gui.widgets.basics import button, label, restyle, row
from zjbuy_desktop.gui.widgets.editors import ParsedEditor


class _DateLine(ParsedEditor):
    """The line itself; the arrow down opens the calendar."""

    wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar on the arrow down, as in a list."""
        if event.key() == Qt.Key.Key_Down:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)


class DateEditor(QWidget):
    """Value is a ``date`` or ``None``; reads 2026年9月3日（周四）when left.

    Signals:
        edited: the user changed it.
    """

    edited = Signal()

    def __init__(
        self, today: date | None = None, note: Callable[[date], str] | None = None
    ) -> None:
        """``today`` completes 9-3 and opens the calendar; ``note`` says more about a day."""
        super().__init__()
        self._today, self._note = today, note
        self.line = _DateLine(self._read, long_date, "年-月-日")
        self.line.setFixedWidth(172)
        self.line.edited.connect(self._changed)
        self.line.wanted.connect(self.pick)
        pick = self._pick = button("", self.pick, icon="calendar", role="bare", tip="选日期")
        pick.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._remark = label("", "quiet")
        self.setLayout(row(self.line, pick, self._remark, None, gap=2))
        self.setFocusProxy(self.line)
        self._popup: QFrame | None = None

    def set_today(self, today: date) -> None:
        """The day that completes 9-3 and that the calendar opens at."""
        self._today = today

    def _read(self, text: str) -> date:
        return read_date(text, self._today.year if self._today else None)

    def value(self) -> date | None:
        """The day."""
        day = self.line.value()
        return day if isinstance(day, date) else None

    def set_value(self, value: Any) -> None:
        self.line.set_value(value)
        self._remark_on()

    def problem(self) -> str:
        return self.line.problem()

    def draft(self) -> str:
        return self.line.text()

    def set_draft(self, draft: Any) -> None:
        self.line.setText(str(draft))
        self._remark_on()

    def setAccessibleName(self, name: str) -> None:
        """The name belongs to the line, where the focus is."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self._pick.setAccessibleName(f"选日期：{name}")

    def setProperty(self, name: str, value: Any) -> bool:
        """Marks of findings belong to the line, which has the border."""
        restyle(self.line, **{name: value})
        return super().setProperty(name, value)

    def pick(self) -> None:
        """Open the calendar under the line."""
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        day = self.value() or self._today
        if day is not None:
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        self._popup = QFrame(self, Qt.WindowType.Popup)
        self._popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box = QVBoxLayout(self._popup)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(calendar)
        self._popup.move(self.line.mapToGlobal(self.line.rect().bottomLeft()))
        self._popup.show()
        calendar.setFocus()

    def _take(self, day: QDate) -> None:
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self.set_value(date(day.year(), day.month(), day.day()))
        self.line.setFocus()
        self.edited.emit()

    def _changed(self) -> None:
        self._remark_on()
        self.edited.emit()

    def _remark_on(self) -> None:
        day = self.value()
        self._remark.setText(self._note(day) if self._note and day else "")
