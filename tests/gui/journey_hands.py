"""Hands of a clerk: clicks, keys, choices in lists and tables, answers to dialogs.

What is greyed is not pressed, and after every click the hands wait until the worker has nothing
left to do.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QListWidget,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.journey_eyes import D, Eyes, plain
from zjbuy_desktop.gui.dialogs.bug import BugDialog
from zjbuy_desktop.gui.session import Session

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
FORGOTTEN = 60.0
"""Seconds after which a dialog counts as forgotten; reading the returns takes three."""


class Hands(Eyes):
    """One clerk at one window.

    Attributes:
        chosen: what the file dialogs are going to be answered with, in order.
        bugs: details of every bug the program has told of.
    """

    def __init__(self, qtbot: QtBot, session: Session, patch: pytest.MonkeyPatch) -> None:
        super().__init__(qtbot, session)
        self.chosen: list[Path] = []
        self.bugs: list[str] = []
        answer_file_dialogs(patch, self.chosen)
        patch.setattr(BugDialog, "exec", lambda bug: self.bugs.append(_details(bug)))
        self._waits: tuple[QWidget | None, float] = (None, 0.0)
        self._watch = QTimer(self.window)
        self._watch.timeout.connect(self._close_forgotten)
        self._watch.start(1000)

    def settle(self) -> None:
        """Go on as soon as nothing is under way, and what came of it stands on the screen."""
        QApplication.processEvents()
        self.wait(lambda: not self.session.work.busy, 40)
        QApplication.processEvents()
        assert not self.bugs, self.bugs[0]

    def _close_forgotten(self) -> None:
        """A dialog nobody answers would keep the test waiting for ever: close it instead."""
        front, since = self._waits
        if QApplication.activeModalWidget() is not front:
            self._waits = (QApplication.activeModalWidget(), time.monotonic())
        elif front is not None and time.monotonic() - since > FORGOTTEN:
            self.bugs.append(f"nobody answered: {front.windowTitle()} {self.texts(front)}")
            front.close()

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

    def answering(self, act: Callable[[], None], kind: type[D], reply: Callable[[D], None]) -> None:
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

    def go(self, where_to: str) -> None:
        """Choose a place or a stage at the left by a click."""
        rails = self.frame.navigation.places, self.frame.navigation.stages
        lines = [(rail, rail.item(n)) for rail in rails for n in range(rail.count())]
        rail, item = next((rail, item) for rail, item in lines if item.text() == where_to)
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
        """Click rows of a table by what stands in their first column, the others with Ctrl."""
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


def _details(bug: BugDialog) -> str:
    return "\n".join(text.toPlainText() for text in bug.findChildren(QPlainTextEdit))


def answer_file_dialogs(patch: pytest.MonkeyPatch, chosen: list[Path]) -> None:
    """The system's own dialogs are answered from a list, in order."""
    patch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(chosen.pop(0)), ""))
    patch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(chosen.pop(0)))
