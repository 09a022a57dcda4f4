"""The grid of a data table: leaves on Tab, activates on Enter, copies rows, sorts by its head."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
)

from zjbuy_desktop.gui.models.table import TableModel
from zjbuy_desktop.gui.widgets.cells import CellDelegate

ROW_HEIGHT = 28
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TableView(QTableView):
    """One row is one thing: whole rows are selected.

    Signals:
        entered_row: Enter was pressed, index of the current row.
        doubled: double click, row and column.
        sorting: a head was clicked, the column.
        asked: Ctrl+E, where this figure comes from; ``True`` with Shift: the foot's.
    """

    entered_row = Signal(int)
    doubled = Signal(int, int)
    sorting = Signal(int)
    asked = Signal(bool)

    def __init__(self, model: TableModel[object], copy: Callable[[], None]) -> None:
        super().__init__()
        self._copy = copy
        self.setModel(model)
        self.setItemDelegate(CellDelegate(model, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.extra_actions: list[tuple[str, Callable[[], object]]] = []
        self.figure_actions: Callable[[], list[tuple[str, Callable[[], None]]]] = list
        self._dress_heads()

    def _dress_heads(self) -> None:
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setMinimumSectionSize(36)
        head.setFixedHeight(ROW_HEIGHT)
        head.sectionClicked.connect(self.sorting)

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, run in (*self.figure_actions(), *self.extra_actions):
            menu.addAction(text).triggered.connect(run)
        menu.addAction("复制到 Excel", self._copy)
        menu.popup(self.viewport().mapToGlobal(at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter activates, Ctrl+C copies, Ctrl+E asks, the rest is Qt's."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex().row())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() == Qt.Key.Key_E and event.modifiers() & _CTRL:
            self.asked.emit(bool(event.modifiers() & _SHIFT))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click asks how the figure came about."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.doubled.emit(index.row(), index.column())
