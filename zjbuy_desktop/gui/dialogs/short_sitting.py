"""A short sitting of a few pages whose slow steps are done on the worker while it stays open."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget, QWizard

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.gui import errors
from zjbuy_desktop.gui.dialogs.dialog import Wizard
from zjbuy_desktop.gui.dialogs.new_project_pages import WizardPage
from zjbuy_desktop.gui.widgets.basics import label, restyle, row
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
        """Say why it does not go on."""
        if isinstance(error, UserError):
            page.say(f"{error.message}{error.hint}")
        else:
            errors.present(self.parentWidget(), error)

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
