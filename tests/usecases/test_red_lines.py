"""红线自查: the command line, the report in the register, a reason taken back."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pdfplumber
import pytest

from zjbuy_desktop.cli.run import run
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.red_lines import Standing
from zjbuy_desktop.core.papers.blocks import plain_text
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.usecases import collecting, papers, projects, red_lines, stages
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import open_desk

TODAY = date(2026, 8, 17)
RULE = "lead_is_recommended"


@pytest.fixture
def desk(tmp_path: Path, samples: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "data", TODAY)
    project = projects.new_from_file(opened, samples / "project.toml")
    collecting.import_returns(opened, project, [samples / "returns"])
    yield opened
    opened.store.close()


def standing(desk: Desk) -> Standing:
    return next(x.standing for x in red_lines.check(desk, desk.case(1)) if x.rule == RULE)


def test_a_reason_is_kept_with_who_and_when_and_can_be_taken_back(desk: Desk) -> None:
    assert standing(desk) is Standing.WARN
    stages.explain_warning(desk, 1, RULE, "", "各单位会上商定")
    line = next(x for x in red_lines.check(desk, desk.case(1)) if x.rule == RULE)
    assert line.standing is Standing.REASONED
    (reason,) = line.reasons
    with desk.store.read() as view:
        (event, *_) = list_audit(view, 1, 1)
    assert (reason.reason, reason.by, reason.on) == ("各单位会上商定", event.actor, event.at.date())
    with pytest.raises(UserError, match="写明为什么"):
        red_lines.take_back(desk, 1, RULE, "", "  ")
    assert standing(desk) is Standing.REASONED
    red_lines.take_back(desk, 1, RULE, "", "推荐表已补收")
    assert standing(desk) is Standing.WARN
    assert desk.case(1).overrides == ()
    with desk.store.read() as view:
        (event, *_) = list_audit(view, 1, 1)
    assert event.action == "reason_taken_back"
    assert event.payload == {
        "rule": RULE, "subject": "", "reason": "各单位会上商定", "why": "推荐表已补收",
    }  # fmt: skip
    with pytest.raises(UserError, match="没有这条"):
        red_lines.take_back(desk, 1, RULE, "", "再收一次")


def test_a_finished_stage_is_looked_at_again_when_its_reason_goes(desk: Desk) -> None:
    spec = stage("setup")
    card = desk.case(1).project
    lots = tuple(replace(lot, spec="统一规格", measure="台") for lot in card.lots)
    projects.update(desk, 1, replace(card, lots=lots, suitability="日常办公用，配置一致"))
    for finding in flow.stage_findings(desk.case(1), spec, desk.law, desk.today):
        if finding.severity.value == "warn":
            stages.explain_warning(desk, 1, finding.rule, finding.subject, "已商定")
    stages.complete(desk, 1, "setup")
    assert flow.state(desk.case(1), spec) is flow.State.DONE
    red_lines.take_back(desk, 1, RULE, "", "推荐有变")
    assert flow.state(desk.case(1), spec) is flow.State.STALE


def test_the_report_is_a_paper_of_the_register(desk: Desk, tmp_path: Path) -> None:
    stages.explain_warning(desk, 1, RULE, "", "各单位会上商定")
    data, out = str(tmp_path / "data"), tmp_path / "自查.pdf"
    desk.store.close()
    assert run(["--data", data, "--today", "2026-08-17", "check", "1", "--report", str(out)]) == 1
    with pdfplumber.open(out) as pdf:
        pages = len(pdf.pages)
        text = "".join(page.extract_text() for page in pdf.pages).replace("\n", "")
    assert pages > 1
    assert "红线自查报告" in text
    assert "2026年8月17日" in text
    again = open_desk(tmp_path / "data", TODAY)
    made = again.case(1).made_of("red_line_report")
    assert made is not None
    assert (made.file, made.pages, made.draft) == (str(out), pages, False)
    (row,) = papers.list_papers(again, again.case(1), ["red_line_report"])
    assert row.state == "已制作"
    words = plain_text(papers.composed(again, again.case(1), "red_line_report", "").paper)
    assert "理由：各单位会上商定（" in words
    red_lines.take_back(again, 1, RULE, "", "有变")
    (row,) = papers.list_papers(again, again.case(1), ["red_line_report"])
    assert row.state == "已过期"
    assert any("各单位会上商定" in change for change in row.changed)
    again.store.close()


def test_the_command_lists_each_rule(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = red_lines.check(desk, desk.case(1))
    desk.store.close()
    head = ["--data", str(tmp_path / "data"), "--today", "2026-08-17"]
    capsys.readouterr()
    run([*head, "--json", "check", "1", "--all"])
    data = json.loads(capsys.readouterr().out)
    assert [r["rule"] for r in data["rules"]] == [line.rule for line in expected]
    run([*head, "check", "1", "--stage", "立项与名册"])
    said = capsys.readouterr().out
    assert "【符合】参加采购的预算单位不少于两家。" in said
    assert "委托函" not in said
    assert run([*head, "check", "1", "--stage", "没有的"]) == 2
    assert "没有“没有的”这个环节" in capsys.readouterr().err
    assert run([*head, "check", "1", "--report", "x.docx"]) == 2
    assert "不是 PDF" in capsys.readouterr().err
