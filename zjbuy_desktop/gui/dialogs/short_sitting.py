"""A short sitting of a few pages whose slow steps are done on the worker while it stays open."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget, QWizard

from zjbuy_desktop.core.base.errors import LockedDataError, UserError
from zjbuy_desktop.gui import errors
from zjbuy_desktop.gui.dialogs.dialog import Wizard
from zjbuy_desktop.gui.dialogs.new_project_pages import WizardPage
from zjbuy_desktop.gui.widgets.basics import clear, label, restyle, row
from zjbuy_desktop.gui.widgets.passphrase import PassphraseBox
from zjbuy_desktop.gui.widgets.progress import ProgressPanel
from zjbuy_desktop.gui.work import Report, Work

T = TypeVar("T")


class StepPage(WizardPage):
    """A page that may have to wait for the worker before one can go on."""

    def __init__(self, title: str, purpose: str) -> None:
        super().__init__(title, purpose)
        self.ready = True
        self.progress = ProgressPanel()
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.progress)

    def set_ready(self, ready: bool) -> None:
        """Whether one can go on."""
        self.ready = ready
        self.completeChanged.emit()

    def isComplete(self) -> bool:
        return self.ready

    def line(self, head: str, text: str, tone: str = "") -> None:
        """One fact: what it is, and what is so."""
        said = label(head, "quiet")
        said.setFixedWidth(84)
        box = row(said, label(text, tone, wrap=True))
        box.setStretch(1, 1)
        self.body.addLayout(box)


class ShortSitting(Wizard):
    """Base of 恢复备份, 交接 and 接收交接."""

    def __init__(self, parent: QWidget, work: Work, title: str, finish: str) -> None:
        super().__init__(parent)
        self._work, self._running = work, False
        self.setWindowTitle(title)
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage)
        which = QWizard.WizardButton
        self.setButtonText(which.BackButton, "上一步(&B)")
        self.setButtonText(which.NextButton, "下一步(&N)")
        self.setButtonText(which.CancelButton, "取消")
        self.setButtonText(which.FinishButton, finish)
        for one in (which.NextButton, which.FinishButton):
            restyle(self.button(one), role="primary")
        self.resize(820, 560)

    def do(self, page: StepPage, label_text: str, fn: Callable[[Report], T],
           then: Callable[[T], object]) -> None:  # fmt: skip
        """Do something on the worker; the page waits, shows how far it is, and says errors."""
        page.set_ready(False)
        page.say("")
        self._hold(True)

        def failed(error: Exception) -> None:
            self.refuse(page, error)

        task = self._work.run(self, fn, success=then, failure=failed, label=label_text)
        page.progress.follow(task)

        def over() -> None:
            self._hold(False)
            if task.cancelled:
                page.set_ready(True)

        task.finished.connect(over)
        if not self._work.busy:
            over()

    def _hold(self, running: bool) -> None:
        """While something is done one neither leaves nor goes back; its own 取消 stops it."""
        self._running = running
        which = QWizard.WizardButton
        self.button(which.CancelButton).setEnabled(not running)
        self.button(which.BackButton).setEnabled(not running and self._can_go_back())

    def refuse(self, page: StepPage, error: Exception) -> None:
        """Say why it does not go on; where a passphrase would help, ask for it."""
        file = self.file()
        if isinstance(error, LockedDataError) and file is not None:
            self._ask_phrase(page, file)
        elif isinstance(error, UserError):
            page.say(f"{error.message}{error.hint}")
        else:
            errors.present(self.parentWidget(), error)

    def file(self) -> Path | None:
        """The file that is looked into, where the sitting is about one."""
        return None

    def look_again(self) -> None:
        """Look into it, now that its passphrase is known."""

    def _ask_phrase(self, page: StepPage, file: Path) -> None:
        words = f"“{file.name}”是加密的。输入它的口令才能看里面有什么。"
        self.phrase_box = box = PassphraseBox("口令", words, "打开(&K)")
        clear(page.body)
        page.body.addWidget(box)
        page.body.addStretch(1)
        box.given.connect(lambda phrase: self._try_phrase(box, file, phrase))
        box.field.setFocus()

    def _try_phrase(self, box: PassphraseBox, file: Path, phrase: str) -> None:
        from zjbuy_desktop.usecases import encryption

        try:
            right = encryption.unlock_file(file, phrase)
        except UserError as error:
            box.say(str(error))
            return
        if right:
            self.look_again()
        else:
            box.say("口令不对。备份用的是做备份时的口令，交接文件用的是对方告诉你的口令。")

    def done_well(self) -> None:
        """What the sitting was for is done."""
        super().accept()
        self.deleteLater()

    def _can_go_back(self) -> bool:
        return self.currentId() > self.startId()

    def reject(self) -> None:
        """取消: nothing was changed."""
        if not self._running:
            super().reject()
            self.deleteLater()
