"""需求调查与编制的规则：该不该查、查了算不算数、够不够家数、写好没有、各单位反馈没有。"""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.core.builders import BASIC, BUREAU, LEAD, SCHOOL, entering, make_case, need, with_project
from tests.core.ruling import ADVISE, BLOCK, WARN, and_events, at, holds, law, one
from zjbuy_desktop.core.case.answering import requirement_answers
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper, PaperDetails, Particulars
from zjbuy_desktop.core.case.drafting import drafted_on
from zjbuy_desktop.core.case.events import EventKind as K
from zjbuy_desktop.core.case.surveying import respondents, survey_expires
from zjbuy_desktop.core.rules import requirement as rules

SURVEY, REQUIREMENT, PLAN, OPINION = (
    "survey_report",
    "requirement_document",
    "implementation_plan",
    "review_opinion",
)
THRESHOLD = 1_000_000_000


def blank(case: Case | None = None) -> Case:
    """Nothing surveyed, nothing written."""
    return replace(case or make_case(), particulars=(), details=(), papers=())


def worth(fen: int) -> Case:
    line = replace(need(BUREAU, BASIC, "1", "1"), price_fen=fen, amount_fen=fen)
    return with_project(blank(make_case(needs=(line,))), public_attention=False)


def dated(case: Case, kind: str, day: str) -> Case:
    others = tuple(d for d in case.details if d.kind != kind)
    return replace(case, details=(*others, PaperDetails(kind, "", "", date.fromisoformat(day))))


def asked(case: Case, *names: str, **more: str) -> Case:
    rows = tuple((name, "销售商", "电话", "问卷", "本市主要销售商") for name in names)
    return entering(case, SURVEY, respondents=rows, **more)


def test_the_amount_asks_for_a_survey_from_exactly_the_threshold() -> None:
    finding = one(rules.needed_survey_is_made, worth(THRESHOLD))
    assert finding.severity is BLOCK
    assert "第（一）项，汇总预算金额10,000,000.00元" in finding.message
    assert holds(rules.needed_survey_is_made, worth(THRESHOLD - 1))


def test_a_survey_is_made_when_it_ended_or_its_report_is_dated() -> None:
    case = worth(THRESHOLD)
    assert holds(rules.needed_survey_is_made, entering(case, SURVEY, survey_to="2026-08-21"))
    assert holds(rules.needed_survey_is_made, dated(case, SURVEY, "2026-08-21"))
    begun = entering(case, SURVEY, survey_from="2026-08-01")
    assert not holds(rules.needed_survey_is_made, begun)


def test_a_waiver_stands_for_the_survey() -> None:
    case = entering(worth(THRESHOLD), OPINION, survey_waiver="可行性研究报告第三章已包含。")
    assert holds(rules.needed_survey_is_made, case)
    assert holds(rules.earlier_survey_is_recent, case), "可行性研究没有年限"


@pytest.mark.parametrize(("day", "good"), [("2026-08-10", True), ("2026-08-11", False)])
def test_an_earlier_survey_counts_for_exactly_a_year(day: str, good: bool) -> None:
    case = entering(blank(), OPINION, survey_waiver="上年已查", earlier_survey_on="2025-08-10")
    case = dated(case, REQUIREMENT, day)
    assert holds(rules.earlier_survey_is_recent, case) is good
    if not good:
        finding = one(rules.earlier_survey_is_recent, case)
        assert finding.severity is BLOCK
        assert "2025-08-10 完成，到 2026-08-10 为止有效" in finding.message


def test_until_the_requirement_is_written_today_decides() -> None:
    case = entering(blank(), OPINION, survey_waiver="上年已查", earlier_survey_on="2025-09-04")
    assert holds(rules.earlier_survey_is_recent, case, "2026-09-04")
    assert not holds(rules.earlier_survey_is_recent, case, "2026-09-05")


def test_a_survey_of_a_leap_day_expires_on_the_last_of_february() -> None:
    day = date(2028, 2, 29)
    assert survey_expires(day, law(), day) == date(2029, 2, 28)


