"""发生时才有的事 by clicking: out of sight until asked for; a suspension pauses the clocks."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDED, Folders, Stands, press, type_text
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.rules.clocks import State
from zjbuy_desktop.gui.pages.award import AwardPage
from zjbuy_desktop.usecases import checking, overview, recording


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("rare"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, AwardPage) as make:
        yield make


def test_a_suspension_is_recorded_when_it_happens_and_pauses_signing(
    qtbot: QtBot, stand: Stands
) -> None:
    made = stand("awarded", date(2026, 12, 1))
    page = made.page
    assert isinstance(page, AwardPage)
    issued = Event(EventKind.AWARD_NOTICE_ISSUED, AWARDED)
    recording.record(made.desk, made.case.id, [issued])
    clocks = checking.deadlines(made.desk, made.case.id)
    signing = [d for d in clocks if d.id == "D-15"]
    assert signing
    assert {d.state for d in signing} == {State.OVERDUE}

    made.load()
    page.leaves.setCurrentWidget(page.days)
    line = page.checklist.lines[EventKind.SIGNING_SUSPENDED.value]
    assert line.isHidden()
    assert not page.checklist.lines[EventKind.RESULT_CONFIRMED.value].isHidden()
    page.checklist.rare.click()
    assert not line.isHidden()
    type_text(line.day.line, "2026-10-20")
    type_text(line.note, "某公司质疑评分")
    press(qtbot, line.go)
    assert made.case.happened(EventKind.SIGNING_SUSPENDED) == date(2026, 10, 20)
    page.checklist.rare.click()
    assert not line.isHidden(), "what has happened stays in sight"
    assert page.checklist.lines[EventKind.CHALLENGE_RECEIVED.value].isHidden()

    paused = [d for d in checking.deadlines(made.desk, made.case.id) if d.id == "D-15"]
    assert {d.state for d in paused} == {State.PAUSED}
    assert "某公司质疑评分" in paused[0].reason
    shown = [c for c in overview.all_clocks(made.desk) if c.deadline.id == "D-15"]
    assert {(c.words, c.deadline.reason) for c in shown} == {("暂停", paused[0].reason)}
    again = [c for c in overview.all_clocks(made.desk) if c.deadline.id == "D-15"]
    assert again == shown, "as kept, so read"
