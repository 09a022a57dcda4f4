"""The table of the house: filter, sort, totals with proof, copy to Excel, remembered widths."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from zjbuy_desktop.core.case.ground import Ask
from zjbuy_desktop.gui.models.clipboard import table_data
from zjbuy_desktop.gui.models.columns import Column
from zjbuy_desktop.gui.models.table import TableModel
from zjbuy_desktop.gui.widgets.asking import KEY, WORDS, ask_from
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.memory import recall_ints, remember
from zjbuy_desktop.gui.widgets.table_foot import TableFoot
from zjbuy_desktop.gui.widgets.table_view import ROW_HEIGHT, TableView

Row = TypeVar("Row")
KEPT = "＝Σ各单位 ✓"


class DataTable(QWidget, Generic[Row]):
    """Rows of one kind under fixed columns.

    Signals:
        activated: the row Enter was pressed on.
        explained: row and column (its title) double clicked where the column has no figure
            that can be traced.
        selected: the selection changed.
    """

    activated = Signal(object)
    explained = Signal(object, str)
    selected = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        *,
        title: str = "",
        filtering: bool = True,
        empty: str = "没有内容",
    ) -> None:
        """``name`` is the key widths and sort are kept under; ``title`` what a reader hears."""
        super().__init__()
        self._name = name
        self.model: TableModel[Row] = TableModel(columns, self)
        self.view = TableView(self.model, self.copy)  # type: ignore[arg-type]
        self.view.setAccessibleName(title or name)
        self.foot = TableFoot(self.view)
        self.foot.hide()
        self.filter = QLineEdit()
        self._count = label("", "quiet")
        self._empty = label(empty, "quiet", wrap=True)
        self._label, self._mark, self._kept = "", "", True
        self._bar = self._build_bar(filtering)
        self._arrange()
        self._connect()
        self._recall()

    # What pages use

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show other rows; cursor and selection stay in their places."""
        at = self.view.currentIndex().row()
        chosen = self._chosen()
        self.model.set_rows(rows)
        self._go_back(at, chosen)
        self._refresh()

    def _go_back(self, at: int, chosen: Iterable[int]) -> None:
        model, flag = self.view.selectionModel(), QItemSelectionModel.SelectionFlag
        shown = range(len(self.model.visible))
        if at in shown:
            model.setCurrentIndex(self.model.index(at, 0), flag.NoUpdate)
        for place in chosen:
            if place in shown:
                model.select(self.model.index(place, 0), flag.Select | flag.Rows)

    def fit_rows(self) -> None:
        """As high as its rows, so that nothing of them is scrolled to."""
        bar = self.view.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(ROW_HEIGHT * (1 + max(1, len(self.model.rows))) + bar + 4)

    def set_foot(
        self, text: str, *, difference: str | None = "", of: str = "各单位", waiting: str = ""
    ) -> None:
        """Show totals. ``difference`` empty: Σ of the parts is the whole; ``None``: no mark.

        ``of`` says what the rows are, ``waiting`` what is missing before ✓ may be said at all.
        """
        self._label = text
        self._kept = not difference
        self._mark = "" if difference is None else waiting or KEPT.replace("各单位", of)
        if difference:
            self._mark = f"≠Σ{of}，差 {difference}"
        self.foot.setVisible(True)
        self._refresh()

    def current(self) -> Row | None:
        """The row the cursor is on."""
        at = self.view.currentIndex().row()
        return self.model.visible[at] if 0 <= at < len(self.model.visible) else None

    def selection(self) -> list[Row]:
        """The selected rows, in the order shown."""
        return [self.model.visible[n] for n in sorted(self._chosen())]

    def _chosen(self) -> set[int]:
        """Numbers of the selected rows; by ranges, as thousands of indexes take their time."""
        chosen = self.view.selectionModel().selection()
        parts = cast("Iterable[QItemSelectionRange]", chosen)
        return {n for part in parts for n in range(part.top(), part.bottom() + 1)}

    def select(self, wanted: Row) -> None:
        """Put the cursor on a row, if it is shown."""
        if wanted in self.model.visible:
            self.view.selectRow(self.model.visible.index(wanted))

    def choose(self, wanted: Callable[[Row], bool]) -> None:
        """Select the rows shown that answer to ``wanted``, and no others."""
        model, flag = self.view.selectionModel(), QItemSelectionModel.SelectionFlag
        chosen = QItemSelection()
        for place, shown in enumerate(self.model.visible):
            if wanted(shown):
                index = self.model.index(place, 0)
                chosen.select(index, index)
        model.select(chosen, flag.ClearAndSelect | flag.Rows)

    def add_action(self, text: str, run: Any) -> None:
        """One more line in the context menu."""
        self.view.extra_actions.append((text, run))

    def add_tool(self, widget: QWidget) -> None:
        """A button to the right of the filter; in a narrow window they take several lines."""
        self._tools.add(widget)

    def copy(self) -> None:
        """Put the selected rows, or all with the totals, on the clipboard for Excel."""
        chosen = self.selection()
        whole = len(chosen) < 2
        rows = self.model.visible if whole else chosen
        foot = self._plain_foot() if whole and self.foot.isVisibleTo(self) else ()
        QGuiApplication.clipboard().setMimeData(table_data(self.model.columns, rows, foot))

    # 这个数怎么来的

    def ask(self) -> None:
        """Ask about the figure in hand: of the current column, or the row's main one."""
        found = self._figure_in_hand()
        if found is not None:
            ask_from(self, found[1])

    def ask_total(self) -> None:
        """The same for the figure at the foot of the current column, or of the main one."""
        found = self._total_in_hand()
        if found is not None:
            ask_from(self, found[1])

    def figure_actions(self) -> list[tuple[str, Callable[[], None]]]:
        """Lines of the context menu, for the figure and its total if they can be traced."""
        figure, total = self._figure_in_hand(), self._total_in_hand()
        found: list[tuple[str, Callable[[], None]]] = []
        if figure is not None:
            found.append((f"{WORDS}(&W)　{figure[0]}\t{KEY}", self.ask))
        if total is not None:
            found.append((f"合计怎么来的(&T)　{total[0]}\tShift+{KEY}", self.ask_total))
        return found

    def _figure_in_hand(self) -> tuple[str, Ask] | None:
        row = self.current()
        for at in self._columns_in_turn() if row is not None else ():
            if at.why is not None and at.get(row) is not None:  # type: ignore[arg-type]
                return at.title, at.why(row)  # type: ignore[arg-type]
        return None

    def _total_in_hand(self) -> tuple[str, Ask] | None:
        if self.model.filtered or not self.foot.isVisibleTo(self):
            return None
        summed = dict(zip((c.title for c in self.model.columns), self.model.sums(), strict=True))
        for at in self._columns_in_turn():
            if at.why_total is not None and summed[at.title] is not None:
                return at.title, at.why_total
        return None

    def _columns_in_turn(self) -> list[Column[Row]]:
        """The current column first, then those of money, then the rest."""
        at = self.view.currentIndex().column()
        current = self.model.columns[at : at + 1] if at >= 0 else ()
        money = [c for c in self.model.columns if "元" in c.title]
        return [*current, *money, *self.model.columns]

    # How it is made

    def _build_bar(self, filtering: bool) -> QWidget:
        self.filter.setPlaceholderText("筛选")
        self.filter.setAccessibleName(f"筛选：{self.view.accessibleName()}")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(220)
        copy = button("", self.copy, icon="copy", role="bare", tip="复制到 Excel（Ctrl+C）")
        copy.setAccessibleName(f"复制到 Excel：{self.view.accessibleName()}")
        self._tools = Flow(None, copy)
        bar = QWidget()
        line = row(self.filter, self._count, self._tools)
        line.setStretch(2, 1)
        bar.setLayout(line)
        if not filtering:  # shown while it has no parent it would flash up as a window
            bar.hide()
        return bar

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addSpacing(6 if self._bar.isVisibleTo(self) else 0)
        box.addWidget(self.view, 1)
        box.addWidget(self.foot)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.view.viewport().setLayout(column(self._empty, None, margins=(12, 24, 12, 0)))
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter)
        self.view.sorting.connect(self._sort)
        self.view.doubled.connect(self._explain)
        self.view.entered_row.connect(lambda at: self.activated.emit(self.model.visible[at]))
        self.view.selectionModel().selectionChanged.connect(lambda *_: self.selected.emit())
        self.view.horizontalHeader().sectionResized.connect(self._keep_widths)
        find = QShortcut(QKeySequence.StandardKey.Find, self, self.filter.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.view.asked.connect(lambda total: self.ask_total() if total else self.ask())
        self.view.figure_actions = self.figure_actions

    def _recall(self) -> None:
        kept = recall_ints(f"widths/{self._name}")
        whole = len(kept) == len(self.model.columns)
        last = len(self.model.columns) - 1  # stretched to whatever room there is at the time
        for number, shown in enumerate(self.model.columns):
            known = whole and number < last
            self.view.setColumnWidth(number, kept[number] if known else shown.width)
        order = recall_ints(f"sort/{self._name}")
        if len(order) == 2 and order[0] < len(self.model.columns):
            self.model.sort_by(order[0], descending=bool(order[1]))

    def _keep_widths(self) -> None:
        if not self.view.isVisible():  # Qt's own arranging is not the user's wish
            return
        widths = [self.view.columnWidth(n) for n in range(len(self.model.columns))]
        remember(f"widths/{self._name}", widths)

    def _sort(self, column: int) -> None:
        """Upwards, downwards, as given, by turns."""
        by, descending = self.model.order
        if by != column:
            self.model.sort_by(column)
        elif not descending:
            self.model.sort_by(column, descending=True)
        else:
            self.model.sort_by(-1)
        by, descending = self.model.order
        remember(f"sort/{self._name}", [by, int(descending)])

    def _filter(self, needle: str) -> None:
        self.model.set_filter(needle)
        self._refresh()

    def _explain(self, at: int, column: int) -> None:
        row, wanted = self.model.visible[at], self.model.columns[column]
        if wanted.why is not None and wanted.get(row) is not None:
            ask_from(self, wanted.why(row))
        else:
            self.explained.emit(row, wanted.title)

    def _refresh(self) -> None:
        shown, whole = len(self.model.visible), len(self.model.rows)
        self._count.setText(f"{shown} / {whole} 行" if self.model.filtered else f"{whole} 行")
        self._empty.setVisible(not shown)
        if self.foot.isVisibleTo(self):
            self._refresh_foot()
        if shown and not self.view.currentIndex().isValid():
            start = self.model.index(0, 0)
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.view.selectionModel().setCurrentIndex(start, flag)

    def _refresh_foot(self) -> None:
        label_text = "筛出行合计" if self.model.filtered else self._label
        sums = zip(self.model.columns, self.model.sums(), strict=True)
        cells = ["" if value is None or not c.total else c.text(value) for c, value in sums]
        cells[0] = label_text
        self.foot.set_cells(cells, "" if self.model.filtered else self._mark, kept=self._kept)

    def _plain_foot(self) -> list[str]:
        sums = zip(self.model.columns, self.model.sums(), strict=True)
        cells = [
            "" if value is None or not c.total else (c.plain or c.text)(value) for c, value in sums
        ]
        cells[0] = self.foot.cells[0] if self.foot.cells else ""
        return cells
