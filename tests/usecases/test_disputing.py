"""询问、质疑、投诉的登记：写错的不收，命令行说同样的话，操作记录和核验都对。"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.gui.journey_data import AWARDED, PROJECT, Folders
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.disputes import Dispute, DisputeKind, Outcome
from zjbuy_desktop.usecases import disputing, stages, trust
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

UNIT = "之江市教育局"
TOLD = Dispute(DisputeKind.CHALLENGE, "", "甲公司", date(2026, 10, 8))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    return Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def data(folders: Folders, tmp_path: Path) -> Path:
    return folders.copy("awarded", tmp_path / "数 据")


@pytest.fixture
def desk(data: Path) -> Iterator[Desk]:
    made = open_desk(data, AWARDED)
    yield made
    made.store.close()


def answer(capsys: pytest.CaptureFixture[str], data: Path, *args: object) -> tuple[int, str]:
    code = run(["--data", str(data), "--today", "2026-10-30", *map(str, args)])
    return code, capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"supplier": " "}, "没有写供应商"),
        ({"received": date(2026, 10, 13)}, "晚于今天"),
        ({"posted": date(2026, 10, 9)}, "交邮日期 2026-10-09 晚于收到日期"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    desk: Desk, change: dict[str, object], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        disputing.add(desk, PROJECT, replace(TOLD, **change))  # type: ignore[arg-type]
    assert desk.case(PROJECT).disputes == ()


def test_an_outcome_fits_its_kind(desk: Desk) -> None:
    asked = disputing.add(desk, PROJECT, Dispute(DisputeKind.ENQUIRY, "", "乙", AWARDED))
    with pytest.raises(UserError, match="询问的结果不能写“成立”"):
        disputing.answer(desk, PROJECT, asked.name, AWARDED, Outcome.FOUNDED)
    disputing.answer(desk, PROJECT, asked.name, AWARDED, Outcome.ANSWERED)
    with pytest.raises(UserError, match="没有登记“丙”"):
        disputing.answer(desk, PROJECT, "丙", AWARDED, Outcome.ANSWERED)
    with pytest.raises(UserError, match="一直开着"):
        stages.complete(desk, PROJECT, "disputes")


def test_help_is_asked_of_units_of_the_roster_and_answered_once(desk: Desk) -> None:
    name = disputing.add(desk, PROJECT, TOLD).name
    with pytest.raises(UserError, match="名册里没有“外单位”"):
        disputing.ask_help(desk, PROJECT, name, ["外单位"], AWARDED, "说明")
    with pytest.raises(UserError, match="没有写请单位说明什么"):
        disputing.ask_help(desk, PROJECT, name, [UNIT], AWARDED, " ")
    disputing.ask_help(desk, PROJECT, name, [UNIT], AWARDED, "说明", AWARDED)
    with pytest.raises(UserError, match="没有写它回复了什么"):
        disputing.reply_help(desk, PROJECT, name, UNIT, AWARDED, "")
    disputing.reply_help(desk, PROJECT, name, UNIT, AWARDED, "已说明")
    with pytest.raises(UserError, match="没有等之江市教育局回复"):
        disputing.reply_help(desk, PROJECT, name, UNIT, AWARDED, "再说")
    disputing.remove(desk, PROJECT, name, "登记错了")
    assert desk.case(PROJECT).assistance == ()


def test_the_command_line_says_the_same(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = ("dispute", "add", 1, "质疑", "甲公司", "2026-10-08", "--affects")
    assert answer(capsys, data, *told)[0] == 0
    assert answer(capsys, data, "dispute", "add", 1, "抱怨", "甲公司", "2026-10-08")[0] == 2
    code, out = answer(capsys, data, "dispute", "list", 1)
    assert code == 1
    assert "质疑　甲公司（采购结果）　2026-10-08 收到，2026-10-16 前答复　还没有答复" in out
    assert "受理投诉的财政部门" in out
    help_ = ("dispute", "ask-help", 1, "甲公司", "2026-10-12", "说明场景", "--unit", UNIT)
    assert answer(capsys, data, *help_)[0] == 0
    reply = ("dispute", "reply-help", 1, "甲公司", UNIT, "2026-10-13", "已说明")
    assert answer(capsys, data, *reply)[0] == 0
    done = ("dispute", "answer", 1, "甲公司", "2026-10-15", "不成立")
    assert answer(capsys, data, *done)[0] == 0
    _, out = answer(capsys, data, "dispute", "list", 1, "--json")
    listed = json.loads(out)
    assert listed["disputes"][0]["outcome"] == "不成立"
    assert listed["assistance"][0]["reply"] == "已说明"
    assert trust.verify_data(data)["problems"] == []
