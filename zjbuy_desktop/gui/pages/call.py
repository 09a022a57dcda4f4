"""征集需求: the day to answer by, a send folder for each unit, and the record of delivery."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.units import Role, Unit
from zjbuy_desktop.core.papers.blocks import chinese_date
from zjbuy_desktop.core.stages.call import SPEC
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.dialogs.files import choose_folder
from zjbuy_desktop.gui.dialogs.record_many import Candidate, RecordManyDialog
from zjbuy_desktop.gui.models.columns import Column, date_column, text_column
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.stopping import Stopper
from zjbuy_desktop.gui.widgets.announce import announce, folder_action
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.checklist import Checklist
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.return_strip import Returned, ReturnStrip, UnitSquare, summary
from zjbuy_desktop.gui.work import Report
from zjbuy_desktop.usecases import delivering, projects, recording
from zjbuy_desktop.usecases.overview import days_left

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One participant and how its material got there.

    Attributes:
        unit: the unit.
        on: 送达日期.
        how: 方式.
        answered: whether its need has come in already.
    """

    unit: Unit
    on: date | None
    how: str
    answered: bool

    @property
    def state(self) -> Returned:
        """已送达 / 未送达."""
        return Returned.DELIVERED if self.on else Returned.UNDELIVERED


class CallPage(StagePage):
    """Deadline, folders, deliveries, and the day the call went out."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.dialog: RecordManyDialog | None = None
        self.form = Form()
        self.day = DateEditor(note=self._remark)
        self.form.add("call_deadline", "填报截止日", self.day, required=True,
                      hint="由牵头单位确定，指引没有规定填报期限。")  # fmt: skip
        self.form.edited.connect(lambda _: self._allow_save())
        self.save = button("保存日期(&D)", self.keep, icon="save")
        self.add_form(self.form)
        self.add_secondary(self.save)
        self.count = label("", size="head")
        self.strip = ReturnStrip()
        self.strip.chosen.connect(self._select)
        self.folders = button("制作发送文件夹(&F)…", self.make_folders, icon="folder")
        self.deliver = button("登记送达(&S)…", self.record_delivery, icon="send")
        self.undo = button("撤销送达…", self.withdraw, role="link")
        self.table = _table()
        self.table.setMinimumHeight(200)
        self.checklist = Checklist(SPEC.checklist, self)
        self.body.addLayout(row(self.count, None, self.folders, self.deliver, self.undo))
        self.body.addWidget(self.strip)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.checklist)

    def fill(self, context: PageContext) -> None:
        case = context.case
        self.day.set_today(context.today)
        self.form.set_values({"call_deadline": case.project.call_deadline})
        rows = delivery_rows(case)
        self.table.set_rows(rows)
        squares = [UnitSquare(r.unit.name, r.state, r.how) for r in rows]
        self.strip.set_squares(squares)
        done = sum(r.on is not None for r in rows)
        self.count.setText(f"已送达 {done} / {len(rows)} 家")
        self.count.setToolTip(summary(squares))
        self.checklist.show_case(case)

    def load(self, context: PageContext) -> None:
        super().load(context)
        self._allow_save()

    def visit(self, finding: "Finding") -> bool:
        if finding.field == "delivery":
            self._select(finding.subject)
            return True
        return self.checklist.focus(finding.field) or super().visit(finding)

    # The deadline

    def _remark(self, day: date) -> str:
        if self.context is None:
            return ""
        return days_left(day, self.context.today, self.context.desk.calendar)

    def _changed(self) -> bool:
        if self.context is None or self.form.problems():
            return False
        return bool(self.day.value() != self.context.case.project.call_deadline)

    def _allow_save(self) -> None:
        self.save.setEnabled(self._changed())

    def keep(self, *, then_complete: bool = False) -> None:
        """Keep the day."""
        if self.context is None or self.form.problems():
            self.focus_first_block()
            return
        desk, project, day = self.context.desk, self.context.project_id, self.day.value()
        self.run(
            "保存截止日",
            lambda report: projects.set_call_deadline(desk, project, day),
            lambda _: self.completion_asked.emit() if then_complete else None,
        )

    def submit(self) -> None:
        """Keep the day if it was changed, then complete the stage."""
        if self._changed():
            self.keep(then_complete=True)
        else:
            super().submit()

    # Folders and deliveries

    def make_folders(self) -> None:
        """A folder for each participant, ready to send."""
        if self.context is None:
            return
        if self.form.problems():
            self.focus_first_block()
            return
        desk, project = self.context.desk, self.context.project_id
        out = choose_folder(self, "发送文件夹放在哪里")
        if out is None:
            return
        typed, day = self._changed(), self.day.value()

        def job(report: Report) -> delivering.Sent:
            stop = Stopper(report)
            if typed:  # the letters say until when: the day on show, not the one stored before
                projects.set_call_deadline(desk, project, day)
            return delivering.send_folders(
                desk, project, out, progress=stop.progress, cancelled=stop.cancelled
            )

        self.run(
            "制作发送文件夹",
            job,
            lambda made: self._made(made, out),
            keep_draft=not typed,
        )

    def _made(self, sent: delivering.Sent, out: Path) -> None:
        hint = "里面有填报表、要盖章的表和可粘贴的发送说明；发出后在这里登记送达。"
        announce(
            self, "warn" if sent.drafts else "ok", f"做好了 {len(sent.folders)} 个发送文件夹。",
            "".join(sent.drafts) + "补齐后重新制作。" if sent.drafts else hint,
            (folder_action(out),),
        )  # fmt: skip

    def record_delivery(self) -> None:
        """登记送达: for the units selected, or all that have nothing recorded."""
        context = self.context
        if context is None:
            return
        rows = delivery_rows(context.case)
        chosen = {r.unit.name for r in self.table.selection()}
        many = len(chosen) > 1
        candidates = [
            Candidate(
                r.unit.name,
                f"{chinese_date(r.on)}已送达" if r.on else r.unit.contact,
                r.unit.name in chosen if many else r.on is None,
            )
            for r in rows
        ]
        self.dialog = RecordManyDialog(
            self,
            context,
            EventKind.FORM_DELIVERED,
            candidates,
            text="备注里写送达方式：浙政钉、邮件、当面……",
        )
        self.dialog.open()

    def withdraw(self) -> None:
        """撤销 a delivery that was recorded wrongly."""
        chosen = self.table.current()
        if self.context is None or chosen is None or chosen.on is None:
            self.tell("info", "先在表中选中一家已登记送达的单位。")
            return
        name = chosen.unit.name
        reason = ask_reason(self, "撤销送达", f"撤销{name}的送达登记。", action="撤销登记")
        if reason is None:
            return
        desk, project = self.context.desk, self.context.project_id
        self.run(
            "撤销送达",
            lambda report: recording.unrecord(
                desk, project, EventKind.FORM_DELIVERED, name, reason
            ),
            keep_draft=True,
        )

    def _select(self, name: str) -> None:
        found = next((r for r in self.table.model.rows if r.unit.name == name), None)
        if found is not None:
            self.table.select(found)
        self.table.setFocus()


def delivery_rows(case: "Case") -> list[DeliveryRow]:
    """Each participant, in roster order."""
    answered = {line.unit for line in case.needs}
    rows = []
    for unit in case.units:
        if unit.role is Role.PARTICIPANT:
            event = case.event(EventKind.FORM_DELIVERED, unit.name)
            on, how = (event.on, event.note) if event else (None, "")
            rows.append(DeliveryRow(unit, on, how, unit.name in answered))
    return rows


def _table() -> DataTable[DeliveryRow]:
    columns: tuple[Column[DeliveryRow], ...] = (
        text_column("单位", lambda r: r.unit.name, 210),
        text_column("联系人", lambda r: r.unit.contact, 76),
        text_column("电话", lambda r: r.unit.phone, 116),
        text_column(
            "状态",
            lambda r: r.state.value,
            86,
            tone=lambda r: r.state.tone,
            mark=lambda r: "check" if r.on else "circle",
        ),
        date_column("送达日期", lambda r: r.on),
        text_column("方式", lambda r: r.how, 120),
        text_column("需求表", lambda r: "已报" if r.answered else "", 60),
    )
    return DataTable("delivery", columns, title="送达登记", empty="名册上还没有参与单位")
