"""Table model over plain rows; sorts and filters the Python list, 100 times faster than a proxy."""

from collections.abc import Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPixmap

from zjbuy_desktop.gui.models.columns import Column
from zjbuy_desktop.gui.theme import tokens

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

# Enum look-ups in data() cost more than all the rest of it: plain ints, and an early way out.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_COLOR = int(Qt.ItemDataRole.ForegroundRole)
_MARK = int(Qt.ItemDataRole.DecorationRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_KNOWN = frozenset((_DISPLAY, _ALIGN, _COLOR, _MARK, _TIP))
_UP, _DOWN = " ▲", " ▼"


class Cell(NamedTuple):
    """All a cell shows, told by names; ``bar`` is a share of 0 to 1."""

    text: str
    right: bool
    tone: str
    mark: str
    bar: float


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows under columns; what is on show is ``visible``, in the order of the present sort."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.visible: list[Row] = []
        self._rows: list[Row] = []
        self._needle = ""
        self._sorted_by = -1
        self._descending = False
        self._words: list[str] | None = None
        self._sums: list[int | None] | None = None

    @property
    def rows(self) -> list[Row]:
        """All rows, shown or not."""
        return self._rows

    def sums(self) -> list[int | None]:
        """Σ of the rows shown for each column that is totalled; added up once.

        0 for the other columns, ``None`` for one that isn't added up while values are missing.
        """
        if self._sums is None:
            self._sums = [c.sum(self.visible) if c.total else 0 for c in self.columns]
        return self._sums

    @property
    def filtered(self) -> bool:
        """Whether a filter hides rows."""
        return bool(self._needle)

    @property
    def order(self) -> tuple[int, bool]:
        """Column sorted by (-1: as given) and whether downwards."""
        return self._sorted_by, self._descending

    def cell(self, row: int, column: int) -> Cell:
        """What is to be seen at a place, rows and columns counted as they are shown."""
        at, shown = self.columns[column], self.visible[row]
        return Cell(
            at.shown(shown),
            at.right,
            at.tone(shown) if at.tone else "",
            at.mark(shown) if at.mark else "",
            float(at.bar(shown) or 0) if at.bar else 0.0,
        )

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows under the same sort and filter."""
        self._rows, self._words = list(rows), None
        self._arrange()

    def set_filter(self, needle: str) -> None:
        """Show only rows with this text in any column, letter case aside."""
        self._needle = needle.strip().casefold()
        self._arrange()

    def sort_by(self, column: int, *, descending: bool = False) -> None:
        """Sort; column -1 shows the rows as given."""
        self._sorted_by = column if column < len(self.columns) else -1
        self._descending = descending
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        self._sums = None
        self.visible = self._sorted(self._matching())
        self.endResetModel()

    def _matching(self) -> list[Row]:
        if not self._needle:
            return self._rows
        if self._words is None:
            self._words = [self._row_words(row) for row in self._rows]
        pairs = zip(self._rows, self._words, strict=True)
        return [row for row, words in pairs if self._needle in words]

    def _row_words(self, row: Row) -> str:
        return "\n".join(f"{c.shown(row)}\n{c.copied(row)}" for c in self.columns).casefold()

    def _sorted(self, rows: list[Row]) -> list[Row]:
        if self._sorted_by < 0:
            return rows
        key = self.columns[self._sorted_by].sort_key
        known = sorted((r for r in rows if not key(r)[0]), key=key, reverse=self._descending)
        return known + [r for r in rows if key(r)[0]]

    # Qt overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Override QAbstractItemModel::rowCount."""
        return 0 if parent.isValid() else len(self.visible)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Override QAbstractItemModel::columnCount."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Override QAbstractItemModel::data."""
        if role not in _KNOWN or not index.isValid():
            return None
        column, row = self.columns[index.column()], self.visible[index.row()]
        if role == _DISPLAY:
            return column.shown(row)
        if role == _ALIGN:
            return _RIGHT if column.right else _LEFT
        if role == _TIP:
            return column.tip(row) if column.tip else None
        return _mark(column, row) if role == _MARK else _color(column, row)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Override QAbstractItemModel::headerData."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == _DISPLAY:
            arrow = (_DOWN if self._descending else _UP) if section == self._sorted_by else ""
            return self.columns[section].title + arrow
        if role == _ALIGN:
            return _RIGHT if self.columns[section].right else _LEFT
        return None


def _color(column: Column[Row], row: Row) -> QColor | None:
    tone = column.tone(row) if column.tone else ""
    return tokens().color(tone) if tone else None


def _mark(column: Column[Row], row: Row) -> QPixmap | None:
    from zjbuy_desktop.gui import icons  # only tables with marks need the renderer

    name = column.mark(row) if column.mark else ""
    if not name:
        return None
    return icons.pixmap(name, (column.tone and column.tone(row)) or "quiet")  # type: ignore[arg-type]
