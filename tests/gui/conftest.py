"""No display, no leftovers in the user's settings, the application dressed as in real life."""

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication

from tests.gui import access
from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.models import clipboard
from zjbuy_desktop.gui.shell import app as shell


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform lacks a few things a screen has, and warns of each."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def qapp(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[QApplication]:
    folder = str(tmp_path_factory.mktemp("settings"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
    shell.begin(qapp, "light")
    shell.dress(qapp)
    yield qapp
    clipboard.let_go()  # no event loop of the tests ever quits


@pytest.fixture(autouse=True)
def _fresh_settings(qapp: QApplication) -> Iterator[None]:
    from zjbuy_desktop.gui.widgets.memory import settings

    settings().clear()
    yield
    settings().clear()


@pytest.fixture(autouse=True)
def _every_dialog_is_named(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever dialog a test opens: everything in it is read out by a name of its own."""
    faults: dict[str, list[str]] = {}

    def look(dialog: Dialog) -> None:
        if dialog.isVisible():
            faults.setdefault(type(dialog).__name__, []).extend(access.faults(dialog))

    def shown(dialog: Dialog, event: QShowEvent) -> None:
        super(Dialog, dialog).showEvent(event)
        QTimer.singleShot(0, dialog, lambda: look(dialog))

    monkeypatch.setattr(Dialog, "showEvent", shown, raising=False)
    yield
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.fixture
def settings_file() -> Path:
    from zjbuy_desktop.gui.widgets.memory import settings

    return Path(settings().fileName())
