"""A window on data of a certain step and day, for the chapters of the manual."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.journey_hands import Hands
from zjbuy_desktop.gui.session import Session
from zjbuy_desktop.gui.shell.window import MainWindow
from zjbuy_desktop.usecases import opening


def _answer(chosen: list[Path], *, several: bool) -> Callable[..., tuple[Any, str]]:
    """The system's dialog for several files, or for where to save: the next of those chosen."""

    def choose(*_: object, **__: object) -> tuple[Any, str]:
        file = str(chosen.pop(0))
        return ([file] if several else file), ""

    return choose


@contextmanager
def window_on(qtbot: QtBot, patch: pytest.MonkeyPatch, data: Path, day: date) -> Iterator[Hands]:
    """From its first paint until it is closed by its cross."""
    patch.setattr(opening, "now", lambda: datetime.combine(day, time(10)))
    window = MainWindow()
    qtbot.addWidget(window)
    sessions: list[Session] = []
    window.ready.connect(lambda: sessions.append(Session(window, data, day)))
    window.show()
    qtbot.waitUntil(lambda: bool(sessions))
    window.resize(1366, 768)
    hands = Hands(qtbot, sessions[0], patch)
    for name in ("getOpenFileNames", "getSaveFileName"):
        patch.setattr(QFileDialog, name, _answer(hands.chosen, several=name.endswith("s")))
    hands.settle()
    yield hands
    assert not hands.bugs, hands.bugs[0]
    assert not hands.chosen, "a file dialog was expected and did not open"
    assert window.close()
