"""登记履约的一步: an acceptance, invoice, payment or deposit, with what is left shown first."""

from typing import TYPE_CHECKING

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.awards import PerformanceStep, StepKind
from zjbuy_desktop.core.case.performance import Standing
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import label
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import (
    ChoiceEditor,
    LineEditor,
    MoneyEditor,
    QuantityEditor,
)
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases import performing

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage

_DEPOSITS = (StepKind.DEPOSIT, StepKind.DEPOSIT_RETURN)
_NUMBERS = {
    StepKind.ACCEPTANCE: "验收单编号",
    StepKind.INVOICE: "发票号码",
    StepKind.PAYMENT: "支付凭证号",
    StepKind.DEPOSIT: "凭证号",
}


class PerformanceStepDialog(Sheet):
    """One record for one share of a contract."""

    def __init__(
        self, page: "StagePage", context: "PageContext", at: Standing, kind: StepKind
    ) -> None:
        title = "履约保证金" if kind in _DEPOSITS else kind.label
        super().__init__(page, f"{title}　{at.unit}（{at.lot}）", "登记(&R)", wide=520)
        self._context, self._at, self._kind = context, at, kind
        self.room = label(_room(at, kind), wrap=True)
        self.form = Form()
        self._build(kind)
        for part in (self.room, self.form):
            self.box.addWidget(part)
        self.box.addStretch(1)
        self.fit(560, 380)
        self.form.focus("quantity" if kind is StepKind.ACCEPTANCE else "amount")

    def _build(self, kind: StepKind) -> None:
        form = self.form
        if kind in _DEPOSITS:
            ways = [(k, k.label) for k in _DEPOSITS]
            form.add("kind", "事项", ChoiceEditor(ways), required=True)
        form.add("on", "日期", DateEditor(), required=True)
        form.set_values({"on": self._context.today})
        if kind is StepKind.ACCEPTANCE:
            form.add("quantity", "验收合格", QuantityEditor())
            form.add("refused", "拒收", QuantityEditor(), hint="换货、补货后再验收，另行登记")
            form.set_values({"quantity": self._at.left or None})
        else:
            form.add("amount", "金额", MoneyEditor(), required=True, unit="元")
        if kind is StepKind.INVOICE:
            form.add("due", "约定付款日", DateEditor(), hint="合同没有约定的不填，按法律推算")
        form.add("number", _NUMBERS[kind], LineEditor())
        form.add("note", "备注", LineEditor())

    def try_accept(self) -> None:
        """Register, or say what is missing."""
        for name, problem in self.form.problems().items():
            self.form.focus(name)
            self.say(f"{self.form.fields[name].title}：{problem}。".replace("。。", "。"))
            return
        given = self.form.values()
        if given["on"] is None:
            self.say("请填日期。")
            return
        step = PerformanceStep(
            given.get("kind", self._kind),
            self._at.unit,
            self._at.lot,
            given["on"],
            given.get("amount") or 0,
            given.get("quantity") or 0,
            given.get("refused") or 0,
            given.get("due"),
            given["number"],
            given["note"],
        )
        desk, project = self._context.desk, self._context.project_id
        self.do(
            f"登记{step.kind.label}",
            lambda _: performing.enter(desk, project, [step]),
            lambda told: self._done(step, told),
        )

    def _done(self, step: PerformanceStep, told: list[str]) -> None:
        text = f"已登记{step.unit}（{step.lot}）{step.kind.label}。"
        self.page.tell("ok", text, "；".join(told))
        self.accept()


def _room(at: Standing, kind: StepKind) -> str:
    """What is left before this record."""
    if kind is StepKind.ACCEPTANCE:
        owed = at.due_quantity
        whole = "" if owed is None else f"应交 {quantity.show(owed)}，"
        return f"{whole}已验收合格 {quantity.show(at.accepted)}，还差 {quantity.show(at.left)}。"
    if kind in _DEPOSITS:
        return f"收取后还没有退还的履约保证金 {money.yuan(at.deposit_fen)} 元。"
    done = at.fen(kind)
    return (
        f"应付 {money.yuan(at.due_fen)} 元，{kind.label}已登记 {money.yuan(done)} 元，"
        f"还可以登记 {money.yuan(max(0, at.due_fen - done))} 元。"
    )
