"""信息公开台账：该公开的都在，谁公开、最迟哪一天、公开了没有，说得对。"""

from dataclasses import replace
from datetime import date

from tests.core.builders import BUREAU, LEAD, SCHOOL, calendar, law, make_case
from tests.core.ruling import and_events, at, without
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind as K
from zjbuy_desktop.core.case.tender import Tender
from zjbuy_desktop.core.case.tendering import BY_ROWS
from zjbuy_desktop.core.rules.clocks import deadlines
from zjbuy_desktop.core.stages.disclosing import (
    ANNOUNCEMENT,
    CHANGE,
    CLARIFICATION,
    CONTRACT,
    INTENTION,
    RESULT,
    Disclosed,
    Disclosure,
    counted,
    ledger,
)

BARE = without(
    make_case(), K.ANNOUNCEMENT_PUBLISHED, K.RESULT_CONFIRMED, K.RESULT_ANNOUNCED,
    K.AWARD_NOTICE_ISSUED, K.CONTRACT_SIGNED, K.CONTRACT_ANNOUNCED, K.INTENTION_PUBLISHED,
    K.OWN_INTENTION_PUBLISHED,
)  # fmt: skip


def rows(case: Case, on: str) -> tuple[Disclosure, ...]:
    return ledger(case, deadlines(case, law(), calendar(), date.fromisoformat(on)))


def only(case: Case, on: str, what: str, subject: str = "") -> Disclosure:
    (row,) = [r for r in rows(case, on) if (r.what, r.subject) == (what, subject)]
    return row


def test_everything_that_will_be_public_is_listed_from_the_start() -> None:
    listed = {(r.what, r.subject, r.state) for r in rows(BARE, "2026-08-01")}
    assert listed == {
        (INTENTION, "", Disclosed.DUE),
        (INTENTION, SCHOOL, Disclosed.DUE),
        (ANNOUNCEMENT, "", Disclosed.LATER),
        (RESULT, "", Disclosed.LATER),
        *((CONTRACT, unit, Disclosed.LATER) for unit in (LEAD, BUREAU, SCHOOL)),
    }


def test_an_intention_published_by_the_lead_is_one_row_that_names_the_units() -> None:
    case = and_events(BARE, at(K.INTENTION_PUBLISHED, "2026-08-05", note="8月意向"))
    shared = only(case, "2026-08-06", INTENTION)
    assert (shared.who, shared.state, shared.link) == (LEAD, Disclosed.DONE, "8月意向")
    assert shared.note == f"汇总公开 2 家：{LEAD}、{BUREAU}"
    assert only(case, "2026-08-06", INTENTION, SCHOOL).state is Disclosed.DUE


def test_before_it_is_known_who_takes_part_one_row_says_so() -> None:
    nobody = replace(BARE, needs=())
    row = only(nobody, "2026-08-06", INTENTION)
    assert (row.state, row.on) == (Disclosed.LATER, None)
    assert "逐家列出" in row.note
    told = and_events(nobody, at(K.INTENTION_PUBLISHED, "2026-08-05", note="8月意向"))
    assert only(told, "2026-08-06", INTENTION).link == "8月意向"


def test_an_intention_that_is_not_published_says_why() -> None:
    case = and_events(BARE, at(K.INTENTION_WAIVED, "2026-08-05", note="突发疫情"))
    (row,) = [r for r in rows(case, "2026-08-06") if r.what == INTENTION]
    assert (row.state, row.note, row.on) == (Disclosed.WAIVED, "突发疫情", None)


def test_the_result_is_due_two_working_days_after_it_was_confirmed() -> None:
    case = and_events(BARE, at(K.RESULT_CONFIRMED, "2026-09-29"))
    due = only(case, "2026-10-08", RESULT)
    assert (due.state, due.due) == (Disclosed.DUE, date(2026, 10, 8))
    assert only(case, "2026-10-09", RESULT).state is Disclosed.OVERDUE
    told = and_events(case, at(K.RESULT_ANNOUNCED, "2026-10-08", note="结果公告第8号"))
    assert only(told, "2026-10-20", RESULT).state is Disclosed.DONE
    late = and_events(case, at(K.RESULT_ANNOUNCED, "2026-10-09"))
    row = only(late, "2026-10-20", RESULT)
    assert (row.state, row.lacks_link) == (Disclosed.LATE, True)


def test_each_unit_announces_its_own_contract_within_two_working_days() -> None:
    signed = and_events(
        BARE, at(K.AWARD_NOTICE_ISSUED, "2026-09-03"), at(K.CONTRACT_SIGNED, "2026-09-29", SCHOOL)
    )
    assert only(signed, "2026-10-08", CONTRACT, SCHOOL).state is Disclosed.DUE
    row = only(signed, "2026-10-09", CONTRACT, SCHOOL)
    assert (row.state, row.who, row.due) == (Disclosed.OVERDUE, SCHOOL, date(2026, 10, 8))
    assert only(signed, "2026-10-09", CONTRACT, BUREAU).state is Disclosed.LATER
    done = and_events(signed, at(K.CONTRACT_ANNOUNCED, "2026-09-30", SCHOOL, "合同公告1号"))
    row = only(done, "2026-10-09", CONTRACT, SCHOOL)
    assert (row.state, row.on, row.link) == (Disclosed.DONE, date(2026, 9, 30), "合同公告1号")


def test_what_happens_in_few_projects_is_listed_only_where_it_happened() -> None:
    told = and_events(
        BARE,
        at(K.DOCUMENT_CLARIFIED, "2026-09-18", note="更正公告"),
        at(K.CONTRACT_CHANGED, "2026-09-29", SCHOOL),
    )
    assert only(told, "2026-09-20", CLARIFICATION).link == "更正公告"
    by_rows = and_events(BARE, at(K.DOCUMENT_CLARIFIED, "2026-09-18", note=BY_ROWS))
    assert only(by_rows, "2026-09-20", CLARIFICATION).lacks_link
    assert only(told, "2026-10-09", CHANGE, SCHOOL).state is Disclosed.OVERDUE
    assert not {r.what for r in rows(BARE, "2026-10-09")} & {CLARIFICATION, CHANGE}


def test_the_link_of_the_announcement_is_the_one_of_the_procurement() -> None:
    case = and_events(BARE, at(K.ANNOUNCEMENT_PUBLISHED, "2026-09-10"))
    case = replace(case, tender=Tender(link="https://zfcg/118"))
    assert only(case, "2026-09-11", ANNOUNCEMENT).link == "https://zfcg/118"


def test_the_count_says_how_many_lack_a_link() -> None:
    done = only(
        and_events(BARE, at(K.ANNOUNCEMENT_PUBLISHED, "2026-09-10")), "2026-09-11", "采购公告"
    )
    assert counted([done, replace(done, link="公告1号")]) == (
        "共 2 项：已公开 2；1 项没有登记标题或链接"
    )
    assert counted([replace(done, link="公告1号")]) == "共 1 项：已公开 1"
