"""The leaf of returned files: what became of each, and what is to be done with those that wait."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from zjbuy_desktop.core.case.asking import of_file
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.needs import ReadReturn
from zjbuy_desktop.gui.dialogs import ask
from zjbuy_desktop.gui.dialogs.assign_columns import AssignColumnsDialog
from zjbuy_desktop.gui.dialogs.correct_return import CorrectDialog
from zjbuy_desktop.gui.widgets.announce import open_path
from zjbuy_desktop.gui.widgets.basics import button, column, label
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.return_tables import FileRow, file_columns, file_rows
from zjbuy_desktop.gui.widgets.send_back import send_back
from zjbuy_desktop.usecases import collecting, mappings
from zjbuy_desktop.usecases.collecting import ReturnRecord
from zjbuy_desktop.usecases.sending_back import SendingBack

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage


class FilesLeaf(QWidget):
    """Files, the tools for the one in hand, and the whole of what is said about it.

    Signals:
        opened: a dialog is to be opened.
        assigned: a file (``Path``) is to be imported by a ``HeaderMapping``.
        sent: copies were made; that they went back is to be entered.
    """

    opened = Signal(object)
    assigned = Signal(object, object)
    sent = Signal()

    def __init__(self, page: "StagePage") -> None:
        super().__init__()
        self._page = page
        self.table: DataTable[FileRow] = DataTable(
            "collection-files", file_columns(), title="收到的文件", empty="还没有文件"
        )
        self.detail = label("", "quiet", wrap=True)
        self.correct = button("更正(&E)…", self.correct_file, role="small", icon="edit")
        self.aside = button("搁置(&L)…", self.set_aside, role="small")
        self.pick = button("选用这一份(&Y)…", self.choose_file, role="small")
        self.original = button("打开原件(&O)", self.open_original, role="small", icon="file")
        self.back = button("退回修改件(&Z)…", self.send_back, role="small")
        self.assign = button("指明各列(&A)…", self.assign_columns, role="small")
        tools = (self.back, self.correct, self.assign, self.aside, self.pick, self.original)
        for tool in tools:
            self.table.add_tool(tool)
        self.table.explained.connect(lambda row, _: self.open_row(row))
        self.table.activated.connect(self.open_row)
        self.table.selected.connect(self._fit_tools)
        box = column(self.table, self.detail, margins=(0, 8, 0, 0))
        box.setStretch(0, 1)
        self.setLayout(box)

    def show_files(
        self, case: Case, returns: Sequence[ReturnRecord], sent: Mapping[int, SendingBack]
    ) -> int:
        """Show these; how many wait for somebody."""
        self.table.set_rows(file_rows(case, returns, sent))
        if self.table.current() is not None and not self.table.selection():
            self.table.view.selectRow(0)
        self._fit_tools()
        return sum(r.waits for r in self.table.model.rows)

    def waiting(self, unit: str) -> FileRow | None:
        """The first file of a unit that waits for somebody."""
        rows = self.table.model.rows
        return next((r for r in rows if r.waits and unit in r.record.units), None)

    def named(self, file: str) -> FileRow | None:
        """The file of that name."""
        return next((r for r in self.table.model.rows if r.record.file == file), None)

    def go_to(self, row: FileRow) -> None:
        """Put the cursor on a file."""
        self.table.select(row)
        self.table.setFocus()

    def open_row(self, at: FileRow) -> None:
        """Enter or double click on a file: mend it, or see what it gave."""
        context = self._page.context
        if at.waits:
            self.correct_file()
        elif context is not None and at.record.current_units:
            self._page.ask_figure(of_file(at.record.sha256, at.record.file))
        else:
            self._page.tell("info", f"“{at.record.file}”{at.state}。", at.remark)

    def correct_file(self) -> None:
        """更正…"""
        at = self.table.current()
        if at is not None:
            dialog = CorrectDialog(self._page, at.record)
            dialog.corrected.connect(self._tell_corrected)
            self._open(dialog)

    def assign_columns(self) -> None:
        """指明各列…: of a file that waits; it is imported again by what is said."""
        context, at = self._page.context, self.table.current()
        if context is None or at is None:
            return
        desk, project, number = context.desk, context.project_id, at.record.id
        self._page.run(
            "取出原件",
            lambda _: mappings.kept_file(desk, project, number),
            self._ask_columns,
            writes=False,
        )

    def _ask_columns(self, path: Path) -> None:
        dialog = AssignColumnsDialog(self._page, path)
        dialog.assigned.connect(lambda mapping: self.assigned.emit(path, mapping))
        self._open(dialog)
        dialog.look()

    def _tell_corrected(self, result: ReadReturn) -> None:
        who = "、".join(result.units)
        self._page.tell("ok", f"已按更正接收“{result.file}”（{who}），{len(result.lines)} 行。")

    def send_back(self) -> None:
        """退回修改件…: of all files that wait."""
        at = self.table.current()
        send_back(self._page, at.record.file if at else "", self.sent.emit)

    def set_aside(self) -> None:
        """搁置…"""
        context, at = self._page.context, self.table.current()
        if context is None or at is None:
            return
        text = f"“{at.record.file}”不计入汇总，也不再提示。"
        reason = ask.ask_reason(self, "搁置文件", text, action="搁置")
        if reason is not None:
            desk, project, number = context.desk, context.project_id, at.record.id
            self._page.run(
                "搁置文件", lambda _: collecting.set_aside(desk, project, number, reason)
            )

    def choose_file(self) -> None:
        """选用这一份…: let it count for every unit it has needs of."""
        context, at = self._page.context, self.table.current()
        if context is None or at is None:
            return
        units = at.record.units
        text = f"{'、'.join(units)}改以“{at.record.file}”为准。"
        reason = ask.ask_reason(self, "选用这一份", text, action="选用")
        if reason is None:
            return

        def choose(_: object) -> None:
            for unit in units:
                collecting.choose(context.desk, context.project_id, unit, at.record.id, reason)

        self._page.run("选用另一份回收表", choose)

    def open_original(self) -> None:
        """打开原件: a copy of it."""
        context, at = self._page.context, self.table.current()
        if context is not None and at is not None and at.record.sha256:
            record = at.record
            self._page.run(
                "取出原件",
                lambda _: collecting.copy_original(context.desk, record.sha256, record.file),
                open_path,
                writes=False,
            )

    def _open(self, dialog: QDialog) -> None:
        self.opened.emit(dialog)

    def _fit_tools(self, *_: Any) -> None:
        at = self.table.current()
        record = at.record if at else None
        waits = at is not None and at.waits
        taken = record is not None and record.rows > 0 and not record.undone
        self.back.setEnabled(any(r.waits for r in self.table.model.rows))
        self.correct.setEnabled(waits)
        self.assign.setEnabled(waits and record is not None and bool(record.sha256))
        self.aside.setEnabled(waits)
        self.pick.setEnabled(taken and record is not None and not record.current_units)
        self.original.setEnabled(record is not None and bool(record.sha256))
        self.detail.setText(at.remark if at else "")
