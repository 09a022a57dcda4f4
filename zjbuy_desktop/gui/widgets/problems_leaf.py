"""待改问题: everything a round still has to mend, with whom to call and what to say."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.gui.dialogs.correct_return import CorrectDialog
from zjbuy_desktop.gui.dialogs.sent_back import SentBackDialog
from zjbuy_desktop.gui.models.columns import Column, text_column
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, TextEditor
from zjbuy_desktop.gui.widgets.send_back import send_back
from zjbuy_desktop.usecases import sending_back
from zjbuy_desktop.usecases.collecting import ReturnRecord
from zjbuy_desktop.usecases.sending_back import ProblemRow, SendingBack

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage

_ALL = ""


class ProblemsLeaf(QWidget):
    """The list, a choice of the unit, and below it the words for what is in hand.

    Signals:
        opened: a dialog is to be opened.
    """

    opened = Signal(object)

    def __init__(self, page: "StagePage") -> None:
        super().__init__()
        self._page = page
        self._rows: list[ProblemRow] = []
        self.table: DataTable[ProblemRow] = DataTable(
            "collection-problems",
            problem_columns(),
            title="待改问题",
            empty="没有要改的。退回的文件改好后重新导入，就从这里消去。",
        )
        self.unit = ChoiceEditor([(_ALL, "全部单位")])
        self.unit.setAccessibleName("只看一家单位")
        self.unit.setMinimumWidth(170)
        self.unit.edited.connect(self._narrow)
        self.mend = button("更正(&E)…", self.correct, role="small", icon="edit")
        self.back = button("退回修改件(&Z)…", self.make_copies, role="small")
        self.done = button("登记已退回(&R)…", self.record, role="small")
        for tool in (self.unit, self.mend, self.back, self.done):
            self.table.add_tool(tool)
        self.table.selected.connect(self._show_words)
        self.table.explained.connect(lambda _row, _: self.correct())
        self.table.activated.connect(lambda _row: self.correct())
        self.text = TextEditor(5)
        self.text.setAccessibleName("要说的话")
        self._says = label("选中的几处是要说的话；不选就是全部，按单位排好，照着打电话。", "quiet")
        self.copy = button("复制文字(&C)", self.copy_words, icon="copy")
        box = column(self.table, row(self._says, None, self.copy), self.text, margins=(0, 8, 0, 0))
        box.setStretch(0, 1)
        self.setLayout(box)

    def show_problems(
        self, case: Case, returns: Sequence[ReturnRecord], sent: Mapping[int, SendingBack]
    ) -> int:
        """Show what waits; how many places that is."""
        self._rows = sending_back.problem_rows(case, returns, sent)
        units = list(dict.fromkeys(r.unit for r in self._rows))
        self.unit.offer([(_ALL, "全部单位"), *((u, u) for u in units)])
        self._narrow()
        return len(self._rows)

    def only(self, unit: str) -> None:
        """Show one unit's; all if it has none."""
        known = any(r.unit == unit for r in self._rows)
        self.unit.set_value(unit if known else _ALL)
        self._narrow()

    def correct(self) -> None:
        """更正…: the whole file of the place in hand."""
        at = self.table.current()
        if at is not None:
            dialog = CorrectDialog(self._page, at.record)
            dialog.corrected.connect(
                lambda r: self._page.tell("ok", f"已按更正接收“{r.file}”，{len(r.lines)} 行。")
            )
            self.opened.emit(dialog)

    def make_copies(self) -> None:
        """退回修改件…: of all files that wait."""
        at = self.table.current()
        send_back(self._page, at.record.file if at else "", self.record)

    def record(self) -> None:
        """登记已退回…: the files selected, or all those shown that have not gone back."""
        context = self._page.context
        if context is None or not self._rows:
            return
        chosen = {r.record.id for r in self.table.selection()}
        fresh = {r.record.id for r in self.table.model.rows if r.sent is None}
        dialog = SentBackDialog(self._page, context, self._rows, chosen or fresh)
        self.opened.emit(dialog)

    def copy_words(self) -> None:
        """The text onto the clipboard."""
        QGuiApplication.clipboard().setText(self.text.value())
        self._page.tell("ok", "要说的话已复制，可以粘贴到微信或短信里。")

    def _narrow(self) -> None:
        wanted = self.unit.value()
        self.table.set_rows([r for r in self._rows if wanted in (_ALL, r.unit)])
        self._show_words()

    def _show_words(self) -> None:
        context = self._page.context
        rows = self.table.selection() or list(self.table.model.visible)
        told = sending_back.words(context.case, rows, context.today) if context and rows else ""
        self.text.set_value(told)
        for tool in (self.copy, self.mend, self.back, self.done):
            tool.setEnabled(bool(self._rows))


def problem_columns() -> tuple[Column[ProblemRow], ...]:
    """Whom to call, where it stands, what is wrong, how to mend it."""
    return (
        text_column("单位", lambda r: r.unit, 136, tip=lambda r: r.unit),
        text_column(
            "退回",
            lambda r: r.sent.day if r.sent else "未退回",
            108,
            tone=lambda r: "warn" if r.sent else "stop",
            mark=lambda r: "send" if r.sent else "stop",
            tip=lambda r: r.sent.told if r.sent else "还没有登记退回",
        ),
        text_column("联系人、电话", lambda r: r.who, 160, tip=lambda r: r.who),
        text_column("工作表", lambda r: r.problem.sheet or "整个文件", 70),
        text_column("格子", lambda r: r.problem.cell, 44),
        text_column("现在写的", lambda r: r.problem.found, 96, tip=lambda r: r.problem.found),
        text_column("应当是", lambda r: r.problem.expected, 138, tip=lambda r: r.problem.expected),
        text_column("建议改为", lambda r: r.problem.suggestion, 80),
        text_column("怎么改", lambda r: r.problem.hint, 140, tip=lambda r: r.problem.hint),
        text_column("文件", lambda r: r.record.file, 130, tip=lambda r: r.record.file),
    )
