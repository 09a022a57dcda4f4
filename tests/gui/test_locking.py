"""锁定 as a clerk meets it: set by keys, at once or when idle; nothing is seen, nothing is lost."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.sitting import Sitting, sample_project
from zjbuy_desktop.gui.dialogs.lock_settings import LockDialog
from zjbuy_desktop.gui.shell.cover import TITLE, Cover
from zjbuy_desktop.gui.sitting import locking
from zjbuy_desktop.gui.theme import tokens
from zjbuy_desktop.gui.widgets.editors import LineEditor
from zjbuy_desktop.usecases import locking as usecase

PHRASE = "西湖的水，2026"


@pytest.fixture
def data(tmp_path: Path, samples: Path) -> Path:
    sample_project(tmp_path / "data", samples)
    return tmp_path / "data"


@pytest.fixture
def sitting(qtbot: QtBot, data: Path) -> Iterator[Sitting]:
    with Sitting(qtbot, data) as made:
        yield made
        if made.session.locking.on:
            made.session.locking._open()


def type_into(field: LineEditor, text: str) -> None:
    field.setFocus()
    field.setText(text) if not text.isascii() else QTest.keyClicks(field, text)


def set_phrase(sitting: Sitting, phrase: str = PHRASE, minutes: str = "5") -> LockDialog:
    sitting.session.go_place("workbench")
    sitting.rest()
    menu = sitting.session.places.home.keep.menu()
    next(a for a in menu.actions() if a.text().startswith("锁定")).trigger()
    dialog = sitting.session.locking.settings
    assert isinstance(dialog, LockDialog)
    type_into(dialog.new, phrase)
    type_into(dialog.again, phrase)
    dialog.minutes.clear()
    QTest.keyClicks(dialog.minutes, minutes)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    sitting.rest()
    return dialog


def unlock(sitting: Sitting, phrase: str = PHRASE) -> None:
    box = sitting.session.locking.box
    assert box is not None
    box.field.setText(phrase)
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    QApplication.processEvents()


def lock(sitting: Sitting) -> None:
    sitting.window.activateWindow()
    sitting.qtbot.waitUntil(sitting.window.isActiveWindow)
    QTest.keyClick(sitting.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def seen(window: QWidget, box: QWidget | None) -> int:
    """Pixels outside the box that are not the bare ground."""
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = QColor(tokens().panel).rgb()
    inside = box.rect().translated(box.mapTo(window, box.rect().topLeft())) if box else None
    return sum(
        image.pixel(x, y) != ground
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
        if inside is None or not inside.contains(x, y)
    )


def test_without_a_passphrase_nothing_is_locked(sitting: Sitting) -> None:
    lock(sitting)
    assert not sitting.session.locking.on
    assert any("还没有设锁定口令" in text for text in sitting.banners())


def test_ctrl_l_covers_the_window_and_the_passphrase_gives_it_back(sitting: Sitting) -> None:
    set_phrase(sitting)
    assert seen(sitting.window, None) > 1000
    title, before = sitting.window.windowTitle(), sitting.title
    lock(sitting)
    box = sitting.session.locking.box
    assert box is not None
    assert seen(sitting.window, box) == 0
    assert sitting.window.windowTitle() == TITLE
    assert box.field.hasFocus()
    unlock(sitting, "不是这个口令")
    assert sitting.session.locking.on
    assert "口令不对" in box.message.text()
    unlock(sitting)
    assert not sitting.session.locking.on
    assert (sitting.window.windowTitle(), sitting.title) == (title, before)
    assert sitting.window.findChildren(Cover) == [] or not any(
        c.isVisible() for c in sitting.window.findChildren(Cover)
    )


def test_keys_do_nothing_behind_the_cover(sitting: Sitting) -> None:
    set_phrase(sitting)
    asked: list[str] = []
    sitting.frame.check_asked.connect(lambda: asked.append("F5"))
    sitting.frame.help_asked.connect(lambda: asked.append("F1"))
    lock(sitting)
    box = sitting.session.locking.box
    assert box is not None
    for where in (sitting.window, sitting.frame, box.field):
        for key in (Qt.Key.Key_F5, Qt.Key.Key_F1, Qt.Key.Key_Escape):
            QTest.keyClick(where, key)
        QTest.keyClick(where, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(sitting.session.places.home.backup, Qt.MouseButton.LeftButton)
    sitting.rest()
    assert asked == []
    assert sitting.session.locking.on
    assert not sitting.session.work.busy
    unlock(sitting)
    QTest.keyClick(sitting.window, Qt.Key.Key_F5)
    assert asked == ["F5"]


def test_dialogs_are_covered_and_what_was_typed_stays(sitting: Sitting) -> None:
    set_phrase(sitting)
    helping = sitting.session.helping
    helping.open("workbench")
    sitting.rest()
    assert helping.view is not None
    helping.view.setWindowTitle("之江市教育局")
    sitting.session.places.start_new(take_over=False)
    wizard = sitting.session.places.wizard
    assert wizard is not None
    typed = next(e for e in wizard.findChildren(LineEditor) if e.isVisible())
    QTest.keyClicks(typed, "half a name")
    typed.setFocus()
    QTest.keyClick(wizard.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    box = sitting.session.locking.box
    assert box is not None
    assert box.window() is wizard, "only the dialog in front can be typed into"
    for window in (sitting.window, helping.view, wizard):
        assert window.windowTitle() == TITLE
        assert seen(window, box if window is wizard else None) == 0
    late = QMessageBox(sitting.window)
    late.setText("之江市财政局")
    late.open()
    QApplication.processEvents()
    QTest.qWait(20)
    assert box.window() is late
    assert seen(late, box) == 0
    unlock(sitting)
    assert not sitting.session.locking.on
    late.close()
    assert typed.text() == "half a name"
    assert wizard.isVisible()
    assert helping.view.windowTitle() == "之江市教育局"
    wizard.done(0)
    helping.close()


def test_a_question_that_waits_for_its_answer_is_not_answered_by_locking(sitting: Sitting) -> None:
    set_phrase(sitting)
    from PySide6.QtCore import QTimer

    from zjbuy_desktop.gui.dialogs.ask import confirm

    told: list[str] = []

    def meanwhile() -> None:
        sitting.session.locking.lock()
        question = QApplication.activeModalWidget()
        assert isinstance(question, QDialog)
        QTest.qWait(20)
        told.append("covered" if seen(question, sitting.session.locking.box) == 0 else "seen")
        unlock(sitting)
        QTest.keyClick(question, Qt.Key.Key_Return)

    QTimer.singleShot(0, meanwhile)
    assert confirm(sitting.window, "删除", "删去之江市教育局？", "删去")
    assert told == ["covered"]


def test_idle_minutes_lock_and_work_puts_them_off(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "MINUTE_MS", 120)
    set_phrase(sitting, minutes="5")
    for _ in range(8):
        QTest.qWait(100)
        QTest.keyClick(sitting.window.windowHandle(), Qt.Key.Key_Shift)
    assert not sitting.session.locking.on
    sitting.qtbot.waitUntil(lambda: sitting.session.locking.on, timeout=5000)
    unlock(sitting)
    sitting.qtbot.waitUntil(lambda: sitting.session.locking.on, timeout=5000)


def test_what_is_under_way_goes_on_behind_the_cover(sitting: Sitting) -> None:
    set_phrase(sitting)
    going, done = threading.Event(), list[str]()
    sitting.session.work.run(
        sitting.frame, lambda report: going.wait(5), success=lambda _: done.append("made"),
        label="制作",
    )  # fmt: skip
    lock(sitting)
    going.set()
    sitting.rest()
    assert done == ["made"]
    assert sitting.session.locking.on
    unlock(sitting)


def test_opening_the_program_asks_for_the_passphrase(qtbot: QtBot, data: Path) -> None:
    usecase.set_up(data, "", PHRASE, 5)
    with Sitting(qtbot, data) as sitting:
        assert sitting.session.locking.on
        assert seen(sitting.window, sitting.session.locking.box) == 0
        for _ in range(3):
            unlock(sitting, "guess")
        box = sitting.session.locking.box
        assert box is not None
        assert not box.field.isEnabled()
        assert "秒再试" in box.message.text()
        unlock(sitting)
        assert sitting.session.locking.on, "also the right one has to wait"
        qtbot.waitUntil(box.field.isEnabled, timeout=8000)
        unlock(sitting)
        assert not sitting.session.locking.on
        assert sitting.case.units


def test_the_passphrase_is_changed_and_taken_away(sitting: Sitting) -> None:
    set_phrase(sitting)
    sitting.session.locking.ask()
    dialog = sitting.session.locking.settings
    assert dialog is not None
    dialog.old.setText("wrong one")
    dialog.drop.click()
    assert "现在的口令不对" in dialog.message.text()
    dialog.old.setText(PHRASE)
    dialog.new.setText("another phrase")
    dialog.again.setText("another phrase")
    dialog.go.click()
    lock(sitting)
    unlock(sitting)
    assert sitting.session.locking.on
    unlock(sitting, "another phrase")
    sitting.session.locking.ask()
    dialog = sitting.session.locking.settings
    assert dialog is not None
    dialog.old.setText("another phrase")
    dialog.drop.click()
    lock(sitting)
    assert not sitting.session.locking.on
