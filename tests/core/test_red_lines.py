"""红线自查: every rule stands once, what it looked at, what it waits for, who explained it."""

from dataclasses import fields, replace
from datetime import date

import pytest

from tests.core.builders import BUREAU, TODAY, law, make_case, with_project
from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.case import Case, Override, StageRecord
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.project import Project
from zjbuy_desktop.core.case.red_lines import RedLine, Standing, counted
from zjbuy_desktop.core.case.seen_words import CARD_WORDS, FIELD_WORDS, seen_words
from zjbuy_desktop.core.case.watching import watched
from zjbuy_desktop.core.rules import Breach, rule
from zjbuy_desktop.core.stages import flow, red_lines
from zjbuy_desktop.core.stages.book import STAGES


def lines_of(case: Case, **given: tuple[str, date]) -> dict[str, RedLine]:
    known = {(name, BUREAU): by for name, by in given.items()}
    return {line.rule: line for line in red_lines.red_lines(case, law(), TODAY, known)}


def test_every_rule_and_every_required_record_stands_once() -> None:
    lines = red_lines.red_lines(make_case(), law(), TODAY, {})
    rules = [r.id for s in STAGES for r in s.rules]
    records = [f"{i.event.value}_is_recorded" for s in STAGES for i in s.checklist if i.required]
    assert sorted(line.rule for line in lines) == sorted(rules + records)
    assert counted(lines).startswith(f"共 {len(lines)} 条：")
    assert {line.stage for line in lines} == {s.id for s in STAGES}


def test_a_new_rule_appears_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    @rule(guideline("第六条"), Severity.WARN)
    def units_have_phones(case: Case, law: object, on: date):  # type: ignore[no-untyped-def]
        """每家单位都留了电话。"""
        if any(unit.phone for unit in case.units):
            yield Breach("有单位留了电话。", "删去。", subject=BUREAU)

    first, *rest = STAGES
    stages = (replace(first, rules=(*first.rules, units_have_phones)), *rest)
    for module in (red_lines, flow):
        monkeypatch.setattr(module, "STAGES", stages)
    line = lines_of(make_case())["units_have_phones"]
    assert (line.standing, line.statement) == (Standing.WARN, "每家单位都留了电话。")
    assert (line.basis, line.seen) == ("浙财采监〔2025〕6号 第六条", "名册 3 家")
    assert (line.found, line.fix) == ("有单位留了电话。", "删去。")


def test_what_blocks_is_told_with_what_was_seen_and_what_to_do() -> None:
    case = make_case()
    assert lines_of(case)["at_least_two_units"].standing is Standing.HOLDS
    line = lines_of(replace(case, units=case.units[:1]))["at_least_two_units"]
    assert line.standing is Standing.BLOCK
    assert line.seen == "名册 1 家"
    assert "不足 2 家" in line.found
    assert "补充参与单位" in line.fix


def test_a_stage_not_begun_says_so_and_what_is_missing_is_named() -> None:
    new = Case(1, make_case().project, make_case().units)
    line = lines_of(new)["award_within_budget"]
    assert (line.standing, line.why) == (Standing.UNTOUCHED, "“结果确认与采购协议”还没有开始")
    assert line.seen == ""
    line = lines_of(make_case())["signed_contract_follows_award"]
    assert (line.standing, line.why) == (Standing.UNTOUCHED, "还没有录入的已签合同")
    agreed = Event(EventKind.PROCUREMENT_AGREEMENT_SIGNED, TODAY)
    before, after = make_case(), make_case(events=(*make_case().events, agreed))
    assert "采购协议已签订" in lines_of(before)["agreement_after_announcement"].why
    assert lines_of(after)["agreement_after_announcement"].standing is Standing.HOLDS


def test_a_reason_is_shown_with_who_and_when_and_until_it_is_taken_back() -> None:
    case = make_case()
    assert lines_of(case)["every_contract_is_signed"].standing is Standing.WARN
    own = Override("every_contract_is_signed", BUREAU, "已约定 9 月 10 日签")
    line = lines_of(
        replace(case, overrides=(own,)), every_contract_is_signed=("王喆", date(2026, 9, 3))
    )["every_contract_is_signed"]
    assert line.standing is Standing.WARN  # 另外两家没有说明
    assert BUREAU not in line.found
    assert line.reason == f"{BUREAU}：已约定 9 月 10 日签（王喆，2026-09-03）"
    whole = Override("every_contract_is_signed", "", "另行约定")
    line = lines_of(replace(case, overrides=(whole,)))["every_contract_is_signed"]
    assert line.standing is Standing.REASONED
    assert line.reasons[0].holds
    assert line.fix == ""


def test_a_reason_never_hides_what_blocks() -> None:
    case = replace(make_case(), units=make_case().units[:1])
    own = Override("at_least_two_units", "", "只有一家")
    line = lines_of(replace(case, overrides=(own,)))["at_least_two_units"]
    assert line.standing is Standing.BLOCK


def test_a_stage_taken_over_only_advises() -> None:
    record = StageRecord("agency", completed_on=TODAY, taken_over=True, note="他处办理")
    case = replace(make_case(), stages=(record,), agency=None)
    for name in ("agency_is_chosen", "agency_agreement_signed_is_recorded"):
        line = lines_of(case)[name]
        assert line.standing is Standing.ADVISE
        assert "接手前" in line.why


def test_every_field_of_case_and_card_has_words() -> None:
    assert set(FIELD_WORDS) == {f.name for f in fields(Case) if f.init}
    assert set(CARD_WORDS) == {f.name for f in fields(Project)}
    case = make_case()
    every = [name for name in FIELD_WORDS if name != "project"]
    words = seen_words(case, [*every, *(f"project.{name}" for name in CARD_WORDS)])
    assert "需求 4 行 975,339.38 元" in words
    assert "在集中采购目录内 是" in words


def test_watching_changes_nothing_and_copies_are_plain() -> None:
    case = make_case()
    look = watched(case)
    assert look.units is case.units
    assert look.lead is case.lead
    assert look.happened(EventKind.CALL_SENT) == case.happened(EventKind.CALL_SENT)
    assert look.seen == ("units", EventKind.CALL_SENT)
    copy = replace(look, needs=())
    assert type(copy) is Case
    assert type(with_project(look, name="改名").project) is Project
    assert (copy.needs, look.needs) == ((), case.needs)
