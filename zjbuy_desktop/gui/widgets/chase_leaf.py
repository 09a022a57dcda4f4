"""催还名单: who owes what, and the words to send, one by one or to all."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.gui.dialogs.files import choose_target
from zjbuy_desktop.gui.widgets.announce import announce, folder_action
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.editors import TextEditor
from zjbuy_desktop.gui.widgets.scan_tables import chase_columns
from zjbuy_desktop.usecases import chasing
from zjbuy_desktop.usecases.chasing import ChaseRow

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage


class ChaseLeaf(QWidget):
    """The list, and below it the text for the one in hand, or for all selected."""

    def __init__(self, page: "StagePage") -> None:
        super().__init__()
        self._page = page
        self.table: DataTable[ChaseRow] = DataTable(
            "scan-chase",
            chase_columns(),
            title="催还名单",
            empty="没有要催的文件。发出后在“文件台账”里登记“已发出”，没有交回的就列在这里。",
        )
        self.table.selected.connect(self._show_words)
        self.table.add_tool(button("导出名单(&L)…", self.export, role="small", icon="table"))
        self.text = TextEditor(5)
        self.text.setAccessibleName("催还的话")
        self._says = label("选一行是发给这一家的话；选几行或不选，是发到工作群的话。", "quiet")
        self.copy = button("复制文字(&C)", self.copy_words, icon="copy")
        box = column(self.table, row(self._says, None, self.copy), self.text, margins=(0, 8, 0, 0))
        box.setStretch(0, 1)
        self.setLayout(box)

    def show_rows(self, rows: Sequence[ChaseRow]) -> None:
        """Show these."""
        self.table.set_rows(rows)
        self._show_words()

    def copy_words(self) -> None:
        """The text onto the clipboard."""
        QGuiApplication.clipboard().setText(self.text.value())
        self._page.tell("ok", "催还的话已复制，可以粘贴到微信或短信里。")

    def export(self) -> None:
        """导出名单…"""
        context = self._page.context
        target = choose_target(self, "催还名单", "催还名单.xlsx")
        if context is None or target is None:
            return
        self._page.run(
            "导出催还名单",
            lambda _: chasing.write_chase_list(context.desk, context.project_id, target),
            lambda count: announce(
                self, "ok", f"催还名单已导出，共 {count} 份。", "", (folder_action(target.parent),)
            ),
            writes=False,
        )

    def _show_words(self) -> None:
        context, chosen = self._page.context, self.table.selection()
        rows = chosen or list(self.table.model.rows)
        if context is None or not rows:
            self.text.set_value("")
        elif len(chosen) == 1:
            self.text.set_value(chosen[0].reminder)
        else:
            self.text.set_value(chasing.group_reminder(context.case, rows))
        self.copy.setEnabled(bool(rows))
