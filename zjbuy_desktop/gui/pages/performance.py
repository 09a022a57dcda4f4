"""履约: what each contract still lacks of acceptance and payment; supplements; the records."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.awards import PerformanceStep, StepKind
from zjbuy_desktop.core.case.deriving_performance import of_standing, paid
from zjbuy_desktop.core.case.performance import standings
from zjbuy_desktop.core.stages.performance import SPEC
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.dialogs.performance_step import PerformanceStepDialog
from zjbuy_desktop.gui.dialogs.supplement import SupplementDialog
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.basics import button, column, label
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.gui.widgets.performance_table import (
    PerformanceRow,
    performance_columns,
    performance_rows,
    step_columns,
    sums,
)
from zjbuy_desktop.usecases import performing

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk

_WORDS = {
    StepKind.ACCEPTANCE: "登记验收(&A)…",
    StepKind.INVOICE: "收到发票(&I)…",
    StepKind.PAYMENT: "登记支付(&P)…",
    StepKind.DEPOSIT: "履约保证金(&B)…",
}
_SILENT = "履约保证金退还的日数、交付的最后日法律没有规定，按合同约定。"


class PerformancePage(StagePage):
    """Two leaves: the contracts, and every record."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.sum = label("", size="head", wrap=True)
        self.body.addWidget(self.sum)
        self.table: DataTable[PerformanceRow] = DataTable(
            "performance",
            performance_columns(),
            title="各单位履约情况",
            empty="还没有采购结果，先到“结果确认与采购协议”登记",
        )
        self.table.activated.connect(lambda _: self.enter(StepKind.ACCEPTANCE))
        self.table.explained.connect(lambda r, _: self.explain_paid(r))
        self.records: DataTable[PerformanceStep] = DataTable(
            "performance-steps", step_columns(), title="履约登记明细", empty="还没有登记"
        )
        self.undo = button("撤销这条登记(&U)…", self.remove, icon="undo")
        self.leaves = Leaves("履约")
        self.leaves.add("履约情况(&1)", _leaf(self._buttons(), self.table))
        self.leaves.add("登记明细(&2)", _leaf(Flow(self.undo, gap=6), self.records))
        self.body.addWidget(self.leaves, 1)
        self.body.addWidget(label(_SILENT, "quiet", wrap=True))

    def _buttons(self) -> Flow:
        self.kinds = {kind: button(word, self._enterer(kind)) for kind, word in _WORDS.items()}
        self.supplement = button("补充合同(&D)…", self.add_supplement)
        return Flow(*self.kinds.values(), self.supplement, gap=6)

    def _enterer(self, kind: StepKind) -> Callable[[], None]:
        return lambda: self.enter(kind)

    # What is shown

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        return performance_rows(standings(case), desk.law, desk.today)

    def fill(self, context: PageContext) -> None:
        rows = context.extra or []
        case = context.case
        self.sum.setText(sums(rows) if rows else "还没有采购结果")
        self.table.set_rows(rows)
        awarded = sum(r.award_fen for r in lot_results(case))
        owed = awarded + sum(s.amount_fen for s in case.supplements)
        self.table.set_foot(
            f"合计 {len(rows)} 份", difference=_gap(owed - sum(r.at.due_fen for r in rows))
        )
        self.records.set_rows(case.steps)
        shown = sum(s.amount_fen for s in self.records.model.rows)
        kept = sum(s.amount_fen for s in case.steps)
        self.records.set_foot(
            f"合计 {len(case.steps)} 条", difference=_gap(kept - shown), of="各条登记"
        )
        self.leaves.setTabText(1, f"登记明细(&2) {len(case.steps)}")
        for tool in (*self.kinds.values(), self.supplement):
            tool.setEnabled(bool(rows))
        self.undo.setEnabled(bool(case.steps))

    def visit(self, finding: "Finding") -> bool:
        """Go to the first share of the unit the finding is about."""
        self.leaves.setCurrentIndex(0)
        for found in self.table.model.rows:
            if found.unit == finding.subject:
                self.table.select(found)
                self.table.setFocus()
                return True
        return super().visit(finding)

    def explain_paid(self, at: PerformanceRow) -> None:
        """What was paid, payment by payment."""
        self.ask_figure(of_standing(at.at, paid))

    # Records

    def enter(self, kind: StepKind) -> None:
        """登记 one step of the share in hand."""
        at = self._chosen()
        if self.context is not None and at is not None:
            self.open_dialog(PerformanceStepDialog(self, self.context, at.at, kind))

    def add_supplement(self) -> None:
        """补充合同… of the unit in hand."""
        at = self._chosen()
        if self.context is not None and at is not None:
            self.open_dialog(SupplementDialog(self, self.context, at.unit))

    def remove(self) -> None:
        """撤销这条登记…"""
        context, chosen = self.context, self.records.selection()
        if context is None:
            return
        if len(chosen) != 1:
            self.tell("info", "请先选中一条登记。")
            return
        (step,) = chosen
        text = f"撤销{step.unit}（{step.lot}）{step.on}“{step.kind.label}”的登记。"
        reason = ask_reason(self, "撤销登记", text, action="撤销登记")
        if reason is not None:
            desk, project = context.desk, context.project_id
            self.run("撤销登记", lambda _: performing.undo(desk, project, step.id, reason))

    def _chosen(self) -> PerformanceRow | None:
        """The one share that is selected."""
        chosen = self.table.selection()
        if len(chosen) == 1:
            return chosen[0]
        self.tell("info", "请先选中一家单位的一个标项。")
        return None


def _leaf(*parts: QWidget) -> QWidget:
    made = QWidget()
    box = column(*parts, gap=8, margins=(0, 8, 0, 0))
    box.setStretch(len(parts) - 1, 1)
    made.setLayout(box)
    return made


def _gap(difference_fen: int) -> str:
    return f"{money.yuan(difference_fen)} 元" if difference_fen else ""
