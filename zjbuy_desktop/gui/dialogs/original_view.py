"""看原件: the kept original's sheet with the cell a figure was read from, and the rows around."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from zjbuy_desktop.core.case.derivation import CellOrigin
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.theme import tokens
from zjbuy_desktop.gui.widgets.announce import open_path
from zjbuy_desktop.gui.widgets.basics import button, label
from zjbuy_desktop.gui.widgets.table_view import ROW_HEIGHT
from zjbuy_desktop.usecases import collecting, explaining, originals

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage
    from zjbuy_desktop.usecases.originals import SheetView

Index = QModelIndex | QPersistentModelIndex
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_GROUND = int(Qt.ItemDataRole.BackgroundRole)
_INK = int(Qt.ItemDataRole.ForegroundRole)
_FONT = int(Qt.ItemDataRole.FontRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_KNOWN = frozenset((_DISPLAY, _GROUND, _INK, _FONT, _TIP))
_NARROW, _WIDE = 44, 240


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


class OriginalDialog(Sheet):
    """One cell of a kept original."""

    def __init__(self, page: "StagePage", origin: CellOrigin, over: QWidget) -> None:
        super().__init__(page, f"原件　{origin.file}", wide=760)
        self.setParent(over, self.windowFlags())
        self.origin = origin
        self.head = label(_head(origin), size="head", wrap=True)
        self.note = label("正在核对指纹、读取原件……", "quiet", wrap=True)
        self.model = SheetModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("原件的工作表")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.open_file = button("在表格软件里打开(&B)", self.open_original, icon="file")
        self.box.addWidget(self.head)
        self.box.addWidget(self.table, 1)
        self.box.addWidget(self.note)
        self.left.addWidget(self.open_file)
        self.fit(1060, 520)
        self._read()

    def _read(self) -> None:
        context = self.page.context
        if context is not None:
            desk, origin = context.desk, self.origin
            self.do("读原件", lambda _: originals.look(desk, origin), self._show, writes=False)

    def _show(self, view: "SheetView") -> None:
        self.model.show(view, self.origin)
        for (top, left), (bottom, right) in view.merges:
            self.table.setSpan(top, left, bottom - top + 1, right - left + 1)
        self.table.resizeColumnsToContents()
        for column in range(len(view.columns)):
            wide = self.table.columnWidth(column)
            self.table.setColumnWidth(column, max(_NARROW, min(_WIDE, wide)))
        at = self.model.place(self.model.chosen)
        self.table.scrollTo(at, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.table.setCurrentIndex(at)
        self.table.clearSelection()
        self.table.setFocus()
        self.note.setText(_note(self.origin, view))

    def open_original(self) -> None:
        """在表格软件里打开: a copy; the original stays as it is."""
        context, origin = self.page.context, self.origin
        if context is not None:
            self.do(
                "取出原件",
                lambda _: collecting.copy_original(context.desk, origin.sha256, origin.file),
                open_path,
                writes=False,
            )


def _head(origin: CellOrigin) -> str:
    return f"{explaining.origin_words(origin)}"


def _note(origin: CellOrigin, view: "SheetView") -> str:
    """That the bytes are those received, and which part is shown."""
    at = origin.received_at
    when = f"{at:%Y-%m-%d %H:%M} 收到，" if at else ""
    last = view.first_row + len(view.rows) - 1
    part = f"　第 {view.first_row} 至 {last} 行，共 {view.all_rows} 行"
    part = part if len(view.rows) < view.all_rows else ""
    return f"{when}指纹核对无误 ✓　{origin.sha256}{part}"
