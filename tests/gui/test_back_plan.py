"""倒排日程 from the foot of a page: a wish that can be met, and one that can't; the command too."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui import journey_data as journey
from tests.gui.journey_data import PROJECT, Folders, Stands
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.stages.collection import SPEC
from zjbuy_desktop.gui.dialogs.back_plan import BackPlanDialog
from zjbuy_desktop.gui.dialogs.self_check import SelfCheck
from zjbuy_desktop.gui.pages.collection import CollectionPage

TODAY = date(2026, 8, 20)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def stand(qtbot: QtBot, folders: Folders, tmp_path: Path) -> Iterator[Stands]:
    with journey.stands(qtbot, folders, tmp_path, CollectionPage) as make:
        yield make


def test_a_wished_day_is_judged_as_it_is_typed(stand: Stands) -> None:
    made = stand("collected", TODAY)
    check = SelfCheck(made.page, SPEC)
    check.backwards.trigger()
    dialog = made.page.dialog
    assert isinstance(dialog, BackPlanDialog)
    rows = {r.event: r for r in dialog.table.model.rows}
    signed = rows[EventKind.CONTRACT_SIGNED]
    dialog.day.set_value(signed.earliest)
    dialog.day.edited.emit()
    assert dialog.said.text().startswith("来得及")
    dialog.day.set_value(date(2026, 9, 1))
    dialog.day.edited.emit()
    assert dialog.said.text().startswith("来不及")
    assert f"最早 {signed.earliest} 才能签订" in dialog.said.text()
    shown = [c.shown(dialog.table.model.rows[-1]) for c in dialog.table.model.columns]
    assert f"差 {(signed.earliest - date(2026, 9, 1)).days} 日" in shown
    dialog.reject()


def test_the_command_says_the_same(
    folders: Folders, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = folders.copy("collected", tmp_path / "data")
    start = ["--data", str(data), "--today", str(TODAY), "--json", "back-plan", str(PROJECT)]
    assert run([*start, "--by", "2026-09-01"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["possible"] is False
    last = told["steps"][-1]
    assert run([*start, "--by", last["earliest"]]) == 0
    assert json.loads(capsys.readouterr().out)["possible"] is True
