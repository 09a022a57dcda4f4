"""封存: seal what counts under a name, on its own or on the way to completing the stage."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import button, label
from zjbuy_desktop.gui.widgets.editors import LineEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases import freezing
from zjbuy_desktop.usecases.freezing import Snapshot

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage


class SealDialog(Sheet):
    """The name, and what is going to be sealed.

    Signals:
        completed: the stage is to be completed, sealed or not.
    """

    completed = Signal()

    def __init__(self, page: "StagePage", taken: Sequence[str], *, completing: bool) -> None:
        """``taken`` are the names used before; ``completing`` offers to go on without sealing."""
        action = "封存并完成(&S)" if completing else "封存(&S)"
        super().__init__(page, "封存需求", action, wide=520)
        self._completing = completing
        assert page.context is not None
        sums = total(page.context.case.needs)
        self.box.addWidget(
            label(
                f"把现在计入的 {sums.rows} 行，{money.yuan(sums.amount_fen)} 元连同来源定下来。"
                "封存后不能再导入、改用、撤回或归并；确需改动，可解封并写明理由，随时可与封存时相比。",
                wrap=True,
            )
        )
        self.name = LineEditor("例如：2026年8月25日汇总")
        self.name.set_value(_free(freezing.proposed_name(page.context.today), taken))
        form = Form()
        form.add("name", "名称", self.name, required=True)
        self.box.addWidget(form)
        self.box.addStretch(1)
        self.skip = button("只完成，不封存(&C)", self.complete_only)
        self.skip.setVisible(completing)
        self.left.addWidget(self.skip)
        self.fit(560, 240)
        self.name.setFocus()

    def complete_only(self) -> None:
        """只完成，不封存."""
        self.accept()
        self.completed.emit()

    def try_accept(self) -> None:
        """封存; afterwards the stage is completed, if that is what was asked."""
        context, name = self.page.context, self.name.value()
        if context is not None:
            self.do(
                "封存需求",
                lambda _: freezing.freeze(context.desk, context.project_id, name),
                self._done,
            )

    def _done(self, made: Snapshot) -> None:
        amount = money.yuan(made.amount_fen)
        self.page.tell("ok", f"已封存“{made.name}”：{made.line_count} 行，{amount} 元。")
        self.accept()
        if self._completing:
            self.completed.emit()


def _free(name: str, taken: Sequence[str]) -> str:
    """The name, with a number behind it where it is used."""
    number, found = 2, name
    while found in taken:
        number, found = number + 1, f"{name}（{number}）"
    return found
