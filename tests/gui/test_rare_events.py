"""发生时才有的事 by clicking: out of sight until asked for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import Folders, Stands, press, type_text
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.gui.pages.award import AwardPage


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("rare"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, AwardPage) as make:
        yield make


def test_what_happens_in_few_projects_is_out_of_sight_until_asked_for(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("awarded", date(2026, 12, 1))
    page = made.page
    assert isinstance(page, AwardPage)
    page.leaves.setCurrentWidget(page.days)
    line = page.checklist.lines[EventKind.PROCUREMENT_TERMINATED.value]
    assert line.isHidden()
    assert not page.checklist.lines[EventKind.RESULT_CONFIRMED.value].isHidden()
    page.checklist.rare.click()
    assert not line.isHidden()
    type_text(line.day.line, "2026-10-20")
    press(qtbot, line.go)
    assert made.case.happened(EventKind.PROCUREMENT_TERMINATED) == date(2026, 10, 20)
    page.checklist.rare.click()
    assert not line.isHidden(), "what has happened stays in sight"
    assert page.checklist.lines[EventKind.FEES_REFUNDED.value].isHidden()
