"""What is done with one unit of 回收与汇总: its versions, taking its need back or not after all."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from zjbuy_desktop.gui.dialogs import ask
from zjbuy_desktop.gui.dialogs.unit_versions import UnitVersionsDialog
from zjbuy_desktop.gui.dialogs.withdraw_need import WithdrawDialog
from zjbuy_desktop.gui.widgets.basics import button
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.return_strip import Returned
from zjbuy_desktop.gui.widgets.return_tables import UnitRow
from zjbuy_desktop.usecases import versions

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage

_BACK, _FORTH = "撤回需求(&B)…", "取消撤回(&B)…"


class UnitTools:
    """Buttons over the table of units; they act on the one row selected."""

    def __init__(
        self, page: "StagePage", table: DataTable[UnitRow], show: Callable[[QDialog], None]
    ) -> None:
        self._page, self._table, self._show = page, table, show
        self.versions = button("各份与对照(&V)…", self.open_versions, role="small")
        self.withdraw = button(_BACK, self.take_back, role="small")
        for tool in (self.versions, self.withdraw):
            table.add_tool(tool)
        table.add_action("各份与对照…", self.open_versions)
        table.add_action("撤回需求…", self.take_back)
        table.selected.connect(self.fit)

    def fit(self) -> None:
        """Offer what can be done with the row selected."""
        at = self._chosen()
        back = at is not None and at.state is Returned.TAKEN_BACK
        self.versions.setEnabled(at is not None and bool(at.names))
        self.withdraw.setEnabled(at is not None and (back or at.sums is not None))
        self.withdraw.setText(_FORTH if back else _BACK)
        self.withdraw.setAccessibleName("取消撤回" if back else "撤回需求")

    def _chosen(self) -> UnitRow | None:
        chosen = self._table.selection()
        return chosen[0] if len(chosen) == 1 else None

    def open_versions(self) -> None:
        """各份与对照…"""
        at = self._chosen()
        if at is None:
            self._page.tell("info", "先在表里选中一家单位。")
            return
        dialog = UnitVersionsDialog(self._page, at.unit)
        self._show(dialog)
        dialog.read()

    def take_back(self) -> None:
        """撤回需求… and, where it was taken back, 取消撤回…"""
        at = self._chosen()
        if at is None:
            self._page.tell("info", "先在表里选中一家单位。")
        elif at.state is Returned.TAKEN_BACK:
            self._cancel(at.unit)
        elif at.sums is None:
            self._page.tell("info", f"{at.unit}没有计入的需求，不用撤回。")
        else:
            self._show(WithdrawDialog(self._page, at.unit, at.sums))

    def _cancel(self, unit: str) -> None:
        context = self._page.context
        text = f"取消{unit}的撤回：撤回前计入的内容重新计入。"
        reason = ask.ask_reason(self._page, "取消撤回", text, action="取消撤回")
        if context is not None and reason is not None:
            desk, project = context.desk, context.project_id
            self._page.run(
                "取消撤回",
                lambda _: versions.take_back(desk, project, unit, reason),
                lambda _: self._page.tell("ok", f"{unit}撤回前的需求已重新计入。"),
            )
