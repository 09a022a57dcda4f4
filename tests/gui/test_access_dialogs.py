"""Every dialog a page opens: names, Tab, where the focus is, Esc, and where it is afterwards."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QPushButton,
    QTableView,
)
from pytestqt.qtbot import QtBot

from tests.gui import access, walking
from tests.gui.journey_data import AWARDED, SAMPLES, Folders
from tests.gui.sitting import Sitting
from zjbuy_desktop.gui import dialogs

QTS_OWN = QPrintDialog, QFileDialog
SOON = 30


class Examiner(QObject):
    """Looks at every dialog as it comes up, and closes it by Esc."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.faults: dict[str, list[str]] = {}
        self.seen: set[str] = set()
        self.count = 0
        self._busy = False
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._look)
        self.timer.start(SOON)

    def _look(self) -> None:
        window = QApplication.activeWindow()
        if self._busy or not isinstance(window, QDialog) or not window.isVisible():
            return
        self._busy = True
        if not isinstance(window, QTS_OWN):
            self._examine(window)
        if window.isVisible():
            window.reject()
        self._busy = False

    def _examine(self, dialog: QDialog) -> None:
        name = type(dialog).__name__
        self.seen.add(name)
        self.count += 1
        found = self.faults.setdefault(name, [])
        focus = QApplication.focusWidget()
        if focus is None or not dialog.isAncestorOf(focus):
            found.append("nothing has the focus")
        found += access.faults(dialog)
        found += access.missed_by_tab(dialog)
        at = QApplication.focusWidget() or dialog
        QTest.keyClick(at, Qt.Key.Key_Escape)
        if dialog.isVisible():
            found.append(f"Esc does not close it, from {access.described(at)}")


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sitting]:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    folder = Folders(tmp_path / "made").copy("awarded", tmp_path / "data")
    with Sitting(qtbot, folder, AWARDED) as made:
        made.window.activateWindow()
        QTest.qWaitForWindowActive(made.window)
        yield made


def openers(sitting: Sitting, pressed: set[tuple[str, str]], page: str) -> Iterator[QPushButton]:
    """Buttons of the page whose words end in dots, each once; a row is chosen in every table."""
    for table in sitting.window.findChildren(QTableView):
        if table.isVisible() and table.model() is not None and table.model().rowCount():
            table.selectRow(0)
    sitting.rest()
    for one in [w for w in access.seen(sitting.window) if isinstance(w, QPushButton)]:
        key = page, one.text()
        if _opens(one.text()) and one.isEnabled() and not one.menu() and key not in pressed:
            pressed.add(key)
            yield one


def _opens(words: str) -> bool:
    """Dots promise a dialog; that of the printer is Qt's own."""
    return "…" in words and "打印" not in words


def shown_dialogs() -> list[QDialog]:
    """Dialogs the examiner is not through with."""
    windows = QApplication.topLevelWidgets()
    return [w for w in windows if isinstance(w, QDialog) and w.isVisible()]


def test_every_dialog_can_be_used_by_keys_and_by_ear(sitting: Sitting, qtbot: QtBot) -> None:
    examiner, pressed = Examiner(sitting.window), set[tuple[str, str]]()
    lost = []
    for page in walking.pages(sitting):
        for place in walking.leaves(sitting, page):
            for opener in openers(sitting, pressed, page):
                words, before = opener.text(), examiner.count
                opener.setFocus()
                qtbot.keyClick(opener, Qt.Key.Key_Space)
                sitting.rest()
                qtbot.waitUntil(lambda: not shown_dialogs(), timeout=20_000)
                sitting.rest()
                came = examiner.count > before and opener.isVisible()
                if came and sitting.window.focusWidget() is not opener:
                    lost.append(f"{place}: {words}")
    examiner.timer.stop()
    assert len(examiner.seen) > 30
    assert {name: found for name, found in examiner.faults.items() if found} == {}
    assert lost == [], "the focus comes back to the button that opened it"


def test_the_wizards_can_be_used_by_keys_and_by_ear(sitting: Sitting) -> None:
    sitting.session.places.start_new(take_over=True)
    wizard = sitting.session.places.wizard
    assert wizard is not None
    wizard.read_file(SAMPLES / "project.toml")
    faults: dict[str, list[str]] = {}
    for _ in range(len(wizard.pageIds())):
        sitting.rest()
        wizard.activateWindow()
        QTest.qWaitForWindowActive(wizard)
        title = wizard.currentPage().title()
        faults[title] = [*access.faults(wizard), *access.missed_by_tab(wizard)]
        wizard.next()
    assert len(faults) > 3
    assert {title: found for title, found in faults.items() if found} == {}
    wizard.done_well()
    sitting.rest()


def test_every_dialog_is_one_of_ours() -> None:
    sources = (Path(dialogs.__file__).parents[1]).rglob("*.py")
    foreign = re.compile(r"^class (\w+)\((?:QDialog|QWizard)\)", re.MULTILINE)
    found = {name for source in sources for name in foreign.findall(source.read_text("utf-8"))}
    assert found == {"Dialog", "Wizard"}
