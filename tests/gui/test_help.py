"""F1 by the key: the help of the page on show, which follows to the next page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting, sample_project
from zjbuy_desktop.core.stages import agency


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path, samples: Path) -> Iterator[Sitting]:
    sample_project(tmp_path / "data", samples)
    with Sitting(qtbot, tmp_path / "data", TODAY) as made:
        yield made


def text(sitting: Sitting) -> str:
    view = sitting.session.helping.view
    assert view is not None
    return view.text.toPlainText()


def test_f1_tells_of_the_page_on_show_and_follows(sitting: Sitting, qtbot: QtBot) -> None:
    sitting.go("agency")
    sitting.window.activateWindow()
    QTest.qWaitForWindowActive(sitting.window)
    qtbot.keyClick(sitting.window, Qt.Key.Key_F1)
    sitting.rest()
    said = text(sitting)
    assert said.startswith("代理委托")
    assert agency.SPEC.rules[0].statement.rstrip("。") in said
    assert "最后核对 " in said
    assert "应当委托集中采购机构" in said, "the words of the article"
    sitting.go("plan")
    assert text(sitting).startswith("临时采购计划")
    sitting.session.go_place("deadlines")
    sitting.rest()
    assert text(sitting).startswith("期限")
    view = sitting.session.helping.view
    assert view is not None
    view.choice.setCurrentIndex(view.choice.findText("文件台账"))
    view.choice.activated.emit(view.choice.currentIndex())
    sitting.rest()
    assert text(sitting).startswith("文件台账")
    view.close()
    sitting.rest()
    assert sitting.session.helping.view is None


def test_the_button_opens_it_and_leaving_closes_it(sitting: Sitting) -> None:
    sitting.go("setup")
    (ask,) = [b for b in sitting.frame.header.findChildren(QPushButton) if "帮助" in b.text()]
    sitting.press(ask)
    assert text(sitting).startswith("立项与名册")
    sitting.window.close()
    assert sitting.session.helping.view is None
