"""A grid to type in: Tab goes from cell to cell, and out of the grid at its ends."""

from PySide6.QtWidgets import QAbstractItemDelegate, QTableWidget, QWidget

_HINT = QAbstractItemDelegate.EndEditHint


class CellGrid(QTableWidget):
    """Qt's own would begin again at the first cell, and nobody gets out of it by keys."""

    def __init__(self, columns: int) -> None:
        super().__init__(0, columns)
        self.setTabKeyNavigation(True)

    def _at_end(self, *, forwards: bool) -> bool:
        here = self.currentRow(), self.currentColumn()
        shown = [n for n in range(self.columnCount()) if not self.isColumnHidden(n)]
        end = (self.rowCount() - 1, shown[-1]) if forwards else (0, shown[0])
        return not self.rowCount() or here == end

    def _leave(self, *, forwards: bool) -> bool:
        self.setTabKeyNavigation(False)
        left = super().focusNextPrevChild(forwards)
        self.setTabKeyNavigation(True)
        return left

    # Qt overrides

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab while typing: the next cell, or out of the grid."""
        ways = {_HINT.EditNextItem: True, _HINT.EditPreviousItem: False}
        if hint in ways and self._at_end(forwards=ways[hint]):
            super().closeEditor(editor, _HINT.NoHint)
            self._leave(forwards=ways[hint])
        else:
            super().closeEditor(editor, hint)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab while not typing: the same."""
        if self._at_end(forwards=forwards):
            return self._leave(forwards=forwards)
        return super().focusNextPrevChild(forwards)
