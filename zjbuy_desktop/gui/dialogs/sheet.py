"""A dialog with room: something to look at or fill in, work off the GUI thread, one way on."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from zjbuy_desktop.gui import errors
from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.widgets.basics import button, column, label, row

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage
    from zjbuy_desktop.gui.work import Report, Task

T = TypeVar("T")


class Sheet(Dialog):
    """Base of the larger dialogs: ``box`` for the content, a message, buttons at the foot.

    Opened with ``open()``: the page's window waits, the program does not.
    """

    def __init__(self, page: "StagePage", title: str, action: str = "", *, wide: int = 640) -> None:
        """Without ``action`` there is only 关闭."""
        super().__init__(page)
        self.page = page
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.box = column(gap=12, margins=(20, 16, 20, 12))
        self.message = label("", "stop", wrap=True)
        self.message.hide()
        self.left: QHBoxLayout = row()
        self.go: QPushButton = button(action, self.try_accept, role="primary")
        self.go.setVisible(bool(action))
        self.close_button = button("取消" if action else "关闭", self.reject)
        whole = column(self.box, self.message, gap=8, margins=(0, 0, 0, 16))
        whole.setStretch(0, 1)
        self.message.setContentsMargins(20, 0, 20, 0)
        foot = row(self.left, None, self.close_button, self.go, margins=(20, 0, 20, 0))
        whole.addLayout(foot)
        self.setLayout(whole)
        self.setMinimumWidth(min(wide, 900))

    def fit(self, width: int, height: int) -> None:
        """Take this much room, or what the window leaves."""
        room = self.page.window().size()
        self.resize(
            max(480, min(width, room.width() - 40)), max(320, min(height, room.height() - 40))
        )

    def say(self, text: str) -> None:
        """Say what is missing or went wrong; nothing clears it."""
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def try_accept(self) -> None:
        """The primary button."""
        self.accept()

    def do(
        self,
        label_text: str,
        fn: "Callable[[Report], T]",
        then: Callable[[T], object],
        *,
        writes: bool = True,
        quiet: bool = False,
    ) -> "Task | None":
        """Do a use-case on the worker; errors of the user stay in the dialog.

        ``quiet`` work goes on beside the user: the button stays as it is, and so does what the
        dialog says.
        """
        context = self.page.context
        if context is None:
            return None
        if not quiet:
            self.go.setEnabled(False)
            self.say("")
        if writes:
            self.page.model.flush()

        def done(result: T) -> None:
            if not quiet:
                self.go.setEnabled(True)
            then(result)
            if writes:
                self.page.changed.emit()

        return context.work.run(self, fn, success=done, failure=self._failed, label=label_text)

    def _failed(self, error: Exception) -> None:
        from zjbuy_desktop.core.base.errors import UserError

        self.go.setEnabled(True)
        if isinstance(error, UserError):
            self.say(f"{error.message}{error.hint}")
        else:
            errors.present(self.page, error)
