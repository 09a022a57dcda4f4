"""需求审查的规则：重点审查、漏审、没通过再审、先审后告、回避、四个机构、意见书。"""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.core.builders import BASIC, BUREAU, entering, make_case, need, with_project
from tests.core.ruling import BLOCK, WARN, and_events, at, found, holds, one, without
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.case.events import EventKind as K
from zjbuy_desktop.core.case.review_items import GENERAL, ITEMS, KEY
from zjbuy_desktop.core.case.reviewing import OPINION, open_failure, verdicts
from zjbuy_desktop.core.rules import reviewing as rules

PASSED = at(K.REVIEW_PASSED, "2026-08-28")


def fresh() -> Case:
    """Everything written, not yet reviewed, nothing announced."""
    return without(make_case(), K.REVIEW_PASSED, K.REVIEW_FAILED, K.ANNOUNCEMENT_PUBLISHED)


def small() -> Case:
    """A project the law asks no survey of."""
    line = replace(need(BUREAU, BASIC, "1", "1"), price_fen=100, amount_fen=100)
    return with_project(replace(fresh(), needs=(line,)), public_attention=False)


def judged(**said: tuple[str, str]) -> tuple[tuple[str, ...], ...]:
    given = {int(key[1:]): value for key, value in said.items()}
    return tuple((str(i.number), "", *given.get(i.number, ("通过", ""))) for i in ITEMS)


def test_a_general_review_is_not_enough_where_a_survey_is_due() -> None:
    case = entering(fresh(), OPINION, review_kind=GENERAL)
    assert one(rules.needed_review_is_thorough, case).severity is BLOCK
    assert holds(rules.needed_review_is_thorough, entering(fresh(), OPINION, review_kind=KEY))
    assert holds(rules.needed_review_is_thorough, entering(fresh(), OPINION, review_kind=""))
    assert holds(rules.needed_review_is_thorough, entering(small(), OPINION, review_kind=GENERAL))


def test_a_review_passes_only_without_a_failed_item() -> None:
    case = entering(fresh(), OPINION, results=judged(n8=("不通过", "指定了品牌")))
    assert holds(rules.passed_review_has_no_open_item, case), "还没有登记通过"
    finding = one(rules.passed_review_has_no_open_item, and_events(case, PASSED))
    assert finding.severity is BLOCK
    assert "第8项是不通过" in finding.message
    refused = entering(fresh(), OPINION, results=judged(), conclusion="不通过")
    told = one(rules.passed_review_has_no_open_item, and_events(refused, PASSED))
    assert "审查结论是不通过" in told.message


def test_a_review_passes_only_with_every_item_answered() -> None:
    case = and_events(entering(fresh(), OPINION, results=judged(n21=("", ""))), PASSED)
    assert "第21项还没有审查结论" in one(rules.passed_review_has_no_open_item, case).message
    whole = and_events(entering(fresh(), OPINION, results=judged()), PASSED)
    assert holds(rules.passed_review_has_no_open_item, whole)


def test_a_general_review_need_not_answer_the_key_items() -> None:
    case = and_events(entering(small(), OPINION, results=judged()[:5]), PASSED)
    assert len(verdicts(case, key=False)) == 5
    assert holds(rules.passed_review_has_no_open_item, case)


def test_an_opinion_written_elsewhere_leaves_the_items_alone() -> None:
    case = and_events(entering(fresh(), OPINION, results=""), PASSED)
    assert holds(rules.passed_review_has_no_open_item, case)


def test_a_failed_review_is_made_again() -> None:
    failed = and_events(fresh(), at(K.REVIEW_FAILED, "2026-08-26", note="第8项，删去品牌"))
    finding = one(rules.failed_review_is_repeated, failed)
    assert finding.severity is BLOCK
    assert "2026-08-26 的审查没有通过（第8项，删去品牌）" in finding.message
    assert open_failure(failed) is not None


@pytest.mark.parametrize(("day", "good"), [("2026-08-25", False), ("2026-08-26", True)])
def test_the_review_that_passes_is_the_later_one(day: str, good: bool) -> None:
    failed = and_events(fresh(), at(K.REVIEW_FAILED, "2026-08-26", note="改"))
    assert holds(rules.failed_review_is_repeated, and_events(failed, at(K.REVIEW_PASSED, day))) is (
        good
    )


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-08-27", ""), ("2026-08-28", "与采购公告同一天"), ("2026-08-29", "晚于采购公告")],
)
def test_the_review_is_over_before_the_announcement(day: str, words: str) -> None:
    announced = at(K.ANNOUNCEMENT_PUBLISHED, "2026-08-28")
    case = and_events(fresh(), announced, at(K.REVIEW_PASSED, day))
    told = found(rules.review_precedes_announcement, case)
    assert [f.severity for f in told] == ([WARN] if words else [])
    assert not words or words in told[0].message


def test_what_is_reviewed_is_written_before() -> None:
    assert holds(rules.review_follows_its_documents, and_events(fresh(), PASSED))
    on_the_day = and_events(fresh(), at(K.REVIEW_PASSED, "2026-08-24"))
    assert holds(rules.review_follows_its_documents, on_the_day)
    early = and_events(fresh(), at(K.REVIEW_PASSED, "2026-08-23"))
    told = found(rules.review_follows_its_documents, early)
    assert [f.subject for f in told] == ["采购需求书", "采购实施计划"]
    assert holds(rules.review_follows_its_documents, fresh())


def test_who_drafted_does_not_review() -> None:
    rows = (("采购", "采购处", "陈　赟", "处长"), ("财务", "财务处", "蒋莉", "处长"))
    finding = one(rules.reviewers_are_independent, entering(fresh(), OPINION, reviewers=rows))
    assert (finding.severity, finding.subject) == (BLOCK, "陈赟")
    assert holds(rules.reviewers_are_independent, entering(fresh(), OPINION, reviewers=rows[1:]))
    expert = entering(fresh(), OPINION, experts=(("胡敏", "学院", "教授"),))
    assert one(rules.reviewers_are_independent, expert).subject == "胡敏"


def test_all_four_departments_review() -> None:
    rows = tuple((w, f"{w}处", f"{w}员", "处长") for w in ("采购", "财务", "业务", "监督"))
    assert holds(rules.every_department_reviews, entering(fresh(), OPINION, reviewers=rows))
    finding = one(rules.every_department_reviews, entering(fresh(), OPINION, reviewers=rows[:3]))
    assert finding.severity is WARN
    assert "没有监督机构的人员" in finding.message
    assert holds(rules.every_department_reviews, entering(fresh(), OPINION, reviewers=()))


def test_a_passed_review_has_its_opinion() -> None:
    assert holds(rules.opinion_is_written, fresh())
    passed = and_events(replace(fresh(), papers=()), PASSED)
    assert one(rules.opinion_is_written, passed).severity is WARN
    when = datetime(2026, 8, 28, 9, 0)
    made = MadePaper(OPINION, "", "", date(2026, 8, 28), False, (), when, "意见书.pdf", 2)
    assert holds(rules.opinion_is_written, replace(passed, papers=(made,)))
