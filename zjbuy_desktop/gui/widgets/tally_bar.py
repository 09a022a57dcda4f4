"""Who recommends whom, as one bar: each candidate's share, and those not heard from."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from zjbuy_desktop.gui.theme import tokens

_TONES = ("accent", "warn", "stop")
_CENTRE = Qt.AlignmentFlag.AlignCenter


class TallyBar(QWidget):
    """Shares with their names and counts inside, so that it prints in grey."""

    def __init__(self) -> None:
        super().__init__()
        self._shares: tuple[tuple[str, int], ...] = ()
        self._silent = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_votes(self, votes: Sequence[tuple[str, int]], silent: int) -> None:
        """Show (candidate, count), the most recommended first, and how many said nothing yet."""
        self._shares, self._silent = tuple(votes), silent
        said = "，".join(f"{name} {count} 份" for name, count in votes)
        self.setAccessibleName(f"牵头单位推荐：{said or '还没有登记'}，未登记 {silent} 家")
        self.setToolTip(self.accessibleName())
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(300, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shares from the left, the silent at the end."""
        painter, colors = QPainter(self), tokens()
        whole = max(1, sum(count for _, count in self._shares) + self._silent)
        left = 0
        for place, (name, count) in enumerate(self._shares):
            tone = _TONES[min(place, len(_TONES) - 1)]
            right = left + round(self.width() * count / whole)
            area = QRect(left, 0, right - left, self.height())
            painter.fillRect(area, colors.color(f"{tone}_soft"))
            self._write(painter, area, f"{name} {count}", tone)
            left = right
        rest = QRect(left, 0, self.width() - left, self.height())
        painter.fillRect(rest, colors.color("hover"))
        if self._silent:
            self._write(painter, rest, f"未登记 {self._silent}", "quiet")

    @staticmethod
    def _write(painter: QPainter, area: QRect, text: str, tone: str) -> None:
        painter.setPen(tokens().color(tone))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        room = area.adjusted(6, 0, -6, 0)
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_CENTRE), cut)
