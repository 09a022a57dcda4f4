"""The cells of a data table, painted by the style sheet once and kept as pictures.

A cell costs the style a tenth of a millisecond, its picture a tenth of that. A picture is known by
what it shows, not by where it stands, so that it lasts when rows are sorted, filtered or read anew.
"""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from zjbuy_desktop.gui.models.table import TableModel
from zjbuy_desktop.gui.theme import tokens

KEPT = 1024
"""So many pictures of all tables together: some 15 MB at most; a screen holds a third of them."""
_MOODS = (
    QStyle.StateFlag.State_Enabled
    | QStyle.StateFlag.State_Selected
    | QStyle.StateFlag.State_HasFocus
    | QStyle.StateFlag.State_Active
).value
_pictures: dict[object, QPixmap] = {}


class CellDelegate(QStyledItemDelegate):
    """Paints a cell, and the bar under its figure if its column has one."""

    def __init__(self, model: TableModel[Any], view: QTableView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Override QStyledItemDelegate::paint."""
        area: QRect = option.rect  # type: ignore[attr-defined]
        ratio = self._view.devicePixelRatioF()
        if not _whole(area, ratio):
            self._draw(painter, option, index)
            return
        mood = option.state.value & _MOODS  # type: ignore[attr-defined]
        width, height = area.width(), area.height()
        shown = self._model.cell(index.row(), index.column())
        key = (shown, width, height, mood, ratio, tokens().paper)
        picture = _pictures.get(key)
        if picture is None:
            if len(_pictures) >= KEPT:
                _pictures.clear()
            picture = _pictures[key] = self._picture(option, index, ratio)
        painter.drawPixmap(area.topLeft(), picture)

    def _picture(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        ratio: float,
    ) -> QPixmap:
        at = QStyleOptionViewItem(option)
        area: QRect = option.rect  # type: ignore[attr-defined]
        at.rect = QRect(0, 0, area.width(), area.height())  # type: ignore[attr-defined]
        picture = QPixmap(area.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(tokens().color("paper"))
        painter = QPainter(picture)
        painter.setFont(self._view.font())
        self._draw(painter, at, index)
        painter.end()
        return picture

    def _draw(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        shown = self._model.cell(index.row(), index.column())
        if not shown.bar:
            return
        area: QRect = option.rect  # type: ignore[attr-defined]
        width = max(2, round((area.width() - 12) * min(1.0, shown.bar)))
        # Under the figure, not behind it: legible on any printer.
        left = area.right() - 6 - width if shown.right else area.left() + 6
        painter.fillRect(QRect(left, area.bottom() - 5, width, 3), tokens().color("accent"))


def _whole(area: QRect, ratio: float) -> bool:
    """Whether a cell begins and ends on whole pixels of the screen; a picture would blur else."""
    if ratio == 1.0:
        return True
    sides = (area.left(), area.top(), area.width(), area.height())
    return all((side * ratio).is_integer() for side in sides)
