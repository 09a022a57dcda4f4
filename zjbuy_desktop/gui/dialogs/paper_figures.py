"""数的来历: the figures one paper prints; each leads to where it comes from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.ground import Ask
from zjbuy_desktop.core.papers.figures import Printed
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.models.columns import Column, text_column
from zjbuy_desktop.gui.widgets.asking import ask_from
from zjbuy_desktop.gui.widgets.basics import button, label
from zjbuy_desktop.gui.widgets.data_table import DataTable

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage

_UNKNOWN = "没有找到来历，请核对"


class PaperFiguresDialog(Sheet):
    """One paper's figures in the order of its contents."""

    def __init__(self, page: "StagePage", title: str, figures: Sequence[Printed]) -> None:
        super().__init__(page, f"数的来历　{title}", wide=720)
        unknown = sum(f.figure is None for f in figures)
        told = f"这份文件现在印 {len(figures)} 个金额和数量"
        told += f"，其中 {unknown} 个没有找到来历。" if unknown else "，都有来历。"
        self.head = label(told, size="head", wrap=True)
        self.table: DataTable[Printed] = DataTable(
            "paper-figures", _columns(), title="文件里的数", empty="这份文件没有金额和数量"
        )
        self.table.set_rows(figures)
        self.table.activated.connect(self.trace)
        self.why = button("这个数怎么来的(&W)", self.trace_current, role="primary")
        self.box.addWidget(self.head)
        self.box.addWidget(self.table, 1)
        self.left.addWidget(self.why)
        self.why.setEnabled(bool(figures))
        self.fit(960, 520)
        self.table.setFocus()

    def trace_current(self) -> None:
        """这个数怎么来的: of the row in hand."""
        at = self.table.current()
        if at is not None:
            self.trace(at)

    def trace(self, printed: Printed) -> None:
        """Show where one printed figure comes from."""
        ask_from(self, _ask(printed))


def _ask(printed: Printed) -> Ask:
    return lambda _: printed.figure


def _columns() -> tuple[Column[Printed], ...]:
    return (
        text_column("在文件的哪一项", lambda p: p.label, 300, tip=lambda p: p.label),
        text_column("印的数", lambda p: p.text, 130, right=True, why=_ask),
        text_column(
            "是什么数",
            lambda p: p.figure.what if p.figure else _UNKNOWN,
            300,
            tone=lambda p: "" if p.figure else "stop",
            tip=lambda p: p.figure.what if p.figure else _UNKNOWN,
        ),
        text_column("怎么得来", lambda p: p.figure.way.value if p.figure else "", 130),
    )
