"""需求调查与编制: must there be a survey, what is written, what the units say of it."""

from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.answering import UnitAnswer, requirement_answers
from zjbuy_desktop.core.case.events import NOTE_NEEDED, EventKind
from zjbuy_desktop.core.case.surveying import OTHER_TRIGGERS, triggers
from zjbuy_desktop.core.stages.requirement import SPEC
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.dialogs.record_many import Candidate, RecordManyDialog
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.answer_table import answer_columns
from zjbuy_desktop.gui.widgets.basics import button, label, line, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, TextEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.paper_links import PaperLinks
from zjbuy_desktop.usecases import recording, requirement
from zjbuy_desktop.usecases.requirement import SurveyGround, survey_ground

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding

_ROOM = 260
_ANSWERED = EventKind.REQUIREMENT_ANSWERED


class RequirementPage(StagePage):
    """The ground of the survey, the three papers, the units' answers."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.sum = label("", size="head", wrap=True)
        self.body.addWidget(self.sum)
        form = self.form = self.add_form(Form())
        choices = [(word, word) for word in OTHER_TRIGGERS]
        form.add("other_triggers", "其他情形", ChoiceEditor(choices, empty="没有其他情形"))
        form.add(
            "survey_waiver",
            "不重复的依据",
            TextEditor(2, "一年内就同一标的调查过、或者可行性研究已包含的，写明依据；要调查的不填"),
        )
        form.add("earlier_survey_on", "上次调查", DateEditor(), hint="依据以前的调查才填")
        self.save = button("保存调查情形(&S)", self.save_ground, icon="save")
        self.add_secondary(self.save)
        self.body.addWidget(line())
        self.links = PaperLinks(SPEC.papers)
        self.links.wanted.connect(lambda kind: self.paper_wanted.emit(kind, ""))
        self.body.addWidget(self.links)
        self.body.addWidget(line())
        self._build_answers()

    def _build_answers(self) -> None:
        self.said = label("", size="head", wrap=True)
        self.record = button("登记反馈(&O)…", self.record_answers, icon="edit")
        self.undo = button("撤销登记(&U)…", self.unrecord_answer, icon="undo")
        self.body.addLayout(row(self.said, None, self.record, self.undo))
        self.table: DataTable[UnitAnswer] = DataTable(
            "requirement-answers",
            answer_columns(),
            title="各参与单位对采购需求的意见",
            empty="没有纳入计划的参与单位",
        )
        self.table.setMinimumHeight(_ROOM)
        self.body.addWidget(self.table, 1)

    def fill(self, context: PageContext) -> None:
        case = context.case
        found = triggers(case, context.desk.law, context.today)
        why = "；".join(f"{t.item}，{t.why}" for t in found)
        self.sum.setText(
            f"应当开展需求调查：{why}。" if why else "不属于应当开展需求调查的情形，可以自行决定。"
        )
        self.form.set_values(_shown(survey_ground(case)))
        self.links.show_case(case)
        rows = requirement_answers(case)
        done = [a for a in rows if a.event]
        left = len(rows) - len(done)
        end = "全部反馈 ✓" if not left else f"还有 {left} 家没有反馈"
        self.said.setText(f"参与单位 {len(rows)} 家：已反馈 {len(done)} 家，{end}")
        self.table.set_rows(rows)
        self.record.setEnabled(bool(left))
        self.undo.setEnabled(bool(done))

    def visit(self, finding: "Finding") -> bool:
        """Go to the paper, the table, or the field."""
        if finding.field == "answers":
            self.table.setFocus()
            return True
        return self.links.focus(finding.field) or super().visit(finding)

    def submit(self) -> None:
        """What was typed and not saved is saved on the way."""
        context = self.context
        if context is not None and self.typed() != survey_ground(context.case):
            self.save_ground(then_complete=True)
        else:
            super().submit()

    def typed(self) -> SurveyGround:
        """The ground as the form has it."""
        values = self.form.values()
        return SurveyGround(
            values["other_triggers"] or "", values["survey_waiver"], values["earlier_survey_on"]
        )

    def save_ground(self, *, then_complete: bool = False) -> None:
        """保存调查情形."""
        context = self.context
        if context is None:
            return
        for name, problem in self.form.problems().items():
            self.form.focus(name)
            self.tell("stop", problem)
            return
        ground = self.typed()

        def done(_: object) -> None:
            if then_complete:
                self.completion_asked.emit()
            else:
                self.tell("ok", "已保存需求调查的情形，文件照此填写。")

        self.run(
            "保存调查情形",
            lambda _: requirement.set_survey(context.desk, context.project_id, ground),
            done,
        )

    # 反馈

    def record_answers(self) -> None:
        """登记反馈…: the selected units, else all that still owe one."""
        if self.context is None:
            return
        waiting = [a for a in self.table.model.rows if a.event is None]
        chosen = {a.unit for a in self.table.selection() if a.event is None}
        candidates = [Candidate(a.unit, "", not chosen or a.unit in chosen) for a in waiting]
        dialog = RecordManyDialog(
            self,
            self.context,
            _ANSWERED,
            candidates,
            text="意见相同的可以一次登记；提了不同意见的单位，先在表里选中它再登记。",
            note=NOTE_NEEDED[_ANSWERED],
        )
        self.open_dialog(dialog)

    def unrecord_answer(self) -> None:
        """撤销登记…, of the unit in hand."""
        context = self.context
        chosen = [a for a in self.table.selection() if a.event is not None]
        if context is None:
            return
        if len(chosen) != 1:
            self.tell("info", "先在表里选中一家已登记反馈的单位。")
            return
        unit = chosen[0].unit
        text = f"撤销{unit}“{_ANSWERED.label}”的登记。原登记和撤销原因都留在办理记录里。"
        reason = ask_reason(self, "撤销登记", text, action="撤销登记")
        if reason is not None:
            self.run(
                "撤销登记",
                lambda _: recording.unrecord(
                    context.desk, context.project_id, _ANSWERED, unit, reason
                ),
                keep_draft=True,
            )


def _shown(ground: SurveyGround) -> dict[str, object]:
    return {
        "other_triggers": ground.other_triggers or None,
        "survey_waiver": ground.waiver,
        "earlier_survey_on": ground.earlier_on,
    }
