"""单位×标的的表：合计列和合计行不随滚动走开；双击或回车问一个数怎么来的。"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QHeaderView, QTableView, QWidget

from zjbuy_desktop.gui.models.clipboard import table_data
from zjbuy_desktop.gui.models.columns import Column, text_column
from zjbuy_desktop.gui.models.grid import GridModel
from zjbuy_desktop.gui.widgets.table_view import ROW_HEIGHT
from zjbuy_desktop.usecases.matrix import Matrix, Sheet

NAMES, CELL, WIDEST, SUM, HEAD = 200, 124, 200, 140, 46
_AROUND = 18
"""Room a head needs beside its words."""
_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_ON = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GridView(QTableView):
    """One part of the table.

    Signals:
        asked: double click or Enter on a cell.
        copying: Ctrl+C.
    """

    asked = Signal(QModelIndex)
    copying = Signal()

    def __init__(self, name: str, *, names: int = 0, heads: bool = True) -> None:
        super().__init__()
        self.grid = GridModel(self)
        self.setModel(self.grid)
        self.setAccessibleName(name)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        for header in (across, down):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
        across.setFixedHeight(HEAD)
        across.setDefaultSectionSize(CELL)
        across.setVisible(heads)
        down.setDefaultSectionSize(ROW_HEIGHT)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setFixedWidth(names or 1)
        down.setVisible(bool(names))
        self.doubleClicked.connect(self.asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks, Ctrl+C copies, the rest is Qt's."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.asked.emit(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copying.emit()
        else:
            super().keyPressEvent(event)


class MatrixTable(QWidget):
    """The cells with their sums at the right and at the foot.

    Signals:
        explained: unit and item of a figure; one of them is empty for a sum.
    """

    explained = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.body = GridView("单位×标的", names=NAMES)
        self.right = GridView("各单位合计")
        self.foot = GridView("各标的合计", names=NAMES, heads=False)
        self.corner = GridView("总合计", heads=False)
        self._items: Sequence[str] = ()
        self._lay()
        self._connect()

    def _lay(self) -> None:
        self.body.setVerticalScrollBarPolicy(_OFF)
        self.body.setHorizontalScrollBarPolicy(_OFF)
        self.right.setVerticalScrollBarPolicy(_ON)
        self.right.setHorizontalScrollBarPolicy(_OFF)
        self.foot.setVerticalScrollBarPolicy(_OFF)
        self.corner.setVerticalScrollBarPolicy(_OFF)
        self.corner.setHorizontalScrollBarPolicy(_OFF)
        bar = self.right.verticalScrollBar().sizeHint().width()
        for view in (self.right, self.corner):
            view.horizontalHeader().setDefaultSectionSize(SUM)
            view.setFixedWidth(SUM + bar + 2)
        for view in (self.foot, self.corner):
            view.setFixedHeight(ROW_HEIGHT + 2)
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for number, view in enumerate((self.body, self.right, self.foot, self.corner)):
            box.addWidget(view, *divmod(number, 2))
        self.setFocusProxy(self.body)

    def _connect(self) -> None:
        down, across = self.body.verticalScrollBar(), self.body.horizontalScrollBar()
        for mine, other in (
            (down, self.right.verticalScrollBar()),
            (across, self.foot.horizontalScrollBar()),
        ):
            mine.valueChanged.connect(other.setValue)
            other.valueChanged.connect(mine.setValue)
        self.body.asked.connect(lambda i: self._ask(i.row(), i.column()))
        self.right.asked.connect(lambda i: self._ask(i.row(), -1))
        self.foot.asked.connect(lambda i: self._ask(-1, i.column()))
        self.foot.horizontalScrollBar().rangeChanged.connect(self._give_room)
        for view in (self.body, self.right, self.foot, self.corner):
            view.copying.connect(self.copy)

    def _give_room(self, first: int, last: int) -> None:
        """The foot is as high as its row, and its bar only where there is something to scroll."""
        bar = self.foot.horizontalScrollBar().sizeHint().height() if last > first else 0
        for view in (self.foot, self.corner):
            view.setFixedHeight(ROW_HEIGHT + bar + 2)

    def _ask(self, row: int, column: int) -> None:
        unit = self.body.grid.rows[row] if row >= 0 else ""
        self.explained.emit(unit, self._items[column] if column >= 0 else "")

    def show_matrix(self, matrix: Matrix, sheet: Sheet, needle: str = "") -> int:
        """Show one reading, of units whose name holds ``needle``; returns how many units.

        The sums at the foot are always of all units, so that they never seem to change.
        """
        self._items = matrix.items
        shown = [n for n, unit in enumerate(matrix.units) if needle in unit]
        place = {n: at for at, n in enumerate(shown)}
        odd = frozenset((place[r], c) for r, c in matrix.odd if r in place)
        units = [matrix.units[n] for n in shown]
        cells = [sheet.cells[n] for n in shown]
        self.body.grid.show(cells, units, matrix.heads, odd)
        self.right.grid.show([(sheet.row_sums[n],) for n in shown], units, ["合计"])
        self.foot.grid.show([sheet.column_sums], ["全部单位合计"], matrix.heads)
        self.corner.grid.show([(sheet.whole,)], [""], [""])
        self.body.grid.shorten(self._heads(matrix.heads))
        return len(shown)

    def _heads(self, heads: Sequence[str]) -> list[str]:
        """Make columns as wide as their heads, within reason; the heads as they fit then."""
        metrics, short = self.body.horizontalHeader().fontMetrics(), []
        for column, lines in enumerate(head.split("\n") for head in heads):
            widest = max(metrics.horizontalAdvance(line) for line in lines) + _AROUND
            width = min(WIDEST, max(CELL, widest))
            for view in (self.body, self.foot):
                view.setColumnWidth(column, width)
            room, middle = width - _AROUND, Qt.TextElideMode.ElideMiddle
            short.append("\n".join(metrics.elidedText(line, middle, room) for line in lines))
        return short

    def go_to_item(self, needle: str) -> bool:
        """Bring the first item whose name holds ``needle`` into view."""
        found = next((n for n, item in enumerate(self._items) if needle in item), -1)
        if found >= 0:
            self.body.selectColumn(found)
            self.body.scrollTo(self.body.grid.index(0, found))
        return found >= 0

    def copy(self) -> None:
        """Put the whole table with its sums on the clipboard, for Excel."""
        grid, sums = self.body.grid, self.right.grid.cells
        rows = [
            (unit, *cells, *after)
            for unit, cells, after in zip(grid.rows, grid.cells, sums, strict=True)
        ]
        titles = ["单位", *(head.replace("\n", "") for head in grid.heads), "合计"]
        columns = [_copied(title, at) for at, title in enumerate(titles)]
        foot = ["全部单位合计", *self.foot.grid.cells[0], self.corner.grid.cells[0][0]]
        plain = [foot[0], *(text.replace(",", "") for text in foot[1:])]
        QGuiApplication.clipboard().setMimeData(table_data(columns, rows, plain))


def _copied(title: str, at: int) -> Column[tuple[str, ...]]:
    if at == 0:
        return text_column(title, lambda row: row[0])
    return text_column(title, lambda row: row[at].replace(",", ""), number=True)
