"""录入一份已签合同: what is typed is held against the award while it is typed."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.contracts import Contract, contracts
from zjbuy_desktop.core.case.entering import Entered
from zjbuy_desktop.core.case.signed import Compared, Match, by_place, compared, place
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import button, label, restyle
from zjbuy_desktop.gui.widgets.contract_table import field_tone
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import (
    ChoiceEditor,
    LineEditor,
    MoneyEditor,
    QuantityEditor,
)
from zjbuy_desktop.gui.widgets.uscc_editor import UsccEditor
from zjbuy_desktop.usecases import signed_contracts

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage

HAND = "手工录入"
_FIELDS = {
    "number": ("合同编号", True, "合同编号"),
    "signed_on": ("签订日期", True, ""),
    "amount_fen": ("合同金额（元）", True, "合同金额（元）"),
    "unit_price_fen": ("合同单价（元）", False, "合同单价（元）"),
    "quantity": ("数量", False, "数量"),
    "supplier": ("供应商", False, "供应商"),
    "supplier_uscc": ("信用代码", False, "供应商信用代码"),
    "delivery": ("交付时间、地点", False, "交付时间、地点"),
    "note": ("备注", False, ""),
}
"""Field of a contract → title, whether it must be given, what it is called where compared."""
_SIGNS = {Match.SAME: "✓", Match.DIFFERENT: "✗", Match.BLANK: ""}


class EnterContractDialog(Sheet):
    """One contract after the other, as it stands on paper."""

    def __init__(self, page: "StagePage", context: "PageContext", key: str = "") -> None:
        """``key`` is the contract to begin with; without one the first that is not entered."""
        super().__init__(page, "录入已签合同", "保存(&S)", wide=760)
        self._context = context
        self._contracts = {c.key: c for c in contracts(context.case)}
        self._entered = by_place(context.case.signed)
        self.which = ChoiceEditor([(c.key, self._words(c)) for c in self._contracts.values()])
        self.which.setAccessibleName("合同")
        self.which.edited.connect(self._show)
        self.editors: dict[str, Any] = {
            "number": LineEditor("照合同上的编号"),
            "signed_on": DateEditor(context.today),
            "amount_fen": MoneyEditor("照合同上的金额"),
            "unit_price_fen": MoneyEditor(""),
            "quantity": QuantityEditor(),
            "supplier": LineEditor(),
            "supplier_uscc": UsccEditor(),
            "delivery": LineEditor(),
            "note": LineEditor(),
        }
        self.told: dict[str, QLabel] = {}
        self.following = button("保存，录下一份(&N)", self.save_and_follow)
        self.left.addWidget(self.following)
        self.box.addWidget(self.which)
        note = "照签好的合同填写，不要照采购结果抄；右边随填随对。没有写在合同上的可以空着。"
        self.box.addWidget(label(note, "quiet", wrap=True))
        self.box.addWidget(self._build_fields())
        self.box.addStretch(1)
        self.which.set_value(key if key in self._contracts else self._next_key(""))
        self._show()
        self.fit(800, 520)
        self.editors["number"].setFocus()

    def _words(self, contract: Contract) -> str:
        return f"{contract.key}{'　已录入' if place(contract) in self._entered else ''}"

    def _build_fields(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for line, (name, (title, must, _)) in enumerate(_FIELDS.items()):
            editor, told = self.editors[name], label("", "quiet", wrap=True)
            editor.setAccessibleName(title)
            editor.edited.connect(self._compare)
            head = label(f"{title}{' *' if must else ''}", "quiet")
            grid.addWidget(head, line, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(editor, line, 1)
            grid.addWidget(told, line, 2)
            self.told[name] = told
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 4)
        return made

    # What is shown

    def chosen(self) -> Contract:
        """The contract in hand."""
        return self._contracts[self.which.value()]

    def _show(self) -> None:
        """What was entered before, or blank lines."""
        known = self._entered.get(place(self.chosen()))
        for name, editor in self.editors.items():
            editor.set_value(getattr(known, name) if known else None)
        self.say("")
        self._compare()

    def typed(self) -> SignedContract:
        """The contract as typed; a blank amount counts as 0."""
        values = {name: editor.value() for name, editor in self.editors.items()}
        values["amount_fen"] = values["amount_fen"] or 0
        values["signed_on"] = values["signed_on"] or date.min
        unit, lot = place(self.chosen())
        return SignedContract(unit=unit, lot=lot, source=HAND, **values)

    def _compare(self) -> None:
        rows = {r.field: r for r in compared(self._context.case, self.chosen(), self.typed())}
        blank = self.editors["amount_fen"].value() is None
        for name, (_, _, field) in _FIELDS.items():
            row = rows.get(field)
            if row is not None and name == "amount_fen" and blank:
                row = row._replace(written="", match=Match.BLANK)
            restyle(self.told[name], tone=field_tone(row) if row else "quiet")
            self.told[name].setText(_beside(row) if row else "")

    # Saving

    def try_accept(self) -> None:
        """Save and close."""
        self._save(follow=False)

    def save_and_follow(self) -> None:
        """Save and go on with the next contract that is not entered."""
        self._save(follow=True)

    def _save(self, *, follow: bool) -> None:
        missing = self._missing()
        if missing:
            self.say(missing)
            return
        contract, key = self.typed(), self.which.value()
        desk, project = self._context.desk, self._context.project_id
        entry = Entered(contract, {"unit": key})
        self.do(
            "录入已签合同",
            lambda _: signed_contracts.enter(desk, project, [entry], HAND),
            lambda _: self._done(key, contract, follow),
        )

    def _missing(self) -> str:
        for name, (title, must, _) in _FIELDS.items():
            editor = self.editors[name]
            problem = editor.problem()
            if problem or (must and not editor.value()):
                editor.setFocus()
                return f"{title}：{problem}。" if problem else f"请填{title}。"
        return ""

    def _done(self, key: str, contract: SignedContract, follow: bool) -> None:
        rows = compared(self._context.case, self._contracts[key], contract)
        wrong = [r.field for r in rows if r.match is Match.DIFFERENT]
        told = f"{len(wrong)} 项不一致：{'、'.join(wrong)}" if wrong else "与采购结果逐项一致"
        amount = money.yuan(contract.amount_fen)
        self.page.tell("warn" if wrong else "ok", f"已录入{key}的合同，{amount} 元，{told}。")
        self._entered = {**self._entered, (contract.unit, contract.lot): contract}
        following = self._next_key(key)
        if not follow or not following:
            self.accept()
            return
        self.which.offer([(c.key, self._words(c)) for c in self._contracts.values()])
        self.which.set_value(following)
        self._show()
        self.editors["number"].setFocus()

    def _next_key(self, after: str) -> str:
        """The next contract that is not entered; empty when all are."""
        keys = list(self._contracts)
        start = keys.index(after) + 1 if after in keys else 0
        open_ = [
            k for k in keys[start:] + keys[:start] if place(self._contracts[k]) not in self._entered
        ]
        return open_[0] if open_ else ("" if after else keys[0])


def _beside(row: Compared) -> str:
    return f"{_SIGNS[row.match]} 应为 {row.expected}".strip()
