"""Needs from which results were computed stay, until the results are taken back with a reason."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDS, PROJECT
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.store import awards, records, withdrawals
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import award_clearing, awarding, collecting, merging, versions
from zjbuy_desktop.usecases.desk import Desk

TWICE, ONCE = "之江市堃山县教育局", "之江市教育局"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> journey.Folders:
    return journey.Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def desk(folders: journey.Folders, tmp_path: Path) -> Iterator[Desk]:
    opened = journey.open_desk(folders.copy("awarded", tmp_path / "data"), journey.AWARDED)
    yield opened
    opened.store.close()


def changes(desk: Desk) -> list[Callable[[], object]]:
    """Every way to change what is accepted."""
    old = next(v for v in versions.versions_of(desk, PROJECT, TWICE) if not v.counts)
    returns = collecting.list_returns(desk, PROJECT)
    bad = next(r for r in returns if r.file == "之江市江北区教育局.xlsx")
    item, other = (i["item"] for i in merging.items(desk, PROJECT)["items"])
    fix = {("Sheet", "E4"): "160"}
    choice = merging.Choice((item,))
    return [
        lambda: collecting.undo(desk, PROJECT, 1, "误导入"),
        lambda: collecting.choose(desk, PROJECT, TWICE, old.return_id, "电话确认"),
        lambda: collecting.correct(desk, PROJECT, bad.id, fix, "电话确认"),
        lambda: collecting.import_returns(desk, PROJECT, [journey.RETURNS / f"{TWICE}.xlsx"]),
        lambda: versions.withdraw(desk, PROJECT, ONCE, "来函"),
        lambda: merging.merge(desk, PROJECT, choice, other, "同一种"),
    ]


def test_needs_the_results_were_computed_from_stay(desk: Desk) -> None:
    before = desk.case(PROJECT)
    for change in changes(desk):
        with pytest.raises(UserError, match="采购结果已登记（标项一、标项二）") as told:
            change()
        assert "award clear" in told.value.hint
    after = desk.case(PROJECT)
    assert (after.needs, lot_results(after)) == (before.needs, lot_results(before))
    collecting.preview(desk, PROJECT, [journey.RETURNS / f"{TWICE}.xlsx"])


def test_with_the_results_taken_back_they_may_be_changed(desk: Desk) -> None:
    with pytest.raises(UserError, match="需要写明理由"):
        award_clearing.clear_awards(desk, PROJECT, " ")
    award_clearing.clear_awards(desk, PROJECT, "堃山县教育局来函更正")
    with desk.store.read() as view:
        kept = list_audit(view)[0]
    assert "堃山县教育局来函更正" in kept.summary
    assert [a["total_fen"] for a in kept.payload["awards"]] == [None, 900_000_000]
    before = desk.case(PROJECT)
    assert before.awards == ()
    changes(desk)[1]()
    assert desk.case(PROJECT).needs != before.needs
    awarding.set_awards(desk, PROJECT, AWARDS)
    with pytest.raises(UserError, match="采购结果已登记"):
        versions.withdraw(desk, PROJECT, ONCE, "来函")


@pytest.mark.parametrize(
    "kind", [EventKind.PROCUREMENT_AGREEMENT_SIGNED, EventKind.CONTRACT_SIGNED]
)
def test_results_something_rests_on_are_not_taken_back(desk: Desk, kind: EventKind) -> None:
    unit = ONCE if kind.per_unit else ""
    event = Event(kind, date(2026, 10, 9), unit)
    with desk.store.begin("event_recorded", "签订", desk.now(), project_id=PROJECT) as work:
        records.add_events(work, PROJECT, [event])
    with pytest.raises(UserError, match=f"{unit}“{kind.label}”（2026-10-09）"):
        award_clearing.clear_awards(desk, PROJECT, "来函更正")
    assert desk.case(PROJECT).awards == AWARDS


def test_a_withdrawal_is_not_taken_back_under_the_results(desk: Desk) -> None:
    award_clearing.clear_awards(desk, PROJECT, "来函更正")
    versions.withdraw(desk, PROJECT, ONCE, "来函")
    with desk.store.begin("award_set", "登记", desk.now(), project_id=PROJECT) as work:
        awards.set_awards(work, PROJECT, AWARDS)
    with pytest.raises(UserError, match="采购结果已登记"):
        versions.take_back(desk, PROJECT, ONCE, "误记")
    with desk.store.read() as view:
        assert withdrawals.standing(view, PROJECT) == ((ONCE, "来函"),)


def test_on_the_command_line(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.store.close()
    base = ["--data", str(tmp_path / "data"), "--today", "2026-10-12"]
    assert run([*base, "needs", "undo", "1", "1", "--reason", "误导入"]) == 2
    assert "先撤销采购结果" in capsys.readouterr().err
    assert run([*base, "award", "clear", "1", "--reason", "来函更正"]) == 0
    assert "已撤销采购结果" in capsys.readouterr().out
    assert run([*base, "award", "show", "1"]) == 2
    assert run([*base, "needs", "undo", "1", "1", "--reason", "误导入"]) == 0
