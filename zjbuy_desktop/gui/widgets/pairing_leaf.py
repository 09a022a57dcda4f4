"""正式计划: each unit's formal plan, its contract and the provisional plan it is linked to."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import contract_totals
from zjbuy_desktop.core.case.pairing import Paired
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.gui.dialogs import plan_file
from zjbuy_desktop.gui.dialogs.blank_table import columns_tip
from zjbuy_desktop.gui.dialogs.plans_edit import EditPlansDialog
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.pairing_table import detail, pair_columns, waiting_text
from zjbuy_desktop.usecases import planning, templates

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage

_NOTE = (
    "指引第八条（七）：编制正式采购计划时，需与“受委托采购”的临时采购计划关联。"
    "签了合同而没有关联的，签约环节不能完成。"
)


class PairingLeaf(QWidget):
    """The table of pairs, with its ways in: the platform's export, typing, by unit."""

    def __init__(self, page: "StagePage") -> None:
        super().__init__()
        self.page = page
        self.dialog: Any = None
        self.bring = button("导入计划表(&I)…", self.pick, icon="import")
        self.bring.setToolTip(columns_tip(templates.FORMAL_COLUMNS))
        self.blank = button("下载空表(&W)…", self.save_table, icon="table")
        self.type = button("手工填写(&H)…", self.type_plans, icon="edit")
        self.by_unit = button("按单位关联(&U)", self.pair_by_unit)
        self.by_unit.setToolTip("没有写明关联的正式计划，关联到本单位唯一的临时采购计划")
        self.table: DataTable[Paired] = DataTable(
            "pairs",
            pair_columns(),
            title="正式采购计划与临时采购计划配对",
            empty="还没有采购结果，先到“结果确认与采购协议”登记",
        )
        self.table.selected.connect(self._show_detail)
        self.table.activated.connect(lambda _: self.type_plans())
        self.detail = label("", "quiet", wrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        tools = row(self.bring, self.blank, self.type, self.by_unit, None)
        note = label(_NOTE, "quiet", wrap=True)
        whole = column(note, tools, self.table, self.detail, gap=8, margins=(0, 8, 0, 0))
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def show_rows(self, rows: Sequence[Paired]) -> None:
        """Show the pairs: plans that lack something first, then those that are not there yet."""
        self.table.set_rows(sorted(rows, key=lambda r: (not (r.formal and r.lacks), r.paired)))
        paired = sum(r.paired for r in rows)
        case = self.page.context.case if self.page.context else None
        whole = sum(contract_totals(case).values()) if case else 0
        apart = whole - sum(r.contract_fen or 0 for r in rows)
        gap = f"{money.yuan(apart)} 元" if apart else ""
        self.table.set_foot(
            f"已关联 {paired}/{len(rows)} 家", difference=gap, waiting=waiting_text(rows)
        )
        for tool in (self.bring, self.blank, self.type):
            tool.setEnabled(bool(rows))
        self.by_unit.setEnabled(any(not p.linked for r in rows for p in r.formal))
        self._show_detail()

    def focus_unit(self, unit: str) -> bool:
        """Go to a unit's row."""
        for found in self.table.model.rows:
            if found.unit == unit:
                self.table.select(found)
                self.table.setFocus()
                return True
        return False

    def _show_detail(self) -> None:
        at = self.table.current()
        self.detail.setText(detail(at) if at else "")
        self.detail.setVisible(at is not None)

    # Ways in

    def pick(self) -> None:
        """导入计划表…"""
        plan_file.pick_plans(self.page, PlanKind.FORMAL, self._tell)

    def import_files(self, paths: list[Path]) -> None:
        """The platform's export, dropped anywhere in the window."""
        plan_file.import_plans(self.page, paths, PlanKind.FORMAL, self._tell)

    def save_table(self) -> None:
        """下载空表…"""
        plan_file.save_blank_plans(self.page, PlanKind.FORMAL)

    def _tell(self, done: dict[str, Any]) -> None:
        wrong = len(done["differences"])
        self.page.tell(
            "warn" if wrong else "ok",
            f"已导入正式采购计划 {done['entries']} 条，{money.yuan(done['amount_fen'])} 元。",
            f"有 {wrong} 处要核对，在表里标红，右侧“检查”里也有。" if wrong else "",
        )

    def type_plans(self) -> None:
        """手工填写…"""
        context = self.page.context
        if context is not None:
            needed = contract_totals(context.case)
            self.dialog = EditPlansDialog(self.page, context, PlanKind.FORMAL, needed)
            self.dialog.finished.connect(lambda _: setattr(self, "dialog", None))
            self.dialog.open()

    def pair_by_unit(self) -> None:
        """按单位关联: what is linked to nothing goes to the unit's only provisional plan."""
        context = self.page.context
        if context is None:
            return

        def told(count: int) -> None:
            self.page.tell(
                "ok" if count else "info",
                f"已按单位关联 {count} 条正式采购计划。",
                "" if count else "单位有几条临时计划、或一条也没有的，请“手工填写”写明关联。",
            )

        self.page.run(
            "按单位关联",
            lambda _: planning.pair_by_unit(context.desk, context.project_id),
            told,
            keep_draft=True,
        )
