"""A whole window on a real data folder, driven as a clerk drives it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.gui.pages.base import StagePage
from zjbuy_desktop.gui.session import Session
from zjbuy_desktop.gui.shell.window import MainWindow
from zjbuy_desktop.usecases import projects
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 8, 17)
PATIENCE = 30_000
W = TypeVar("W", bound=QWidget)


class Sitting:
    """Window and session on one data folder; closes like a user closes."""

    def __init__(self, qtbot: QtBot, data: Path, today: date | None = TODAY) -> None:
        self.qtbot, self.data = qtbot, data
        self.window = MainWindow()
        self.window.resize(1366, 768)
        qtbot.addWidget(self.window)
        self.frame = self.window.frame
        self.window.show()
        self.session = Session(self.window, data, today)
        self.rest()

    def __enter__(self) -> "Sitting":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.session.work.close()
        self.window.close()

    def rest(self) -> None:
        """Until the worker has nothing more to do and all of it is on show."""
        for _ in range(4):
            self.qtbot.waitUntil(lambda: not self.session.work.busy, timeout=PATIENCE)
            QApplication.processEvents()

    # What the clerk sees

    @property
    def title(self) -> str:
        return self.frame.header.title.text()

    @property
    def page(self) -> StagePage:
        page = self.session.project.page
        assert page is not None
        return page

    @property
    def case(self) -> Case:
        """What is in the database now."""
        assert self.session.desk is not None
        assert self.session.project.project_id is not None
        return self.session.desk.case(self.session.project.project_id)

    def banners(self) -> list[str]:
        return [b.message for b in self.frame.banners.banners()]

    def findings(self) -> list[str]:
        return [f.message for f in self.frame.side.findings.findings]

    def words(self, inside: QWidget | None = None) -> str:
        """All text on show, joined."""
        labels = (inside or self.window).findChildren(QLabel)
        return "\n".join(x.text() for x in labels if x.isVisible())

    # What the clerk does

    def go(self, stage: str) -> Any:
        self.frame.navigation.stages.chosen.emit(stage)
        self.rest()
        return self.page

    def place(self, name: str, kind: type[W]) -> W:
        """Go to a page about the whole project."""
        self.frame.project_place_chosen.emit(name)
        self.rest()
        page = self.session.project_pages.page
        assert isinstance(page, kind)
        return page

    def press(self, button: QAbstractButton) -> None:
        assert button.isEnabled(), f"“{button.text()}” cannot be pressed"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def type_in(self, editor: QWidget, text: str) -> None:
        editor.setFocus()
        self.qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        if text.isascii():
            self.qtbot.keyClicks(editor, text)
            return
        typed = QInputMethodEvent()  # as an input method commits Chinese
        typed.setCommitString(text)
        QApplication.sendEvent(editor, typed)

    def answering(self, kind: type[W], answer: Callable[[W], object]) -> None:
        """Once a modal dialog of that kind is up, ``answer`` it."""
        timer = QTimer(self.window)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, kind):
                timer.stop()
                answer(dialog)

        timer.timeout.connect(look)
        timer.start(10)


def press_primary(dialog: QDialog) -> None:
    """The button that says what the dialog does."""
    buttons = dialog.findChildren(QAbstractButton)
    next(b for b in buttons if b.property("role") == "primary").click()


def sample_project(data: Path, samples: Path) -> int:
    """A data folder that holds the sample project and its roster."""
    desk = open_desk(data, TODAY)
    try:
        project = projects.new_from_file(desk, samples / "project.toml")
        card = desk.case(project).project
        lots = tuple(replace(lot, spec="统一规格", measure="台") for lot in card.lots)
        projects.update(desk, project, replace(card, lots=lots))
        return project
    finally:
        desk.store.close()
