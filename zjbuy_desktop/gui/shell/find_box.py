"""Ctrl+K: type a word, go to a page, a stage or a unit."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from zjbuy_desktop.gui.widgets.rail import LINE, Rail, RailEntry

MOST = 9


class FindBox(QFrame):
    """A popup at the top of the window.

    Signals:
        found: id of the entry chosen.
    """

    found = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._over = parent
        self._entries: tuple[RailEntry, ...] = ()
        self.line = QLineEdit()
        self.line.setPlaceholderText("去哪里：输入环节、文件或单位名称")
        self.line.setAccessibleName("查找")
        self.list = Rail("查找结果")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(4)
        box.addWidget(self.line)
        box.addWidget(self.list)
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list.chosen.connect(self._take)

    def open(self, entries: Iterable[RailEntry]) -> None:
        """Show it over its window, offering these."""
        self._entries = tuple(entries)
        window = self._over
        width = min(520, window.width() - 48)
        self.setFixedSize(width, MOST * LINE + 60)
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, 48)))
        self.line.clear()
        self._narrow("")
        self.show()
        self.line.setFocus()

    def _narrow(self, needle: str) -> None:
        words = needle.casefold().split()
        fitting = [e for e in self._entries if all(w in _words(e) for w in words)]
        self.list.set_entries(fitting[:200])
        self.list.setCurrentRow(0)

    def _take(self, entry_id: str) -> None:
        self.hide()
        self.found.emit(entry_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter in the line steer the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() in keys:
                self.list.keyPressEvent(event)
                return True
        return False


def _words(entry: RailEntry) -> str:
    return f"{entry.text} {entry.hint} {entry.state}".casefold()
