"""法规没有规定的事的表：每件一行，做法写在旁边，可以定、可以撤。"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjbuy_desktop.gui.dialogs.ask import ReasonDialog
from zjbuy_desktop.gui.dialogs.gap_choice import WHOSE, GapChoiceDialog
from zjbuy_desktop.gui.models.columns import Column, text_column
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.usecases import gaps
from zjbuy_desktop.usecases.gaps import GapRow

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.desk import Desk

Do = Callable[[str, Callable[[object], object], str], object]
"""Does a write on the worker: label, the use-case, what to say afterwards."""
_OPEN = "还没有定"


class GapPanel(QWidget):
    """The table, all that is known of one line, and what can be done with it."""

    def __init__(self, name: str, do: Do, *, of_stage: bool = False) -> None:
        """``do`` is how the page or dialog around it writes; ``of_stage``: all is of one stage."""
        super().__init__()
        self._do = do
        self._desk: Desk | None = None
        self._project = 0
        self.asking: GapChoiceDialog | ReasonDialog | None = None
        self.table = _table(name, of_stage=of_stage)
        self.detail = label("", wrap=True)
        self.detail.setAccessibleName("这件事的情况")
        self.detail.setMinimumHeight(80)
        self.own = button("定本项目的做法(&T)…", lambda: self.ask(office=False), role="small")
        self.every = button("定本单位的做法(&L)…", lambda: self.ask(office=True), role="small")
        self.back = button("撤销做法(&U)…", self.ask_back, role="small", icon="undo")
        self.table.view.selectionModel().currentChanged.connect(lambda *_: self._fit())
        self.table.activated.connect(lambda _: self.ask(office=False))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.table, 1)
        box.addWidget(self.detail)
        box.addLayout(row(self.own, self.every, self.back, None))

    def show_rows(self, desk: "Desk", project_id: int, rows: tuple[GapRow, ...]) -> None:
        """Show these; the cursor stays on its line, or goes to the first."""
        self._desk, self._project = desk, project_id
        self.table.set_rows(rows)
        if self.table.current() is None and rows:
            self.table.select(self.table.model.visible[0])
        self._fit()

    def _fit(self) -> None:
        current = self.table.current()
        self.detail.setText(_more(current) if current else "")
        self.own.setEnabled(current is not None)
        self.every.setEnabled(current is not None)
        self.back.setEnabled(current is not None and current.own is not None)

    def ask(self, *, office: bool) -> None:
        """定…的做法…: for the line the cursor is on."""
        current, desk = self.table.current(), self._desk
        if current is None or desk is None:
            return
        dialog = self.asking = GapChoiceDialog(self.window(), current, office=office)
        project = None if office else self._project

        def keep() -> None:
            words, reason = dialog.words.value(), dialog.reason.value()
            self._do(
                "定下做法",
                lambda _: gaps.choose(desk, project, current.gap.id, words, reason),
                f"“{current.gap.title}”已定下{WHOSE[office]}的做法。",
            )

        dialog.accepted.connect(keep)
        dialog.open()

    def ask_back(self) -> None:
        """撤销做法…: of the project if it has its own, else of the office."""
        current, desk = self.table.current(), self._desk
        if current is None or current.own is None or desk is None:
            return
        own = current.own
        text = f"{current.gap.title}\n{WHOSE[own.office]}的做法：{own.choice}"
        dialog = self.asking = ReasonDialog(self.window(), "撤销做法", text, "撤销做法", "")
        project = None if own.office else self._project

        def drop() -> None:
            reason = dialog.reason.value()
            self._do(
                "撤销做法",
                lambda _: gaps.take_back(desk, project, current.gap.id, reason),
                f"已撤销“{current.gap.title}”{WHOSE[own.office]}的做法。",
            )

        dialog.accepted.connect(drop)
        dialog.open()


def _table(name: str, *, of_stage: bool) -> DataTable[GapRow]:
    columns: tuple[Column[GapRow], ...] = (
        text_column("环节", lambda r: r.stage_title, 120),
        text_column("没有规定的事", lambda r: r.gap.title, 230, tip=_more),
        text_column(
            "做法",
            lambda r: r.own.choice if r.own else _OPEN,
            330,
            tone=lambda r: "ink" if r.own else "quiet",
            mark=lambda r: "check" if r.own else "circle",
            tip=_more,
        ),
        text_column("谁定的", lambda r: r.own.whose if r.own else None, 72),
        text_column("理由", lambda r: r.own.reason if r.own else None, 160, tip=_more),
        text_column("印在", lambda r: r.printed_in, 150, tip=lambda r: r.printed_in),
    )
    shown = columns[1:] if of_stage else columns
    return DataTable(name, shown, title="法规没有规定的事", filtering=False)


def _more(line: GapRow) -> str:
    parts = [
        f"{line.gap.title}：{line.gap.silent}",
        f"可参照：{line.gap.near}" if line.gap.near else "",
        f"{line.own.whose}的做法：{line.own.choice}" if line.own else "还没有定做法。",
        f"理由：{line.own.reason}" if line.own else "",
    ]
    return "\n".join(filter(None, parts))
