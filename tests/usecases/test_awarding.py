"""登记采购结果: ceilings kept to the 分; a result never silently departs from what was signed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.gui import journey_data as journey
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.contracts import contracts
from zjbuy_desktop.core.case.entering import Entered
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import explaining, papers, projects, signed_contracts

UNIT = "之江市教育局"
LOTS = """
[[lots]]
name = "标项一"
supplier = "浙江甲科技有限公司"
supplier_uscc = "91330100MA2ABCDE1R"
unit_price = "4780.00"
{first}
[[lots]]
name = "标项二"
supplier = "浙江乙信息有限公司"
supplier_uscc = "91330100MA2ABCDE2W"
total = "9000000.00"
{second}
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> journey.Folders:
    return journey.Folders(tmp_path_factory.mktemp("steps"))


@pytest.fixture
def data(folders: journey.Folders, tmp_path: Path) -> Path:
    return folders.copy("planned", tmp_path / "data")


def award(
    capsys: pytest.CaptureFixture[str], data: Path, first: str = "", second: str = "", *more: str
) -> tuple[int, str]:
    file = data.parent / "award.toml"
    file.write_text(LOTS.format(first=first, second=second), "utf-8")
    args = ("award", "set", "1", "--file", str(file), *more)
    code = run(["--data", str(data), "--today", "2026-10-12", *args])
    said = capsys.readouterr()
    return code, said.out + said.err


def ceilings(data: Path) -> list[tuple[int | None, int | None]]:
    desk = journey.open_desk(data, journey.AWARDED)
    lots = desk.case(1).project.lots
    desk.store.close()
    return [(lot.ceiling_fen, lot.ceiling_total_fen) for lot in lots]


