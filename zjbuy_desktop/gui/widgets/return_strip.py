"""Who has answered: one small square per unit, with a mark inside so that it prints in grey."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from zjbuy_desktop.gui.theme import tokens

SIDE = 16
GAP = 4


class Returned(StrEnum):
    """What came back from a unit; the value is the word."""

    ACCEPTED = "已接收"
    SEALED = "已核章"
    PROBLEM = "待改"
    WAITING = "待核对"
    MISSING = "未交"
    TAKEN_BACK = "已撤回"
    LEFT = "已退出"
    DELIVERED = "已送达"
    UNDELIVERED = "未送达"

    @property
    def tone(self) -> str:
        """Colour token."""
        ok = ("已接收", "已核章", "已送达")
        tones = dict.fromkeys(ok, "ok") | {"待改": "stop", "待核对": "warn"}
        return tones.get(self.value, "quiet")

    @property
    def mark(self) -> str:
        """One character drawn inside the square."""
        marks = {"ok": "✓", "stop": "!", "warn": "?"}
        own = {Returned.LEFT: "×", Returned.TAKEN_BACK: "←"}
        return own.get(self) or marks.get(self.tone, "")


@dataclass(frozen=True, slots=True)
class UnitSquare:
    """One unit in the strip."""

    unit: str
    state: Returned
    note: str = ""

    @property
    def text(self) -> str:
        """单位：状态（说明）."""
        return f"{self.unit}：{self.state.value}" + (f"（{self.note}）" if self.note else "")


class ReturnStrip(QWidget):
    """Squares in roster order, as many lines as they need.

    Signals:
        chosen: a unit's name, by click or Enter.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._squares: tuple[UnitSquare, ...] = ()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_squares(self, squares: Sequence[UnitSquare]) -> None:
        """Show these units."""
        self._squares = tuple(squares)
        self._at = min(self._at, max(0, len(squares) - 1))
        self.setAccessibleName(f"各单位回收情况：{summary(self._squares)}")
        self._describe()
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        text = self._squares[self._at].text if self._squares else ""
        self.setAccessibleDescription(text)

    def _per_line(self, width: int) -> int:
        return max(1, (width + GAP) // (SIDE + GAP))

    def _area(self, number: int) -> QRect:
        line, column = divmod(number, self._per_line(self.width()))
        step = SIDE + GAP
        return QRect(column * step, 2 + line * step, SIDE, SIDE)

    def _number_at(self, point: QPoint) -> int | None:
        for number in range(len(self._squares)):
            if self._area(number).contains(point):
                return number
        return None

    # Qt overrides

    def heightForWidth(self, width: int) -> int:
        lines = -(-len(self._squares) // self._per_line(width))
        return max(1, lines) * (SIDE + GAP)

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(max(300, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(SIDE, self.heightForWidth(max(300, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer lines than before: say so, the layout remembers old hints."""
        super().resizeEvent(event)
        now, before = event.size().width(), event.oldSize().width()
        if self.heightForWidth(now) != self.heightForWidth(before):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the squares, and a ring round the current one while in focus."""
        painter, colors = QPainter(self), tokens()
        for number, square in enumerate(self._squares):
            area, tone = self._area(number), square.state.tone
            soft = colors.color("panel" if tone == "quiet" else f"{tone}_soft")
            painter.setPen(colors.color(tone))
            painter.setBrush(soft)
            painter.drawRect(area.adjusted(0, 0, -1, -1))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, square.state.mark)
        if self.hasFocus() and self._squares:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colors.color("accent"), 2))
            painter.drawRect(self._area(self._at).adjusted(-1, -1, 0, 0))

    def event(self, event: QEvent) -> bool:
        """Tool tip of the square under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._number_at(event.pos())
            text = "" if number is None else self._squares[number].text
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter chooses."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._per_line(self.width()),
            Qt.Key.Key_Down: self._per_line(self.width()),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and 0 <= self._at + step < len(self._squares):
            self._at += step
            self._describe()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._squares:
            self.chosen.emit(self._squares[self._at].unit)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        number = self._number_at(event.position().toPoint())
        if number is not None:
            self._at = number
            self._describe()
            self.update()
            self.chosen.emit(self._squares[number].unit)


def shares(squares: Sequence[UnitSquare]) -> tuple[str, str]:
    """“已回收 22/27 家” and what it is made of: every unit is in exactly one of the parts."""
    counts = {s: sum(q.state is s for q in squares) for s in Returned}
    inside = (Returned.ACCEPTED, Returned.WAITING, Returned.PROBLEM)
    parts = " ＋ ".join(f"{s.value} {counts[s]}" for s in inside if counts[s])
    rest = "，".join(
        f"{s.value} {counts[s]}"
        for s in (Returned.MISSING, Returned.TAKEN_BACK, Returned.LEFT)
        if counts[s]
    )
    got = sum(counts[s] for s in inside)
    told = "；".join([t for t in (f"＝ {parts}" if parts else "", rest) if t])
    return f"已回收 {got}/{len(squares)} 家", told


def summary(squares: Sequence[UnitSquare]) -> str:
    """已接收 18，待改 3，未交 6."""
    counts = ((s, sum(q.state is s for q in squares)) for s in Returned)
    return "，".join(f"{state.value} {count}" for state, count in counts if count)
