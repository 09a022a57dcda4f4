"""看原件: the kept original's sheet with the cell a figure was read from, and the rows around."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from zjbuy_desktop.core.case.origins import CellOrigin
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.models.sheet_view import SheetModel
from zjbuy_desktop.gui.widgets.announce import open_path
from zjbuy_desktop.gui.widgets.basics import button, label
from zjbuy_desktop.gui.widgets.marked_cells import MarkedCells
from zjbuy_desktop.gui.widgets.table_view import ROW_HEIGHT
from zjbuy_desktop.usecases import collecting, explained, originals

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage
    from zjbuy_desktop.usecases.originals import SheetView

_NARROW, _WIDE = 44, 240


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
        self.table.setItemDelegate(MarkedCells(self.table))
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
    return f"{explained.origin_words(origin)}"


def _note(origin: CellOrigin, view: "SheetView") -> str:
    """That the bytes are those received, and which part is shown."""
    at = origin.received_at
    when = f"{at:%Y-%m-%d %H:%M} 收到，" if at else ""
    last = view.first_row + len(view.rows) - 1
    part = f"　第 {view.first_row} 至 {last} 行，共 {view.all_rows} 行"
    part = part if len(view.rows) < view.all_rows else ""
    return f"{when}指纹核对无误 ✓　{origin.sha256}{part}"
