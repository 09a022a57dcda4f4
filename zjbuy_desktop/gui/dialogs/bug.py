"""The one dialog for bugs: what happened, what it means for the data, details to copy."""

from typing import ClassVar

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.widgets.basics import button, column, icon_label, label, row

_WHAT = "程序出了意外，这一步没有完成。"
_DATA = (
    "已保存的数据不受影响：每次保存要么全部写入，要么一点不写。"
    "可以关闭本窗口继续工作；同样的情况再次出现时，请把下面的内容发给维护人员。"
)


class BugDialog(Dialog):
    """Shown once at a time, with the details ready to copy."""

    open_now: ClassVar[bool] = False

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序意外")
        self.resize(640, 360)
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setAccessibleName("详细内容")
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        close = button("继续工作", self.accept, role="primary")
        copy = button("复制详细内容(&C)", self.copy, icon="copy")
        self.setLayout(
            column(
                row(icon_label("stop", "stop"), label(_WHAT, size="large"), None),
                label(_DATA, "quiet", wrap=True),
                self._details,
                row(copy, None, close),
                gap=12,
                margins=(16, 16, 16, 16),
            )
        )
        close.setFocus()

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self._details.toPlainText())

    def exec(self) -> int:
        """Show it; a second bug meanwhile opens no second dialog."""
        BugDialog.open_now = True
        try:
            return super().exec()
        finally:
            BugDialog.open_now = False
