"""One lot's result: supplier, code, price; address, contact, saving; what it may cost at most."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case import savings
from zjbuy_desktop.core.case.awards import LotAward, LotResult
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.gui.widgets.basics import column, label, restyle
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, LineEditor, MoneyEditor
from zjbuy_desktop.gui.widgets.form import Field, Form
from zjbuy_desktop.gui.widgets.uscc_editor import UsccEditor

_ANY = 16_777_215
"""Qt's own largest width: as wide as the column."""
_UNIT, _TOTAL = "unit", "total"
_CEILINGS = {"unit_ceiling": "ceiling_fen", "total_ceiling": "ceiling_total_fen"}
_TEXTS = {"supplier": "supplier", "uscc": "supplier_uscc", "address": "address",
          "contact": "contact", "phone": "phone"}  # fmt: skip


class LotForm(Form):
    """The editors of one lot; its fields are named after the lot's place (``lot0_supplier``)."""

    def __init__(self, place: int, lot: Lot, winner: str) -> None:
        """``winner`` is what the method calls the supplier (中标人, 成交供应商)."""
        super().__init__()
        self.lot = lot
        self._prefix = f"lot{place}_"
        head = QWidget()
        head.setFixedWidth(136)
        title = column(label(lot.name, size="head"), label(lot.item, "quiet", wrap=True), gap=0)
        head.setLayout(title)
        self.result = label("", "quiet", wrap=True)
        grid = self._grid
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.addWidget(head, 0, 0, 2, 1)
        self._put("supplier", winner, LineEditor(f"{winner}全称"), 0, 1, 2)
        code = UsccEditor("统一社会信用代码")
        code.setMinimumWidth(code.fontMetrics().horizontalAdvance("9" * 18) + 40)
        self._put("uscc", "信用代码", code, 0, 3)
        self._put("mode", "报价方式", ChoiceEditor([(_UNIT, "单价"), (_TOTAL, "总价")]), 0, 4)
        price = MoneyEditor("元")
        price.setFixedWidth(136)
        self._put("price", "中标（成交）价", price, 0, 5)
        self._put("address", "地址", LineEditor("地址"), 1, 1)
        self._put("contact", "联系人", LineEditor("联系人"), 1, 2)
        self._put("phone", "电话", LineEditor("电话"), 1, 3)
        grid.addWidget(self.result, 1, 4, 1, 2)
        grid.addWidget(label("限价（单价｜总价）", "quiet"), 2, 0)
        for name, word, at, span in (("unit", "单价", 1, 1), ("total", "总价", 2, 2)):
            most = MoneyEditor(f"{word}最高限价，元")
            most.setMinimumWidth(120)
            most.setMaximumWidth(_ANY)
            self._put(f"{name}_ceiling", f"{word}最高限价（元）", most, 2, at, span)
        self.limits = label("", "quiet", wrap=True)
        grid.addWidget(self.limits, 2, 4, 1, 2)
        for number, stretch in ((1, 3), (2, 1), (3, 2)):
            grid.setColumnStretch(number, stretch)

    def _put(
        self, name: str, title: str, editor: QWidget, line: int, at: int, span: int = 1
    ) -> None:
        field = Field(self._prefix + name, title, editor, "", "")
        editor.setAccessibleName(f"{self.lot.name}：{title}")
        self.fields[field.name] = field
        field.editor.edited.connect(lambda: self._changed(field))
        self._grid.addWidget(field, line, at, 1, span)

    def typed(self, name: str) -> Any:
        """The value of one editor by its short name."""
        return self.value(self._prefix + name)

    def show_award(self, award: LotAward | None) -> None:
        """Show what is stored; blank where nothing is."""
        known = award or LotAward(self.lot.name, "", "")
        by_total = known.total_fen is not None
        values = {short: getattr(known, long) for short, long in _TEXTS.items()}
        values["mode"] = _TOTAL if by_total else _UNIT
        values["price"] = known.total_fen if by_total else known.unit_price_fen
        self.set_values({self._prefix + name: value for name, value in values.items()})

    def show_ceilings(self, lot: Lot) -> None:
        """Show the ceilings that are stored."""
        pairs = zip(_CEILINGS, (lot.ceiling_fen, lot.ceiling_total_fen), strict=True)
        self.set_values({self._prefix + name: value for name, value in pairs})

    def ceilings(self) -> dict[str, Any]:
        """The ceilings as typed, by field of ``Lot``."""
        return {field: self.typed(name) for name, field in _CEILINGS.items()}

    def award(self) -> LotAward | None:
        """What is typed; ``None`` while the lot is blank."""
        price, by_total = self.typed("price"), self.typed("mode") == _TOTAL
        texts = {long: self.typed(short) for short, long in _TEXTS.items()}
        if price is None and not any(texts.values()):
            return None
        return LotAward(
            lot=self.lot.name,
            unit_price_fen=None if by_total else price,
            total_fen=price if by_total else None,
            **texts,
        )

    def show_result(self, result: LotResult | None) -> None:
        """What the price typed comes to."""
        self._show_limits(result)
        if result is None:
            self.result.setText("")
            return
        saving = savings.of_lot(result)
        restyle(self.result, tone="quiet" if saving.saved_fen >= 0 else "stop")
        self.result.setText(saving.words)

    def _show_limits(self, result: LotResult | None) -> None:
        """Whether the result keeps what it may cost at most."""
        lot = replace(self.lot, **self.ceilings())
        count = sum(a.quantity for a in result.allocations) if result else 0
        most = lot.most_fen(count) if result else None
        if result is None or most is None:
            self.limits.setText("")
            return
        over = result.award_fen - most
        restyle(self.limits, tone="stop" if over > 0 else "quiet")
        told = f"超最高限价 {money.yuan(over)} 元 ✗" if over > 0 else "未超最高限价 ✓"
        self.limits.setText(told)
