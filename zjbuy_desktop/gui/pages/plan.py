"""临时采购计划: plans against needs, unit by unit; number and type of the filing."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.agreement import nothing_to_compare, sums
from zjbuy_desktop.core.case.differences import Difference, Reconciled
from zjbuy_desktop.core.case.plans import PROVISIONAL_PLAN_TYPE, PlanFiling, PlanKind
from zjbuy_desktop.core.case.reconciling import need_source, plan_source, reconciliation
from zjbuy_desktop.core.stages.plan import SPEC
from zjbuy_desktop.gui.dialogs import plan_file
from zjbuy_desktop.gui.dialogs.blank_table import columns_tip
from zjbuy_desktop.gui.dialogs.plans_edit import EditPlansDialog
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.asking import why_button
from zjbuy_desktop.gui.widgets.basics import button, column, label, line, restyle, row
from zjbuy_desktop.gui.widgets.checklist import Checklist
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.editors import LineEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.gui.widgets.plan_table import (
    SUMS,
    detail,
    difference_columns,
    plan_columns,
    problem,
)
from zjbuy_desktop.usecases import planning, templates

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk

_ROOM = 400
"""Room for ten units; what is below the table is scrolled to."""


class PlanPage(StagePage):
    """Plans and their filing."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.sum = label("", size="head", wrap=True)
        self.bring = button("导入计划表(&I)…", self.pick_file, icon="import")
        self.bring.setToolTip(columns_tip(templates.PLAN_COLUMNS))
        self.blank = button("下载空表(&W)…", self.save_table, icon="table")
        self.type = button("手工填写(&H)…", self.open_editor, icon="edit")
        self.leaves = Leaves("计划核对")
        self.leaves.setMinimumHeight(_ROOM)
        self.leaves.add("逐家核对(&1)", self._build_units())
        self.leaves.add("不一致(&2)", self._build_differences())
        self.why = why_button(lambda: SUMS)
        head = row(self.sum, self.why, gap=12)
        head.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addLayout(row(self.bring, self.blank, self.type, None))
        self.body.addWidget(self.leaves, 1)
        self.body.addWidget(line())
        self._build_filing()

    def _build_units(self) -> DataTable[Reconciled]:
        self.table: DataTable[Reconciled] = DataTable(
            "plans", plan_columns(), title="计划与需求逐家核对", empty="还没有纳入计划的单位"
        )
        self.table.activated.connect(lambda _: self.open_editor())
        self.table.explained.connect(lambda r, _: self.explain(r))
        return self.table

    def _build_differences(self) -> QWidget:
        self.wrong: DataTable[Difference] = DataTable(
            "plan-differences",
            difference_columns(),
            title="计划与需求不一致的地方",
            empty="计划与需求逐家一致",
        )
        self.detail = label("", "quiet", wrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.wrong.selected.connect(self._show_detail)
        made = QWidget()
        made.setLayout(column(self.wrong, self.detail, gap=8))
        return made

    def _build_filing(self) -> None:
        form = self.add_form(Form(2))
        kind = LineEditor()
        kind.setReadOnly(True)
        kind.setToolTip("指引第八条（二）：在系统里办理时，类型必须选择“受委托采购”")
        form.add(
            "plan_number", "临时计划编号", LineEditor("预算一体化系统给出的编号"), required=True
        )
        form.add("plan_type", "计划类型", kind)
        self.form = form
        self.save = button("登记编号(&E)", self.save_filing, icon="save")
        self.add_secondary(self.save)
        self.checklist = Checklist(SPEC.checklist, self)
        self.body.addWidget(self.checklist)

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        return reconciliation(case)

    def fill(self, context: PageContext) -> None:
        found = context.extra or reconciliation(context.case)
        rows, wrong = found.rows, found.differences
        self.sum.setText(sums(found) if rows else nothing_to_compare(context.case))
        restyle(self.sum, tone="stop" if wrong else "")
        self.why.setVisible(bool(rows))
        self.table.set_rows(sorted(rows, key=lambda r: not r.differences))
        self.table.set_foot(f"合计 {len(rows)} 家", difference=_amount(found.gap_fen))
        self.wrong.set_rows(wrong)
        missing = found.needed_fen - found.planned_fen - found.gap_fen
        self.wrong.set_foot(f"合计 {len(wrong)} 处", difference=_amount(missing))
        self.leaves.setTabText(1, f"不一致(&2) {len(wrong)}")
        self._show_detail()
        filing = context.case.filing
        self.form.set_values(
            {"plan_number": filing.number, "plan_type": filing.plan_type or PROVISIONAL_PLAN_TYPE}
        )
        self.checklist.show_case(context.case)
        self.type.setEnabled(bool(rows))
        self.blank.setEnabled(bool(rows))

    def visit(self, finding: "Finding") -> bool:
        """Go to the unit's row, the field, or the item of the checklist."""
        wrong = self.wrong.model.rows
        told = [d for d in wrong if d.unit == finding.subject and d.message == finding.message]
        for found in told:
            self.leaves.setCurrentIndex(1)
            self.wrong.select(found)
            self.wrong.setFocus()
            return True
        return self.checklist.focus(finding.field) or super().visit(finding)

    def submit(self) -> None:
        """A number typed and not registered yet is registered on the way."""
        typed = self.form.value("plan_number")
        if self.context is not None and typed and typed != self.context.case.filing.number:
            self.save_filing(then_complete=True)
        else:
            super().submit()

    def save_filing(self, *, then_complete: bool = False) -> None:
        """登记编号."""
        context, number = self.context, self.form.value("plan_number")
        if context is None:
            return
        if not number:
            self.tell("stop", "还没有填临时采购计划编号。", "照预算一体化系统给出的编号填写。")
            self.form.focus("plan_number")
            return
        filing = PlanFiling(number, PROVISIONAL_PLAN_TYPE)

        def done(_: object) -> None:
            if then_complete:
                self.completion_asked.emit()
            else:
                self.tell("ok", f"已登记临时采购计划编号 {number}。")

        self.run(
            "登记编号",
            lambda _: planning.set_filing(context.desk, context.project_id, filing),
            done,
        )

    def explain(self, at: Reconciled) -> None:
        """Where the figures of a unit come from."""
        needed, planned = need_source(at.needs), plan_source(at.plans)
        where = f"需求读自 {needed}；" if needed else "没有纳入的需求；"
        where += f"计划读自 {planned}。" if planned else "还没有计划。"
        self.tell("info", f"{at.unit}：{problem(at) or '计划与需求一致'}。", where)

    def _show_detail(self) -> None:
        """Both sources and what to do, of the difference in hand."""
        at = self.wrong.current()
        self.detail.setText(detail(at) if at else "")
        self.detail.setVisible(at is not None)

    # Plans

    def pick_file(self) -> None:
        """导入计划表…"""
        plan_file.pick_plans(self, PlanKind.PROVISIONAL, self._tell_imported)

    def save_table(self) -> None:
        """下载空表…"""
        plan_file.save_blank_plans(self, PlanKind.PROVISIONAL)

    def import_files(self, paths: list[Path]) -> None:
        """The platform's export, dropped anywhere in the window."""
        plan_file.import_plans(self, paths, PlanKind.PROVISIONAL, self._tell_imported)

    def _tell_imported(self, done: dict[str, Any]) -> None:
        wrong = len(done["differences"])
        told = f"有 {wrong} 处不一致，列在“不一致”里" if wrong else "与需求逐家一致"
        self.leaves.setCurrentIndex(1 if wrong else 0)
        self.tell(
            "warn" if wrong else "ok",
            f"已导入 {done['entries']} 条计划，{money.yuan(done['amount_fen'])} 元，{told}。",
        )

    def open_editor(self) -> None:
        """手工填写…"""
        if self.context is not None:
            needed = {r.unit: r.needed_fen for r in reconciliation(self.context.case).rows}
            self.open_dialog(EditPlansDialog(self, self.context, PlanKind.PROVISIONAL, needed))


def _amount(difference_fen: int) -> str:
    return f"{money.yuan(abs(difference_fen))} 元" if difference_fen else ""
