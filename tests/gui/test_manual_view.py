"""使用手册 in the window: opened at the page on show, found in, quick, and linked with the help."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui import access
from tests.gui.sitting import TODAY, Sitting, sample_project
from zjbuy_desktop.gui.dialogs.manual_view import ManualView
from zjbuy_desktop.gui.shell.app import theme_of
from zjbuy_desktop.usecases import manual


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, samples: Path) -> Iterator[Sitting]:
    sample_project(tmp_path / "data", samples)
    with Sitting(qtbot, tmp_path / "data", TODAY) as made:
        made.window.activateWindow()
        QTest.qWaitForWindowActive(made.window)
        yield made


def opened(sitting: Sitting) -> ManualView:
    QTest.keyClick(sitting.window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    sitting.rest()
    view = sitting.session.helping.manual
    assert view is not None
    return view


def test_the_key_opens_the_chapter_of_the_page_on_show(sitting: Sitting) -> None:
    sitting.go("signing")
    view = opened(sitting)
    assert view.shown is not None
    assert view.shown.title == "通知与签约"
    said = view.text.toPlainText()
    for step in view.shown.steps:
        assert step.text in said
    assert access.faults(view) == []
    QTest.keyClick(view, Qt.Key.Key_Escape)
    sitting.rest()
    assert sitting.session.helping.manual is None


def test_help_and_manual_lead_to_each_other(sitting: Sitting) -> None:
    sitting.go("plan")
    sitting.session.helping.open()
    sitting.rest()
    help_view = sitting.session.helping.view
    assert help_view is not None
    sitting.press(help_view.manual)
    view = sitting.session.helping.manual
    assert view is not None
    assert view.shown is not None
    assert view.shown.title == "临时计划与代理委托"
    view.show_chapter(manual.chapter("deadlines"))
    sitting.press(view.help)
    assert help_view.shown is not None
    assert help_view.shown.page == "deadlines"


def test_words_are_found_in_every_chapter(sitting: Sitting, qtbot: QtBot) -> None:
    view = opened(sitting)
    whole = view.list.count()
    qtbot.keyClicks(view.line, "U")
    assert 0 < view.list.count() < whole, "a USB stick is not in every chapter"
    first = view.shown
    assert first is not None
    assert any("U" in step.text for step in first.steps)
    assert view.text.extraSelections(), "and is marked"
    titles = {first.title}
    for _ in range(12):
        qtbot.keyClick(view.line, Qt.Key.Key_Return)
        assert view.shown is not None
        titles.add(view.shown.title)
    assert len(titles) == view.list.count(), "Enter goes through them all"
    view.line.setText("食堂")
    assert view.list.count() == 0
    view.line.clear()
    assert view.list.count() == whole


def test_a_chapter_is_there_at_once_and_reads_only_what_is_in_sight(sitting: Sitting) -> None:
    view = opened(sitting)
    slowest = 0.0
    for one in manual.chapters():
        began = time.perf_counter()
        view.show_chapter(one)
        QApplication.processEvents()
        slowest = max(slowest, time.perf_counter() - began)
        sitting.rest()
        assert 0 < len(view.text.seen) < len(one.steps), "the rest is read when it is scrolled to"
        for _ in range(3):  # the text is laid out as one goes down
            view.text.verticalScrollBar().setValue(view.text.verticalScrollBar().maximum())
            sitting.rest()
        assert one.steps[-1].picture in view.text.seen
    print(f"slowest chapter {slowest * 1000:.0f} ms")
    assert slowest < 0.5, "100 ms on a quiet machine"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_narrow_window_shows_smaller_pictures(
    sitting: Sitting, qapp: QApplication, mode: str
) -> None:
    theme_of(qapp).set_mode(mode)  # type: ignore[arg-type]
    try:
        view = opened(sitting)
        view.resize(700, 480)
        sitting.rest()
        assert view.text.horizontalScrollBar().maximum() == 0
    finally:
        theme_of(qapp).set_mode("light")


def test_the_find_box_leads_there(sitting: Sitting) -> None:
    sitting.go("call")
    sitting.session.frame.found.emit("help:manual")
    sitting.rest()
    view = sitting.session.helping.manual
    assert view is not None
    assert view.shown is not None
    assert view.shown.id == "call"
