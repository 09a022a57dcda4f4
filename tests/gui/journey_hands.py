"""Hands and eyes of a clerk: finds by its words what is on screen, clicks it, types into it.

Nothing here knows a page. What is not visible is not found, what is greyed is not pressed, and
after every click the hands wait until the worker has nothing left to do.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from zjbuy_desktop.gui.session import Session
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.findings_panel import FindingCard

W = TypeVar("W", bound=QWidget)
D = TypeVar("D", bound=QDialog)
LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
_FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox)
_READ = int(Qt.ItemDataRole.AccessibleTextRole)


def plain(text: str) -> str:
    """Words of a button without its letter, its dots and blanks."""
    return re.sub(r"\(&.\)|…|&|\s", "", text)


class Hands:
    """One clerk at one window.

    Attributes:
        chosen: what the file dialogs are going to be answered with, in order.
    """

    def __init__(self, qtbot: QtBot, session: Session, chosen: list[Path]) -> None:
        self.qtbot, self.session, self.chosen = qtbot, session, chosen
        self.window, self.frame = session.window, session.frame

    # Waiting

    def wait(self, holds: Callable[[], object], seconds: float = 20) -> None:
        """Go on as soon as that holds."""
        self.qtbot.waitUntil(lambda: bool(holds()), timeout=int(seconds * 1000))

    def settle(self) -> None:
        """Go on as soon as nothing is under way, and what came of it stands on the screen."""
        QApplication.processEvents()
        self.wait(lambda: not self.session.work.busy, 40)
        QApplication.processEvents()

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

    def findings(self) -> list[FindingCard]:
        """The cards under 检查."""
        return self.all(FindingCard, self.frame.side)

    def says(self, card: FindingCard) -> str:
        """All a card says."""
        return "　".join(self.texts(card))

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

    # Doing

    def press(self, words: str, inside: QWidget | None = None) -> None:
        """Click a button that is not greyed."""
        self.click(self.button(words, inside))

    def click(self, button: QWidget) -> None:
        """Click, and wait for what it sets going."""
        assert button.isEnabled(), button.accessibleName()
        self.qtbot.mouseClick(button, LEFT)
        self.settle()

    def answer(self, words: str, kind: type[D], reply: Callable[[D], None]) -> None:
        """Press a button that opens a dialog which must be answered before anything goes on."""
        self.answering(lambda: self.press(words), kind, reply)

    def answering(
        self, act: Callable[[], None], kind: type[D], reply: Callable[[D], None]
    ) -> None:
        """The same for whatever opens the dialog."""
        seen: list[BaseException | None] = []
        timer = QTimer()
        timer.setInterval(5)

        def look() -> None:
            found = QApplication.activeModalWidget()
            if found is None:
                return
            timer.stop()
            try:
                assert isinstance(found, kind), found
                reply(found)
                assert not found.isVisible(), f"still open: {self.texts(found)}"
                seen.append(None)
            except BaseException as error:  # noqa: BLE001  raised again below, outside the dialog's own loop
                seen.append(error)
                found.close()

        timer.timeout.connect(look)
        timer.start()
        act()
        timer.stop()
        assert seen, f"no {kind.__name__}"
        if seen[0] is not None:
            raise seen[0]

    def go(self, stage: str) -> None:
        """Choose a stage at the left by a click."""
        rail = self.frame.navigation.stages
        item = next(rail.item(n) for n in range(rail.count()) if rail.item(n).text() == stage)
        where = rail.visualItemRect(item).center()
        self.qtbot.mouseClick(rail.viewport(), LEFT, pos=where)
        self.settle()

    def leaf(self, words: str) -> None:
        """Turn to a leaf of the page."""
        for tabs in self.all(QTabWidget):
            for n in range(tabs.count()):
                if plain(tabs.tabText(n)).startswith(words):
                    where = tabs.tabBar().tabRect(n).center()
                    self.qtbot.mouseClick(tabs.tabBar(), LEFT, pos=where)
                    assert tabs.currentIndex() == n
                    return
        pytest.fail(f"no leaf “{words}”")

    def select(self, title: str, *rows: str) -> None:
        """Click rows of a table by what stands in their first column; the first alone, then Ctrl."""
        table = self.table(title)
        names = self.column(title, table.model.columns[0].title)
        for n, name in enumerate(rows):
            index = table.view.model().index(names.index(name), 0)
            table.view.scrollTo(index)
            where = table.view.visualRect(index).center()
            held = CTRL if n else Qt.KeyboardModifier.NoModifier
            self.qtbot.mouseClick(table.view.viewport(), LEFT, held, where)
        assert len(table.selection()) == len(rows)

    def fill(self, values: Mapping[str, Any], inside: QWidget | None = None) -> None:
        """Type, tick and choose, each field by its title."""
        for title, value in values.items():
            self.put(self.field(title, inside), value)

    def put(self, editor: Any, value: Any) -> None:
        """Give one editor a value as a hand does."""
        assert editor.isEnabled(), editor.accessibleName()
        editor.setFocus()
        if isinstance(editor, QCheckBox):
            if editor.isChecked() != value:
                self.qtbot.keyClick(editor, Qt.Key.Key_Space)
            assert editor.isChecked() == value
        elif isinstance(editor, QComboBox):
            self._choose(editor, value)
        else:
            self._type(editor, value)

    def _choose(self, box: QComboBox, words: str) -> None:
        assert words in [box.itemText(n) for n in range(box.count())]
        if box.currentText() == words:
            return
        self.qtbot.keyClick(box, Qt.Key.Key_Home)
        while box.currentText() != words:
            self.qtbot.keyClick(box, Qt.Key.Key_Down)

    def _type(self, editor: QWidget, text: str) -> None:
        """Old text away, then key by key, or as an input method hands over what was spelt."""
        self.qtbot.keyClick(editor, Qt.Key.Key_A, CTRL)
        self.qtbot.keyClick(editor, Qt.Key.Key_Delete)
        if text.isascii():
            self.qtbot.keyClicks(editor, text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(editor, event)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            self.qtbot.keyClick(popup, Qt.Key.Key_Escape)

    def tick(self, units: Sequence[str]) -> None:
        """Tick just these units in the list of a dialog, with the space bar."""
        (box,) = self.all(QListWidget)
        for n in range(box.count()):
            item = box.item(n)
            wanted = item.data(Qt.ItemDataRole.UserRole) in units
            if (item.checkState() == Qt.CheckState.Checked) != wanted:
                box.setCurrentItem(item)
                self.qtbot.keyClick(box, Qt.Key.Key_Space)
            assert (item.checkState() == Qt.CheckState.Checked) == wanted


def answer_file_dialogs(patch: pytest.MonkeyPatch) -> list[Path]:
    """The system's own dialogs are answered from a list, in order."""
    chosen: list[Path] = []
    patch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(chosen.pop(0)), ""))
    patch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(chosen.pop(0)))
    return chosen

