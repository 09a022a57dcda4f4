"""The tree in which a figure is taken apart."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView

from zjbuy_desktop.gui.widgets.asking import WORDS
from zjbuy_desktop.gui.widgets.marked_cells import TallRows

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FigureTree(QTreeView):
    """The tree; Enter opens a branch, or the original under a figure read from one."""

    def __init__(self, open_original: Callable[[], None]) -> None:
        super().__init__()
        self._open_original = open_original
        self.setAccessibleName(WORDS)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self.setIndentation(16)
        self.setItemDelegate(TallRows(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the arrows are Qt's."""
        at = self.currentIndex().siblingAtColumn(0)
        if event.key() not in _ENTER or not at.isValid():
            super().keyPressEvent(event)
        elif self.model().hasChildren(at):
            self.setExpanded(at, not self.isExpanded(at))
        else:
            self._open_original()
