"""Word 副本 from a paper's card: ask for what and where, write, say what came of it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zjbuy_desktop.gui.dialogs.files import show_folder
from zjbuy_desktop.gui.dialogs.word_copy import WordCopyDialog
from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.stopping import Stopper
from zjbuy_desktop.gui.work import Report
from zjbuy_desktop.usecases import papers, word_copies
from zjbuy_desktop.usecases.names import file_name
from zjbuy_desktop.usecases.word_copies import WordRun

if TYPE_CHECKING:
    from zjbuy_desktop.gui.session import Session


class WordSitting(QObject):
    """Writes copies of the papers of one kind."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session, self._frame = session, session.frame
        self.dialog: WordCopyDialog | None = None

    def ask(self, kind: str) -> None:
        """Ask of whom and where to."""
        desk, reading = self._session.desk, self._session.project.reading
        if desk is None or reading is None:
            return
        spec, case = papers.paper_spec(kind), reading.case
        subjects = spec.subjects(case)
        if not subjects:
            said = f"现在还没有《{spec.title}》可写。"
            self._frame.show_banner("info", said, "先完成前面的内容。")
            return
        folder = desk.data_dir / "文件" / file_name(case.project.name, "") / "Word 副本"
        dialog = WordCopyDialog(spec.title, subjects, folder, self._session.window)
        dialog.accepted.connect(lambda: self.write(kind, *dialog.order()))
        self.dialog = dialog
        dialog.open()

    def write(self, kind: str, subject: str, folder: Path) -> None:
        """Write them; progress and 取消 in the frame."""
        desk, project_id = self._session.desk, self._session.project.project_id
        if desk is None or project_id is None:
            return

        def job(report: Report) -> WordRun:
            stop = Stopper(report)
            return word_copies.word_copy(
                desk, project_id, [kind], folder, subject=subject,
                progress=stop.progress, cancelled=stop.cancelled,
            )  # fmt: skip

        title = papers.paper_spec(kind).title
        self._session.work.run(
            self._frame,
            job,
            success=lambda run: self._tell(title, run, folder),
            label=f"写《{title}》的 Word 副本",
        )

    def _tell(self, title: str, run: WordRun, folder: Path) -> None:
        for failed in run.failed:
            said = f"《{title}》{failed.subject}的 Word 副本没有写成。"
            self._frame.show_banner("stop", said, "；".join(failed.findings))
        if not run.made:
            return
        hints = [f"已按要求停下，还有 {run.left} 份没有写。"] if run.left else []
        if drafts := sum(m.draft for m in run.made):
            hints.append(f"其中 {drafts} 份是草稿，页眉上标着“草稿”。")
        look = (Action("打开文件夹", lambda: show_folder(folder)),)
        said = f"《{title}》写了 Word 副本 {len(run.made)} 份。"
        self._frame.show_banner("ok", said, "".join(hints), look)
