"""How many projects are at which stage, as a small column chart that prints in grey."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjbuy_desktop.gui.theme import tokens

HEIGHT, FOOT, TOP = 76, 20, 16
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class StageChart(QWidget):
    """One column per stage, its count above, its name below; the one chosen is framed.

    Signals:
        chosen: a stage's title was clicked; empty for the one that was chosen already.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._counts: tuple[tuple[str, int], ...] = ()
        self._current = ""
        self._picture = QPixmap()
        self._shown: object = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_counts(self, counts: Sequence[tuple[str, int]]) -> None:
        """Show (环节名称, 项目数) in the order of the stages."""
        self._counts = tuple(counts)
        said = "，".join(f"{title} {count} 个" for title, count in counts if count)
        self.setAccessibleName(f"各环节的项目数：{said or '没有项目'}")
        self.update()

    def set_current(self, title: str) -> None:
        """Frame the stage the table is narrowed to; empty for none."""
        self._current = title
        self.update()

    def area(self, place: int) -> QRect:
        """Where a stage's column is."""
        width = self.width() / max(1, len(self._counts))
        left = round(place * width)
        return QRect(left, 0, round((place + 1) * width) - left, self.height())

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(600, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the stage under the mouse, or all again."""
        at = event.position().toPoint()
        for place, (title, _) in enumerate(self._counts):
            if self.area(place).contains(at):
                self.chosen.emit("" if title == self._current else title)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The columns, drawn anew only when something of them has changed."""
        shown = (self.size(), self.devicePixelRatioF(), self._counts, self._current, tokens())
        if shown != self._shown:
            self._shown = shown
            self._picture = QPixmap(self.size() * self.devicePixelRatioF())
            self._picture.setDevicePixelRatio(self.devicePixelRatioF())
            self._picture.fill(Qt.GlobalColor.transparent)
            self._draw_all(QPainter(self._picture))
        QPainter(self).drawPixmap(0, 0, self._picture)

    def _draw_all(self, painter: QPainter) -> None:
        painter.setFont(self.font())
        most = max((count for _, count in self._counts), default=0)
        for place, (title, count) in enumerate(self._counts):
            self._draw(painter, self.area(place), title, count, most)
        painter.setPen(tokens().color("line"))
        base = self.height() - FOOT
        painter.drawLine(0, base, self.width(), base)

    def _draw(self, painter: QPainter, area: QRect, title: str, count: int, most: int) -> None:
        colors = tokens()
        room = self.height() - FOOT - TOP
        high = max(2, room * count // most) if count else 0
        width = min(48, area.width() - 12)
        bar = QRect(area.center().x() - width // 2, TOP + room - high, width, high)
        painter.fillRect(bar, colors.color("accent"))
        if count:
            painter.setPen(colors.color("ink"))
            above = QRect(area.left(), bar.top() - TOP, area.width(), TOP)
            painter.drawText(above, _CENTRE, str(count))
        foot = QRect(area.left() + 2, self.height() - FOOT, area.width() - 4, FOOT)
        painter.setPen(colors.color("ink" if count else "quiet"))
        cut = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, _CENTRE, cut)
        if title == self._current:
            painter.setPen(QPen(colors.color("accent"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(area.adjusted(0, 0, -1, -1))
