"""需求审查: every item with its word, who reviews, whether it passed."""

from typing import TYPE_CHECKING

from zjbuy_desktop.core.case import reviewing
from zjbuy_desktop.core.case.review_items import ITEMS
from zjbuy_desktop.core.case.reviewing import FAILED, NOT_CONCERNED, PASSED, Verdict
from zjbuy_desktop.core.stages.review import SPEC
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets.basics import ElidedLabel, button, label, line, row
from zjbuy_desktop.gui.widgets.checklist import Checklist
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.paper_links import PaperLinks
from zjbuy_desktop.gui.widgets.verdict_table import verdict_columns, verdict_sums
from zjbuy_desktop.usecases import requirement

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case

_ROOM = 300


class ReviewPage(StagePage):
    """The items, the people, the paper, the day it passed."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.sum = label("", size="head", wrap=True)
        self.body.addWidget(self.sum)
        self.passed = button("通过(&P)", lambda: self.judge(PASSED), icon="check")
        self.failed = button("不通过(&F)…", lambda: self.judge(FAILED), icon="close")
        self.not_concerned = button("不涉及(&T)", lambda: self.judge(NOT_CONCERNED))
        self.clear = button("清除结论", lambda: self.judge(""), icon="undo")
        self.hint = ElidedLabel("先选中几项，再写结论；按住 Ctrl 或 Shift 多选", "quiet")
        buttons = (self.passed, self.failed, self.not_concerned, self.clear)
        tools = row(*buttons, self.hint)
        tools.setStretch(len(buttons), 1)
        self.body.addLayout(tools)
        self._limit = 0
        self.table: DataTable[Verdict] = DataTable(
            "verdicts",
            verdict_columns(lambda: self._limit),
            title="审查内容和结论",
            filtering=False,
        )
        self.table.setMinimumHeight(_ROOM)
        self.body.addWidget(self.table, 1)
        self.asked = label("", "quiet", wrap=True)
        self.table.selected.connect(self._tell_item)
        self.body.addWidget(self.asked)
        self.people = label("", wrap=True)
        self.body.addWidget(self.people)
        self.links = PaperLinks(SPEC.papers)
        self.links.wanted.connect(lambda kind: self.paper_wanted.emit(kind, ""))
        self.body.addWidget(self.links)
        self.body.addWidget(line())
        self.checklist = Checklist(SPEC.checklist, self)
        self.body.addWidget(self.checklist)

    def fill(self, context: PageContext) -> None:
        case, law = context.case, context.desk.law
        self._limit = law.number("track_record_limit", context.today).value
        said = requirement.verdicts_of(case, law, context.today)
        kind = "重点审查（含一般性审查）" if len(said) == len(ITEMS) else "一般性审查"
        self.sum.setText(f"{kind}，{verdict_sums(said)}")
        self.table.set_rows(said)
        self._tell_item()
        self.people.setText(people_words(case))
        self.links.show_case(case)
        self.checklist.show_case(case)

    def visit(self, finding: "Finding") -> bool:
        """Go to the items, the paper, or the item of the checklist."""
        if finding.field == "verdicts":
            self.table.setFocus()
            self.table.choose(lambda v: not v.said)
            return True
        if finding.field in ("reviewers", "review_kind"):
            return self.links.focus(reviewing.OPINION)
        return (
            self.links.focus(finding.field)
            or self.checklist.focus(finding.field)
            or super().visit(finding)
        )

    def _tell_item(self) -> None:
        """The whole of the item in hand, which its cell may be too narrow for."""
        at = self.table.current()
        told = ""
        if at is not None:
            opinion = f"　意见：{at.opinion}" if at.opinion else ""
            told = f"第{at.item.number}项　{at.item.words(self._limit)}{opinion}"
        self.asked.setText(told)
        self.asked.setVisible(bool(told))

    def judge(self, word: str) -> None:
        """Write one word to the items selected."""
        context, chosen = self.context, self.table.selection()
        if context is None:
            return
        if not chosen:
            self.tell("info", "先在表里选中要写结论的项目。")
            return
        wrong = [str(v.item.number) for v in chosen if word and word not in v.allowed]
        if wrong:
            self.tell("stop", f"第{'、'.join(wrong)}项只能写通过或不通过，没有“{word}”。")
            return
        opinion = None
        if word == FAILED:
            numbers = "、".join(str(v.item.number) for v in chosen)
            opinion = ask_reason(self, "不通过的意见", f"第{numbers}项哪里不行、要怎样改。")
            if opinion is None:
                return
        said = [(v.item.number, word, _opinion(v, word, opinion)) for v in chosen]
        self.run(
            "登记审查结论",
            lambda _: requirement.set_verdicts(context.desk, context.project_id, said),
            keep_draft=True,
        )


def _opinion(verdict: Verdict, word: str, told: str | None) -> str:
    """What stands beside the word: what was told now, else what was said to the same word."""
    if told is not None:
        return told
    same = word == verdict.said or (word and verdict.said != FAILED)
    return verdict.opinion if same else ""


def people_words(case: "Case") -> str:
    """审查人员：徐涛（采购）……；缺监督机构。"""
    people = "、".join(f"{name}（{what}）" for what, name in reviewing.reviewers(case))
    if not people:
        return "审查人员还没有填写；采购、财务、业务、监督机构各至少一人，编制人员不能审查。"
    told = [f"审查人员：{people}"]
    absent, same = reviewing.absent_departments(case), reviewing.not_independent(case)
    told += [f"缺{'、'.join(absent)}机构的人员"] if absent else []
    told += [f"{'、'.join(same)}参与了编制，应当回避"] if same else []
    experts = "、".join(reviewing.experts(case))
    told += [f"专家和第三方机构：{experts}"] if experts else []
    return "；".join(told) + "。"
