"""What is done with papers from the panel and from the register: make, go on, print, record."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from zjbuy_desktop.gui.dialogs import printing
from zjbuy_desktop.gui.dialogs.files import show_folder
from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.stopping import Stopper
from zjbuy_desktop.gui.work import Report, Work
from zjbuy_desktop.usecases import paper_runs, paper_settings, papers, recording
from zjbuy_desktop.usecases import printing as made_ready
from zjbuy_desktop.usecases.names import file_name
from zjbuy_desktop.usecases.paper_making import Order, titles
from zjbuy_desktop.usecases.paper_runs import RunState

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.gui.models.paper_order import PaperOrder
    from zjbuy_desktop.usecases.desk import Desk
    from zjbuy_desktop.usecases.results import Run

_TOLD = 3
"""So many failures have a banner of their own; the rest are counted."""


class PaperWork(QObject):
    """Runs use-cases on the worker and tells what came of them.

    Signals:
        changed: something was written; what is on show is to be read again.
        told: kind, message, hint and actions of a banner.
    """

    changed = Signal()
    told = Signal(str, str, str, tuple)

    def __init__(self, parent: QObject, work: Work) -> None:
        super().__init__(parent)
        self._parent, self._work = parent, work
        self.desk: Desk | None = None
        self.case: Case | None = None

    def take(self, desk: "Desk", case: "Case") -> None:
        """The project in hand, as it was last read."""
        self.desk, self.case = desk, case

    # Make

    def make(self, order: "PaperOrder") -> None:
        """Keep 文号, 成文日期 and settings, then make the papers."""
        desk, case = self.desk, self.case
        if desk is None or case is None:
            return

        def job(report: Report) -> "Run | None":
            if order.settings is not None:
                paper_settings.keep(desk, order.settings)
            if order.details:
                recording.set_details(desk, case.id, order.details)
            if order.folder is None:
                return None
            stop = Stopper(report)
            wanted = Order(order.papers, order.folder, order.one_file, order.folder_each)
            return paper_runs.start(desk, case.id, wanted, stop.progress, stop.cancelled)

        def done(run: "Run | None") -> None:
            self.changed.emit()
            if run is not None:
                self._tell(run, order.folder or Path())

        name = titles(dict.fromkeys(kind for kind, _ in order.papers))
        self._work.run(self._parent, job, success=done, label=f"制作《{name}》")

    def make_again(self, pairs: Sequence[tuple[str, str]]) -> None:
        """重新制作: each where it was before."""
        desk, case = self.desk, self.case
        if desk is None or case is None:
            return

        def job(report: Report) -> "Run":
            stop = Stopper(report)
            return paper_runs.make_again(desk, case.id, pairs, stop.progress, stop.cancelled)

        def done(run: "Run") -> None:
            self.changed.emit()
            self._tell(run, Path(run.made[0].file).parent if run.made else Path())

        name = titles(dict.fromkeys(kind for kind, _ in pairs))
        self._work.run(self._parent, job, success=done, label=f"重新制作《{name}》")

    # Fill in

    def fill(self, kind: str, over: Any, subject: str = "") -> None:
        """填写内容: the form in front of ``over``, for one subject or what all share."""
        from zjbuy_desktop.gui.dialogs.particulars import ParticularsDialog
        from zjbuy_desktop.gui.models.filled import read_filled

        desk, case = self.desk, self.case
        if desk is None or case is None:
            return

        def show(filled: Any) -> None:
            dialog = ParticularsDialog(over, self._work, desk, papers.paper_spec(kind), filled)
            dialog.saved.connect(self.changed)
            if subject:
                dialog.show_subject(subject)
            dialog.open()

        self._work.run(
            self._parent,
            lambda report: read_filled(desk, case.id, kind),
            success=show,
            label="读取填写的内容",
        )

    # Print

    def print_papers(self, pairs: Sequence[tuple[str, str]], over: Any) -> None:
        """Print, making first what is not up to date; noted in the register.

        The system's dialog stands in front of ``over``.
        """
        desk, case = self.desk, self.case
        if desk is None or case is None or not pairs:
            return
        name = titles(dict.fromkeys(kind for kind, _ in pairs))
        printer = printing.ask_printer(over, name)
        if printer is None:
            return
        folder = self.folder_of(pairs)

        def done(count: int) -> None:
            self.changed.emit()
            if count < len(pairs):
                text = f"打印了 {count} 份，余下 {len(pairs) - count} 份没有打印。"
                self.told.emit("warn", text, "没有打印的在台账里可以接着打印。", ())
            else:
                self.told.emit("ok", f"《{name}》{count} 份已交给打印机，已记入台账。", "", ())

        self._work.run(
            self._parent,
            lambda report: _print(desk, case.id, pairs, folder, printer, report),
            success=done,
            label=f"打印《{name}》",
        )

    def go_on(self, state: RunState) -> None:
        """继续制作余下的."""
        desk = self.desk
        if desk is None:
            return

        def job(report: Report) -> "Run":
            stop = Stopper(report)
            return paper_runs.resume(desk, state.id, stop.progress, stop.cancelled)

        def done(run: "Run") -> None:
            self.changed.emit()
            if run.made or run.failed or run.left:
                self._tell(run, Path(state.folder))
            else:
                self.told.emit("ok", "这一次要做的文件都在，不用补做。", "", ())

        self._work.run(self._parent, job, success=done, label=f"继续制作《{state.title}》")

    def give_up(self, state: RunState) -> None:
        """不再制作余下的."""
        desk = self.desk
        if desk is not None:
            self._work.run(
                self._parent,
                lambda report: paper_runs.give_up(desk, state.id),
                success=lambda _: self.changed.emit(),
                label="不再制作余下的",
            )

    def _tell(self, run: "Run", folder: Path) -> None:
        title = titles(dict.fromkeys(m.kind for m in run.made)) if run.made else "文件"
        for failed in run.failed[:_TOLD]:
            name = papers.paper_spec(failed.kind).title
            self.told.emit(
                "stop", f"《{name}》{failed.subject}没有做成。", "；".join(failed.findings), ()
            )
        if len(run.failed) > _TOLD:
            rest = len(run.failed) - _TOLD
            self.told.emit("stop", f"另有 {rest} 份没有做成。", "台账里看得到哪些还没有制作。", ())
        if run.substitutions:
            lost = any("〓" in said for said in run.substitutions)
            head = "有的字印不出来，要改或手写补上。" if lost else "有的字换了字体印，字没有错。"
            some = "；".join(run.substitutions[:3])
            self.told.emit("warn" if lost else "info", head, some, ())
        drafts = sum(m.draft for m in run.made)
        hint = f"其中 {drafts} 份是草稿，缺的内容补齐后再制作正式稿。" if drafts else ""
        look = (Action("打开文件夹", lambda: show_folder(folder)),) if run.made else ()
        if run.left:
            text = f"已停下：做好 {len(run.made)} 份，还有 {run.left} 份没有制作。"
            self.told.emit("warn", text, hint, (*look, *self._going_on(run)))
        elif run.made:
            self.told.emit("ok", f"《{title}》制作了 {len(run.made)} 份。", hint, look)

    def _going_on(self, run: "Run") -> tuple[Action, ...]:
        """继续制作余下 N 份; a run of which nothing was kept is begun anew by 制作."""
        desk, case = self.desk, self.case
        if not run.id or desk is None or case is None:
            return ()

        def found(states: tuple[RunState, ...]) -> None:
            for state in states:
                if state.id == run.id:
                    self.go_on(state)

        def resume() -> None:
            self._work.run(
                self._parent,
                lambda report: paper_runs.open_runs(desk, case.id),
                success=found,
                label="读取制作记录",
            )

        return (Action(f"继续制作余下 {run.left} 份(&J)", resume),)

    # Where

    def folder_of(self, pairs: Sequence[tuple[str, str]]) -> Path:
        """Where papers of these were last written to, or their usual place."""
        desk, case = self.desk, self.case
        assert desk is not None
        assert case is not None
        made = [m for m in (case.made_of(*pair) for pair in pairs) if m is not None]
        if made:
            return Path(made[-1].file).parent
        usual = desk.data_dir / "文件" / file_name(case.project.name, "")
        kinds = list(dict.fromkeys(kind for kind, _ in pairs))
        return usual / papers.paper_spec(kinds[0]).title if len(kinds) == 1 else usual


def _print(
    desk: "Desk",
    project_id: int,
    pairs: Sequence[tuple[str, str]],
    folder: Path,
    printer: "QPrinter",
    report: Report,
) -> int:
    """Print on the worker, page by page; returns how many papers came out whole."""
    stop = Stopper(report)
    made_ready.make_ready(desk, project_id, pairs, folder, stop.progress, stop.cancelled)
    job = printing.PrintJob(printer)
    done: list[tuple[str, str]] = []
    try:
        for pair, pages in made_ready.page_sources(desk, project_id, pairs, printing.DPI):
            stop.progress(len(done), len(pairs), pair[1] or papers.paper_spec(pair[0]).title)
            if stop.cancelled():
                break
            job.add(pages)
            done.append(pair)
    finally:
        job.end()
        made_ready.record_printed(desk, project_id, done, job.copies)
    return len(done)
