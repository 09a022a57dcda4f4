"""A name, asked for before something is added or renamed."""

from PySide6.QtWidgets import QPushButton, QWidget

from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.editors import LineEditor


class NameDialog(Dialog):
    """One line that may not be empty."""

    def __init__(self, parent: QWidget, title: str, text: str, action: str, given: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.name = LineEditor()
        self.name.setAccessibleName(text)
        self.name.set_value(given)
        self.go: QPushButton = button(action, self.accept, role="primary")
        self.go.setDefault(True)
        self.go.setEnabled(bool(given))
        self.name.textChanged.connect(lambda typed: self.go.setEnabled(bool(typed.strip())))
        foot = row(None, button("取消", self.reject), self.go)
        self.setLayout(column(label(text), self.name, foot, gap=12, margins=(20, 16, 20, 16)))


def ask_name(parent: QWidget, title: str, text: str, action: str, *, given: str = "") -> str:
    """The name; empty if the user thought better of it."""
    dialog = NameDialog(parent, title, text, action, given)
    return str(dialog.name.value()) if dialog.exec() else ""
