"""发生时才有的事 by clicking: out of sight until asked for."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import Folders, Stands, press, type_text
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.gui.pages.award import AwardPage
from zjbuy_desktop.store import records


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
    assert not page.checklist.lines[EventKind.FEES_REFUNDED.value].isHidden(), "its period runs"
    assert page.checklist.lines[EventKind.BID_DEPOSITS_RETURNED.value].isHidden()


def test_what_has_a_period_running_is_in_sight_under_the_name_of_the_period(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("awarded", date(2026, 12, 1))
    page = made.page
    assert isinstance(page, AwardPage)
    line = page.checklist.lines[EventKind.EXPERTS_RATED.value]
    assert line.isHidden(), "the evaluation was not recorded as finished"
    ended = Event(EventKind.EVALUATION_FINISHED, date(2026, 9, 27))
    with made.desk.store.begin("event_recorded", "评审", made.desk.now(), project_id=1) as work:
        records.add_events(work, 1, [ended])
    made.load()
    assert not line.isHidden()
    assert line.item.event.label == "评审专家的履职情况已记录"
    assert "记录评审专家的履职情况" in [d.what for d in page.clocks.model.rows]
