"""What stands in the window: places left, page in the centre, checks right, data at the foot.

It knows nothing of procurement. It is given plain values to show, and says by signals what the
user wants.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from zjbuy_desktop.gui.models.views import (
    Action,
    BasisView,
    FootView,
    HeaderView,
    PaperView,
    ProjectView,
    StageView,
)
from zjbuy_desktop.gui.shell.find_box import FindBox, Fits, Search
from zjbuy_desktop.gui.shell.header import Header
from zjbuy_desktop.gui.shell.navigation import (
    MORE_PLACES,
    PLACES,
    PROJECT_PLACES,
    Navigation,
)
from zjbuy_desktop.gui.shell.overlay import Overlay
from zjbuy_desktop.gui.shell.side import WIDTH as SIDE_WIDTH
from zjbuy_desktop.gui.shell.side import SidePanel
from zjbuy_desktop.gui.widgets import tab_order
from zjbuy_desktop.gui.widgets.banner import Banner, BannerStack, Kind
from zjbuy_desktop.gui.widgets.drops import DropCatcher
from zjbuy_desktop.gui.widgets.foot_bar import FootBar
from zjbuy_desktop.gui.widgets.notice import Notice
from zjbuy_desktop.gui.widgets.progress import ProgressPanel
from zjbuy_desktop.gui.widgets.rail import RailEntry, stage_entries
from zjbuy_desktop.gui.widgets.viewing import Viewing

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding

# Below these widths (logical pixels: a scaled 1366×768 has few) the panels give way to the page.
SIDE_FROM, WIDE_FROM = 1100, 1000


class Frame(QWidget):
    """The frame round the pages.

    Signals:
        place_chosen: workbench, deadlines, units.
        project_chosen: id of a project; project_wanted: 新建项目.
        stage_chosen: id of a stage; project_place_chosen: of a page about the whole project.
        finding_visited, finding_explained: 去看, 说明理由 on a ``Finding``.
        findings_explained: 说明理由 on several of one rule, a tuple.
        paper_previewed, paper_made, paper_opened, paper_worded, paper_copied, paper_filled:
            kind of a paper.
        step_followed: target of the next step.
        found: id of what was chosen in the find box.
        help_asked: F1 or 帮助; manual_asked: Shift+F1.
        page_shown: id of the page that came to the front.
        check_asked: F5; print_asked: Ctrl+P; lock_asked: Ctrl+L.
        folder_asked: open the data folder.
        files_dropped: list of ``Path`` dropped anywhere no one else took them.
    """

    place_chosen = Signal(str)
    project_chosen = Signal(int)
    project_wanted = Signal()
    stage_chosen = Signal(str)
    project_place_chosen = Signal(str)
    finding_visited = Signal(object)
    finding_explained = Signal(object)
    findings_explained = Signal(tuple)
    paper_previewed = Signal(str)
    paper_made = Signal(str)
    paper_opened = Signal(str)
    paper_worded = Signal(str)
    paper_copied = Signal(str)
    paper_filled = Signal(str)
    step_followed = Signal(str)
    found = Signal(str)
    help_asked = Signal()
    manual_asked = Signal()
    page_shown = Signal(str)
    check_asked = Signal()
    print_asked = Signal()
    folder_asked = Signal()
    lock_asked = Signal()
    files_dropped = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self._find_more: Callable[[], Iterable[RailEntry]] = tuple
        self._find_begins: Callable[[], object] = tuple
        self._stages: tuple[StageView, ...] = ()
        self._side_called = False
        self.place = ""
        """Id of the page on show."""
        self.navigation = Navigation()
        self.header = Header()
        self.notice = Notice()
        self.banners = BannerStack()
        self.progress = ProgressPanel()
        self.pages = QStackedWidget()
        self.side = SidePanel()
        self.foot = FootBar()
        self._find = FindBox(self)
        self.viewing = Viewing(self, lambda: (self.pages, self.side))
        self._arrange()
        self._connect()
        self._add_shortcuts()

    # What is shown

    def set_projects(self, projects: Iterable[ProjectView], current: int | None = None) -> None:
        """Offer these projects; name the one in hand."""
        self.navigation.set_projects(projects, current)

    def show_stages(self, stages: Iterable[StageView]) -> None:
        """Show the rail of the project in hand."""
        self._stages = tuple(stages)
        self.navigation.set_stages(self._stages)

    def show_page(self, page: QWidget, header: HeaderView, place: str = "") -> None:
        """Bring a page to the front; ``place`` is the id marked at the left.

        A focus that was in the last page goes to the first stop of this one.
        """
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        focus = self.focusWidget()
        inside = focus is not None and self.pages.isAncestorOf(focus)
        self.pages.setCurrentWidget(page)
        if inside:
            tab_order.enter(page)
        self.header.show_header(header)
        self.navigation.mark(place)
        self.side.to_top()
        self.banners.clear()
        self.place = place
        self.page_shown.emit(place)

    def show_header(self, header: HeaderView) -> None:
        """Change the head of the present page."""
        self.header.show_header(header)

    def forget_page(self, page: QWidget) -> None:
        """Let a page go for good."""
        self.pages.removeWidget(page)
        page.deleteLater()

    def show_findings(self, findings: "Iterable[Finding]") -> None:
        """Show these under 检查."""
        shown = tuple(findings)
        with self.side.steady():
            self.side.findings.set_findings(shown)
        self.header.set_findings(len(shown), sum(f.severity.value == "block" for f in shown))

    def show_papers(self, papers: Iterable[PaperView], none: str = "") -> None:
        """Show these under 文件, or say ``none`` where there are none."""
        with self.side.steady():
            self.side.papers.set_papers(papers, none)

    def show_basis(self, articles: Iterable[BasisView]) -> None:
        """Show these under 依据."""
        self.side.basis.set_basis(articles)

    def set_side(self, wanted: bool) -> None:
        """Pages about no single project have nothing to show at the right."""
        self._side_wanted = wanted
        self._fit()

    def set_foot(self, foot: FootView) -> None:
        """Show where the data is and what is next."""
        self.foot.show_foot(foot)

    def show_banner(
        self,
        kind: Kind,
        message: str,
        hint: str = "",
        actions: tuple[Action, ...] = (),
        *,
        seconds: float = 0,
    ) -> Banner:
        """Tell the user something, in the window and without stopping anything."""
        return self.banners.show_banner(kind, message, hint, actions, seconds=seconds)

    def set_viewing(self, why: str, actions: tuple[Action, ...] = ()) -> None:
        """Only look, and say why; nothing lets everything be done again."""
        self.notice.say(why, actions)
        self.viewing.set_on(bool(why))

    def set_find(self, more: Callable[[], Iterable[RailEntry]]) -> None:
        """What the find box offers besides places and stages, asked when it opens."""
        self._find_more = more

    def set_search(self, begin: Callable[[], object], search: Search, fits: Fits) -> None:
        """What the find box finds as one types; ``begin`` is called before it opens."""
        self._find_begins = begin
        self._find.set_search(search, fits)

    def open_find(self) -> None:
        """Show the find box."""
        self._find_begins()
        stages = [e for e in stage_entries(self._stages) if not e.heading]
        whole = (*PROJECT_PLACES, *MORE_PLACES) if stages else ()
        self._find.open([*PLACES, *stages, *whole, *self._find_more()])

    # How it is made

    def _arrange(self) -> None:
        self._side_wanted = True
        centre = QFrame()
        centre.setObjectName("centre")
        middle = QVBoxLayout(centre)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.header)
        middle.addWidget(self.notice)
        middle.addWidget(self.banners)
        middle.addWidget(self.pages, 1)
        self._overlay = Overlay(self.pages, self.progress)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        self._middle.addWidget(self.navigation)
        self._middle.addWidget(centre, 1)
        self._middle.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._middle, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        left, right = self.navigation, self.side
        left.place_chosen.connect(self.place_chosen)
        left.project_chosen.connect(self.project_chosen)
        left.project_wanted.connect(self.project_wanted)
        left.stage_chosen.connect(self.stage_chosen)
        left.project_place_chosen.connect(self.project_place_chosen)
        right.findings.visited.connect(self.finding_visited)
        right.findings.explained.connect(self.finding_explained)
        right.findings.all_explained.connect(self.findings_explained)
        right.papers.previewed.connect(self.paper_previewed)
        right.papers.made.connect(self.paper_made)
        right.papers.opened.connect(self.paper_opened)
        right.papers.worded.connect(self.paper_worded)
        right.papers.copied.connect(self.paper_copied)
        right.papers.filled.connect(self.paper_filled)
        self.foot.followed.connect(self.step_followed)
        self.foot.place_opened.connect(self.folder_asked)
        self.header.side_asked.connect(self._toggle_side)
        self.header.help_asked.connect(self.help_asked)
        self.header.basis_asked.connect(self._show_basis_panel)
        self._find.found.connect(self._go)
        DropCatcher(self).dropped.connect(self.files_dropped)

    def _add_shortcuts(self) -> None:
        for keys, run in (
            ("F1", self.help_asked.emit),
            ("Shift+F1", self.manual_asked.emit),
            ("F5", self.check_asked.emit),
            ("Ctrl+P", self.print_asked.emit),
            ("Ctrl+K", self.open_find),
            ("Ctrl+L", self.lock_asked.emit),
            ("Ctrl+PgUp", lambda: self._step(-1)),
            ("Ctrl+PgDown", lambda: self._step(1)),
            ("F6", self._next_pane),
        ):
            QShortcut(QKeySequence(keys), self, run)

    def _go(self, target: str) -> None:
        if any(place.id == target for place in PLACES):
            self.place_chosen.emit(target)
        elif any(stage.id == target for stage in self._stages):
            self.stage_chosen.emit(target)
        elif any(place.id == target for place in (*PROJECT_PLACES, *MORE_PLACES)):
            self.project_place_chosen.emit(target)
        else:
            self.found.emit(target)

    def _step(self, by: int) -> None:
        target = self.navigation.stages.step(by)
        if target:
            self.stage_chosen.emit(target)

    def _next_pane(self) -> None:
        """Left, message, page, right by turns."""
        panes: list[QWidget] = [self.navigation.stages, self.banners, self.pages, self.side]
        panes = [p for p in panes if p.isVisible()]
        focus = self.focusWidget()
        inside = [focus is not None and (p is focus or p.isAncestorOf(focus)) for p in panes]
        at = inside.index(True) + 1 if True in inside else 0
        tab_order.enter(panes[at % len(panes)])

    def _toggle_side(self) -> None:
        self._side_called = not self._side_called
        self._fit()

    def _show_basis_panel(self) -> None:
        self.side.show_basis()
        if self.side.isHidden():
            self._toggle_side()

    def _fit(self) -> None:
        """Let the panels give way where there is little room; called, the right one floats."""
        roomy = self.width() >= SIDE_FROM
        self.navigation.set_narrow(self.width() < WIDE_FROM)
        self.header.offer_side(self._side_wanted and not roomy)
        if roomy and self._middle.indexOf(self.side) < 0:
            self._middle.addWidget(self.side)
        elif not roomy and self._middle.indexOf(self.side) >= 0:
            self._middle.removeWidget(self.side)
            self._side_called = False
        self.side.setVisible(self._side_wanted and (roomy or self._side_called))
        if not roomy:
            top = self.header.height()
            height = self.height() - top - self.foot.height()
            self.side.setGeometry(self.width() - SIDE_WIDTH, top, SIDE_WIDTH, height)
            self.side.raise_()

    # Qt overrides

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab and Shift+Tab go as one reads."""
        return tab_order.step(self, forwards=forwards)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts away what lies over the page: the message, then the panel that was called."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif kept := self.banners.banners():
            inside = kept[0].isAncestorOf(self.focusWidget() or self)
            kept[0].dismiss()
            if inside:
                tab_order.enter(self.pages)
        elif self._side_called:
            self._toggle_side()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the panels for the new size."""
        super().resizeEvent(event)
        self._fit()
