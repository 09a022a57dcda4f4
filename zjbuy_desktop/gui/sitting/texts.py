"""Editing the office's texts: open, try while it is typed, save, reset, export, import."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.gui import errors
from zjbuy_desktop.gui.dialogs.ask import confirm
from zjbuy_desktop.gui.dialogs.files import choose_file, choose_target, show_folder
from zjbuy_desktop.gui.dialogs.import_texts import ImportTextsDialog
from zjbuy_desktop.gui.dialogs.text_editor import TextEditorDialog
from zjbuy_desktop.gui.models.texts import OpenText, TriedText
from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.sitting.text_reading import (
    drop_draft,
    open_text,
    reset_text,
    save_text,
    try_text,
)
from zjbuy_desktop.usecases import general_conditions, papers, text_drafts, text_files, wording
from zjbuy_desktop.usecases.text_files import TextChange
from zjbuy_desktop.usecases.wording import TextState

if TYPE_CHECKING:
    from zjbuy_desktop.gui.session import Session
    from zjbuy_desktop.gui.shell.frame import Frame
    from zjbuy_desktop.gui.sitting.project import Told
    from zjbuy_desktop.gui.work import Work
    from zjbuy_desktop.usecases.desk import Desk

T = TypeVar("T")
_ZIP = "导出的文本 (*.zip)"
_CONDITIONS = "通用条款 (*.docx *.txt)"


class TextSitting(QObject):
    """The editors, one for each text, and the file that carries texts to another PC."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._frame, self._work = session.frame, session.work
        self.editors: dict[str, TextEditing] = {}
        self.importing: ImportTextsDialog | None = None

    def open_of(self, kind: str) -> None:
        """改文本 on a paper's card: the text that serves the project in hand."""
        reading = self._session.project.reading
        if reading is not None:
            self.open(papers.paper_spec(kind).text_key(reading.case))

    def open(self, key: str) -> None:
        """Open a text, or bring its editor to the front."""
        desk, project_id = self._session.desk, self._session.project.project_id
        if desk is None:
            return
        editing = self.editors.get(key)
        if editing is not None and isValid(editing.dialog):
            editing.dialog.raise_()
            editing.dialog.activateWindow()
            return

        def opened(text: OpenText) -> None:
            made = TextEditing(self._frame, self._work, desk, text)
            made.changed.connect(lambda: self._changed())
            made.dialog.left.connect(lambda: self._left(key))
            self.editors[key] = made
            made.dialog.show()
            made.try_now()

        self._work.run(
            self._frame,
            lambda report: open_text(desk, project_id, key),
            success=opened,
            label="打开文本",
        )

    def close_all(self) -> None:
        """Another folder is going to be opened; what was typed and not saved is kept as a draft."""
        for editing in list(self.editors.values()):
            editing.dialog.close()

    def keep_drafts(self) -> None:
        """The worker has ended and the data is going to be closed: keep what was typed last."""
        for editing in self.editors.values():
            editing.keep_draft()

    def _changed(self, *told: "Told") -> None:
        """Papers made with other words are stale now: read again what is on show."""
        if self._session.places.current == "texts":
            self._session.places.show("texts", told)
            return
        for kind, message, hint in told:
            self._frame.show_banner(kind, message, hint)  # type: ignore[arg-type]
        if self._session.project.on_show:
            self._session.project.reload()
        else:
            self._session.project_pages.reload()

    # 带到另一台电脑

    def export(self) -> None:
        """Write the office's texts into one file."""
        desk = self._session.desk
        file = choose_target(self._session.window, "导出本单位的文本", "本单位文本.zip", _ZIP)
        if desk is None or file is None:
            return

        def done(titles: list[str]) -> None:
            look = (Action("打开文件夹", lambda: show_folder(file)),)
            said = f"已导出 {len(titles)} 个文本。"
            self._frame.show_banner("ok", said, str(file), look)

        self._work.run(
            self._frame, lambda report: text_files.export(desk, file), success=done, label="导出"
        )

    def ask_import(self) -> None:
        """Show what a file of texts would change; take it over after a yes."""
        file = choose_file(self._session.window, "导入文本", _ZIP)
        if file is not None:
            self.look_at(file)

    def look_at(self, file: Path) -> None:
        """Show what a file of texts would change."""
        desk = self._session.desk
        if desk is None:
            return

        def shown(changes: list[TextChange]) -> None:
            dialog = ImportTextsDialog(file, changes, self._session.window)
            dialog.accepted.connect(lambda: self.take_over(file))
            self.importing = dialog
            dialog.open()

        self._work.run(
            self._frame, lambda report: text_files.look(desk, file), success=shown, label="读文本"
        )

    def take_over(self, file: Path) -> None:
        """Take over all texts of a file."""
        desk = self._session.desk
        if desk is None:
            return

        def done(changes: list[TextChange]) -> None:
            number = sum(bool(c.differences) for c in changes)
            said = f"已导入 {number} 个文本。"
            self._changed(("ok", said, "改前制作的文件会标明过期。"))

        self._work.run(
            self._frame,
            lambda report: text_files.take_over(desk, file),
            success=done,
            label="导入文本",
        )

    # 合同通用条款

    def ask_conditions(self) -> None:
        """Let the clerk choose the file of the 通用条款."""
        file = choose_file(self._session.window, "导入合同通用条款", _CONDITIONS)
        if file is not None:
            self.import_conditions(file)

    def import_conditions(self, file: Path) -> None:
        """Read the 通用条款 of goods contracts from a file; they serve from now on."""
        desk = self._session.desk
        if desk is None:
            return

        def read(report: object) -> int:
            return len(general_conditions.clauses(general_conditions.import_conditions(desk, file)))

        def done(number: int) -> None:
            said = f"已导入合同通用条款 {number} 条（{file.name}），货物合同从此印它。"
            self._changed(("ok", said, "已制作的货物合同会标明过期。"))

        self._work.run(self._frame, read, success=done, label="导入通用条款")

    def _left(self, key: str) -> None:
        editing = self.editors.pop(key)
        kept = editing.leave()
        if kept:
            self._frame.show_banner(
                "info", f"《{editing.title}》的改动还没有保存，已留作草稿。", "下次打开接着改。"
            )


