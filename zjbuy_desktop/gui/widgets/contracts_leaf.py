"""合同核对: contracts as signed beside the award, field by field."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.contract_standing import Checked, ContractStanding
from zjbuy_desktop.core.case.signed import Compared
from zjbuy_desktop.gui.dialogs import ask
from zjbuy_desktop.gui.dialogs.blank_table import columns_tip, save_blank
from zjbuy_desktop.gui.dialogs.enter_contract import EnterContractDialog
from zjbuy_desktop.gui.dialogs.files import choose_file
from zjbuy_desktop.gui.widgets.basics import button, column, label, restyle, row
from zjbuy_desktop.gui.widgets.contract_table import (
    contract_columns,
    field_columns,
    sum_text,
    waiting_text,
)
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.table_view import ROW_HEIGHT
from zjbuy_desktop.usecases import signed_contracts, templates

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage

_LEAST = 180
_FIELDS = 4
"""Fields on show without scrolling; what differs comes first."""


class ContractsLeaf(QWidget):
    """The contracts, the fields of the one in hand, and the ways in."""

    def __init__(self, page: "StagePage") -> None:
        super().__init__()
        self.page = page
        self.dialog: Any = None
        self.enter = button("录入合同(&C)…", self.open_entry, icon="edit")
        self.bring = button("从清单录入(&L)…", self.pick_list, icon="import")
        self.bring.setToolTip(columns_tip(templates.CONTRACT_COLUMNS))
        self.blank = button("下载清单空表(&D)…", self.save_list, icon="table")
        self.undo = button("撤销录入(&V)…", self.remove)
        self.sum = label("", "quiet")
        self.table: DataTable[ContractStanding] = DataTable(
            "contracts",
            contract_columns(),
            title="合同与采购结果核对",
            empty="还没有采购结果，先到“结果确认与采购协议”登记",
        )
        self.table.selected.connect(self._show_fields)
        self.table.activated.connect(lambda _: self.open_entry())
        self.fields: DataTable[Compared] = DataTable(
            "contract-fields",
            field_columns(),
            title="这份合同逐项核对",
            filtering=False,
            empty="这份合同还没有录入",
        )
        self.fields.setFixedHeight(ROW_HEIGHT * (_FIELDS + 1) + 4)
        tools = row(self.enter, self.bring, self.blank, self.undo, None)
        self.table.add_tool(self.sum)
        self.table.setMinimumHeight(_LEAST)
        whole = column(tools, self.table, self.fields, gap=8, margins=(0, 8, 0, 0))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_rows(self, rows: Sequence[ContractStanding]) -> None:
        """Show the contracts; what differs comes first, then what is entered."""
        order = {Checked.NO_AWARD: 0, Checked.DIFFERENT: 0, Checked.SAME: 1}
        self.table.set_rows(sorted(rows, key=lambda r: order.get(r.checked, 2)))
        wrong = any(r.blocks for r in rows)
        self.sum.setText(sum_text(rows) if rows else "")
        restyle(self.sum, tone="stop" if wrong else "quiet")
        case = self.page.context.case if self.page.context else None
        whole = sum(r.award_fen for r in lot_results(case)) if case else 0
        apart = whole - sum(r.awarded_fen or 0 for r in rows)
        gap = f"{money.yuan(apart)} 元" if apart else ""
        self.table.set_foot(
            f"合计 {len(rows)} 份", difference=gap, of="各合同", waiting=waiting_text(rows)
        )
        for tool in (self.enter, self.bring, self.blank):
            tool.setEnabled(bool(rows))
        self._show_fields()

    def focus_unit(self, unit: str) -> bool:
        """Go to a unit's contract, one that differs before others."""
        for found in self.table.model.visible:
            if found.unit == unit:
                self.table.select(found)
                self.table.setFocus()
                return True
        return False

    def _show_fields(self) -> None:
        at = self.table.current()
        self.fields.set_rows(at.rows if at else ())
        self.undo.setEnabled(at is not None and at.signed is not None)

    # Ways in

    def open_entry(self) -> None:
        """录入合同… of the contract in hand, else of the first that is not entered."""
        context, at = self.page.context, self.table.current()
        if context is None:
            return
        key = at.contract.key if at and at.contract else ""
        self.dialog = EnterContractDialog(self.page, context, key)
        self.dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        self.dialog.open()

    def pick_list(self) -> None:
        """从清单录入…"""
        file, context = choose_file(self.page, "选择已签合同清单"), self.page.context
        if file is None or context is None:
            return
        desk, project = context.desk, context.project_id

        def told(done: dict[str, Any]) -> None:
            wrong = done["differing"]
            self.page.tell(
                "warn" if wrong else "ok",
                f"已录入 {done['entered']} 份合同，"
                f"{f'共有 {wrong} 处与采购结果不一致' if wrong else '与采购结果逐项一致'}。",
                "不一致的在表里标红，选中就看得到哪几项。" if wrong else "",
            )

        self.page.run(
            "录入已签合同",
            lambda _: signed_contracts.enter(desk, project, signed_contracts.read(file), file.name),
            told,
            keep_draft=True,
        )

    def save_list(self) -> None:
        """下载清单空表…"""
        save_blank(
            self.page,
            "已签合同清单",
            lambda context, path: templates.write_contracts_table(
                context.desk, context.project_id, path
            ),
        )

    def remove(self) -> None:
        """撤销录入… of the contract in hand, with a reason."""
        context, at = self.page.context, self.table.current()
        if context is None or at is None or at.signed is None:
            return
        text = (
            f"撤销录入的{at.unit}（{at.lot}）合同，编号 {at.signed.number}。"
            "登记的签订日期不变，要撤销的在“签约情况”的“更多”里办。"
        )
        reason = ask.ask_reason(self.page, "撤销录入", text, action="撤销录入")
        if reason is not None:
            desk, project = context.desk, context.project_id
            self.page.run(
                "撤销录入",
                lambda _: signed_contracts.remove(desk, project, at.unit, at.lot, reason),
                lambda _: self.page.tell("ok", f"已撤销{at.unit}（{at.lot}）录入的合同。"),
                keep_draft=True,
            )
