"""扫回与核章: scans that came home, seals to be looked at, who has not sent anything back."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.case.homecoming import Home
from zjbuy_desktop.core.case.scans import Fate, ScanPage
from zjbuy_desktop.gui.dialogs.ask import ask_reason, confirm
from zjbuy_desktop.gui.dialogs.file_page import FilePageDialog
from zjbuy_desktop.gui.dialogs.files import choose_files
from zjbuy_desktop.gui.dialogs.scan_view import SealView, look_at
from zjbuy_desktop.gui.models.views import Action, HeaderView
from zjbuy_desktop.gui.pages.base import PageContext
from zjbuy_desktop.gui.widgets import scan_tables as tables
from zjbuy_desktop.gui.widgets.basics import button, column, label
from zjbuy_desktop.gui.widgets.chase_leaf import ChaseLeaf
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.drops import EmptyState
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.gui.widgets.project_page import ProjectPage
from zjbuy_desktop.gui.widgets.scan_pictures import ScanPictures
from zjbuy_desktop.gui.widgets.thumb_sheet import Thumb, ThumbSheet
from zjbuy_desktop.gui.work import Cancelled, Report, Task
from zjbuy_desktop.usecases import chasing, scanning, seals
from zjbuy_desktop.usecases.scan_report import ScanReport
from zjbuy_desktop.usecases.seals import AtHome

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk

_KINDS = "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp);;所有文件 (*)"


class ScanFacts(NamedTuple):
    """What the page shows, read in one go."""

    pages: tuple[ScanPage, ...]
    papers: tuple[AtHome, ...]
    owed: tuple[chasing.ChaseRow, ...]


class ScansPage(ProjectPage):
    """Import, look, file by hand, remind."""

    header = HeaderView("扫回与核章", purpose="导入签章后的扫描件，逐份核章，催还没有交回的文件。")
    action = "导入扫描件(&I)…"

    def build(self) -> None:
        self.facts = ScanFacts((), (), ())
        self.dialog: Any = None
        self.pictures = ScanPictures(self)
        self.count = label("", size="head")
        self.body.addWidget(Flow(self.count, None, self._undo_button()))
        self.empty = EmptyState(
            "import",
            "还没有收到扫描件",
            "把签章后的扫描件（PDF 或图片，几份混在一起也行）拖到窗口里，每一页自己归到它的文件。",
            (Action("选择文件(&F)…", self.pick_files),),
            drops=True,
        )
        self.empty.dropped.connect(self.import_files)
        self.leaves = Leaves("扫回与核章")
        self._build_seals()
        self._build_open()
        self._build_tables()
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.leaves, 1)

    def _undo_button(self) -> QWidget:
        self.take_back = button("撤销上次导入(&U)…", self.undo, icon="undo")
        return self.take_back

    def _build_seals(self) -> None:
        self.waiting = ThumbSheet(
            "待核章的文件",
            self.pictures,
            "没有待核章的文件。把签章后的扫描件拖到窗口里；还没有交回的单位，在“催还”里提醒。",
        )
        self.waiting.opened.connect(self.look)
        self.waiting.changed.connect(self._fit_tools)
        self.closer = button("放大看(&V)", lambda: self.look(None), icon="eye", role="primary")
        self.seal = button("章已盖齐(&S)", self.confirm_chosen, icon="stamp")
        self.refuse = button("章不合格(&B)…", self.refuse_chosen, icon="stop")
        hint = label(
            "回车放大看；可用 Shift、Ctrl 选几份一起登记。只有看过、登记了的才算已核章。", "quiet"
        )
        self.seal_leaf = _leaf(Flow(self.closer, self.seal, self.refuse, None, hint), self.waiting)
        self.leaves.add("待核章", self.seal_leaf)

    def _build_open(self) -> None:
        self.open = ThumbSheet(
            "待归入的页", self.pictures, "没有认不出的页：读入的每一页都已归到它的文件。"
        )
        self.open.opened.connect(self.file_page)
        self.open.changed.connect(self._fit_tools)
        self.file = button("手工归入(&G)…", lambda: self.file_page(None), icon="edit")
        self.leave = button("不归档(&K)…", self.leave_chosen)
        self.peek = button("放大看(&W)", self.look_at_open, icon="eye")
        self.open_leaf = _leaf(Flow(self.file, self.leave, self.peek), self.open)
        self.leaves.add("待归入", self.open_leaf)

    def _build_tables(self) -> None:
        self.home: DataTable[AtHome] = DataTable(
            "scan-papers", tables.paper_columns(), title="交回的文件", empty="还没有交回的文件"
        )
        self.home.activated.connect(self.look_at_paper)
        self.home.explained.connect(lambda paper, _: self.look_at_paper(paper))
        self.home.add_action("章不合格，退回…", self.refuse_in_table)
        self.leaves.add("交回的文件", self.home)
        self.chase = ChaseLeaf(self)
        self.leaves.add("催还", self.chase)
        self.read: DataTable[ScanPage] = DataTable(
            "scan-pages", tables.page_columns(), title="逐页结果", empty="还没有导入过"
        )
        self.read.activated.connect(self.look_at_page)
        self.read.explained.connect(lambda page, _: self.look_at_page(page))
        self.leaves.add("逐页结果", self.read)

    # What is shown

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        pages = scanning.list_pages(desk, case.id)
        return ScanFacts(pages, seals.at_home(case, pages), chasing.chased(case, pages, desk.today))

    def fill(self, context: PageContext) -> None:
        self.facts = facts = context.extra
        self.pictures.begin(context)
        waiting, missing, loose = self._waiting(), self._missing(), self._loose()
        self.count.setText(
            f"待核章 {len(waiting)} 份　缺页 {len(missing)} 份　待归入 {len(loose)} 页　"
            f"未交回 {len(facts.owed)} 份"
        )
        self.waiting.show_thumbs(_paper_thumb(paper) for paper in waiting)
        self.open.show_thumbs(_page_thumb(page) for page in loose)
        self.home.set_rows(facts.papers)
        self.chase.show_rows(facts.owed)
        self.read.set_rows(sorted(facts.pages, key=lambda p: -p.batch))
        self.leaves.set_count(self.seal_leaf, len(waiting))
        self.leaves.set_count(self.open_leaf, len(loose))
        self.leaves.set_count(self.chase, len(facts.owed))
        nothing = not facts.pages and not facts.owed
        self.empty.setVisible(nothing)
        self.leaves.setVisible(not nothing)
        self.take_back.setEnabled(bool(facts.pages))
        self._fit_tools()

    def _waiting(self) -> list[AtHome]:
        return [p for p in self.facts.papers if p.standing.home is Home.WAITING]

    def _missing(self) -> list[AtHome]:
        return [p for p in self.facts.papers if p.paper.missing]

    def _loose(self) -> list[ScanPage]:
        return [p for p in self.facts.pages if p.filing.fate in tables.OPEN]

    def _fit_tools(self) -> None:
        chosen, loose = self.waiting.selected(), self.open.selected()
        self.closer.setEnabled(bool(self.waiting.keys))
        self.seal.setEnabled(bool(chosen))
        self.refuse.setEnabled(bool(chosen))
        self.seal.setText(f"章已盖齐 {len(chosen)} 份(&S)" if len(chosen) > 1 else "章已盖齐(&S)")
        self.file.setEnabled(len(loose) == 1)
        self.peek.setEnabled(bool(loose))
        self.leave.setEnabled(bool(loose))

    # Import

    def submit(self) -> None:
        """导入扫描件…"""
        self.pick_files()

    def pick_files(self) -> None:
        """选择文件…"""
        paths = choose_files(self, "选择签章后的扫描件", _KINDS)
        if paths:
            self.import_files(paths)

    def import_files(self, paths: Sequence[Path]) -> None:
        """Read files or folders, picked or dropped anywhere in the window."""
        context = self.context
        if context is None:
            return
        desk, project = context.desk, context.project_id
        begun: list[Task] = []

        def stopped() -> bool:
            if begun and begun[0].cancelled:
                raise Cancelled
            return False

        def work(report: Report) -> ScanReport:
            return scanning.import_scans(desk, project, paths, progress=report, cancelled=stopped)

        task = self.run("读取扫描件", work, self._tell)
        if task is not None:
            begun.append(task)

    def _tell(self, report: ScanReport) -> None:
        """Say what came of it, and lead to what is to be done."""
        problems = [f for f in report.files if f.problem]
        hint = problems[0].problem if problems else ""
        if len(problems) > 1:
            hint += f"另有 {len(problems) - 1} 个文件没有读入。"
        loose = sum(report.count(fate) for fate in tables.OPEN)
        said = f"{report.sum_words}；{len(report.returned)} 份收齐，待核章。"
        if not report.pages:
            said = "没有读入新的页。"
        self.tell("warn" if problems or loose else "ok", said, hint)
        self.leaves.setCurrentWidget(
            self.seal_leaf if report.returned else self.open_leaf if loose else self.read
        )

    def undo(self) -> None:
        """撤销上次导入…"""
        context = self.context
        if context is None or not self.facts.pages:
            return
        batch = max(page.batch for page in self.facts.pages)
        own = [page for page in self.facts.pages if page.batch == batch]
        text = f"撤销第 {batch} 批扫描件，共 {len(own)} 页；归入和收回的登记一并撤销，原件仍保存。"
        if confirm(self, "撤销导入", text, "撤销这一批"):
            self.run("撤销导入", lambda _: scanning.undo(context.desk, context.project_id, batch))

    # Seals

    def look(self, key: Any) -> None:
        """放大看: from the one in hand through all that wait."""
        papers = self._waiting()
        if not papers or self.context is None:
            return
        chosen = [key] if key is not None else self.waiting.selected()
        keys = [paper.key for paper in papers]
        at = keys.index(chosen[0]) if chosen and chosen[0] in keys else 0
        self._open(SealView(self, papers, at))

    def confirm_chosen(self) -> None:
        """章已盖齐 for those selected."""
        self._record(self._chosen(), accepted=True, reason="")

    def refuse_chosen(self) -> None:
        """章不合格 for those selected, with the reason."""
        self._refuse(self._chosen())

    def refuse_in_table(self) -> None:
        """章不合格 for papers whose seal was taken for good."""
        homes = (Home.WAITING, Home.SEALED)
        rows = [p for p in self.home.selection() if p.standing.home in homes]
        if rows:
            self._refuse([paper.key for paper in rows])
        else:
            self.tell("info", "先选中待核章或已核章的文件。")

    def _refuse(self, keys: list[tuple[str, str]]) -> None:
        if not keys:
            return
        text = f"{len(keys)} 份退回；单位重新盖章、交回后再导入。写明哪里不合格："
        reason = ask_reason(self, "章不合格", text, action="退回")
        if reason is not None:
            self._record(keys, accepted=False, reason=reason)

    def _chosen(self) -> list[tuple[str, str]]:
        wanted = set(self.waiting.selected())
        return [paper.key for paper in self._waiting() if paper.key in wanted]

    def _record(self, keys: list[tuple[str, str]], *, accepted: bool, reason: str) -> None:
        context = self.context
        if context is None or not keys:
            return
        said = f"{len(keys)} 份已核章。" if accepted else f"{len(keys)} 份已退回，列入催还。"
        signed = accepted and any(kind in seals.SIGNED for kind, _ in keys)
        hint = "合同的签订日期请到“通知与签约”登记。" if signed else ""
        self.run(
            "登记核章",
            lambda _: seals.confirm_seals(
                context.desk, context.project_id, keys, accepted=accepted, reason=reason
            ),
            lambda _: self.tell("ok", said, hint),
        )

    # Pages nobody knows

    def file_page(self, page_id: Any) -> None:
        """手工归入…"""
        page = self._loose_page(page_id)
        if page is not None and self.context is not None:
            dialog = FilePageDialog(self, self.context, page)
            self._open(dialog)
            dialog.load()

    def leave_chosen(self) -> None:
        """不归档…"""
        context, ids = self.context, [int(str(key)) for key in self.open.selected()]
        if context is None or not ids:
            return
        text = f"{len(ids)} 页不归档，原件仍保存。"
        reason = ask_reason(self, "不归档", text, action="不归档")
        if reason is not None:
            self.run(
                "登记不归档",
                lambda _: scanning.leave_out(context.desk, context.project_id, ids, reason),
            )

    def look_at_open(self) -> None:
        """放大看 a page nobody knows."""
        page = self._loose_page(None)
        if page is not None:
            self.look_at_page(page)

    def _loose_page(self, page_id: Any) -> ScanPage | None:
        chosen = self.open.selected()
        wanted = page_id if page_id is not None else chosen[0] if chosen else None
        return next((page for page in self._loose() if page.id == wanted), None)

    # A closer look

    def look_at_page(self, page: ScanPage) -> None:
        """One page, large."""
        self._open(look_at(self, [page], 0), shown=True)

    def look_at_paper(self, paper: AtHome) -> None:
        """The pages of one paper, large."""
        sheets = paper.paper.sheets
        self._open(look_at(self, sheets, len(sheets) - 1), shown=True)

    def _open(self, dialog: Any, *, shown: bool = False) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        if not shown:
            dialog.open()


def _leaf(tools: QWidget, sheet: QWidget) -> QWidget:
    made = QWidget()
    box = column(tools, sheet, margins=(0, 8, 0, 0))
    box.setStretch(1, 1)
    made.setLayout(box)
    return made


def _paper_thumb(paper: AtHome) -> Thumb:
    sheets = paper.paper.sheets
    note = f"{paper.title}　{paper.check or f'{len(sheets)} 页'}"
    return Thumb(paper.key, sheets[-1], paper.key[1] or paper.title, note)


def _page_thumb(page: ScanPage) -> Thumb:
    place = f"{page.name} 第 {page.file_page} 页"
    known = tables.page_place(page) if page.filing.fate is Fate.OLD else ""
    return Thumb(page.id, page, page.filing.fate.value, known or place)
