"""红线自查: every rule of every stage as it stands, the reasons given, and the report."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from zjbuy_desktop.core.case.red_lines import Reasoned, RedLine, Standing, counted
from zjbuy_desktop.gui.dialogs.ask import ReasonDialog
from zjbuy_desktop.gui.dialogs.files import choose_target
from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.pages.base import PageContext
from zjbuy_desktop.gui.widgets.announce import announce, folder_action
from zjbuy_desktop.gui.widgets.basics import button, label
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.project_page import ProjectPage
from zjbuy_desktop.gui.widgets.red_line_table import RedLineTable
from zjbuy_desktop.usecases import red_line_report, red_lines
from zjbuy_desktop.usecases.results import Run

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk

_ANY, _OPEN = "全部", "待处理"
_TO_DO = (Standing.BLOCK, Standing.WARN, Standing.ADVISE)


class RedLinesPage(ProjectPage):
    """The rules by stage and standing; a reason can be taken back, the report is printed."""

    header = HeaderView(
        "红线自查", purpose="每条规则现在怎么样、看了什么、怎么办；做成报告归入档案。"
    )
    action = "制作自查报告(&N)…"

    def build(self) -> None:
        """Compose the page; called once."""
        self._lines: tuple[RedLine, ...] = ()
        self.stage_choice = ChoiceEditor([(_ANY, "全部环节")])
        self.standing = ChoiceEditor(
            [(_ANY, "全部现状"), (_OPEN, _OPEN), *((s.value, s.value) for s in Standing)]
        )
        for editor, name in ((self.stage_choice, "环节"), (self.standing, "现状")):
            editor.setAccessibleName(name)
            editor.setMaximumWidth(190)
            editor.edited.connect(self._narrow)
        self.go_there = button("去这个环节(&T)", self.visit_stage, role="small")
        self.back = button("收回理由(&U)…", self.ask_back, role="small", icon="undo")
        self.count = label("", "quiet", wrap=True)
        self.table = RedLineTable("red_lines")
        self.table.table.view.selectionModel().currentChanged.connect(lambda *_: self._fit())
        self.table.table.activated.connect(lambda _: self.visit_stage())
        top = Flow(self.stage_choice, self.standing, None, self.go_there, self.back)
        self.open_points = button("法规未定(&L)…", lambda: self.page_wanted.emit("gaps"))
        self.add_secondary(self.open_points)
        self.body.addWidget(top)
        self.body.addWidget(self.count)
        self.body.addWidget(self.table, 1)

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        """Check every rule; called on the worker."""
        return red_lines.check(desk, case)

    def fill(self, context: PageContext) -> None:
        """Show the facts; called each time they were read."""
        self._lines = context.extra
        stages = dict.fromkeys((line.stage, line.stage_title) for line in self._lines)
        self.stage_choice.offer([(_ANY, "全部环节"), *stages])
        self.count.setText(counted(self._lines))
        self._narrow()

    def _narrow(self) -> None:
        stage, wanted = self.stage_choice.value(), self.standing.value()
        self.table.show_lines(
            tuple(
                line
                for line in self._lines
                if stage in (_ANY, line.stage)
                and (
                    wanted in (_ANY, line.standing.value)
                    or (wanted == _OPEN and line.standing in _TO_DO)
                )
            )
        )
        self._fit()

    def _fit(self) -> None:
        line = self.table.current()
        self.go_there.setEnabled(line is not None)
        self.back.setEnabled(line is not None and bool(line.reasons))

    def go_to(self, rule: str) -> None:
        """Put the cursor on a rule."""
        for editor in (self.stage_choice, self.standing):
            editor.set_value(_ANY)
        self._narrow()
        for line in self._lines:
            if line.rule == rule:
                self.table.table.select(line)

    def visit_stage(self) -> None:
        """去这个环节."""
        line = self.table.current()
        if line is not None:
            self.stage_wanted.emit(line.stage)

    def ask_back(self) -> None:
        """收回理由…: of several, those of the rule together."""
        line = self.table.current()
        if line is None or not line.reasons:
            return
        said = "\n".join(reason.words for reason in line.reasons)
        after = "收回后这一条重新提醒，已完成的环节标为需复核。"
        text = f"{line.statement}\n说明过的理由：{said}\n{after}"
        dialog = ReasonDialog(self.window(), "收回理由", text, "收回理由", "")
        dialog.accepted.connect(lambda: self._take_back(line, dialog.reason.value()))
        self.open_dialog(dialog)

    def _take_back(self, line: RedLine, why: str) -> None:
        context = self.context
        assert context is not None
        desk, project = context.desk, context.project_id

        def job(_: object) -> tuple[Reasoned, ...]:
            for reason in line.reasons:
                red_lines.take_back(desk, project, line.rule, reason.subject, why)
            return line.reasons

        self.run(
            "收回理由",
            job,
            lambda taken: self.tell("ok", f"已收回 {len(taken)} 条理由，这一条重新提醒。"),
        )

    def submit(self) -> None:
        """制作自查报告…"""
        if self.context is None:
            return
        name = f"{self.context.case.project.name}红线自查报告.pdf"
        file = choose_target(self.window(), "红线自查报告", name, "PDF 文件 (*.pdf)")
        if file is not None:
            self.make_report(file)

    def make_report(self, file: Path) -> None:
        """Write the report there; it is kept in the register."""
        context = self.context
        assert context is not None
        desk, project = context.desk, context.project_id

        def told(run: Run) -> None:
            text = f"红线自查报告已做好，{run.made[0].pages} 页，已记入文件台账。"
            announce(self, "ok", text, actions=(folder_action(file.parent),))

        self.run(
            "制作红线自查报告",
            lambda _: red_line_report.make_report(desk, project, file),
            told,
        )
