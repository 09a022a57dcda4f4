"""A field for a passphrase, with what it is for and what became of it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zjbuy_desktop.gui.widgets.basics import button, column, icon_label, label, row

_WIDE = 320


class PassphraseBox(QWidget):
    """Title, words, a field for the passphrase and what became of it.

    Signals:
        given: the passphrase, as typed.
    """

    given = Signal(str)

    def __init__(self, title: str, words: str, action: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("口令")
        self.field.setPlaceholderText("口令")
        self.field.setFixedWidth(_WIDE)
        self.field.returnPressed.connect(self._give)
        self.go = button(action, self._give, role="primary")
        self.message = label("", "stop", wrap=True)
        self.message.setFixedWidth(_WIDE)
        told = label(words, "quiet", wrap=True)
        told.setFixedWidth(_WIDE)
        head = row(icon_label("lock"), label(title, size="large"), None)
        self.box = column(head, told, self.field, row(None, self.go), self.message, gap=10)
        self.setLayout(self.box)
        self.setFixedWidth(_WIDE)
        self.setFocusProxy(self.field)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count)
        self._wait = 0

    def say(self, text: str) -> None:
        """Say what was wrong, and let it be typed anew."""
        self.message.setText(text)
        self.field.clear()
        self.field.setFocus()

    def hold(self, seconds: int) -> None:
        """Take no attempt for so long."""
        self._wait = seconds
        self._show_wait()
        self._tick.start()

    def _give(self) -> None:
        if self.field.text() and not self._wait:
            self.given.emit(self.field.text())

    def _count(self) -> None:
        self._wait -= 1
        self._show_wait()

    def _show_wait(self) -> None:
        waiting = self._wait > 0
        self.field.setEnabled(not waiting)
        self.go.setEnabled(not waiting)
        self.message.setText(f"口令不对。请等 {self._wait} 秒再试。" if waiting else "")
        if not waiting:
            self._tick.stop()
            self.field.setFocus()
