"""Eyes of a clerk: what is on screen, found by its words; what cannot be seen is not found.

Nothing here knows a page.
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from zjbuy_desktop.gui.session import Session
from zjbuy_desktop.gui.widgets.data_table import DataTable

W = TypeVar("W", bound=QWidget)
D = TypeVar("D", bound=QDialog)
_FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox)
_READ = int(Qt.ItemDataRole.AccessibleTextRole)


def plain(text: str) -> str:
    """Words of a button without its letter, its dots and blanks."""
    return re.sub(r"\(&.\)|…|&|\s", "", text)


class Eyes:
    """One clerk before one window."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        self.qtbot, self.session = qtbot, session
        self.window, self.frame = session.window, session.frame

    def wait(self, holds: Callable[[], object], seconds: float = 20) -> None:
        """Go on as soon as that holds."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=int(seconds * 1000))

    # Finding

    @property
    def front(self) -> QWidget:
        """Where a user can click: the dialog in front, or the window."""
        return QApplication.activeModalWidget() or self.window

    def all(self, kind: type[W], inside: QWidget | None = None) -> list[W]:
        """Everything of a kind that can be seen."""
        return [w for w in (inside or self.front).findChildren(kind) if w.isVisible()]

    def button(self, words: str, inside: QWidget | None = None) -> QPushButton:
        """The one button that says this, or is read out as this."""
        seen = self.all(QPushButton, inside)
        found = [b for b in seen if words in (plain(b.text()), plain(b.accessibleName()))]
        assert len(found) == 1, (words, [b.text() or b.accessibleName() for b in seen])
        return found[0]

    def field(self, title: str, inside: QWidget | None = None) -> Any:
        """The one editor under this title."""
        seen = [w for kind in _FIELDS for w in self.all(kind, inside)]
        found = [w for w in seen if w.accessibleName() == title]
        assert len(found) == 1, (title, [w.accessibleName() for w in seen])
        return found[0]

    def table(self, title: str, inside: QWidget | None = None) -> DataTable[Any]:
        """The one table of that title."""
        found = [t for t in self.all(QTableView, inside) if t.accessibleName() == title]
        assert len(found) == 1, (title, [t.accessibleName() for t in self.all(QTableView)])
        table = found[0].parentWidget()
        assert isinstance(table, DataTable)
        return table

    def dialog(self, kind: type[D]) -> D:
        """The dialog in front, once it is there."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), kind), 5)
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    # Seeing

    def texts(self, inside: QWidget | None = None) -> list[str]:
        """Every label that can be read."""
        return [w.text() for w in self.all(QLabel, inside) if w.text()]

    def reads(self, words: str, inside: QWidget | None = None) -> bool:
        """Whether a label says this."""
        return any(words in text for text in self.texts(inside))

    def rail(self) -> dict[str, str]:
        """环节 → its mark in words."""
        rail = self.frame.navigation.stages
        lines = (rail.item(n).data(_READ) for n in range(rail.count()))
        return dict(line.split("：") for line in lines if "：" in line)

    def foot(self) -> str:
        """下一步."""
        return next(t for t in self.texts(self.frame.foot) if t.startswith("下一步"))

    def title(self) -> str:
        """Head of the page."""
        assert self.frame.header.isVisible()
        return self.frame.header.title.text()

    def told(self) -> list[str]:
        """Messages on show, the newest first."""
        return [f"{b.message}{b.hint}" for b in self.frame.banners.banners()]

    def checks(self) -> int:
        """How many findings there are, as the head of 检查 has it."""
        heads = [plain(b.text()) for b in self.all(QPushButton, self.frame.side)]
        (count,) = [text.removeprefix("检查") for text in heads if text.startswith("检查")]
        return int(count or 0)

    def cards(self) -> list[QFrame]:
        """What stands under 检查: one card for each finding, or one for many alike."""
        seen = self.all(QFrame, self.frame.side.findings)
        return [w for w in seen if w.property("card")]

    def says(self, card: QFrame) -> str:
        """All a card says."""
        return "　".join(self.texts(card))

    def card(self, words: str) -> QFrame:
        """The one card that says this."""
        found = [card for card in self.cards() if words in self.says(card)]
        assert len(found) == 1, (words, [self.says(card) for card in self.cards()])
        return found[0]

    def column(self, title: str, column: str) -> list[str]:
        """A column of a table as it is shown."""
        table = self.table(title)
        at = [c.title for c in table.model.columns].index(column)
        rows = range(table.model.rowCount())
        return [table.view.model().index(n, at).data() for n in rows]

    def cell(self, title: str, row: str, column: str) -> str:
        """A cell as it is shown; ``row`` is what stands in the first column."""
        first = self.table(title).model.columns[0].title
        return self.column(title, column)[self.column(title, first).index(row)]
