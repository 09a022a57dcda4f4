"""Ctrl+K by the keyboard alone: type, arrows, Enter, and one is there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.sitting import TODAY, Sitting
from tests.gui.stage_names import headed
from tests.usecases.test_find_anything import many
from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.gui.pages.red_lines import RedLinesPage
from zjbuy_desktop.gui.pages.register import RegisterPage
from zjbuy_desktop.gui.shell.find_box import FindBox
from zjbuy_desktop.usecases import recording, stages
from zjbuy_desktop.usecases.opening import open_desk

NUMBER = "之机管函〔2026〕15号"


@pytest.fixture
def sitting(qtbot: QtBot, tmp_path: Path) -> Iterator[Sitting]:
    desk = open_desk(tmp_path / "data", TODAY)
    for n in range(2):
        many(desk, n, 4)
    recording.set_details(desk, 2, [PaperDetails("call_notice", "", NUMBER, date(2026, 8, 3))])
    recording.record(desk, 2, [Event(EventKind.CALL_SENT, TODAY, note="浙政钉群发")])
    stages.explain_warning(desk, 2, "lead_is_recommended", "", "办公会纪要")
    desk.store.close()
    with Sitting(qtbot, tmp_path / "data") as made:
        yield made


def box_of(sitting: Sitting) -> FindBox:
    box = sitting.frame.findChild(FindBox)
    assert isinstance(box, FindBox)
    return box


def press_find(sitting: Sitting) -> None:
    sitting.window.activateWindow()
    sitting.qtbot.waitUntil(sitting.window.isActiveWindow)
    sitting.qtbot.keyClick(sitting.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


def look_up(sitting: Sitting, typed: str, down: int = 0) -> list[str]:
    """Type, go down, Enter; returns the lines that were shown."""
    qtbot, box = sitting.qtbot, box_of(sitting)
    press_find(sitting)
    assert box.isVisible()
    sitting.type_in(box.line, typed)
    lines = [box.list.item(n).text() for n in range(box.list.count())]
    for _ in range(down):
        qtbot.keyClick(box.line, Qt.Key.Key_Down)
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    sitting.rest()
    return lines


def test_a_number_of_another_project_leads_to_its_paper(sitting: Sitting) -> None:
    lines = look_up(sitting, "15号")
    assert lines[0] == "文号"
    assert lines[1].startswith(NUMBER)
    page = sitting.session.project_pages.page
    assert isinstance(page, RegisterPage)
    assert sitting.title == "文件台账"
    assert sitting.session.project.project_id == 2
    current = page.table.current()
    assert current is not None
    assert current.kind == "call_notice"


def test_initials_find_a_unit_and_headings_are_stepped_over(sitting: Sitting) -> None:
    name = sitting.session.places
    lines = look_up(sitting, "zjsd1xx")
    assert lines[0] == "单位"
    assert sitting.title == "单位库"
    shown = name.units.table.model.visible
    assert shown
    assert {known.unit.name for known in shown} == {"之江市第1小学"}


def test_a_note_leads_to_the_stage_it_was_written_at(sitting: Sitting) -> None:
    look_up(sitting, "zzdqf")
    assert sitting.title == headed("征集需求")
    assert sitting.session.project.project_id == 2
    assert any("浙政钉群发" in text for text in sitting.banners())


def test_a_reason_leads_to_its_rule(sitting: Sitting) -> None:
    look_up(sitting, "办公会纪要")
    page = sitting.session.project_pages.page
    assert isinstance(page, RedLinesPage)
    line = page.table.current()
    assert line is not None
    assert line.rule == "lead_is_recommended"


def test_places_answer_to_initials_and_groups_stand_below(sitting: Sitting) -> None:
    lines = look_up(sitting, "qx")
    assert lines[0] == "期限" or lines[0] == "去处和文件"
    assert sitting.title == "期限"
    box = box_of(sitting)
    press_find(sitting)
    sitting.type_in(box.line, "没有这样的东西")
    assert box.list.count() == 0
    sitting.qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert sitting.title == "期限"
    box.hide()
