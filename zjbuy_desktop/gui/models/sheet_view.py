"""A sheet of a kept original as texts, the cells of one line standing out."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from zjbuy_desktop.core.case.origins import CellOrigin
from zjbuy_desktop.gui.theme import tokens
from zjbuy_desktop.usecases import originals

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.originals import SheetView

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_GROUND = int(Qt.ItemDataRole.BackgroundRole)
_INK = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_KNOWN = frozenset((_DISPLAY, _GROUND, _INK, _FONT, _TIP))


class SheetModel(QAbstractTableModel):
    """The texts of a sheet under their column letters; the cells of the line stand out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view: SheetView | None = None
        self.chosen = ""
        self._line: frozenset[str] = frozenset()
        self._bold = QFont()
        self._bold.setBold(True)

    def show(self, view: "SheetView", origin: CellOrigin) -> None:
        """Show a sheet; ``origin`` says which cell was read."""
        self.beginResetModel()
        self.view, self.chosen = view, origin.cell or originals.first_cell(origin)
        self._line = frozenset(cell for _, cell in origin.row_cells)
        self.endResetModel()

    def address(self, index: Index) -> str:
        """``E4``."""
        assert self.view is not None
        return f"{self.view.columns[index.column()]}{self.view.first_row + index.row()}"

    def place(self, cell: str) -> QModelIndex:
        """The index of an address; an invalid one if it is not shown."""
        letters = cell.rstrip("0123456789")
        if self.view is None or letters not in self.view.columns:
            return QModelIndex()
        row = int(cell[len(letters) :]) - self.view.first_row
        return self.index(row, self.view.columns.index(letters))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Override QAbstractItemModel::rowCount."""
        return 0 if parent.isValid() or self.view is None else len(self.view.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Override QAbstractItemModel::columnCount."""
        return 0 if parent.isValid() or self.view is None else len(self.view.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Override QAbstractItemModel::data."""
        if role not in _KNOWN or self.view is None:
            return None
        if role in (_DISPLAY, _TIP):
            return self.view.rows[index.row()][index.column()]
        at = self.address(index)
        if at not in self._line and at != self.chosen:
            return None
        return self._look(role, asked=at == self.chosen)

    def _look(self, role: int, *, asked: bool) -> Any:
        """The cell asked about carries the accent's ground and bold ink, its line a soft one."""
        if role == _FONT:
            return self._bold if asked else None
        if role == _INK:
            return tokens().color("on_accent" if asked else "ink")
        return tokens().color("accent" if asked else "accent_soft")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Override QAbstractItemModel::headerData."""
        if role != _DISPLAY or self.view is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(self.view.first_row + section)
        return self.view.columns[section] if section < len(self.view.columns) else None
