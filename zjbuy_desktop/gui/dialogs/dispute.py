"""登记、更正一件询问、质疑、投诉; 登记答复; 请参与单位协助; 登记回复."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.disputes import About, Assistance, Dispute, DisputeKind
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import label
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import CheckEditor, ChoiceEditor, LineEditor, TextEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases import disputing

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage


class _Asking(Sheet):
    """A sheet with one form; what can't be read is told beside it."""

    def __init__(self, page: "StagePage", context: "PageContext", title: str, action: str) -> None:
        super().__init__(page, title, action, wide=520)
        self._context = context
        self.form = Form()

    def arrange(self, hint: str, height: int) -> None:
        """Words over the form."""
        self.box.addWidget(label(hint, "quiet", wrap=True))
        self.box.addWidget(self.form)
        self.box.addStretch(1)
        self.fit(580, height)

    def readable(self, *needed: str) -> bool:
        """Whether everything can be read and what is needed is there; says so if not."""
        wrong = next(iter(self.form.problems().items()), None)
        if wrong is None:
            empty = next((n for n in needed if not self.form.value(n)), "")
            if not empty:
                return True
            wrong = (empty, "请填写。")
        self.form.focus(wrong[0])
        self.say(f"{self.form.fields[wrong[0]].title}：{wrong[1]}".removesuffix("。") + "。")
        return False


class DisputeDialog(_Asking):
    """One record, new or to be corrected."""

    def __init__(
        self, page: "StagePage", context: "PageContext", before: Dispute | None = None
    ) -> None:
        title = f"更正：{before.name}" if before else "登记询问、质疑、投诉"
        super().__init__(page, context, title, "保存(&S)" if before else "登记(&R)")
        self._before = before
        form = self.form
        form.add("kind", "类别", ChoiceEditor([(k, k.value) for k in DisputeKind]), required=True)
        form.add("supplier", "供应商", LineEditor("提出的供应商全称"), required=True)
        form.add("received", "收到日期", DateEditor(), required=True)
        form.add("posted", "交邮日期", DateEditor(), hint="邮寄的填邮戳日期，据此判断是否逾期提出")
        form.add("about", "对象", ChoiceEditor([(a, a.value) for a in About]), required=True)
        form.add(
            "known_day", "起算日", DateEditor(),
            hint="采购文件、采购过程才填：收到文件或该环节结束之日",
        )  # fmt: skip
        form.add("affects", "影响", CheckEditor("可能影响采购结果（应当暂停签订合同）"))
        form.add("by_agency", "答复人", CheckEditor("由代理机构在委托范围内答复"))
        form.add("note", "备注", LineEditor())
        shown = before or Dispute(DisputeKind.CHALLENGE, "", "", context.today)
        form.set_values({name: getattr(shown, name) for name in form.fields})
        form.fields["kind"].widget.setEnabled(before is None)
        self.arrange("质疑登记以后，《质疑答复函》里的供应商、日期和对象由程序填好。", 520)
        form.focus("supplier")

    def try_accept(self) -> None:
        """Register, or say what is missing."""
        if not self.readable("supplier", "received"):
            return
        values = self.form.values()
        name = self._before.name if self._before else ""
        told = Dispute(**{**values, "name": name, **_kept(self._before)})
        desk, project = self._context.desk, self._context.project_id
        if self._before is None:
            self.do("登记", lambda _: disputing.add(desk, project, told), self._added)
        else:
            self.do(
                "更正", lambda _: disputing.change(desk, project, told), lambda _: self.accept()
            )

    def _added(self, made: Dispute) -> None:
        last = disputing.last_day(self._context.desk, made)
        said = f"已登记{made.kind.value}：{made.name}。"
        if self._context.today > last:
            self.page.tell("warn", said, f"答复的最后日 {last} 已经过了，请马上答复。")
        else:
            self.page.tell("ok", said, f"请在 {last} 前答复。")
        self.accept()


def _kept(before: Dispute | None) -> dict[str, object]:
    if before is None:
        return {}
    return {"answered": before.answered, "outcome": before.outcome}


class AnswerDialog(_Asking):
    """登记答复: the day and what came of it."""

    def __init__(self, page: "StagePage", context: "PageContext", at: Dispute) -> None:
        word = "处理决定" if at.kind is DisputeKind.COMPLAINT else "答复"
        super().__init__(page, context, f"登记{word}：{at.name}", "登记(&R)")
        self._at = at
        outcomes = [(o, o.value) for o in disputing.OUTCOMES[at.kind]]
        self.form.add("on", "日期", DateEditor(), required=True)
        self.form.add("outcome", "结果", ChoiceEditor(outcomes), required=True)
        self.form.set_values({"on": context.today})
        last = disputing.last_day(context.desk, at)
        self.arrange(f"{at.received} 收到，最迟 {last}；供应商撤回的，写撤回的日期。", 300)

    def try_accept(self) -> None:
        """Register, or say what is missing."""
        if not self.readable("on", "outcome"):
            return
        on, outcome = self.form.value("on"), self.form.value("outcome")
        desk, project, name = self._context.desk, self._context.project_id, self._at.name

        def done(_: object) -> None:
            self.page.tell("ok", f"已登记{name}的结果：{outcome.value}。")
            self.accept()

        self.do("登记答复", lambda _: disputing.answer(desk, project, name, on, outcome), done)


class AskHelpDialog(_Asking):
    """请参与单位协助."""

    def __init__(
        self, page: "StagePage", context: "PageContext", at: Dispute, units: Sequence[str]
    ) -> None:
        super().__init__(page, context, f"请参与单位协助答复：{at.name}", "登记(&R)")
        self._at = at
        self.form.add("unit", "单位", ChoiceEditor([(u, u) for u in units]), required=True)
        self.form.add("asked", "请求日期", DateEditor(), required=True)
        self.form.add(
            "what", "请它说明", TextEditor(3, "例：技术要求的依据、使用场景"), required=True
        )
        self.form.add("due", "请在前回复", DateEditor(), hint="留出写答复的时间；不填的不催")
        self.form.set_values({"asked": context.today})
        last = disputing.last_day(context.desk, at)
        self.arrange(f"指引第十条：各参与单位予以协助。这一件最迟 {last} 答复。", 400)

    def try_accept(self) -> None:
        """Register, or say what is missing."""
        if not self.readable("unit", "asked", "what"):
            return
        v = self.form.values()
        desk, project, name = self._context.desk, self._context.project_id, self._at.name
        self.do(
            "登记协助",
            lambda _: disputing.ask_help(
                desk, project, name, [v["unit"]], v["asked"], v["what"], v["due"]
            ),
            lambda _: self.accept(),
        )


class ReplyHelpDialog(_Asking):
    """登记参与单位的回复."""

    def __init__(self, page: "StagePage", context: "PageContext", at: Assistance) -> None:
        super().__init__(page, context, f"登记回复：{at.unit}", "登记(&R)")
        self._at = at
        self.form.add("replied", "回复日期", DateEditor(), required=True)
        self.form.add("reply", "回复的要点", TextEditor(3), required=True)
        self.form.set_values({"replied": context.today})
        self.arrange(f"{at.asked} 请它说明：{at.what}", 320)

    def try_accept(self) -> None:
        """Register, or say what is missing."""
        if not self.readable("replied", "reply"):
            return
        v, at = self.form.values(), self._at
        desk, project = self._context.desk, self._context.project_id
        self.do(
            "登记回复",
            lambda _: disputing.reply_help(
                desk, project, at.dispute, at.unit, v["replied"], v["reply"]
            ),
            lambda _: self.accept(),
        )