def test_three_respondents_are_enough_and_two_are_not() -> None:
    assert holds(rules.enough_suppliers_are_asked, asked(blank(), "甲", "乙", "丙"))
    two = asked(blank(), "甲", "乙", "甲")
    assert respondents(two) == ("甲", "乙"), "asked twice is one"
    finding = one(rules.enough_suppliers_are_asked, two)
    assert finding.severity is WARN
    assert "现有 2 家，一般不少于 3 家" in finding.message
    assert holds(rules.enough_suppliers_are_asked, asked(blank(), "甲", few_reason="只有一家生产"))
    assert holds(rules.enough_suppliers_are_asked, blank()), "没有调查的由另一条规则说"
    ended = entering(blank(), SURVEY, survey_to="2026-08-21")
    assert "现有 0 家" in one(rules.enough_suppliers_are_asked, ended).message


@pytest.mark.parametrize(("day", "good"), [("2026-08-24", True), ("2026-08-25", False)])
def test_the_survey_ends_before_the_requirement_is_written(day: str, good: bool) -> None:
    case = dated(entering(blank(), SURVEY, survey_to=day), REQUIREMENT, "2026-08-24")
    assert holds(rules.survey_precedes_requirement, case) is good


def test_a_survey_without_its_report_is_told() -> None:
    case = asked(blank(), "甲", "乙", "丙")
    assert one(rules.survey_report_is_made, case).severity is WARN
    assert holds(rules.survey_report_is_made, dated(case, SURVEY, "2026-08-21"))
    assert holds(rules.survey_report_is_made, blank())


@pytest.mark.parametrize(
    ("rule", "kind"), [(rules.requirement_is_written, REQUIREMENT), (rules.plan_is_written, PLAN)]
)
def test_both_papers_are_written(rule, kind: str) -> None:
    assert one(rule, blank()).field == kind
    assert holds(rule, dated(blank(), kind, "2026-08-24"))
    when = datetime(2026, 8, 28, 9, 0)
    made = MadePaper(kind, "", "", date(2026, 8, 24), False, (), when, "书.pdf", 1)
    assert holds(rule, replace(blank(), papers=(made,)))
    draft = replace(made, draft=True)
    assert not holds(rule, replace(blank(), papers=(draft,)))
    assert drafted_on(replace(blank(), papers=(made,)), kind) == date(2026, 8, 24)


def test_who_drafted_is_named() -> None:
    assert one(rules.drafters_are_named, blank()).severity is WARN
    rows = (("陈赟", "处室", "本单位人员", "编制"),)
    assert holds(rules.drafters_are_named, entering(blank(), REQUIREMENT, drafters=rows))


def test_every_participant_is_asked_what_it_says_and_the_lead_is_not() -> None:
    case = make_case()
    assert [a.unit for a in requirement_answers(case)] == [BUREAU, SCHOOL]
    finding = one(rules.every_unit_answered_requirement, case)
    assert finding.severity is ADVISE
    assert f"{BUREAU}、{SCHOOL} 2 家还没有登记" in finding.message
    one_said = and_events(case, at(K.REQUIREMENT_ANSWERED, "2026-08-20", BUREAU, "无意见"))
    assert f"{SCHOOL} 1 家" in one(rules.every_unit_answered_requirement, one_said).message
    both = and_events(one_said, at(K.REQUIREMENT_ANSWERED, "2026-08-20", SCHOOL, "无意见"))
    assert holds(rules.every_unit_answered_requirement, both)
    assert LEAD not in {a.unit for a in requirement_answers(both)}


def test_entries_are_read_by_what_they_are() -> None:
    held = Particulars("x", "", (("a", "2026-08-01"), ("b", (("1",),))))
    assert (held.text("a"), held.text("b"), held.text("c")) == ("2026-08-01", "", "")
    assert (held.rows("b"), held.rows("a"), held.rows("c")) == ((("1",),), (), ())
    assert (held.day("a"), held.day("c")) == (date(2026, 8, 1), None)
