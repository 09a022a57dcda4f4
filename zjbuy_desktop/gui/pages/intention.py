"""意向公开: who publishes for each unit, whether it was, early enough, and on what budget."""

from datetime import date
from typing import TYPE_CHECKING

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.asking import of_needs
from zjbuy_desktop.core.case.deriving_needs import Aspect
from zjbuy_desktop.core.case.events import NOTE_NEEDED, EventKind
from zjbuy_desktop.core.case.intentions import BUDGET_BASES, PAPER, START_WORDS, budget_basis
from zjbuy_desktop.core.case.tally import included_lines, total
from zjbuy_desktop.core.stages.intention import SPEC
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.dialogs.record_many import Candidate, RecordManyDialog
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.basics import button, label, line, row
from zjbuy_desktop.gui.widgets.checklist import Checklist
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.intention_table import (
    IntentionRow,
    intention_columns,
    intention_rows,
    intention_sums,
)
from zjbuy_desktop.usecases import intentions, recording

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case

_ROOM = 300
"""Room for eight units; what is below the table is scrolled to."""
_OWN = EventKind.OWN_INTENTION_PUBLISHED


class IntentionPage(StagePage):
    """The units, the basis of the budget, and the days."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.sum = label("", size="head", wrap=True)
        self.body.addWidget(self.sum)
        self.own = button("登记自行公开(&O)…", self.record_own, icon="edit")
        self.undo = button("撤销登记(&U)…", self.unrecord_own, icon="undo")
        self.body.addLayout(row(self.own, self.undo, None))
        self.table: DataTable[IntentionRow] = DataTable(
            "intentions",
            intention_columns(),
            title="各单位采购意向公开情况",
            empty="还没有纳入计划的单位",
        )
        self.table.setMinimumHeight(_ROOM)
        self.table.explained.connect(lambda r, _: self.ask_figure(of_needs(Aspect.AMOUNT, r.unit)))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(line())
        self._build_basis()
        self.checklist = Checklist(SPEC.checklist, self)
        self.body.addWidget(self.checklist)

    def _build_basis(self) -> None:
        form = self.add_form(Form(2))
        bases = [(name, name) for name in BUDGET_BASES]
        form.add("budget_basis", "预算依据", ChoiceEditor(bases, empty="还没有选择"), required=True)
        form.add("expected_on", "预计采购时间", DateEditor())
        self.form = form
        self.body.addWidget(
            label(f"{START_WORDS}；公告发布前按预计采购时间核对。", "quiet", wrap=True)
        )
        self.save = button("保存依据和时间(&S)", self.save_basis, icon="save")
        self.add_secondary(self.save)

    def fill(self, context: PageContext) -> None:
        rows = intention_rows(context.case)
        self.sum.setText(intention_sums(context.case))
        self.table.set_rows(rows)
        self.table.set_foot(f"合计 {len(rows)} 家", difference=_gap(context.case, rows))
        self.form.set_values(_stored(context.case))
        self.checklist.show_case(context.case)
        self.own.setEnabled(bool(rows))
        self.undo.setEnabled(any(r.at.own for r in rows))

    def visit(self, finding: "Finding") -> bool:
        """Go to the unit's row, the field, or the item of the checklist."""
        for found in self.table.model.rows:
            if finding.subject and found.unit == finding.subject:
                self.table.select(found)
                self.table.setFocus()
                return True
        return self.checklist.focus(finding.field) or super().visit(finding)

    def submit(self) -> None:
        """What was chosen and not saved is saved on the way."""
        if self.context is not None and self._changed():
            self.save_basis(then_complete=True)
        else:
            super().submit()

    def save_basis(self, *, then_complete: bool = False) -> None:
        """保存依据和时间."""
        context = self.context
        if context is None:
            return
        for name, problem in self.form.problems().items():
            self.form.focus(name)
            self.tell("stop", problem)
            return
        basis, day = self.form.value("budget_basis") or "", self.form.value("expected_on")
        if not basis and day is None:
            self.tell("stop", "还没有选择预算依据。", "选择后保存。")
            self.form.focus("budget_basis")
            return

        def done(_: object) -> None:
            if then_complete:
                self.completion_asked.emit()
            else:
                self.tell("ok", "已保存预算依据和预计采购时间，公开文本照此填写。")

        self.run(
            "保存预算依据",
            lambda _: intentions.set_basis(context.desk, context.project_id, basis, day),
            done,
        )

    def _changed(self) -> bool:
        case = self.context.case if self.context else None
        return case is not None and {
            name: value for name, value in self.form.values().items() if value
        } != {name: value for name, value in _stored(case).items() if value}

    # 自行公开

    def record_own(self) -> None:
        """登记自行公开…: one notice of one unit at a time, as each has its own link."""
        if self.context is None:
            return
        rows = [r for r in self.table.model.rows if r.at.own is None and not r.at.entrusted]
        if not rows:
            self.tell("info", "没有等着登记的自行公开的单位；委托牵头单位公开的不用逐家登记。")
            return
        chosen = {r.unit for r in self.table.selection()}
        one = len(rows) == 1
        candidates = [Candidate(r.unit, r.way, one or r.unit in chosen) for r in rows]
        self.open_dialog(
            RecordManyDialog(
                self,
                self.context,
                _OWN,
                candidates,
                text="单位自己公开后告知的日期和链接；各家的公告不同，一次登记一家。",
                note=NOTE_NEEDED[_OWN],
            )
        )

    def unrecord_own(self) -> None:
        """撤销登记…, of the unit in hand."""
        context = self.context
        chosen = [r for r in self.table.selection() if r.at.own is not None]
        if context is None:
            return
        if len(chosen) != 1:
            self.tell("info", "先在表里选中一家登记了自行公开的单位。")
            return
        unit = chosen[0].unit
        text = f"撤销{unit}“{_OWN.label}”的登记。原登记和撤销原因都留在办理记录里。"
        reason = ask_reason(self, "撤销登记", text, action="撤销登记")
        if reason is not None:
            self.run(
                "撤销登记",
                lambda _: recording.unrecord(context.desk, context.project_id, _OWN, unit, reason),
                keep_draft=True,
            )


def _stored(case: "Case") -> dict[str, object]:
    planned = str(dict(case.particulars_of(PAPER).values).get("expected_on", ""))
    return {
        "budget_basis": budget_basis(case) or None,
        "expected_on": date.fromisoformat(planned) if planned else None,
    }


def _gap(case: "Case", rows: "list[IntentionRow]") -> str:
    """What the units shown lack of the whole that goes into the plan, in 元; empty if nothing."""
    missing = total(included_lines(case)).amount_fen - sum(r.at.amount_fen for r in rows)
    return money.yuan(missing) if missing else ""
