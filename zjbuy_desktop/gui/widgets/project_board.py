"""The board of the workbench: a chart by stage, all projects as a table, the one in hand below."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjbuy_desktop.gui.widgets.basics import clear
from zjbuy_desktop.gui.widgets.editors import CheckEditor, ChoiceEditor
from zjbuy_desktop.gui.widgets.project_summary import ProjectCard
from zjbuy_desktop.gui.widgets.project_table import project_table
from zjbuy_desktop.gui.widgets.stage_chart import StageChart

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.overview import ProjectRow

ALL = "全部环节"
_DONE = "各环节已完成"
CHART_FROM, WHOLE_CARD_FROM = 460, 400
"""Heights below which the chart and parts of the card give way to the table."""


class ProjectBoard(QWidget):
    """Dozens of projects at a glance.

    Signals:
        opened: a ``ProjectRow``.
        traced: a ``ProjectRow`` whose sum was asked about.
    """

    opened = Signal(object)
    traced = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ProjectRow, ...] = ()
        self.card: ProjectCard | None = None
        self.chart = StageChart()
        self.stage = ChoiceEditor((), empty=ALL)
        self.stage.setAccessibleName("环节")
        self.late = CheckEditor("只看有逾期的(&L)")
        self.table = project_table()
        self.table.add_tool(self.stage)
        self.table.add_tool(self.late)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.chart)
        whole.addWidget(self.table, 1)
        whole.addLayout(self._place)
        self._connect()

    def _connect(self) -> None:
        self.chart.chosen.connect(self._choose)
        self.stage.edited.connect(self._narrow)
        self.late.edited.connect(self._narrow)
        self.table.activated.connect(self.opened)
        self.table.explained.connect(lambda row, _: self.opened.emit(row))
        moved = self.table.view.selectionModel().currentRowChanged
        moved.connect(lambda *_: self._show_card())

    def show_rows(self, rows: "Sequence[ProjectRow]") -> None:
        """Show these, under the filters chosen before; the same as before stay as they are."""
        if self._rows == tuple(rows):
            return
        self._rows = tuple(rows)
        titles = _titles(self._rows)
        counts = Counter(r.outline.stage_title for r in self._rows)
        self.chart.set_counts([(title, counts[title]) for title in titles])
        self.stage.offer([(t, f"{t}（{counts[t]}）") for t in titles if counts[t]], empty=ALL)
        self._narrow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the rows come first."""
        self.chart.setVisible(self.height() >= CHART_FROM)
        self._fit_card()

    def _fit_card(self) -> None:
        if self.card is not None:
            self.card.set_compact(self.height() < WHOLE_CARD_FROM)

    def _choose(self, title: str) -> None:
        self.stage.set_value(title or None)
        self._narrow()

    def _narrow(self) -> None:
        stage = self.stage.value()
        self.chart.set_current(stage or "")
        shown = [
            r
            for r in self._rows
            if stage in (None, r.outline.stage_title) and (r.overdue or not self.late.value())
        ]
        in_hand = self.table.current()
        self.table.set_rows(shown)
        self.table.set_foot(f"合计 {len(shown)} 个项目", difference=None)
        again = next((r for r in shown if in_hand and r.id == in_hand.id), None)
        if again is not None:
            self.table.select(again)
        self._show_card()

    def _show_card(self) -> None:
        """The project under the cursor, with its stages and why."""
        shown = self.table.current()
        if self.card is not None and self.card.shown is shown:
            return
        clear(self._place)
        self.card = None
        if shown is not None:
            self.card = ProjectCard(
                shown, lambda: self.opened.emit(shown), lambda: self.traced.emit(shown)
            )
            self._fit_card()
            self._place.addWidget(self.card)


def _titles(rows: "Sequence[ProjectRow]") -> list[str]:
    """The stages in their order, as the longest project has them."""
    longest = max((r.outline.stages for r in rows), key=len, default=())
    titles = [title for title, _ in longest]
    more = [r.outline.stage_title for r in rows if r.outline.stage_title not in titles]
    return list(dict.fromkeys([*titles, *more, _DONE])) if rows else []
