"""The project in hand: its rail, the page of one stage, and what is decided there."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.core.stages.flow import in_turn
from zjbuy_desktop.gui.dialogs.ask import ask_reason, confirm
from zjbuy_desktop.gui.dialogs.self_check import SelfCheck
from zjbuy_desktop.gui.models.finding_groups import grouped, held_words
from zjbuy_desktop.gui.models.views import FootView
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.pages.book import page_class
from zjbuy_desktop.gui.sitting import views
from zjbuy_desktop.gui.sitting.assisting import ENTRY as ASSISTANT
from zjbuy_desktop.gui.sitting.assisting import SCREENS
from zjbuy_desktop.gui.sitting.drafts import Drafts
from zjbuy_desktop.gui.sitting.papers import PaperSitting
from zjbuy_desktop.gui.sitting.reading import (
    Completion,
    Reading,
    complete_stage,
    read_stage,
    stage_in_hand,
)
from zjbuy_desktop.gui.widgets.basics import button
from zjbuy_desktop.gui.widgets.rail import RailEntry
from zjbuy_desktop.gui.work import Work
from zjbuy_desktop.usecases import stages

if TYPE_CHECKING:
    from zjbuy_desktop.gui.shell.frame import Frame
    from zjbuy_desktop.usecases.desk import Desk

Told = tuple[str, str, str]
"""Kind, message and hint of a banner."""


class ProjectSitting(QObject):
    """Shows one project at a time; pages are made when first opened, anew for each project.

    Signals:
        read: the project was read (a ``Reading``) and is on show.
        assistant_wanted: 录入助手 is to be opened at this screen.
        all_done: the last stage is completed and no other is open; id of the project.
    """

    read = Signal(object)
    assistant_wanted = Signal(str)
    all_done = Signal(int)

    def __init__(self, frame: "Frame", work: Work) -> None:
        super().__init__(frame)
        self._frame, self._work = frame, work
        self.desk: Desk | None = None
        self.project_id: int | None = None
        self.reading: Reading | None = None
        self.pages: dict[str, StagePage] = {}
        self._reopen: dict[str, Any] = {}
        self.checks: dict[str, SelfCheck] = {}
        self._wanted = ""
        self._on_show = False
        self.drafts = Drafts(self, work)
        self.papers = PaperSitting(frame, work)
        self.papers.changed.connect(self.reload)
        frame.stage_chosen.connect(self.go)
        frame.finding_visited.connect(self._visit)
        frame.finding_explained.connect(lambda finding: self._explain((finding,)))
        frame.findings_explained.connect(self._explain)

    @property
    def page(self) -> StagePage | None:
        """The page on show or being read."""
        return self.pages.get(self._wanted)

    @property
    def on_show(self) -> bool:
        """Whether a stage is on show or wanted, and no other page."""
        return self._on_show

    # Which project, which stage

    def open(
        self, desk: "Desk", project_id: int, stage_id: str = "", told: tuple[Told, ...] = ()
    ) -> None:
        """Take a project in hand, at the stage given or the one in hand."""
        if project_id != self.project_id:
            self.leave()
        self.desk, self.project_id = desk, project_id
        if stage_id:
            self.go(stage_id, told=told)
            return
        self._work.run(
            self._frame,
            lambda report: stage_in_hand(desk, project_id).id,
            success=lambda found: self.go(found, told=told),
            label="打开项目",
        )

    def leave(self) -> None:
        """Put the project away; what was typed is kept as a draft."""
        self.flush()
        for page in self.pages.values():
            self._frame.forget_page(page)
        self.pages.clear()
        self._reopen.clear()
        self.checks.clear()
        self.desk, self.project_id, self.reading, self._wanted = None, None, None, ""
        self._frame.show_stages(())

    def go(
        self,
        stage_id: str,
        told: tuple[Told, ...] = (),
        then: Callable[[StagePage], object] | None = None,
    ) -> None:
        """Open a stage of the project in hand; ``then`` is done once it is on show."""
        if self.desk is None:
            return
        self.flush()
        self._wanted, self._on_show = stage_id, True
        page = self._page(stage_id)

        def shown(reading: Reading) -> None:
            if self._show(page, reading, fresh=True):
                for kind, message, hint in told:
                    self._frame.show_banner(kind, message, hint)  # type: ignore[arg-type]
                if then is not None:
                    then(page)

        self._read(page, shown)

    def set_aside(self) -> None:
        """Another page is coming on show; what is still being read will not take its place."""
        self.flush()
        self._on_show = False

    def reload(self) -> None:
        """Read the project again after a change, and show the same page."""
        page = self.page
        if page is not None:
            self._read(page, lambda reading: self._show(page, reading, fresh=False))

    def check(self) -> None:
        """F5: read and check again, and say what was found."""
        page = self.page
        if page is None:
            return

        def shown(reading: Reading) -> None:
            if self._show(page, reading, fresh=False):
                blocks = sum(f.severity.value == "block" for f in reading.findings)
                rest = len(reading.findings) - blocks
                text = f"已重新检查：必须改 {blocks} 处，其余提醒 {rest} 处。"
                self._frame.show_banner("info", text, seconds=5)

        self._read(page, shown)

    def _page(self, stage_id: str) -> StagePage:
        if stage_id not in self.pages:
            page = page_class(stage_id)()
            self._join(page, stage_id)
            self.pages[stage_id] = page
        return self.pages[stage_id]

    def _join(self, page: StagePage, stage_id: str) -> None:
        desk, project = self.desk, self.project_id
        assert desk is not None
        assert project is not None
        page.changed.connect(self.reload)
        page.completion_asked.connect(lambda: self._complete(stage_id))
        page.draft_due.connect(lambda typed: self.drafts.save(desk, project, stage_id, typed))
        page.draft_dropped.connect(lambda: self.drafts.drop(desk, project, stage_id))
        page.told.connect(self._frame.show_banner)
        page.paper_wanted.connect(self.papers.fill)
        page.model.findings_changed.connect(lambda: self._show_findings(page))
        again = button("重开本环节(&R)…", lambda: self._ask_reopen(stage_id))
        again.hide()
        own = self.checks[stage_id] = SelfCheck(page, stage(stage_id))
        page.add_secondary(again, own.button)
        page.shorten(again, "重开(&R)…")
        page.shorten(own.button, "自查(&K)")
        self._reopen[stage_id] = again
        if screen := SCREENS.get(stage_id):
            retype = button("录入助手(&Y)", lambda: self.assistant_wanted.emit(screen))
            retype.setToolTip("逐项复制到平台里，录一项勾一项，记下平台给出的编号")
            page.add_secondary(retype)
            page.shorten(retype, "录入(&Y)")

    def _read(self, page: StagePage, success: Callable[[Reading], object]) -> None:
        desk, project, spec = self.desk, self.project_id, stage(self._wanted)
        if desk is None or project is None:
            return
        self._work.run(
            page,
            lambda report: read_stage(desk, project, spec, page.fetch),
            success=success,
            label=f"读取“{spec.title}”",
        )

    # What is on show

    def _show(self, page: StagePage, reading: Reading, *, fresh: bool) -> bool:
        """Show what was read, unless the user has gone elsewhere meanwhile."""
        case, spec = reading.case, reading.spec
        here = (self.project_id, self._wanted, self._on_show)
        if self.desk is None or here != (case.id, spec.id, True):
            return False
        self.reading = reading
        self._frame.side.findings.units = {u.name for u in case.units}
        page.load(
            PageContext(self.desk, case, self._work, reading.findings, reading.draft, reading.extra)
        )
        self._dress(page, reading)
        self._frame.set_side(True)
        self._frame.show_stages(views.stage_views(case))
        header = views.header_view(case, spec)
        if fresh:
            self._frame.show_page(page, header, spec.id)
            self._frame.show_basis(views.basis_views(spec))
        else:
            self._frame.show_header(header)
        self.papers.show(self.desk, case, spec)
        self._frame.set_foot(self.foot(reading))
        self.read.emit(reading)
        return True

    def _show_findings(self, page: StagePage) -> None:
        """Those of the page on show, also while it is being typed on."""
        if self._on_show and page is self.page:
            self._frame.show_findings(page.model.findings)

    def foot(self, reading: Reading) -> FootView:
        """The foot as this project has it."""
        assert self.desk is not None
        return views.foot_view(self.desk.data_dir, reading.backup, reading.step, reading.due)

    def _dress(self, page: StagePage, reading: Reading) -> None:
        """The primary button of a finished stage leads on instead of completing it again."""
        record = reading.case.stage(reading.spec.id)
        self._reopen[reading.spec.id].setVisible(record.completed_on is not None)
        if record.completed_on is None:
            text = page.action
        elif record.stale:
            text = "复核完毕，重新完成(&N)"
        else:
            last = reading.spec is in_turn(reading.case)[-1]
            text = "已完成，看接下来(&N)…" if last else "已完成，去下一环节(&N)"
        page.primary.setText(text)

    # What is decided

    def _complete(self, stage_id: str) -> None:
        desk, project = self.desk, self.project_id
        if desk is None or project is None:
            return

        def done(outcome: Completion) -> None:
            following = outcome.following
            if outcome.held:
                self._tell_held(outcome.held)
                return
            said = f"“{stage(stage_id).title}”已完成。"
            told: tuple[Told, ...] = (("ok", said, "需要改动时可以重开。"),) if outcome.done else ()
            if following == stage_id:
                self.go(following, then=lambda _: self.all_done.emit(project))
            else:
                self.go(following, told=told)

        self._work.run(
            self._frame,
            lambda report: complete_stage(desk, project, stage_id),
            success=done,
            label="完成环节",
        )

    def _tell_held(self, held: tuple[Finding, ...]) -> None:
        """What is still to be done before the stage can be completed, and lead to the first."""
        first = held[0]
        if first.severity.value == "block":
            self._frame.show_banner("stop", first.message, first.fix)
        else:
            hint = "在右边“检查”里逐项处理，或说明理由；说明后再完成本环节。"
            self._frame.show_banner("warn", f"{held_words(held)}。", hint)
        if self.page is not None:
            self.page.visit(first)
        if self.reading is not None:
            self.reload()

    def _ask_reopen(self, stage_id: str) -> None:
        desk, project = self.desk, self.project_id
        if desk is None or project is None:
            return
        title = stage(stage_id).title
        text = f"重开“{title}”后，后面已完成的环节标为需复核；登记和文件都不会删除。"
        if not confirm(self._frame.window(), "重开环节", text, "重开本环节"):
            return
        self._work.run(
            self._frame,
            lambda report: stages.reopen(desk, project, stage_id),
            success=lambda _: self.reload(),
            label="重开环节",
        )

    def _visit(self, finding: Finding) -> None:
        page = self.page
        if page is not None and not page.visit(finding):
            self._frame.show_banner("info", finding.message, finding.fix)

    def _explain(self, found: tuple[Finding, ...]) -> None:
        """Ask once for the reason of warnings of one rule, and keep it for each of them."""
        desk, project, reading = self.desk, self.project_id, self.reading
        if desk is None or project is None or reading is None:
            return
        (group,) = grouped(found, {u.name for u in reading.case.units})
        many = len(found) > 1
        text = f"{group.message}\n{group.names}" if many else group.message
        action = f"对这 {group.count}都用这个理由" if many else "记入理由"
        reason = ask_reason(self._frame.window(), "说明理由", text, action=action)
        if reason is None:
            return
        self.flush()
        rule, subjects = group.first.rule, [f.subject for f in found]
        self._work.run(
            self._frame,
            lambda report: stages.explain_warnings(desk, project, rule, subjects, reason),
            success=lambda _: self.reload(),
            label="记入理由",
        )

    def flush(self) -> None:
        """Save what was typed and not yet saved."""
        for page in self.pages.values():
            page.model.flush()

    def find_entries(self) -> list[RailEntry]:
        """Units and papers of the project in hand, for Ctrl+K."""
        return [ASSISTANT, *views.find_entries(self.reading.case)] if self.reading else []
