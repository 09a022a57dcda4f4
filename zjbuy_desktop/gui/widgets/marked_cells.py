"""Paints the cells a model gives a ground of their own, whatever the style sheet says."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

_GROUND = int(Qt.ItemDataRole.BackgroundRole)
_INK = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PAD, ROW = 9, 24


class MarkedCells(QStyledItemDelegate):
    """A cell with a ground is painted here; every other one as usual."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Override QStyledItemDelegate::paint."""
        ground = index.data(_GROUND)
        if not isinstance(ground, QColor):
            super().paint(painter, option, index)
            return
        area: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        painter.fillRect(area, ground)
        font = index.data(_FONT)
        if isinstance(font, QFont):
            painter.setFont(font)
        painter.setPen(index.data(_INK))
        inside = area.adjusted(_PAD, 0, -_PAD, 0)
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.drawText(inside, _LEFT, text)
        painter.restore()


class TallRows(QStyledItemDelegate):
    """Rows with air, as in the other tables."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Override QStyledItemDelegate::sizeHint."""
        return QSize(super().sizeHint(option, index).width(), ROW)
