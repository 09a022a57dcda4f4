"""登记已退回: which refused files went back, on which day, how and to whom."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import label
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, LineEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases import sending_back
from zjbuy_desktop.usecases.sending_back import ProblemRow, SendingBack

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage

_ROLE = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class SentBackDialog(Sheet):
    """Files with boxes, a day, a way, a person; one entry for all of them."""

    def __init__(
        self,
        page: "StagePage",
        context: "PageContext",
        rows: Sequence[ProblemRow],
        chosen: Collection[int],
    ) -> None:
        """``chosen`` are the numbers of the returns ticked at first."""
        super().__init__(page, "登记已退回", "登记(&R)", wide=520)
        self._context = context
        self.files = QListWidget()
        self.files.setAccessibleName("退回的文件")
        for row in {r.record.id: r for r in rows}.values():
            self.files.addItem(_item(row, row.record.id in chosen))
        self.day = DateEditor(context.today)
        self.day.set_value(context.today)
        self.how = ChoiceEditor([(way, way) for way in sending_back.HOWS])
        self.how.set_value(sending_back.HOWS[0])
        self.whom = LineEditor("交给谁、约好何时重交（可不填）")
        self.form = Form()
        self.form.add("on", "日期", self.day, required=True)
        self.form.add("how", "方式", self.how, required=True)
        self.form.add("whom", "接收人", self.whom)
        told = "记下哪些文件已经请单位修改；单位重交以后，这里自动消去。"
        self.box.addWidget(label(told, "quiet", wrap=True))
        self.box.addWidget(self.files, 1)
        self.box.addWidget(self.form)
        self.fit(560, 280 + 28 * min(10, self.files.count()))
        self.files.setFocus()

    def ticked(self) -> list[int]:
        """The numbers of the returns ticked."""
        items = (self.files.item(n) for n in range(self.files.count()))
        return [int(item.data(_ROLE)) for item in items if item.checkState() == _ON]

    def try_accept(self) -> None:
        """Record, or say what is missing."""
        day, how, whom, chosen = (
            self.day.value(), self.how.value(), self.whom.value(), self.ticked(),
        )  # fmt: skip
        if not chosen:
            self.say("请至少勾选一份文件。")
        elif day is None:
            self.say(self.day.problem() or "请填日期。")
        else:
            desk, project = self._context.desk, self._context.project_id
            self.do(
                "登记已退回",
                lambda _: sending_back.record_sent_back(
                    desk, project, chosen, how, whom=whom, on=day
                ),
                lambda sent: self._done(sent, len(chosen)),
            )

    def _done(self, sent: SendingBack, count: int) -> None:
        self.page.tell("ok", f"已登记退回 {count} 份：{sent.told}。")
        self.accept()


def _item(row: ProblemRow, ticked: bool) -> QListWidgetItem:
    before = f"　{row.sent.day}" if row.sent else ""
    unit = "" if row.unit in row.record.file else f"（{row.unit}）"
    count = len(row.record.problems)
    made = QListWidgetItem(f"{row.record.file}{unit}　{count} 处{before}")
    made.setData(_ROLE, row.record.id)
    made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    made.setCheckState(_ON if ticked else _OFF)
    return made
