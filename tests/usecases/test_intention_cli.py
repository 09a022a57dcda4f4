"""``intention``: every unit with who publishes for it, the basis, and what is still to be done."""

import json
from pathlib import Path

import pytest

from tests.gui import journey_data as journey
from tests.usecases.test_plans_cli import answer
from zjbuy_desktop.core.case.intentions import START_WORDS

FIRST = "之江市教育局"


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    return journey.Folders(tmp_path_factory.mktemp("steps")).copy("entrusted", tmp_path / "data")


def test_units_are_shown_and_what_is_missing_makes_it_one(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = answer(capsys, data, "intention", "show", 1)
    assert code == 1
    assert f"{FIRST}　自行公开" in out
    assert START_WORDS in out
    assert f"{FIRST}自行公开采购意向，还没有登记" in out
    word = "采购意向已自行公开"
    code, _ = answer(capsys, data, "record", 1, word, "2026-08-10", "--unit", FIRST)
    assert code == 2, "the link is to be told"
    note = ("--note", "教育局8月意向")
    code, _ = answer(capsys, data, "record", 1, word, "2026-08-10", "--unit", FIRST, *note)
    assert code == 0
    setting = ("--basis", "批复的部门预算", "--expected", "2026-09-09")
    code, out = answer(capsys, data, "intention", "set", 1, *setting)
    assert (code, out.strip()) == (0, "已登记：预算依据 批复的部门预算，预计采购时间 2026-09-09。")
    _, out = answer(capsys, data, "intention", "show", 1, "--json")
    told = json.loads(out)
    (unit,) = [u for u in told["units"] if u["unit"] == FIRST]
    assert (unit["published_on"], unit["link"]) == ("2026-08-10", "教育局8月意向")
    assert (unit["days_ahead"], unit["coverage"]) == (30, "已公开")
    assert told["budget_basis"] == "批复的部门预算"


def test_an_unknown_basis_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, data, "intention", "set", 1, "--basis", "领导口头")[0] == 2
