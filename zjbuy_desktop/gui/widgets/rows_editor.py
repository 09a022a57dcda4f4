"""A small table to type in: rows added and taken out, or pasted from Excel."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zjbuy_desktop.core.base.identifiers import mask_identity
from zjbuy_desktop.gui.widgets.basics import button, row
from zjbuy_desktop.gui.widgets.cell_grid import CellGrid

_ROW, _LEAST, _MOST = 28, 3, 8
_WHOLE = Qt.ItemDataRole.EditRole


class _Cell(QTableWidgetItem):
    """Shows (and copies) a 身份证号 masked; only while it is edited it stands there whole."""

    def data(self, role: int) -> Any:
        """What stands in the cell for this role."""
        found = super().data(role)
        if role == Qt.ItemDataRole.DisplayRole and isinstance(found, str):
            return mask_identity(found)
        return found


class RowsEditor(QWidget):
    """Value is a tuple of rows, each a tuple of texts; behaves as an editor of a form.

    Signals:
        edited: the user changed a cell, added, took out or pasted rows.
    """

    edited = Signal()

    def __init__(self, columns: Sequence[str]) -> None:
        super().__init__()
        self.table = CellGrid(len(columns))
        self.table.setHorizontalHeaderLabels(list(columns))
        self._columns = tuple(columns)
        self._loading = False
        self._dress()
        self.more = button("添一行", self.add_row, role="small", icon="plus")
        self.less = button("去掉选中的行", self.drop_rows, role="small", icon="close")
        tip = "在表里按 Ctrl+V 也可以"
        self.paste_button = button("从 Excel 粘贴", self.paste, role="small", icon="copy", tip=tip)
        foot = row(self.more, self.less, self.paste_button, None, gap=6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.table)
        box.addLayout(foot)
        self.table.itemChanged.connect(self._changed)
        self.table.installEventFilter(self)
        self.setFocusProxy(self.table)
        self.set_value(())

    def value(self) -> tuple[tuple[str, ...], ...]:
        """The rows in which something stands."""
        rows = (tuple(cell.strip() for cell in cells) for cells in self.draft())
        return tuple(cells for cells in rows if any(cells))

    def set_value(self, value: Any) -> None:
        self.set_draft([list(cells) for cells in value or ()])

    def problem(self) -> str:
        return ""

    def draft(self) -> list[list[str]]:
        return [self._row(at) for at in range(self.table.rowCount())]

    def set_draft(self, draft: Any) -> None:
        self._loading = True
        self.table.setRowCount(0)
        for cells in draft:
            self._add(cells)
        if not draft:
            self._add(())
        self._loading = False
        self._fit()

    def setAccessibleName(self, name: str) -> None:
        """The name belongs to the table, where the focus is."""
        super().setAccessibleName(name)
        self.table.setAccessibleName(name)
        for made in (self.more, self.less, self.paste_button):
            made.setAccessibleName(f"{made.text()}：{name}")

    def add_row(self) -> None:
        """添一行, and go there."""
        self._loading = True
        self._add(())
        self._loading = False
        self._fit()
        self.table.setCurrentCell(self.table.rowCount() - 1, 0)
        self.table.setFocus()
        self.edited.emit()

    def drop_rows(self) -> None:
        """去掉选中的行."""
        chosen = sorted({i.row() for i in self.table.selectedIndexes()}, reverse=True)
        for at in chosen or [self.table.currentRow()]:
            self.table.removeRow(at)
        if not self.table.rowCount():
            self._add(())
        self._fit()
        self.edited.emit()

    def paste(self) -> None:
        """Cells from the clipboard, from the cell in hand on; rows are added as needed."""
        text = QGuiApplication.clipboard().text().replace("\r\n", "\n").rstrip("\n")
        if not text:
            return
        top, left = max(0, self.table.currentRow()), max(0, self.table.currentColumn())
        self._loading = True
        for down, line in enumerate(text.split("\n")):
            while self.table.rowCount() <= top + down:
                self._add(())
            for across, cell in enumerate(line.split("\t")):
                if left + across < len(self._columns):
                    self.table.setItem(top + down, left + across, _Cell(cell.strip()))
        self._loading = False
        self._fit()
        self.edited.emit()

    # How it is made

    def _dress(self) -> None:
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)

    def _row(self, at: int) -> list[str]:
        cells = (self.table.item(at, column) for column in range(len(self._columns)))
        return [str(cell.data(_WHOLE) or "") if cell is not None else "" for cell in cells]

    def _add(self, cells: Sequence[str]) -> None:
        at = self.table.rowCount()
        self.table.insertRow(at)
        for column in range(len(self._columns)):
            text = cells[column] if column < len(cells) else ""
            self.table.setItem(at, column, _Cell(text))

    def _fit(self) -> None:
        rows = min(max(self.table.rowCount(), _LEAST), _MOST)
        self.table.setFixedHeight((rows + 1) * _ROW + 6)

    def _changed(self) -> None:
        if not self._loading:
            self.edited.emit()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+V on the table pastes cells, not text into one cell."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.matches(QKeySequence.StandardKey.Paste):
                self.paste()
                return True
            if event.key() == Qt.Key.Key_Delete and self.table.state() != (
                QAbstractItemView.State.EditingState
            ):
                for index in self.table.selectedIndexes():
                    self.table.setItem(index.row(), index.column(), _Cell(""))
                return True
        return super().eventFilter(watched, event)
