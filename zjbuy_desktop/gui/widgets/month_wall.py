"""The wall of deadlines as a month page: each day says what has to be done by it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.gui.models.dates import long_date
from zjbuy_desktop.gui.theme import tokens
from zjbuy_desktop.usecases.deadline_wall import Clock, by_day, months_on, short_words, weeks_of

HEAD, LINE = 24, 17
_DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}
_TIP_LINES = 20


class MonthWall(QWidget):
    """Weeks from Monday on; arrows go by days, Page Up and Down by months, Enter opens a day.

    Signals:
        day_wanted: a day was opened (double click, Enter).
        month_changed: another month is on show.
    """

    day_wanted = Signal(date)
    month_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._days: Mapping[date, Sequence[Clock]] = {}
        self._calendar = Calendar({})
        self._today = self.current = date(2000, 1, 1)
        self._weeks = weeks_of(self.current)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def month(self) -> date:
        """The first day of the month on show."""
        return self.current.replace(day=1)

    def set_clocks(self, clocks: Sequence[Clock], today: date, calendar: Calendar) -> None:
        """Show these; the month stays, or is today's at first."""
        if self._today != today:
            self.current = today
        self._days, self._today, self._calendar = by_day(clocks), today, calendar
        self._tell()

    def go(self, months: int) -> None:
        """So many months on (back, if negative); 0 for today's."""
        self._to(months_on(self.month, months) if months else self._today)

    def area(self, day: date) -> QRect:
        """Where a day's field is; empty for one that is not on show."""
        for number, week in enumerate(self._weeks):
            if day in week:
                return self._field(number, week.index(day))
        return QRect()

    def _to(self, day: date) -> None:
        if day.year < 2000 or day.year > 2100:
            return
        moved = (day.year, day.month) != (self.current.year, self.current.month)
        self.current = day
        self._tell()
        if moved:
            self.month_changed.emit()

    def _tell(self) -> None:
        self._weeks = weeks_of(self.month)
        due = "；".join(short_words(c) for c in self._days.get(self.current, ()))
        whole = sum(len(self._days.get(d, ())) for w in self._weeks for d in w if self._own(d))
        self.setAccessibleName(
            f"{self.month.year}年{self.month.month}月，{whole} 项到期。"
            f"{long_date(self.current)}：{due or '没有到期的'}"
        )
        self.update()

    def _own(self, day: date) -> bool:
        return (day.year, day.month) == (self.month.year, self.month.month)

    def _field(self, week: int, day: int) -> QRect:
        width, height = self.width() / 7, (self.height() - HEAD) / len(self._weeks)
        left, top = round(day * width), HEAD + round(week * height)
        right, foot = round((day + 1) * width), HEAD + round((week + 1) * height)
        return QRect(left, top, right - left, foot - top)

    def _at(self, point: QPoint) -> date | None:
        for number, week in enumerate(self._weeks):
            for place, day in enumerate(week):
                if self._field(number, place).contains(point):
                    return day
        return None

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(700, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 220)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the day in hand."""
        day = self._at(event.position().toPoint())
        if day is not None:
            self._to(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the day."""
        if self._at(event.position().toPoint()) is not None:
            self.day_wanted.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go about by days and months; open with Enter."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._to(self.current + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_wanted.emit(self.current)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """All of a day in its tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._at(event.pos())
            due = [f"{short_words(c)}　{c.project}" for c in self._days.get(day, ())] if day else []
            QToolTip.showText(event.globalPos(), "\n".join(due[:_TIP_LINES]), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads, days, and what is due on them."""
        painter = QPainter(self)
        painter.setPen(tokens().color("quiet"))
        for place, name in enumerate(_DAYS):
            head = QRect(self._field(0, place))
            painter.drawText(QRect(head.left() + 6, 0, head.width(), HEAD), _LEFT, name)
        for number, week in enumerate(self._weeks):
            for place, day in enumerate(week):
                self._draw_day(painter, self._field(number, place), day)

    def _draw_day(self, painter: QPainter, area: QRect, day: date) -> None:
        colors, own = tokens(), self._own(day)
        rests = not self._calendar.is_workday(day)
        painter.fillRect(area, colors.color("panel" if rests or not own else "paper"))
        painter.setPen(colors.color("line"))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        top = QRect(area.left() + 6, area.top() + 2, area.width() - 12, LINE)
        painter.setPen(colors.color("ink" if own else "quiet"))
        painter.drawText(top, _LEFT, f"{day.day} 今天" if day == self._today else str(day.day))
        if rests != (day.weekday() >= 5) or (rests and day.weekday() < 5):
            painter.setPen(colors.color("quiet"))
            painter.drawText(top, _RIGHT, "休" if rests else "班")
        self._draw_due(painter, area, self._days.get(day, ()))
        if day == self._today:
            painter.setPen(QPen(colors.color("accent"), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        if day == self.current and self.hasFocus():
            painter.setPen(QPen(colors.color("ink"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(area.adjusted(3, 3, -4, -4))

    def _draw_due(self, painter: QPainter, area: QRect, due: Sequence[Clock]) -> None:
        room = max(1, (area.height() - LINE - 6) // LINE)
        shown = due if len(due) <= room else due[: room - 1]
        lines = [(short_words(c), _tone(c)) for c in shown]
        if len(shown) < len(due):
            lines.append(
                (f"另有 {len(due) - len(shown)} 项" if shown else f"{len(due)} 项", "quiet")
            )
        metrics = painter.fontMetrics()
        for number, (words, tone) in enumerate(lines, 1):
            line = QRect(area.left() + 6, area.top() + 2 + number * LINE, area.width() - 10, LINE)
            painter.setPen(tokens().color(tone))
            cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, _LEFT, cut)


def _tone(clock: Clock) -> str:
    return {"已逾期": "stop", "暂停": "warn", "进行中": "ink"}.get(
        clock.deadline.state.value, "quiet"
    )
