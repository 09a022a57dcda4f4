"""The wall of deadlines as a time line: one bar per period, today's line across all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjbuy_desktop.gui.models.dates import short_date
from zjbuy_desktop.gui.theme import tokens

LINE, HEAD, LABEL, MOST = 20, 22, 250, 8
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
    """

    text: str
    start: date
    end: date
    words: str
    tone: str = "accent"


class ClockWall(QWidget):
    """Draws the most urgent periods; the table below has all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self._today: date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar], today: date) -> None:
        """Show these (at most eight) on ``today``."""
        self._bars, self._today = tuple(bars[:MOST]), today
        said = "；".join(f"{b.text} {short_date(b.end)} {b.words}" for b in self._bars)
        self.setAccessibleName(f"期限时间线，今天 {today}。{said}")
        self.setVisible(bool(self._bars))
        self.updateGeometry()
        self.update()

    def _span(self) -> tuple[date, int]:
        assert self._today is not None
        days = [self._today, *(d for b in self._bars for d in (b.start, b.end))]
        first, last = min(days), max(days)
        return first, max(7, (last - first).days)

    def _x(self, day: date) -> int:
        first, days = self._span()
        room = max(60, self.width() - LABEL - 200)
        return LABEL + round(room * (day - first).days / days)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(600, HEAD + LINE * len(self._bars) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw months, bars, and today's line."""
        if self._today is None:
            return
        painter = QPainter(self)
        self._draw_months(painter)
        for place, bar in enumerate(self._bars):
            self._draw_bar(painter, bar, HEAD + LINE * place)
        self._draw_today(painter)

    def _draw_months(self, painter: QPainter) -> None:
        first, days = self._span()
        painter.setPen(tokens().color("line"))
        day = date(first.year, first.month, 1)
        while day <= first + timedelta(days=days):
            if day >= first:
                x = self._x(day)
                painter.drawLine(x, HEAD - 4, x, self.height())
            day = (day + timedelta(days=32)).replace(day=1)

    def _draw_bar(self, painter: QPainter, bar: Bar, top: int) -> None:
        colors = tokens()
        metrics = painter.fontMetrics()
        painter.setPen(colors.color("ink"))
        text = metrics.elidedText(bar.text, Qt.TextElideMode.ElideRight, LABEL - 12)
        painter.drawText(QRect(0, top, LABEL - 8, LINE), int(_LEFT), text)
        left, right = self._x(bar.start), self._x(bar.end)
        area = QRect(left, top + 5, max(4, right - left), LINE - 10)
        painter.fillRect(area, colors.color(f"{bar.tone}_soft"))
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
