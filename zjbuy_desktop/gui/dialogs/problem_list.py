"""核对出的问题: all of them, to be read and to be sent on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.widgets.basics import button, column, label, row


class ProblemList(Dialog):
    """One line a problem, numbered; they are copied as they stand."""

    def __init__(self, parent: QWidget, problems: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle("核对数据")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QPlainTextEdit(
            "\n".join(f"{number}. {words}" for number, words in enumerate(problems, 1))
        )
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("核对出的问题")
        head = label(f"有 {len(problems)} 处与记录不符，一处一行。", wrap=True)
        self.copy = button("复制全部(&C)", self._copy, icon="copy")
        foot = row(self.copy, None, button("关闭", self.reject, role="primary"))
        self.setLayout(column(head, self.text, foot, gap=12, margins=(20, 16, 20, 16)))
        self.resize(720, 400)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
