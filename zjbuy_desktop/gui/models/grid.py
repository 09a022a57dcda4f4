"""A grid of texts that are ready: nothing is reckoned while a cell is painted."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zjbuy_desktop.gui.theme import tokens

Index = QModelIndex | QPersistentModelIndex

# Enum look-ups in data() cost more than all the rest of it: plain ints, and an early way out.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_COLOR = int(Qt.ItemDataRole.ForegroundRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_KNOWN = frozenset((_DISPLAY, _ALIGN, _COLOR, _TIP))
ODD = "▲"
_ODD_TIP = "离群：单价或数量与各家相差很大。双击看来自哪一格，向单位核实。"


class GridModel(QAbstractTableModel):
    """Rows of texts under heads; ``odd`` cells carry mark, colour and a tip that says why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cells: Sequence[Sequence[str]] = ()
        self.rows: Sequence[str] = ()
        self.heads: Sequence[str] = ()
        self.short_heads: Sequence[str] = ()
        self._odd: frozenset[tuple[int, int]] = frozenset()

    def show(
        self,
        cells: Sequence[Sequence[str]],
        rows: Sequence[str],
        heads: Sequence[str],
        odd: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:
        """Show other texts."""
        self.beginResetModel()
        self.cells, self.rows, self.heads, self._odd = cells, rows, heads, odd
        self.short_heads = heads
        self.endResetModel()

    def shorten(self, heads: Sequence[str]) -> None:
        """Let the heads be seen so; their tips keep the whole words."""
        self.short_heads = heads
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(heads) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Override QAbstractItemModel::rowCount."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Override QAbstractItemModel::columnCount."""
        return 0 if parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Override QAbstractItemModel::data."""
        if role not in _KNOWN:
            return None
        if role == _ALIGN:
            return _RIGHT
        at = index.row(), index.column()
        if role == _DISPLAY:
            text = self.cells[at[0]][at[1]]
            return f"{ODD} {text}" if at in self._odd else text
        if at not in self._odd:
            return None
        return tokens().color("warn") if role == _COLOR else _ODD_TIP

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Override QAbstractItemModel::headerData."""
        if role not in (_DISPLAY, _TIP):
            return None
        names = self.rows
        if orientation == Qt.Orientation.Horizontal:
            names = self.short_heads if role == _DISPLAY else self.heads
        return names[section] if 0 <= section < len(names) else None