def test_ceilings_named_in_the_file_are_kept_and_others_stay(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = award(capsys, data, 'ceiling = "4780.00"', 'ceiling_total = "9000000.00"')
    assert (code, ceilings(data)) == (0, [(478_000, None), (None, 900_000_000)])
    code, _ = award(capsys, data, 'ceiling_total = "8300000"')
    assert (code, ceilings(data)) == (0, [(478_000, 830_000_000), (None, 900_000_000)])


def test_a_ceiling_comes_from_where_it_was_set_last(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def origin() -> str:
        desk = journey.open_desk(data, journey.AWARDED)
        found = explaining.ground_of(desk, 1).entry("ceilings", "", "最高限价").summary
        desk.store.close()
        return found

    assert origin().startswith("新建项目")
    award(capsys, data, 'ceiling = "4780.00"')
    assert origin().startswith("登记采购结果")
    desk = journey.open_desk(data, journey.AWARDED)
    card = desk.case(1).project
    projects.update(desk, 1, replace(card, suitability="规格统一。"))
    desk.store.close()
    assert origin().startswith("登记采购结果"), "another change of the card sets no ceiling"
    desk = journey.open_desk(data, journey.AWARDED)
    card = desk.case(1).project
    lots = tuple(replace(lot, ceiling_fen=1) for lot in card.lots)
    projects.update(desk, 1, replace(card, lots=lots))
    desk.store.close()
    assert origin().startswith("修改项目")


def test_one_fen_above_a_ceiling_is_said_and_blocks(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = award(capsys, data, 'ceiling = "4779.99"', 'ceiling_total = "8999999.99"')
    assert code == 1
    assert "标项一的单价 4,780.00 元超过最高限价 4,779.99 元。" in said
    assert "多 0.01 元" in said
    assert run(["--data", str(data), "--today", "2026-10-12", "check", "1", "--json"]) == 1
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    above = [f for f in found if f["rule"] == "award_within_ceilings"]
    assert [(f["severity"], f["subject"]) for f in above] == [
        ("block", "标项一"),
        ("block", "标项二"),
    ]


def test_an_amount_that_is_no_amount_is_refused(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = award(capsys, data, "ceiling = 4780.0")
    assert (code, "单价最高限价（ceiling）没有加引号" in said) == (2, True)
    assert ceilings(data) == [(None, None)] * 2


def test_a_project_file_gives_both_ceilings(tmp_path: Path) -> None:
    text = (
        (journey.SAMPLES / "project.toml").read_text("utf-8").replace('roster = "roster.xlsx"', "")
    )
    file = tmp_path / "project.toml"
    file.write_text(text + 'ceiling = "7900.00"\nceiling_total = "880000.00"\n', "utf-8")
    project, _ = projects.read_project_file(file)
    assert (project.lots[0].ceiling_fen, project.lots[0].ceiling_total_fen) == (None, None)
    assert (project.lots[1].ceiling_fen, project.lots[1].ceiling_total_fen) == (790_000, 88_000_000)


def test_a_ceiling_concerns_the_plan_and_no_stage_before_it(data: Path) -> None:
    desk = journey.open_desk(data, journey.AWARDED)
    project = desk.case(1).project
    assert desk.case(1).stage("setup").completed_on is not None
    lots = tuple(replace(lot, ceiling_total_fen=1) for lot in project.lots)
    projects.update(desk, 1, replace(project, lots=lots))
    assert desk.case(1).project.lots == lots
    assert not desk.case(1).stage("setup").stale
    renamed = tuple(replace(lot, spec="16GB") for lot in lots)
    projects.update(desk, 1, replace(project, lots=renamed))
    assert desk.case(1).stage("setup").stale, "what is bought concerns every stage"
    desk.store.close()


# 签约之后


@pytest.fixture
def signed(data: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Awarded, and two contracts of one unit entered as awarded; another only recorded."""
    assert award(capsys, data)[0] == 0
    desk = journey.open_desk(data, journey.AWARDED)
    case = desk.case(1)
    own = [c.share for c in contracts(case) if c.share.unit == UNIT]
    entries = [
        Entered(
            SignedContract(UNIT, a.lot, f"HT-{n}", journey.AWARDED, a.contract_fen), {"unit": "表"}
        )
        for n, a in enumerate(own)
    ]
    signed_contracts.enter(desk, 1, entries, "测试")
    desk.store.close()
    return data


def state(data: Path) -> tuple[tuple[object, ...], list[str], list[str]]:
    """Awards, whom the blocking rule names, and stale papers."""
    desk = journey.open_desk(data, journey.AWARDED)
    case = desk.case(1)
    found = flow.findings(case, desk.law, desk.today)
    named = [f.subject for f in found if f.rule == "signed_contract_follows_award"]
    rows = papers.list_papers(desk, case, ["contract"])
    stale = [r.subject for r in rows if r.changed]
    awards = case.awards
    desk.store.close()
    return awards, named, stale


CHANGED = LOTS.replace('"4780.00"', '"4780.01"')


def change(
    capsys: pytest.CaptureFixture[str], data: Path, *more: str, text: str = CHANGED
) -> tuple[int, str]:
    file = data.parent / "changed.toml"
    file.write_text(text.format(first="", second=""), "utf-8")
    args = ("award", "set", "1", "--file", str(file), *more)
    code = run(["--data", str(data), "--today", "2026-10-12", *args])
    said = capsys.readouterr()
    return code, said.out + said.err


def test_a_result_against_a_signed_contract_needs_a_reason_and_is_then_found(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, _, _ = state(signed)
    make_contracts(signed)
    code, said = change(capsys, signed)
    assert code == 2
    assert f"与已签的 1 份合同不一致：{UNIT}（标项一，编号 HT-0）" in said
    assert state(signed) == (before, [], []), "nothing is written, nothing is out of date"
    code, _ = change(capsys, signed, "--reason", "复核后更正")
    assert code == 0
    awards, named, stale = state(signed)
    assert awards != before
    assert named == [UNIT]
    assert stale == [f"{UNIT}（标项一）"], "the contract printed from the old result is out of date"
    desk = journey.open_desk(signed, journey.AWARDED)
    with desk.store.read() as view:
        event = next(e for e in list_audit(view) if e.action == "award_set")
    desk.store.close()
    assert "与已签合同 1 份不一致，理由：复核后更正" in event.summary


def test_a_result_that_leaves_the_signed_contract_alone_needs_none(
    signed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = change(capsys, signed, text=LOTS.replace("浙江甲科技有限公司", " 浙江甲科技有限公司"))
    assert code == 0, "how the name was typed is no term"
    code, _ = change(capsys, signed, "--reason", "错", text=CHANGED)
    code, said = change(capsys, signed, text=LOTS)
    assert code == 0, f"going back to what was signed needs no reason: {said}"
    assert state(signed)[1] == []


def test_a_contract_only_recorded_as_signed_is_entered_first(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert award(capsys, data)[0] == 0
    record = ("record", "1", "contract_signed", "2026-10-12", "--unit", UNIT)
    assert run(["--data", str(data), "--today", "2026-10-12", *record]) == 0
    capsys.readouterr()
    code, said = change(capsys, data, "--reason", "复核后更正")
    assert (code, "合同内容还没有录入" in said, "contracts enter" in said) == (2, True, True)
    assert state(data)[0][0].unit_price_fen == 478_000  # type: ignore[attr-defined]


def make_contracts(data: Path) -> None:
    desk = journey.open_desk(data, journey.AWARDED)
    papers.make(desk, 1, ["contract"], data.parent / "papers", only=[f"{UNIT}（标项一）"])
    desk.store.close()
