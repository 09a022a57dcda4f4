"""Runs the scenario files (see 说明.md): what an officer wrote down is what the program says."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.core import builders
from tests.scenarios.reading import Scenario, read, stage_titled, table
from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.tally import standings
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules.clocks import Deadline, deadlines
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import STAGES

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.toml"))
STATEMENTS = {rule.id: rule.statement for stage in STAGES for rule in stage.rules}


@pytest.fixture(scope="module")
def law() -> LawBook:
    return replace(builders.law(), calendar=builders.calendar())


@pytest.fixture(params=FILES, ids=lambda f: f.stem)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return read(request.param)


def statement(finding: Finding) -> str:
    """The rule in Chinese; a milestone that isn't recorded is its own message."""
    return STATEMENTS.get(finding.rule, finding.message)


def found(scenario: Scenario, law: LawBook) -> list[Finding]:
    stages = scenario.expected.get("环节", [])
    if not stages:
        return list(flow.findings(scenario.case, law, scenario.today))
    return [
        f
        for title in stages
        for f in flow.stage_findings(scenario.case, stage_titled(title), law, scenario.today)
    ]


def test_the_checks_are_exactly_the_expected_ones(scenario: Scenario, law: LawBook):
    rows = table(scenario.expected["检查"])
    expected = Counter((r["等级"], r["检查"], r["单位或标项"]) for r in rows)
    actual = Counter((f.severity.label, statement(f), f.subject) for f in found(scenario, law))
    assert actual == expected, scenario.title


def test_the_messages_say_the_expected_figures(scenario: Scenario, law: LawBook):
    said = "\n".join(f.message + f.fix for f in found(scenario, law))
    assert not [words for words in scenario.expected.get("现状", []) if words not in said], said


def test_the_next_step_is_the_expected_one(scenario: Scenario, law: LawBook):
    if "下一步" not in scenario.expected:
        return
    step = flow.next_step(scenario.case, law, scenario.today)
    assert step.text == scenario.expected["下一步"]
    assert scenario.expected.get("为什么", "") in step.why


def test_the_deadlines_are_the_expected_ones(scenario: Scenario, law: LawBook):
    clocks = deadlines(scenario.case, law, law.calendar, scenario.today)
    for row in table(scenario.expected.get("期限", "")):
        (clock,) = [c for c in clocks if (c.what, c.unit) == (row["事项"], row["单位"])]
        assert {name: shown(clock)[name] for name in row} == row


def shown(clock: Deadline) -> dict[str, str]:
    """A deadline in the words of a scenario file."""

    def day(value: date | None) -> str:
        return value.isoformat() if value else ""

    return {
        "事项": clock.what,
        "单位": clock.unit,
        "起算": day(clock.start),
        "字面": day(clock.nominal),
        "法定最后日": day(clock.last_day),
        "建议最后日": day(clock.advised_day),
        "状态": clock.state.value,
        "确定": "暂按周末推算" if clock.provisional else "是",
    }


def test_the_included_units_are_the_expected_ones(scenario: Scenario):
    if "纳入" not in scenario.expected:
        return
    actual = [
        {
            "单位": s.unit,
            "金额": money.yuan(s.total.amount_fen),
            "纳入": s.reason.value if s.reason else "纳入",
        }
        for s in standings(scenario.case)
    ]
    assert actual == table(scenario.expected["纳入"])


def test_the_award_is_split_as_expected(scenario: Scenario):
    if "分配" not in scenario.expected:
        return
    results = lot_results(scenario.case)
    actual: list[dict[str, Any]] = [
        {
            "标项": a.lot,
            "单位": a.unit,
            "数量": quantity.show(a.quantity),
            "合同金额": money.yuan(a.contract_fen),
        }
        for r in results
        for a in r.allocations
    ]
    assert actual == table(scenario.expected["分配"])
    total = sum(a.contract_fen for r in results for a in r.allocations)
    assert total == sum(r.award_fen for r in results)
    assert money.yuan(total) == scenario.expected["合计"]


def test_the_folder_has_the_scenarios():
    assert len(FILES) >= 9
    assert len({read(f).title for f in FILES}) == len(FILES)


def test_a_misspelt_word_is_refused_with_the_name_of_the_file(tmp_path: Path):
    text = FILES[0].read_text(encoding="utf-8")
    wrong = tmp_path / "错字.toml"
    wrong.write_text(text.replace('"登记"', '"登计"'), encoding="utf-8")
    with pytest.raises(ValueError, match="错字.toml：文件里有不认识的项：登计"):
        read(wrong)
