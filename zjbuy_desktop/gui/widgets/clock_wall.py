"""The wall of deadlines as a time line: one bar per period, today's line across all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from zjbuy_desktop.gui.models.dates import short_date
from zjbuy_desktop.gui.theme import tokens

LINE, HEAD, LABEL = 20, 22, 300
SAID = 8
"""Periods told to a screen reader; the list has all of them."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Bar:
    """One period.

    Attributes:
        text: 要做什么.
        start: 起算日.
        end: 最后日.
        words: 还有 3 个工作日.
        tone: colour token; the words say the same.
        tip: all of it, for the tool tip.
    """

    text: str
    start: date
    end: date
    words: str
    tone: str = "accent"
    tip: str = ""


class ClockWall(QWidget):
    """Draws periods one below the other; only those in sight are drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self._today: date | None = None
        self._first, self._days = date.min, 7
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar], today: date) -> None:
        """Show these on ``today``."""
        self._bars, self._today = tuple(bars), today
        days = [today, *(d for b in self._bars for d in (b.start, b.end))]
        self._first, self._days = min(days), max(7, (max(days) - min(days)).days)
        said = "；".join(f"{b.text} {short_date(b.end)} {b.words}" for b in self._bars[:SAID])
        self.setAccessibleName(f"期限时间线，今天 {today}，共 {len(self._bars)} 项。{said}")
        self.updateGeometry()
        self.update()

    def _x(self, day: date) -> int:
        room = max(60, self.width() - LABEL - 200)
        return LABEL + round(room * (day - self._first).days / self._days)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(600, HEAD + LINE * len(self._bars) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """All of a period in its tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = (event.pos().y() - HEAD) // LINE
            inside = 0 <= place < len(self._bars)
            QToolTip.showText(event.globalPos(), self._bars[place].tip if inside else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw months, bars, and today's line."""
        if self._today is None:
            return
        painter = QPainter(self)
        self._draw_months(painter)
        from_row = max(0, (event.rect().top() - HEAD) // LINE)
        to_row = (event.rect().bottom() - HEAD) // LINE + 1
        for place, bar in enumerate(self._bars[from_row:to_row], from_row):
            self._draw_bar(painter, bar, HEAD + LINE * place)
        self._draw_today(painter)

    def _draw_months(self, painter: QPainter) -> None:
        first, days = self._first, self._days
        painter.setPen(tokens().color("line"))
        day = date(first.year, first.month, 1)
        while day <= first + timedelta(days=days):
            if day >= first:
                x = self._x(day)
                painter.setPen(tokens().color("line"))
                painter.drawLine(x, HEAD - 4, x, self.height())
                painter.setPen(tokens().color("quiet"))
                painter.drawText(x + 4, HEAD - 6, f"{day.month}月")
            day = (day + timedelta(days=32)).replace(day=1)

    def _draw_bar(self, painter: QPainter, bar: Bar, top: int) -> None:
        colors = tokens()
        metrics = painter.fontMetrics()
        painter.setPen(colors.color("ink"))
        text = metrics.elidedText(bar.text, Qt.TextElideMode.ElideRight, LABEL - 12)
        painter.drawText(QRect(0, top, LABEL - 8, LINE), int(_LEFT), text)
        left, right = self._x(bar.start), self._x(bar.end)
        area = QRect(left, top + 5, max(4, right - left), LINE - 10)
        painter.fillRect(area, colors.color("hover" if bar.tone == "quiet" else f"{bar.tone}_soft"))
        painter.setPen(colors.color(bar.tone))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        words = QRect(area.right() + 6, top, self.width() - area.right() - 6, LINE)
        painter.drawText(words, int(_LEFT), f"{short_date(bar.end)} {bar.words}")

    def _draw_today(self, painter: QPainter) -> None:
        assert self._today is not None
        x = self._x(self._today)
        painter.setPen(QPen(tokens().color("stop"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(x, HEAD - 4, x, self.height())
        words = f"今天 {short_date(self._today)}"
        half = painter.fontMetrics().horizontalAdvance(words) // 2
        painter.drawText(QRect(x - half, 0, 2 * half + 4, HEAD - 4), int(_LEFT), words)
