"""这个数怎么来的: every line behind a figure, down to file, sheet, cell and fingerprint."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.models.columns import (
    Column,
    date_column,
    money_column,
    quantity_column,
    text_column,
)
from zjbuy_desktop.gui.widgets.announce import open_path
from zjbuy_desktop.gui.widgets.basics import button, label
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.usecases import collecting

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage

_WORDS = {"quantity": "数量", "price": "单价", "amount": "金额"}


def _cells(line: NeedLine) -> str:
    at = dict(line.source.cells)
    return "　".join(f"{word} {at[name]}" for name, word in _WORDS.items() if name in at)


def _columns(lines: Sequence[NeedLine]) -> tuple[Column[NeedLine], ...]:
    """What is the same in every line is not repeated."""
    unit: Column[NeedLine] = text_column("单位", lambda n: n.unit, 150)
    item: Column[NeedLine] = text_column("标的", lambda n: n.item, 150)
    several = len({n.unit for n in lines}) > 1
    return (
        *((unit,) if several else (item,)),
        quantity_column("数量", lambda n: n.quantity, 64),
        money_column("单价（元）", lambda n: n.price_fen, 92, total=False),
        money_column("金额（元）", lambda n: n.amount_fen, 116),
        text_column("文件", lambda n: n.source.file, 176, tip=lambda n: n.source.file),
        text_column("工作表", lambda n: n.source.sheet, 72),
        text_column("格子", _cells, 210),
        date_column("收到", lambda n: n.source.received_at and n.source.received_at.date(), 88),
    )


class ExplainDialog(Sheet):
    """The lines behind one figure of a unit or an item."""

    def __init__(self, page: "StagePage", what: str, lines: Sequence[NeedLine]) -> None:
        super().__init__(page, f"这个数怎么来的　{what}", wide=860)
        self.lines = tuple(lines)
        sums = total(self.lines)
        files = len({n.source.sha256 for n in self.lines})
        self.head = label(
            f"{what}：{sums.rows} 行相加得 {money.yuan(sums.amount_fen)} 元，来自 {files} 个文件。",
            size="head",
            wrap=True,
        )
        self.table: DataTable[NeedLine] = DataTable("explain", _columns(self.lines), title="明细行")
        self.table.set_rows(self.lines)
        self.table.set_foot("合计", difference=None)
        self.proof = label("", "quiet", wrap=True)
        self.proof.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.open_file = button("打开原件(&O)", self.open_original, icon="file")
        self.box.addWidget(self.head)
        self.box.addWidget(self.table, 1)
        self.box.addWidget(self.proof)
        self.left.addWidget(self.open_file)
        self.table.selected.connect(self._prove)
        self.fit(1040, 480)
        self.table.view.selectRow(0)

    def open_original(self) -> None:
        """Open a copy of the file the current line was read from."""
        context, line = self.page.context, self.table.current()
        if context is None or line is None:
            return
        source = line.source
        self.do(
            "取出原件",
            lambda _: collecting.copy_original(context.desk, source.sha256, source.file),
            open_path,
            writes=False,
        )

    def _prove(self) -> None:
        line = self.table.current()
        if line is not None:
            at = line.source.received_at
            when = f"，{at:%Y-%m-%d %H:%M} 接收" if at else ""
            self.proof.setText(f"原件“{line.source.file}”{when}　文件指纹 {line.source.sha256}")
