"""The papers of the stage in hand: preview, make, print, open."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from zjbuy_desktop.core.stages.spec import StageSpec
from zjbuy_desktop.gui.dialogs.files import show_folder
from zjbuy_desktop.gui.dialogs.paper_figures import PaperFiguresDialog
from zjbuy_desktop.gui.dialogs.paper_preview import PaperPreview
from zjbuy_desktop.gui.dialogs.paper_run import PaperRunDialog
from zjbuy_desktop.gui.pages.base import StagePage
from zjbuy_desktop.gui.sitting.paper_work import PaperWork
from zjbuy_desktop.gui.sitting.reading import read_papers
from zjbuy_desktop.gui.sitting.views import paper_views
from zjbuy_desktop.gui.work import Work
from zjbuy_desktop.usecases import paper_figures, paper_settings, papers, recording
from zjbuy_desktop.usecases.paper_settings import PaperSettings
from zjbuy_desktop.usecases.results import PaperRow

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.gui.shell.frame import Frame
    from zjbuy_desktop.usecases.desk import Desk
    from zjbuy_desktop.usecases.paper_figures import Printed


@runtime_checkable
class _Prints(Protocol):
    """A page that prints what is chosen on it (文件台账)."""

    def print_chosen(self) -> None:
        """Print it."""


class PaperSitting(QObject):
    """Does what the paper panel asks for.

    Signals:
        changed: papers were made or their details kept; the project is to be read again.
    """

    changed = Signal()

    def __init__(self, frame: "Frame", work: Work) -> None:
        super().__init__(frame)
        self._frame, self._work = frame, work
        self._desk: Desk | None = None
        self._case: Case | None = None
        self._spec: StageSpec | None = None
        self.rows: tuple[PaperRow, ...] = ()
        self.preview: PaperPreview | None = None
        self.figures: PaperFiguresDialog | None = None
        self.doing = PaperWork(frame, work)
        self.doing.changed.connect(self.changed)
        self.doing.told.connect(frame.show_banner)
        frame.paper_previewed.connect(self.open_preview)
        frame.paper_made.connect(self.ask_make)
        frame.paper_opened.connect(self.open_folder)
        frame.paper_filled.connect(self.fill)
        frame.print_asked.connect(self.print_in_hand)

    def fill(self, kind: str, subject: str = "") -> None:
        """填写内容, for one subject or what all share."""
        self.doing.fill(kind, self._frame.window(), subject)

    def show(self, desk: "Desk", case: "Case", spec: StageSpec) -> None:
        """Show the papers of a stage; their states follow when they were composed."""
        if self._spec is not spec or self._case is None or self._case.id != case.id:
            self.rows = ()
            self._frame.show_papers(())
        self._desk, self._case, self._spec = desk, case, spec
        self.doing.take(desk, case)
        if not spec.papers:
            self._frame.show_papers((), spec.papers_note)
            return

        def shown(rows: tuple[PaperRow, ...]) -> None:
            if self._spec is spec and self._case is case:
                self.rows = rows
                self._frame.show_papers(paper_views(spec, rows))

        self._work.run(
            self._frame,
            lambda report: read_papers(desk, case, spec),
            success=shown,
            label="核对文件",
        )

    # 预览

    def open_preview(self, kind: str) -> None:
        """Show a paper as it would print now."""
        rows = [r for r in self.rows if r.kind == kind]
        if not rows:
            self._frame.show_banner("info", "现在还没有可以预览的文件。", "先完成前面的内容。")
            return
        dialog = PaperPreview(papers.paper_spec(kind), rows, self._frame.window())
        dialog.subject_wanted.connect(lambda _: self._fill(dialog))
        dialog.print_wanted.connect(lambda: self.print_paper(dialog))
        dialog.folder_wanted.connect(lambda: self.open_folder(kind))
        dialog.figures_wanted.connect(lambda: self.show_figures(dialog))
        self.preview = dialog
        dialog.show()
        self._fill(dialog)

    def _fill(self, dialog: PaperPreview) -> None:
        def shown(pages: list[tuple[int, int, bytes]]) -> None:
            dialog.preview.set_pages(pages)
            dialog.say_state()

        self._draw(dialog, 110, shown)

    def _draw(
        self, dialog: PaperPreview, dpi: int, then: Callable[[list[tuple[int, int, bytes]]], object]
    ) -> None:
        desk, case = self._desk, self._case
        if desk is None or case is None:
            return
        kind, subject = dialog.spec.kind, dialog.current()
        self._work.run(
            dialog,
            lambda report: list(papers.preview(desk, case.id, kind, subject, dpi)),
            success=then,
            label=f"排版《{dialog.spec.title}》",
        )

    def show_figures(self, dialog: PaperPreview) -> None:
        """数的来历…: the figures of the paper on show, each down to its cells."""
        desk, case, page = self._desk, self._case, self._frame.pages.currentWidget()
        if desk is None or case is None or not isinstance(page, StagePage):
            return
        kind, subject = dialog.spec.kind, dialog.current()

        def shown(found: tuple[Printed, ...]) -> None:
            self.figures = PaperFiguresDialog(page, f"{dialog.spec.title}　{subject}", found)
            self.figures.open()

        self._work.run(
            dialog,
            lambda _: paper_figures.figures_of(desk, case, kind, subject),
            success=shown,
            label="追溯文件里的数",
        )

    # 打印

    def print_in_hand(self) -> None:
        """Ctrl+P: the paper being looked at, those chosen on the page, or the stage's only one."""
        if self.preview is not None and self.preview.isVisible():
            self.print_paper(self.preview)
            return
        page = self._frame.pages.currentWidget()
        if isinstance(page, _Prints):
            page.print_chosen()
            return
        kinds = list(dict.fromkeys(r.kind for r in self.rows))
        if len(kinds) == 1:
            self.open_preview(kinds[0])
        else:
            self._frame.show_banner("info", "先在右侧“文件”中预览要打印的那一份，再按 Ctrl+P。")

    def print_paper(self, dialog: PaperPreview) -> None:
        """Print the paper on show."""
        self.doing.print_papers([(dialog.spec.kind, dialog.current())], dialog)

    # 制作

    def ask_make(self, kind: str) -> None:
        """Ask for whom, with which 文号 and where; then make."""
        if self._desk is None or self._case is None:
            return
        rows = [r for r in self.rows if r.kind == kind]
        if not rows:
            self._frame.show_banner("info", "现在还没有要制作的对象。", "先完成前面的内容。")
            return
        desk = self._desk
        self._work.run(
            self._frame,
            lambda report: paper_settings.paper_settings(desk),
            success=lambda kept: self._ask(kind, rows, kept),
            label="读取文件设置",
        )

    def _ask(self, kind: str, rows: list[PaperRow], kept: PaperSettings) -> None:
        if self._desk is None or self._case is None:
            return
        spec = papers.paper_spec(kind)
        folder = self.doing.folder_of([(r.kind, r.subject) for r in rows])
        window = self._frame.window()
        used = partial(recording.used_words, self._case)
        dialog = PaperRunDialog(window, spec, rows, self._desk.today, folder, kept, used)
        if dialog.exec():
            self.doing.make(dialog.order())

    # 文件夹

    def open_folder(self, kind: str) -> None:
        """Open the folder a paper was last written to."""
        folder = self._folder([r for r in self.rows if r.kind == kind])
        if folder is None:
            self._frame.show_banner("info", "这份文件还没有制作。", "在右侧点“制作”。")
        elif not folder.exists():
            self._frame.show_banner("warn", f"文件夹已不在原处：{folder}", "可以重新制作。")
        else:
            show_folder(folder)

    def _folder(self, rows: list[PaperRow]) -> Path | None:
        files = [r.file for r in rows if r.file]
        return Path(files[-1]).parent if files else None
