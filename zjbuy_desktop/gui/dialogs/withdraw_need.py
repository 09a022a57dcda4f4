"""撤回需求: a unit takes its need back; the reason is asked, a letter may be kept with it."""

from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.tally import Total
from zjbuy_desktop.gui.dialogs.files import choose_file
from zjbuy_desktop.gui.dialogs.leaving import EVIDENCE
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.editors import TextEditor
from zjbuy_desktop.usecases import versions

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage


class WithdrawDialog(Sheet):
    """What will no longer count, and why.

    Attributes:
        file: the unit's letter; ``None`` without one.
    """

    def __init__(self, page: "StagePage", unit: str, sums: Total) -> None:
        super().__init__(page, f"撤回需求　{unit}", "撤回(&R)", wide=520)
        self.unit, self.sums = unit, sums
        self.file: Path | None = None
        self.box.addWidget(
            label(
                f"{unit}现在计入 {sums.rows} 行，{money.yuan(sums.amount_fen)} 元；撤回后都不计入。"
                "报来的各份仍然保留，可以取消撤回，单位也可以重报。单位不再参加的，请登记退出。",
                wrap=True,
            )
        )
        self.reason = TextEditor(3, "例如：单位8月22日来函，预算调整后重报")
        self.reason.setAccessibleName("撤回理由")
        self.box.addWidget(self.reason)
        self.attached = label("没有附来函", "quiet")
        self.attach = button("附上来函的扫描件(&F)…", self.pick, role="small")
        self.box.addLayout(row(self.attached, None, self.attach))
        self.fit(560, 320)
        self.reason.setFocus()

    def pick(self) -> None:
        """附上来函的扫描件…"""
        chosen = choose_file(self, "选择来函的扫描件", EVIDENCE)
        if chosen is not None:
            self.file = chosen
            self.attached.setText(f"附：{chosen.name}")

    def try_accept(self) -> None:
        """撤回: not without a reason."""
        context, reason, file = self.page.context, self.reason.value(), self.file
        if not reason:
            self.say("请写明撤回理由。")
        elif context is not None:
            self.do(
                "撤回需求",
                lambda _: versions.withdraw(
                    context.desk, context.project_id, self.unit, reason, file
                ),
                lambda _: self._done(),
            )

    def _done(self) -> None:
        amount = money.yuan(self.sums.amount_fen)
        self.page.tell("ok", f"{self.unit}已撤回需求，{amount} 元不再计入。")
        self.accept()
