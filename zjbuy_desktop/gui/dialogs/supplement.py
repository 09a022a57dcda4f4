"""补充合同: what may still be added to a contract is shown before anything is typed."""

from typing import TYPE_CHECKING

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.awards import Supplement
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import label, restyle
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, LineEditor, MoneyEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases import awarding
from zjbuy_desktop.usecases.awarding import Room

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage


class SupplementDialog(Sheet):
    """One supplement of one contract."""

    def __init__(self, page: "StagePage", context: "PageContext", unit: str) -> None:
        super().__init__(page, f"补充合同　{unit}", "登记补充合同(&R)", wide=520)
        self._context, self._unit = context, unit
        self.rooms = awarding.supplement_rooms(context.desk, context.case, unit)
        self.lot = ChoiceEditor([(room.lot, room.lot) for room in self.rooms])
        self.amount = MoneyEditor()
        self.number = LineEditor("补充合同编号")
        self.room = label("", wrap=True)
        self.after = label("", "quiet", wrap=True)
        self.form = Form()
        self.form.add("lot", "标项", self.lot, required=True)
        self.form.add("amount", "增加金额", self.amount, required=True, unit="元")
        self.form.add("number", "编号", self.number)
        self.form.edited.connect(lambda _: self._show())
        for part in (self.room, self.form, self.after):
            self.box.addWidget(part)
        self.box.addStretch(1)
        self._show()
        self.fit(560, 320)
        self.amount.setFocus()

    def chosen(self) -> Room:
        """The contract in hand."""
        return next(r for r in self.rooms if r.lot == self.lot.value())

    def _show(self) -> None:
        room, typed = self.chosen(), self.amount.value()
        self.room.setText(
            f"原合同 {money.yuan(room.contract_fen)} 元，补充合同累计不超过 {room.percent}%，"
            f"即 {money.yuan(room.most_fen)} 元；已补充 {money.yuan(room.added_fen)} 元，"
            f"还可以补充 {money.yuan(room.left_fen)} 元。"
        )
        if not typed:
            self.after.setText("")
            return
        rest = room.left_fen - typed
        restyle(self.after, tone="quiet" if rest >= 0 else "stop")
        self.after.setText(
            f"登记后还可以补充 {money.yuan(rest)} 元。"
            if rest >= 0
            else f"超过上限 {money.yuan(-rest)} 元；超出的另行采购。"
        )

    def try_accept(self) -> None:
        """Register, or say what is missing."""
        amount = self.amount.value()
        if not amount:
            self.say(self.amount.problem() or "请填增加金额。")
            return
        supplement = Supplement(self._unit, self.chosen().lot, amount, self.number.value())
        desk, project = self._context.desk, self._context.project_id
        self.do(
            "登记补充合同",
            lambda _: awarding.add_supplement(desk, project, supplement),
            lambda _: self._done(supplement),
        )

    def _done(self, supplement: Supplement) -> None:
        self.page.tell(
            "ok",
            f"已登记{supplement.unit}{supplement.lot}补充合同 "
            f"{money.yuan(supplement.amount_fen)} 元。",
        )
        self.accept()
