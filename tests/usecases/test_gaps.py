"""法规没有规定的事: kept for a project or the office, audited, taken back; command line."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.usecases import many_needs
from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.gaps import GapChoice, gap
from zjbuy_desktop.store.trail import AuditEvent, list_audit
from zjbuy_desktop.usecases import gaps, papers
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 8, 17)
FEE = "fee_sharing"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", TODAY)
    many_needs.project(opened, 3, 2)
    yield opened
    opened.store.close()


def last(desk: Desk) -> AuditEvent:
    with desk.store.read() as view:
        return list_audit(view, None, 1)[0]


def own(desk: Desk, gap_id: str = FEE) -> GapChoice | None:
    return next(r.own for r in gaps.ledger(desk.case(1)) if r.gap.id == gap_id)


def test_choices_are_kept_with_their_reason_and_taken_back(desk: Desk) -> None:
    assert own(desk) is None
    gaps.choose(desk, None, FEE, "牵头单位承担", "一直如此")
    assert last(desk).project is None
    assert own(desk) == GapChoice(FEE, "牵头单位承担", "一直如此", office=True)
    gaps.choose(desk, 1, FEE, "  按比例\n分担 ", "会商")
    assert own(desk) == GapChoice(FEE, "按比例 分担", "会商")
    event = last(desk)
    assert (event.action, event.project) == ("gap_choice_kept", 1)
    assert event.payload == {"gap": FEE, "choice": "按比例 分担", "reason": "会商"}
    gaps.choose(desk, 1, FEE, "平均分担", "再次会商")
    assert own(desk) == GapChoice(FEE, "平均分担", "再次会商")
    gaps.take_back(desk, 1, FEE, "撤回约定")
    assert own(desk) == GapChoice(FEE, "牵头单位承担", "一直如此", office=True)
    assert last(desk).payload["choice"] == "平均分担"
    gaps.take_back(desk, None, FEE, "不再如此")
    assert own(desk) is None


def test_what_is_missing_is_said_and_nothing_written(desk: Desk) -> None:
    before = last(desk).seq
    for words, reason, said in (
        ("", "会商", "没有写怎样做"),
        ("分担", " ", "没有写理由"),
        ("长" * (gaps.LONGEST + 1), "会商", "太长"),
    ):
        with pytest.raises(UserError, match=said):
            gaps.choose(desk, 1, FEE, words, reason)
    with pytest.raises(UserError, match="还没有定做法"):
        gaps.take_back(desk, 1, FEE, "撤回")
    gaps.choose(desk, 1, FEE, "长" * gaps.LONGEST, "会商")
    with pytest.raises(UserError, match="没有写原因"):
        gaps.take_back(desk, 1, FEE, "")
    assert last(desk).seq == before + 1


def test_a_paper_made_before_is_out_of_date_after(desk: Desk, tmp_path: Path) -> None:
    papers.make(desk, 1, ["delegation_letter"], tmp_path / "out")
    states = {r.state for r in papers.list_papers(desk, desk.case(1), ["delegation_letter"])}
    assert "已过期" not in states
    gaps.choose(desk, 1, "dropout_before", "书面告知牵头单位", "惯例")
    rows = papers.list_papers(desk, desk.case(1), ["delegation_letter"])
    assert {r.state for r in rows} == {"已过期"}
    assert any("书面告知牵头单位" in change for change in rows[0].changed)


def test_the_command_line(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk.store.close()
    head = ["--data", str(tmp_path / "data"), "--today", "2026-08-17"]
    capsys.readouterr()
    assert run([*head, "gaps", "list", "1"]) == 0
    said = capsys.readouterr().out
    assert "代理费用怎样分担" in said
    assert "还没有定" in said
    assert run([*head, "gaps", "set", "1", "代理费用怎样分担", "--choice", "2",
                "--reason", "会商"]) == 0  # fmt: skip
    assert run([*head, "gaps", "set", "1", "late_joiners", "--choice", "一律不收",
                "--reason", "便于汇总", "--office"]) == 0  # fmt: skip
    capsys.readouterr()
    assert run([*head, "--json", "gaps", "list", "1"]) == 0
    found = {g["gap"]: g for g in json.loads(capsys.readouterr().out)["gaps"]}
    assert found[FEE]["choice"] == gap(FEE).choices[1]
    assert (found["late_joiners"]["choice"], found["late_joiners"]["office"]) == ("一律不收", True)
    assert run([*head, "gaps", "clear", "1", FEE, "--reason", "有变"]) == 0
    assert run([*head, "gaps", "clear", "1", FEE, "--reason", "有变"]) == 2
    assert "还没有定做法" in capsys.readouterr().err
    assert run([*head, "gaps", "set", "1", "没有的", "--choice", "1", "--reason", "x"]) == 2
