"""待改问题 by clicking: narrowed, words copied, mended by double click, the way back entered."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import Folders, Stands, press
from zjbuy_desktop.gui.dialogs.correct_return import CorrectDialog
from zjbuy_desktop.gui.dialogs.sent_back import SentBackDialog
from zjbuy_desktop.gui.pages.collection import CollectionPage
from zjbuy_desktop.usecases import sending_back

UNIT = "之江市江北区教育局"


@pytest.fixture
def stand(qtbot: QtBot, tmp_path: Path) -> Iterator[Stands]:
    folders = Folders(tmp_path / "steps")
    with journey.stands(qtbot, folders, tmp_path, CollectionPage) as make:
        yield make


def shown(stand: Stands) -> CollectionPage:
    page = stand("collected").page
    assert isinstance(page, CollectionPage)
    page.leaves.setCurrentWidget(page.problems)
    return page


def test_all_problems_with_a_count_and_one_unit_alone(qtbot: QtBot, stand: Stands) -> None:
    page = shown(stand)
    leaf = page.problems
    whole = len(leaf.table.model.rows)
    assert page.leaves.tabText(3) == f"待改问题 {whole}"
    assert whole == sum(len(r.problems) for r in sending_back.waiting(page.context.desk, 1))
    leaf.only(UNIT)
    assert {r.unit for r in leaf.table.model.rows} == {UNIT}
    assert UNIT in leaf.text.value()
    leaf.only("")
    assert len(leaf.table.model.rows) == whole


def test_words_for_what_is_selected_go_to_the_clipboard(qtbot: QtBot, stand: Stands) -> None:
    leaf = shown(stand).problems
    leaf.only(UNIT)
    leaf.table.view.selectRow(0)
    press(qtbot, leaf.copy)
    text = QGuiApplication.clipboard().text()
    assert "1. " in text
    assert "2. " not in text
    assert leaf.table.model.rows[0].problem.expected in text


def test_enter_and_double_click_open_the_correction(qtbot: QtBot, stand: Stands) -> None:
    page = shown(stand)
    leaf = page.problems
    leaf.only(UNIT)
    leaf.table.view.selectRow(0)
    leaf.table.setFocus()
    qtbot.keyClick(leaf.table.view, Qt.Key.Key_Return)
    assert isinstance(page.dialog, CorrectDialog)
    assert page.dialog.record.units == (UNIT,)
    page.dialog.reject()
    leaf.table.explained.emit(leaf.table.model.rows[0], "格子")
    assert isinstance(page.dialog, CorrectDialog)
    page.dialog.reject()


def test_sending_back_is_recorded_and_shown_everywhere(qtbot: QtBot, stand: Stands) -> None:
    page = shown(stand)
    leaf = page.problems
    leaf.only(UNIT)
    leaf.table.view.selectRow(0)
    press(qtbot, leaf.done)
    dialog = page.dialog
    assert isinstance(dialog, SentBackDialog)
    (chosen,) = dialog.ticked()
    dialog.whom.set_value("王喆")
    press(qtbot, dialog.go)
    qtbot.waitUntil(lambda: page.dialog is None, timeout=5_000)
    qtbot.waitUntil(lambda: leaf.table.model.rows[0].sent is not None, timeout=5_000)
    assert sending_back.sendings_back(page.context.desk, 1)[chosen].whom == "王喆"
    row = next(r for r in page.by_unit.model.rows if r.unit == UNIT)
    assert row.note.endswith("已退回 8-17，待重交")
    file = next(r for r in page.files.table.model.rows if r.record.id == chosen)
    assert file.remark.startswith("2026年8月17日已退回（微信，王喆）")


def test_without_a_file_or_a_day_it_says_what_is_missing(qtbot: QtBot, stand: Stands) -> None:
    page = shown(stand)
    press(qtbot, page.problems.done)
    dialog = page.dialog
    assert isinstance(dialog, SentBackDialog)
    for number in range(dialog.files.count()):
        dialog.files.item(number).setCheckState(Qt.CheckState.Unchecked)
    press(qtbot, dialog.go)
    assert "至少勾选一份" in dialog.message.text()
    dialog.files.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.day.set_value(None)
    press(qtbot, dialog.go)
    assert "日期" in dialog.message.text()
    dialog.day.set_value(date(2027, 1, 1))
    press(qtbot, dialog.go)
    qtbot.waitUntil(lambda: "还没有到" in dialog.message.text(), timeout=5_000)
    dialog.reject()
    QApplication.processEvents()
    assert sending_back.sendings_back(page.context.desk, 1) == {}
