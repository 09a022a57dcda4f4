"""Ctrl+K: type a word or its initials, go to a page, a stage, or anything of any project."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from zjbuy_desktop.gui.widgets.rail import LINE, Rail, RailEntry

MOST = 14
HEADING = "去处和文件"
Search = Callable[[str], Iterable[RailEntry]]
Fits = Callable[[str, str], bool]


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
        self._search: Search = lambda typed: ()
        self._fits: Fits = _contains
        self.line = QLineEdit()
        self.line.setPlaceholderText("找什么：单位、联系人、文号、合同编号、备注……汉字或拼音首字母")
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

    def set_search(self, search: Search, fits: Fits) -> None:
        """What else is found as one types, and what counts as fitting."""
        self._search, self._fits = search, fits

    def open(self, entries: Iterable[RailEntry]) -> None:
        """Show it over its window, offering these."""
        self._entries = tuple(entries)
        window = self._over
        width = min(680, window.width() - 48)
        self.setFixedSize(width, MOST * LINE + 60)
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, 48)))
        self.line.clear()
        self._narrow("")
        self.show()
        self.line.setFocus()

    def _narrow(self, needle: str) -> None:
        typed = needle.strip()
        fitting = [e for e in self._entries if not typed or self._fits(typed, _words(e))]
        more = list(self._search(typed)) if typed else []
        if more and fitting:
            fitting.insert(0, RailEntry("", HEADING, heading=True))
        self.list.set_entries([*fitting[:60], *more])
        headed = bool(fitting or more) and (fitting or more)[0].heading
        self.list.setCurrentRow(1 if headed else 0)

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


def _contains(typed: str, text: str) -> bool:
    return all(word in text.casefold() for word in typed.casefold().split())


def _words(entry: RailEntry) -> str:
    return f"{entry.text} {entry.hint} {entry.state}"
