"""Short words for the plain parts of a page: labels, buttons, boxes."""

import re
from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from zjbuy_desktop.gui import icons
from zjbuy_desktop.gui.theme import Tone

Role = Literal["", "primary", "small", "link", "bare", "section"]
Part = QWidget | QBoxLayout | int | None


def label(text: str = "", tone: str = "", size: str = "", *, wrap: bool = False) -> QLabel:
    """Text that is never taken for markup; ``wrap`` lets it run over several lines."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if tone:
        made.setProperty("tone", tone)
    if size:
        made.setProperty("text_size", size)
    return made


def icon_label(name: str, tone: Tone = "ink") -> QLabel:
    """A 16 px icon that follows the theme; it says nothing a neighbouring text does not say."""
    made = QLabel()
    icons.set_icon(made, name, tone)
    made.setFixedSize(icons.SIZE, icons.SIZE)
    return made


def button(
    text: str,
    on: Callable[[], object] | None = None,
    *,
    icon: str = "",
    role: Role = "",
    tip: str = "",
    name: str = "",
) -> QPushButton:
    """A button; ``&`` in the text names its Alt letter.

    It is read out by ``name``, else by its text, else by ``tip``.
    """
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    if icon:
        icons.set_icon(made, icon, "on_accent" if role == "primary" else _icon_tone(role))
    if tip:
        made.setToolTip(tip)
    made.setAccessibleName(name or without_letter(text) or tip)
    if on is not None:
        made.clicked.connect(lambda: on())
    return made


def without_letter(text: str) -> str:
    """保存(&S) is read out as 保存."""
    return re.sub(r"\(&.\)|&", "", text).strip()


def _icon_tone(role: Role) -> Tone:
    return "accent" if role == "link" else "ink"


def row(
    *parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Parts side by side; an int is a fixed gap, ``None`` takes the room that is left."""
    box = QHBoxLayout()
    _fill(box, parts, gap, margins)
    return box


def column(
    *parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Parts one below the other; an int is a fixed gap, ``None`` takes the room that is left."""
    box = QVBoxLayout()
    _fill(box, parts, gap, margins)
    return box


def _fill(
    box: QBoxLayout, parts: tuple[Part, ...], gap: int, margins: tuple[int, int, int, int]
) -> None:
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)


def clear(box: QBoxLayout) -> None:
    """Take every part out of a box and let it go."""
    while (item := box.takeAt(0)) is not None:
        _discard(item)


def _discard(item: QLayoutItem) -> None:
    widget, inner = item.widget(), item.layout()
    if widget is not None:
        widget.hide()
        widget.deleteLater()
    elif isinstance(inner, QBoxLayout):
        clear(inner)


def line() -> QFrame:
    """A hair line between groups."""
    made = QFrame()
    made.setObjectName("hair")
    made.setFixedHeight(1)
    return made


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties the style sheet selects by, and dress the widget anew if any is new.

    Hundreds of fields are told at once that nothing is wrong with them; dressing is dear.
    """
    if all((widget.property(name) or "") == (value or "") for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
    widget.updateGeometry()


class ElidedLabel(QLabel):
    """Text cut with … where there is no room; the tool tip has it all.

    One line unless ``lines`` allows more; ``middle`` keeps the end, where titles differ.
    """

    def __init__(
        self,
        text: str = "",
        tone: str = "",
        size: str = "",
        *,
        lines: int = 1,
        middle: bool = False,
    ) -> None:
        super().__init__(text)
        self._lines = lines
        elide = Qt.TextElideMode
        self._cut = elide.ElideMiddle if middle else elide.ElideRight
        self._known: tuple[str, int, QFont] | None = None
        self._shown: list[str] = []
        self.setProperty("tone", tone)
        self.setProperty("text_size", size)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self._lines * super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text cut to the room there is."""
        painter = QPainter(self)
        shown = self.shown_lines()
        tip = self.text() if "".join(shown) != self.text() else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter.setPen(self.palette().windowText().color())
        flags = int(self.alignment() | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect(), flags, "\n".join(shown))

    def shown_lines(self) -> list[str]:
        """The lines as they are drawn at the present width; measured once for each."""
        now = (self.text(), self.width(), self.font())
        if now != self._known:
            self._known, self._shown = now, self._lines_now()
        return self._shown

    def _lines_now(self) -> list[str]:
        metrics, rest = QFontMetrics(self.font()), self.text()
        shown: list[str] = []
        while len(shown) < self._lines - 1 and metrics.horizontalAdvance(rest) > self.width():
            fits = (n for n in range(1, len(rest)) if self._fits(metrics, rest[: n + 1]))
            end = max(fits, default=0) + 1
            shown.append(rest[:end])
            rest = rest[end:]
        return [*shown, metrics.elidedText(rest, self._cut, self.width())]

    def _fits(self, metrics: QFontMetrics, text: str) -> bool:
        return metrics.horizontalAdvance(text) <= self.width()
