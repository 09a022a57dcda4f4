"""履约：登记、撤销、随之而来的事项、操作记录和出处；命令行同样的话。"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.gui import journey_data as journey
from tests.gui.journey_data import AWARDED, PROJECT, Folders
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.awards import PerformanceStep, StepKind
from zjbuy_desktop.core.case.deriving_performance import step_amount
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.performance import standings
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import explaining, performing, recording, trust
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

UNIT, LOT, DAY = "之江市实验小学", "标项一", date(2026, 10, 9)
K = StepKind


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def data(folders: Folders, tmp_path: Path) -> Path:
    data = folders.copy("awarded", tmp_path / "数 据")
    desk = open_desk(data, AWARDED)
    recording.record(desk, PROJECT, [Event(EventKind.CONTRACT_SIGNED, date(2026, 10, 8), UNIT)])
    desk.store.close()
    return data


@pytest.fixture
def desk(data: Path) -> Iterator[Desk]:
    made = open_desk(data, AWARDED)
    yield made
    made.store.close()


def share(desk: Desk) -> PerformanceStep:
    """The acceptance of everything the unit gets."""
    (at,) = [s for s in standings(desk.case(PROJECT)) if s.unit == UNIT]
    return PerformanceStep(K.ACCEPTANCE, UNIT, at.lot, DAY, quantity=at.delivery.share.quantity)


def test_what_is_wholly_accepted_is_recorded_and_taken_back_with_its_record(desk: Desk) -> None:
    told = performing.enter(desk, PROJECT, [share(desk)])
    assert told == [f"{UNIT}：登记“验收合格”2026-10-09"] or "2026-10-09" in told[0]
    assert desk.case(PROJECT).happened(EventKind.ACCEPTANCE_DONE, UNIT) == DAY
    (kept,) = desk.case(PROJECT).steps
    with pytest.raises(UserError, match="撤销登记需要写明原因"):
        performing.undo(desk, PROJECT, kept.id, " ")
    performing.undo(desk, PROJECT, kept.id, "单位写错了")
    assert desk.case(PROJECT).steps == ()
    assert desk.case(PROJECT).happened(EventKind.ACCEPTANCE_DONE, UNIT) is None
    with pytest.raises(UserError, match="没有编号"):
        performing.undo(desk, PROJECT, kept.id, "再撤一次")


def test_one_wrong_step_keeps_nothing_of_the_others(desk: Desk) -> None:
    good = share(desk)
    wrong = replace(good, on=date(2027, 1, 1))
    with pytest.raises(UserError, match="晚于今天"):
        performing.enter(desk, PROJECT, [good, wrong])
    assert desk.case(PROJECT).steps == ()


def test_a_record_tells_who_entered_it_and_the_chain_holds(desk: Desk) -> None:
    step = replace(share(desk), kind=K.DEPOSIT, quantity=0, amount_fen=1200)
    performing.enter(desk, PROJECT, [step])
    with desk.store.read() as view:
        (last,) = list_audit(view, PROJECT, 1)
    ground = explaining.ground_of(desk, PROJECT)
    origin = step_amount(ground, ground.case.steps[0]).origin
    assert origin is not None
    assert origin.seq == last.seq  # type: ignore[union-attr]
    desk.store.close()
    assert trust.verify_data(desk.data_dir)["problems"] == []


def test_the_commands_enter_show_and_undo(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def ask(*words: object) -> tuple[int, dict[str, object]]:
        day = AWARDED.isoformat()
        code = run(["--data", str(data), "--today", day, *map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    owner = ("--unit", UNIT, "--lot", LOT)
    ask("performance", "add", PROJECT, "收到发票", "2026-10-08", *owner,
        "--amount", "100.00", "--due", "2026-10-08")  # fmt: skip
    code, shown = ask("performance", "show", PROJECT)
    assert code == 1, "it is late"
    (own,) = [s for s in shown["shares"] if (s["unit"], s["lot"]) == (UNIT, LOT)]
    assert own["invoiced_fen"] == 10_000
    assert own["late_days"] == (AWARDED - date(2026, 10, 8)).days
    number = shown["steps"][0]["id"]
    ask("performance", "undo", PROJECT, number, "--reason", "录错")
    assert ask("performance", "show", PROJECT)[1]["steps"] == []
    rooms = ask("performance", "supplement", PROJECT, "--unit", UNIT)[1]["rooms"]
    assert rooms[0]["left_fen"] == rooms[0]["most_fen"]
    assert journey.PROJECT == 1
