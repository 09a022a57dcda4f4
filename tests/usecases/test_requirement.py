"""需求调查、编制、审查的登记：一次写进两种文件、写错了什么也不留下；命令行照样说。"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.gui import journey_data as journey
from tests.gui.journey_data import PROJECT
from tests.usecases.test_plans_cli import answer
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.review_items import ITEMS
from zjbuy_desktop.core.case.reviewing import OPINION
from zjbuy_desktop.core.case.surveying import COMPLEX, REPORT
from zjbuy_desktop.store import evidence
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import particulars, requirement
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.requirement import SurveyGround


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> journey.Folders:
    return journey.Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def data(folders: journey.Folders, tmp_path: Path) -> Path:
    return folders.copy("entrusted", tmp_path / "data")


@pytest.fixture
def desk(data: Path) -> Iterator[Desk]:
    made = journey.open_desk(data)
    yield made
    made.store.close()


def written(desk: Desk) -> int:
    with desk.store.read() as view:
        return len(list_audit(view, limit=10_000))


def test_two_papers_change_in_one_write_and_keep_the_rest(desk: Desk) -> None:
    particulars.fill_in(desk, PROJECT, REPORT, "", {"surveyors": "陈赟"})
    before = written(desk)
    ground = SurveyGround(COMPLEX, "2025年8月已就同一标的调查过。", date(2025, 8, 20))
    requirement.set_survey(desk, PROJECT, ground)
    case = desk.case(PROJECT)
    assert requirement.survey_ground(case) == ground
    assert case.particulars_of(REPORT).text("surveyors") == "陈赟"
    assert written(desk) == before + 1
    requirement.set_survey(desk, PROJECT, ground)
    assert written(desk) == before + 1, "nothing changed, nothing written"
    requirement.set_survey(desk, PROJECT, SurveyGround())
    assert requirement.survey_ground(desk.case(PROJECT)) == SurveyGround()


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        (SurveyGround("领导认为"), "没有“领导认为”这种情形"),
        (SurveyGround(earlier_on=date(2025, 8, 20)), "没有写不重复调查的依据"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, ground: SurveyGround, words: str) -> None:
    before = written(desk)
    with pytest.raises(UserError, match=words):
        requirement.set_survey(desk, PROJECT, ground)
    assert written(desk) == before


def test_nothing_is_amended_when_one_value_is_wrong(desk: Desk) -> None:
    changes = {REPORT: {"surveyors": "陈赟"}, OPINION: {"review_on": "九月初"}}
    with pytest.raises(UserError, match="审查日期"):
        particulars.amend(desk, PROJECT, changes)
    assert desk.case(PROJECT).particulars_of(REPORT).values == ()


def test_what_was_written_can_be_traced_and_the_figures_still_explained(desk: Desk) -> None:
    """操作记录里几种文件一起改写的，出处照样查得到。"""
    requirement.set_survey(desk, PROJECT, SurveyGround(COMPLEX, "上年已查", date(2025, 8, 20)))
    requirement.set_verdicts(desk, PROJECT, [(1, "通过", "")])
    with desk.store.read() as view:
        found = evidence.load_entries(view, PROJECT)
    assert {"survey_report/", "review_opinion/"} <= {
        name for what, name in found if what == "particulars"
    }


def test_items_are_judged_a_few_at_a_time(desk: Desk) -> None:
    requirement.set_verdicts(desk, PROJECT, [(1, "通过", ""), (8, "不通过", "删去品牌 ")])
    requirement.set_verdicts(desk, PROJECT, [(1, "通过", "程序合规")])
    said = requirement.verdicts_of(desk.case(PROJECT), desk.law, desk.today)
    assert len(said) == len(ITEMS), "社会关注度较高的项目做重点审查"
    found = {v.item.number: (v.said, v.opinion) for v in said}
    assert (found[1], found[8], found[2]) == (
        ("通过", "程序合规"),
        ("不通过", "删去品牌"),
        ("", ""),
    )
    assert requirement.counts(said) == {"通过": 1, "": 19, "不通过": 1}
    requirement.set_verdicts(desk, PROJECT, [(8, "", "")])
    said = requirement.verdicts_of(desk.case(PROJECT), desk.law, desk.today)
    assert "不通过" not in requirement.counts(said)


@pytest.mark.parametrize(
    ("item", "word", "told"),
    [(22, "通过", "没有第 22 项"), (1, "不涉及", "第 1 项的结论"), (4, "同意", "第 4 项的结论")],
)
def test_a_word_that_is_no_verdict_is_refused(desk: Desk, item: int, word: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        requirement.set_verdicts(desk, PROJECT, [(2, "通过", ""), (item, word, "")])
    assert desk.case(PROJECT).particulars_of(OPINION).values == ()


def test_the_command_line_tells_and_keeps_the_same(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = answer(capsys, data, "requirement", "show", 1)
    assert code == 1
    assert "应当开展需求调查：第（一）项" in out
    assert "《采购需求书》：还没有成文" in out
    assert "之江市教育局　还没有反馈" in out
    setting = ("--waiver", "2025年8月已调查", "--earlier", "2025-08-20")
    assert answer(capsys, data, "requirement", "set", 1, *setting)[0] == 0
    code, out = answer(capsys, data, "requirement", "show", 1)
    assert (code, "不重复调查：2025年8月已调查" in out) == (0, True)
    word = "采购需求已反馈意见"
    reply = ("record", 1, word, "2026-08-10", "--unit", "之江市教育局")
    assert answer(capsys, data, *reply)[0] == 2, "what it said is to be told"
    assert answer(capsys, data, *reply, "--note", "无意见")[0] == 0
    _, out = answer(capsys, data, "requirement", "show", 1, "--json")
    told = json.loads(out)
    assert told["earlier_survey_on"] == "2025-08-20"
    assert [a["answer"] for a in told["answers"] if a["answered_on"]] == ["无意见"]


def test_the_command_line_judges_items(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(capsys, data, "review", "set", 1, 1, 2, 3, "--said", "通过")[0] == 0
    assert answer(capsys, data, "review", "set", 1, 1, "--said", "不涉及")[0] == 2
    code, out = answer(capsys, data, "review", "show", 1)
    assert code == 1, "the review has not passed"
    assert "重点审查（含一般性审查）" in out
    assert "3　采购方式、评审规则、合同类型、定价方式的选择是否说明适用理由　通过" in out
    assert "要求供应商提供超过2个同类业务合同的，是否具有合理性　还没有结论" in out
    _, out = answer(capsys, data, "review", "show", 1, "--json")
    assert json.loads(out)["counts"] == {"通过": 3, "": 18}
