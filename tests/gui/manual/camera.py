"""Pictures of a step: the part of the window that matters, a calm numbered ring on it, small."""

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

WIDTH, HEIGHT = 760, 380
"""Pixels of a picture at most; it is shown as large as it is."""
RING, COLOURS = QColor("#C2410C"), 40


class Camera:
    """Keeps one folder of pictures; with no folder it sees nothing and costs nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def take(self, name: str, number: int, window: QWidget, area: QRect) -> None:
        """``area`` is what the ring goes round, as the window counts."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        whole = window.grab()
        crop = _crop(whole, area)
        part = whole.copy(crop)
        _ring(part, area.translated(-crop.topLeft()), number)
        small(part).save(self._folder / name, optimize=True)


def _crop(whole: QPixmap, area: QRect) -> QRect:
    """As much as fits round the ring; the whole of a small dialog."""
    width, height = min(WIDTH, whole.width()), min(HEIGHT, whole.height())
    left = _left(whole.width(), width, area)
    top = area.center().y() - height // 2 if area.height() < height else area.top() - 16
    at = QPoint(max(0, min(left, whole.width() - width)), max(0, min(top, whole.height() - height)))
    return QRect(at.x(), at.y(), width, height)


def _left(whole: int, width: int, area: QRect) -> int:
    """At the edge of a pane where the ring fits in, so that no line begins in mid-word."""
    near = area.center().x() - width // 2 if area.width() < width else area.left() - 16
    fits = [e for e in _EDGES if e <= area.left() - 8 and area.right() + 8 <= e + width <= whole]
    return min(fits, key=lambda e: abs(e - near)) if fits and whole > width else near


_EDGES = (0, 200, 334, 606)
"""Where panes begin, and where a picture must begin to end where one ends, at 1366 pixels."""


def _ring(part: QPixmap, area: QRect, number: int) -> None:
    painter = QPainter(part)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(RING, 2))
    ring = QRectF(area.adjusted(-4, -4, 4, 4) & part.rect().adjusted(2, 2, -2, -2))
    painter.drawRoundedRect(ring, 6, 6)
    disc = QRectF(ring.left() - 10, ring.top() - 10, 20, 20)
    disc.moveLeft(max(1.0, disc.left()))
    disc.moveTop(max(1.0, disc.top()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(RING)
    painter.drawEllipse(disc)
    font = QFont(painter.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.end()


def small(pixmap: QPixmap) -> Image.Image:
    """The picture in the few colours it needs most."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")  # type: ignore[call-overload]
    with Image.open(io.BytesIO(kept.data())) as picture:
        return picture.convert("RGB").quantize(
            COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
