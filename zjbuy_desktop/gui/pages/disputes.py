"""询问、质疑、投诉: each with its own clock, who helps with the answer, what is suspended."""

from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.disputes import Assistance, DisputeKind
from zjbuy_desktop.core.case.disputing import REPLY, holding, open_disputes, owing
from zjbuy_desktop.core.case.finance import complaint_department
from zjbuy_desktop.core.stages.disputes import SPEC
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.dialogs.dispute import (
    AnswerDialog,
    AskHelpDialog,
    DisputeDialog,
    ReplyHelpDialog,
)
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.checklist import Checklist
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.dispute_table import (
    DisputeRow,
    assistance_columns,
    dispute_columns,
    dispute_rows,
)
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.usecases import disputing

if TYPE_CHECKING:
    from collections.abc import Callable

    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case

_ROOM, _HELP_ROOM = 190, 150


class DisputesPage(StagePage):
    """Records, requests for help, suspensions; always open, never completed."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)…"

    def build(self) -> None:
        self.sum = label("", size="head", wrap=True)
        self.where = label("", "quiet", wrap=True)
        self.answered = button("登记答复(&A)…", self.record_answer, icon="edit")
        self.mend = button("更正(&E)…", self.correct)
        self.help = button("请单位协助(&H)…", self.ask_help, icon="people")
        self.reply = button("填写答复函(&F)…", self.fill_reply, icon="file")
        self.again = button("撤销答复…", self.reopen, icon="undo")
        self.gone = button("删除…", self.remove, icon="close")
        self.table: DataTable[DisputeRow] = DataTable(
            "disputes",
            dispute_columns(),
            title="询问、质疑、投诉",
            filtering=False,
            empty="没有询问、质疑、投诉；收到了，在右下角登记",
        )
        self.table.setMinimumHeight(_ROOM)
        self.table.selected.connect(self._fit)
        self.replied = button("登记回复(&P)…", self.record_reply, icon="edit")
        self.asked: DataTable[Assistance] | None = None
        self.asked_head = label("", size="head", wrap=True)
        tools = Flow(self.answered, self.reply, self.help, self.mend, self.again, self.gone)
        for part in (self.sum, self.where, tools, self.table):
            self.body.addWidget(part)
        self.body.setStretch(3, 1)
        self.help_place = row(self.asked_head, None, self.replied)
        self.body.addLayout(self.help_place)
        self.checklist = Checklist(SPEC.checklist, self)
        self.body.addWidget(self.checklist)

    def fill(self, context: PageContext) -> None:
        case = context.case
        self._show_help(case, context)
        self.sum.setText(_sums(case))
        department = complaint_department(case) or "不能推定，按采购文件的约定"
        self.where.setText(f"对答复不满意的，向受理投诉的财政部门投诉：{department}。")
        self.table.set_rows(dispute_rows(case, context.desk.law, context.today))
        if self.table.current() is None and case.disputes:
            self.table.view.selectRow(0)
        self.checklist.show_case(case)
        self._fit()

    def _show_help(self, case: "Case", context: PageContext) -> None:
        if self.asked is None:
            self.asked = DataTable(
                "assistance", assistance_columns(context.today), title="协助答复", filtering=False
            )
            self.asked.setMinimumHeight(_HELP_ROOM)
            self.asked.selected.connect(self._fit)
            self.body.insertWidget(self.body.indexOf(self.help_place) + 1, self.asked)
        self.asked.set_rows(case.assistance)
        for part in (self.asked_head, self.asked, self.replied):
            part.setVisible(bool(case.assistance))
        left = len(owing(case))
        end = f"还有 {left} 次没有回复" if left else "全部回复 ✓"
        self.asked_head.setText(f"请参与单位协助 {len(case.assistance)} 次，{end}")

    def _fit(self) -> None:
        at = self._at()
        challenge = at is not None and at.at.kind is DisputeKind.CHALLENGE
        open_now = at is not None and at.at.outcome is None
        for made in (self.mend, self.gone):
            made.setEnabled(at is not None)
        self.answered.setEnabled(open_now)
        self.help.setEnabled(open_now)
        self.again.setEnabled(at is not None and not open_now)
        self.reply.setEnabled(challenge)
        chosen = self.asked.current() if self.asked is not None else None
        self.replied.setEnabled(chosen is not None and chosen.replied is None)

    def _at(self) -> DisputeRow | None:
        return self.table.current()

    def visit(self, finding: "Finding") -> bool:
        """Go to the record, the request, or the item of the checklist."""
        for shown in self.table.model.rows:
            if finding.subject == shown.at.name:
                self.table.select(shown)
                self.table.setFocus()
                return True
        if finding.field == "assistance" and self.asked is not None:
            self.asked.setFocus()
            return True
        return self.checklist.focus(finding.field) or super().visit(finding)

    def submit(self) -> None:
        """登记询问、质疑、投诉…"""
        if self.context is not None:
            self.open_dialog(DisputeDialog(self, self.context))

    def correct(self) -> None:
        """更正…"""
        at = self._at()
        if self.context is not None and at is not None:
            self.open_dialog(DisputeDialog(self, self.context, at.at))

    def record_answer(self) -> None:
        """登记答复…"""
        at = self._at()
        if self.context is not None and at is not None:
            self.open_dialog(AnswerDialog(self, self.context, at.at))

    def fill_reply(self) -> None:
        """填写答复函…: each challenge has its own."""
        at = self._at()
        if at is not None:
            self.paper_wanted.emit(REPLY, at.at.name)

    def ask_help(self) -> None:
        """请单位协助…"""
        at, context = self._at(), self.context
        if context is not None and at is not None:
            lead = context.case.project.lead_unit
            units = [u.name for u in context.case.units if u.name != lead]
            self.open_dialog(AskHelpDialog(self, context, at.at, units))

    def record_reply(self) -> None:
        """登记回复…"""
        chosen = self.asked.current() if self.asked is not None else None
        if self.context is not None and chosen is not None and chosen.replied is None:
            self.open_dialog(ReplyHelpDialog(self, self.context, chosen))

    def reopen(self) -> None:
        """撤销答复…"""
        self._with_reason("撤销答复的登记", disputing.reopen)

    def remove(self) -> None:
        """删除…"""
        self._with_reason("删除登记", disputing.remove)

    def _with_reason(self, title: str, act: "Callable[..., None]") -> None:
        at, context = self._at(), self.context
        if context is None or at is None:
            return
        name = at.at.name
        text = f"{title}：{name}。原登记和原因都留在办理记录里。"
        reason = ask_reason(self, title, text, action=title)
        if reason is not None:
            self.run(
                title,
                lambda _: act(context.desk, context.project_id, name, reason),
                keep_draft=True,
            )


def _sums(case: "Case") -> str:
    if not case.disputes:
        return "没有登记询问、质疑、投诉。"
    kinds = [d.kind.value for d in case.disputes]
    counted = "，".join(f"{kind} {kinds.count(kind)} 件" for kind in dict.fromkeys(kinds))
    left, risky = len(open_disputes(case)), len(holding(case))
    end = f"还有 {left} 件没有办完" if left else "全部办完 ✓"
    more = f"；其中 {risky} 件可能影响结果，合同暂停签订" if risky else ""
    return f"{counted}；{end}{more}"