class TextEditing(QObject):
    """One text in its editor.

    Signals:
        changed: the text was saved or reset.
    """

    changed = Signal()

    def __init__(self, frame: "Frame", work: "Work", desk: "Desk", opened: OpenText) -> None:
        super().__init__(frame)
        self._frame, self._work, self._desk = frame, work, desk
        self._opened = opened
        self.key, self.title = opened.state.key, opened.state.title
        self.dialog = TextEditorDialog(opened, frame.window())
        self._trying, self._again = False, False
        dialog = self.dialog
        dialog.trial_wanted.connect(self.try_now)
        dialog.save_wanted.connect(self.save)
        dialog.reset_wanted.connect(self.ask_reset)
        dialog.keep_wanted.connect(self.keep_own)
        dialog.draft_dropped.connect(self.drop_draft)

    def try_now(self) -> None:
        """Draw the pages of what is typed; while one drawing goes on, only the last waits."""
        if self._trying:
            self._again = True
            return
        self._trying, self._again = True, False
        desk, key, on = self._desk, self.key, self._opened.on
        text, subject = self._text(), self.dialog.current()

        def tried(result: TriedText) -> None:
            self._trying = False
            self.dialog.show_tried(result)
            if self._again:
                self.try_now()

        first = not self.dialog.preview.page_count
        self._run(lambda: try_text(desk, on, key, text, subject, first=first), tried, "排版")

    def save(self) -> None:
        """Keep the text, or say what is wrong and go there."""
        desk, key, text = self._desk, self.key, self._text()
        if found := wording.problems(key, text):
            self.dialog.show_problems(found)
            self.dialog.say(f"没有保存：{found[0]}{found[0].fix}")
            self.dialog.edit.go_to(found[0].line or self.dialog.edit.blockCount())
            return
        self._run(
            lambda: save_text(desk, key, text), lambda state: self._stands(state, text), "保存文本"
        )

    def ask_reset(self) -> None:
        """The shipped text instead of the office's, after a yes."""
        words = "本单位的文本不再使用，印出来的是程序自带的文字；改过的文字留在操作记录里。"
        if confirm(self.dialog, "恢复程序文本", words, "恢复程序文本"):
            desk, key = self._desk, self.key
            self._run(lambda: reset_text(desk, key), self._reset, "恢复文本")

    def keep_own(self) -> None:
        """The update of the program was seen; the office's words stay."""
        desk, key = self._desk, self.key
        served = self.dialog.opened.served
        self._run(
            lambda: wording.keep_own(desk, key),
            lambda state: self._stands(state, served),
            "保存文本",
        )

    def drop_draft(self) -> None:
        """Back to the words that serve."""
        desk, key = self._desk, self.key

        self._run(lambda: drop_draft(desk, key), self.dialog.show_text, "放弃改动")

    def leave(self) -> bool:
        """The editor closes: keep what was typed last; whether anything is unsaved."""
        desk, key, text = self._desk, self.key, self._text()
        self._work.run(
            self._frame, lambda report: text_drafts.keep(desk, key, text), label="留作草稿"
        )
        return self.dialog.is_draft

    def keep_draft(self) -> None:
        """Keep what was typed last, at once: the program is closing."""
        text_drafts.keep(self._desk, self.key, self._text())

    def _text(self) -> str:
        return self.dialog.text()

    def _reset(self, state: TextState) -> None:
        words = wording.shipped_shown(self.key)
        self._stands(state, words)
        self.dialog.show_text(words)

    def _stands(self, state: TextState, served: str) -> None:
        self.dialog.say("")
        self.dialog.show_state(state)
        self.dialog.show_served(served)
        self.changed.emit()

    def _run(self, fn: Callable[[], T], then: Callable[[T], object], label: str) -> None:
        self._work.run(
            self.dialog, lambda report: fn(), success=then, failure=self._failed, label=label
        )

    def _failed(self, error: Exception) -> None:
        self._trying = False
        if isinstance(error, UserError):
            self.dialog.say(f"{error.message}{error.hint}")
        else:
            errors.present(self.dialog, error)
