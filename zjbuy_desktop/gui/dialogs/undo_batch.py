"""撤销一批导入: what exactly is taken back, by unit, before anything is."""

from typing import TYPE_CHECKING

from zjbuy_desktop.core.base import money
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import label
from zjbuy_desktop.gui.widgets.difference_table import signed_yuan
from zjbuy_desktop.gui.widgets.editors import LineEditor
from zjbuy_desktop.gui.widgets.version_tables import undo_table
from zjbuy_desktop.usecases import collecting, versions
from zjbuy_desktop.usecases.versions import Batch, UnitChange

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage


class UndoDialog(Sheet):
    """Each unit that would change: what counts now, what would count."""

    def __init__(self, page: "StagePage", batch: Batch) -> None:
        super().__init__(page, f"撤销第 {batch.id} 批导入", "撤销这一批(&R)", wide=760)
        self.batch = batch
        self.head = label("正在看会改变什么…", size="head", wrap=True)
        self.table = undo_table()
        self.box.addWidget(self.head)
        self.box.addWidget(
            label(
                f"第 {batch.id} 批，{batch.at:%Y-%m-%d %H:%M} 导入，{batch.files} 个文件"
                f"（{batch.words}）。原件和这次导入的记录都保留；撤销后可以重新导入。",
                "quiet",
                wrap=True,
            )
        )
        self.box.addWidget(self.table, 1)
        self.reason = LineEditor("为什么撤销，例如：选错了文件夹")
        self.reason.setAccessibleName("撤销理由")
        self.box.addWidget(self.reason)
        self.go.setEnabled(False)
        self.fit(900, 480)

    def read(self) -> None:
        """Find out what would change; call it once the dialog is open."""
        context = self.page.context
        if context is not None:
            self.do(
                "看会改变什么",
                lambda _: versions.undo_changes(context.desk, context.project_id, self.batch.id),
                self._show,
                writes=False,
                quiet=True,
            )

    def _show(self, found: tuple[UnitChange, ...]) -> None:
        self.table.set_rows(found)
        self.table.set_foot(f"合计 {len(found)} 家", difference=None)
        self.go.setEnabled(True)
        gone = sum(c.after is None for c in found)
        gap = sum(c.amount_fen for c in found)
        if not found:
            self.head.setText("撤销后，各单位计入的内容不变。")
        else:
            lost = f"，其中 {gone} 家不再有需求" if gone else ""
            self.head.setText(
                f"撤销后 {len(found)} 家单位计入的内容改变{lost}，合计 {signed_yuan(gap)} 元。"
            )

    def try_accept(self) -> None:
        """撤销这一批: not without a reason."""
        context, reason = self.page.context, self.reason.value()
        if not reason:
            self.say("请写明撤销的理由，审计时会看到。")
            self.reason.setFocus()
        elif context is not None:
            self.do(
                "撤销导入",
                lambda _: collecting.undo(context.desk, context.project_id, self.batch.id, reason),
                lambda _: self._done(),
            )

    def _done(self) -> None:
        gap = abs(sum(c.amount_fen for c in self.table.model.rows))
        self.page.tell(
            "ok",
            f"已撤销第 {self.batch.id} 批导入，{self.batch.files} 个文件，"
            f"合计相差 {money.yuan(gap)} 元。",
        )
        self.accept()
