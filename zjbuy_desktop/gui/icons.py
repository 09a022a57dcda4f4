"""Line icons of one family, drawn in the ink of the theme."""

from functools import lru_cache
from weakref import WeakSet

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from shiboken6 import isValid

from zjbuy_desktop.gui.theme import Theme, Tone, resource_root, tokens

SIZE = 16
_NAME = "icon_name"
_TONE = "icon_tone"
_SIDE = "icon_size"

_given: WeakSet[QWidget] = WeakSet()
"""Whatever bears one of our icons. Asking Qt for all widgets wraps ones that are just going."""


def pixmap(name: str, tone: Tone = "ink", size: int = SIZE, ratio: float = 0) -> QPixmap:
    """One icon as a picture of ``size`` logical pixels, sharp on the present screens."""
    app = QApplication.instance()
    scale = ratio or (app.devicePixelRatio() if isinstance(app, QApplication) else 1.0)
    return _render(name, getattr(tokens(), tone), size, scale)


def icon(name: str, tone: Tone = "ink") -> QIcon:
    """One icon with its disabled state."""
    made = QIcon(pixmap(name, tone))
    quiet = QPixmap(pixmap(name, "quiet"))
    made.addPixmap(quiet, QIcon.Mode.Disabled)
    return made


def set_icon(
    widget: QAbstractButton | QLabel, name: str, tone: Tone = "ink", size: int = SIZE
) -> None:
    """Give a button or label an icon that follows the theme."""
    widget.setProperty(_NAME, name)
    widget.setProperty(_TONE, tone)
    widget.setProperty(_SIDE, size)
    _given.add(widget)
    _dress(widget)


def follow(theme: Theme) -> None:
    """Redraw every icon given by ``set_icon`` when the theme changes."""
    theme.changed.connect(_redress)


def _redress() -> None:
    for widget in tuple(_given):
        if isValid(widget):
            _dress(widget)


def _dress(widget: QWidget) -> None:
    name, tone = widget.property(_NAME), widget.property(_TONE)
    if isinstance(widget, QAbstractButton):
        widget.setIcon(icon(name, tone))
    elif isinstance(widget, QLabel):
        widget.setPixmap(pixmap(name, tone, widget.property(_SIDE)))


@lru_cache(maxsize=512)
def _render(name: str, color: str, size: int, ratio: float) -> QPixmap:
    side = round(size * ratio)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode())).render(
        painter, QRectF(0, 0, side, side)
    )
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return (resource_root() / "icons" / f"{name}.svg").read_text("utf-8")
