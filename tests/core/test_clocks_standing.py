"""暂停、期间、条件、接续：不是谁的错，就不说逾期；法律没有写的，说没有写。"""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.builders import BUREAU, LEAD, make_case
from tests.core.ruling import and_events, at, found, law, without
from zjbuy_desktop.core.base.workdays import DayKind
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.clock_runs import Run
from zjbuy_desktop.core.case.contracts import contracts
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.pausing import Pause, paused_days
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules import signing
from zjbuy_desktop.core.rules.clocks import Deadline, State, deadlines

CALENDAR = law().calendar
BARE = without(make_case(), *EventKind)
LETTERS = tuple(e for e in make_case().events if e.kind is EventKind.SEAL_CONFIRMED)
NOTICE = at(EventKind.AWARD_NOTICE_ISSUED, "2026-09-03")
STOPPED = at(EventKind.SIGNING_SUSPENDED, "2026-09-20", note="某公司质疑评分")


def case(*events: Event) -> Case:
    return replace(BARE, events=(*LETTERS, *events))


def clock(
    whole: Case, rule: str, unit: str = "", on: str = "2026-12-01", **more: object
) -> Deadline:
    book = more.pop("law", None) or law()
    assert isinstance(book, LawBook)
    listed = deadlines(whole, book, CALENDAR, date.fromisoformat(on), **more)  # type: ignore[arg-type]
    (match,) = [d for d in listed if (d.id, d.unit) == (rule, unit)]
    return match


def test_a_suspended_contract_is_not_overdue_and_says_why_and_what_the_law_leaves_open() -> None:
    signing_clock = clock(case(NOTICE, STOPPED), "D-15", BUREAU)
    assert signing_clock.state is State.PAUSED
    assert signing_clock.last_day == date(2026, 10, 8)
    assert "2026-09-20" in signing_clock.reason
    assert "第五十四条" in signing_clock.reason
    assert "某公司质疑评分" in signing_clock.reason
    assert "法律没有规定" in signing_clock.reason


@pytest.mark.parametrize(
    ("since", "state"), [("2026-10-08", State.PAUSED), ("2026-10-09", State.OVERDUE)]
)
def test_what_had_run_out_before_the_suspension_stays_overdue(since: str, state: State) -> None:
    stopped = case(NOTICE, at(EventKind.SIGNING_SUSPENDED, since))
    assert clock(stopped, "D-15", BUREAU).state is state


@pytest.mark.parametrize(
    ("on", "state"),
    [("2026-09-19", State.RUNNING), ("2026-09-20", State.PAUSED), ("2026-09-29", State.PAUSED),
     ("2026-09-30", State.RUNNING), ("2026-10-08", State.RUNNING), ("2026-10-09", State.OVERDUE)],
)  # fmt: skip
def test_a_resumed_clock_runs_to_its_day_where_the_law_adds_none(on: str, state: State) -> None:
    whole = case(NOTICE, STOPPED, at(EventKind.SIGNING_RESUMED, "2026-09-30"))
    found_clock = clock(whole, "D-15", BUREAU, on)
    assert found_clock.state is state
    assert found_clock.last_day == date(2026, 10, 8)
    if on >= "2026-09-30":
        assert "其间暂停 10 日" in found_clock.reason
        assert "没有顺延" in found_clock.reason


def extending(rule_id: str) -> LawBook:
    rules = (replace(r, extends=r.id == rule_id) for r in law().deadlines)
    return replace(law(), deadlines=tuple(rules))


def test_paused_days_are_added_where_the_law_book_says_so() -> None:
    whole = case(NOTICE, STOPPED, at(EventKind.SIGNING_RESUMED, "2026-09-30"))
    longer = clock(whole, "D-15", BUREAU, law=extending("D-15"))
    assert longer.nominal == date(2026, 10, 13)
    assert longer.days == 30
    assert longer.reason == "其间暂停 10 日，最后日已顺延"
    assert clock(whole, "D-15", BUREAU, "2026-10-13", law=extending("D-15")).state is State.RUNNING


def test_a_clock_of_working_days_is_lengthened_by_working_days() -> None:
    report = at(EventKind.EVALUATION_REPORT_RECEIVED, "2026-09-29")
    stop = at(EventKind.PROCUREMENT_SUSPENDED, "2026-09-30")
    go = at(EventKind.PROCUREMENT_RESUMED, "2026-10-10")
    longer = clock(case(report, stop, go), "D-11", law=extending("D-11"))
    # 9/30 之后至 10/10：10/8、10/9、10/10 三个工作日。
    assert longer.reason.startswith("其间暂停 3 个工作日")
    assert longer.last_day == date(2026, 10, 15)


def test_a_suspension_stops_only_what_the_law_book_says() -> None:
    signed = at(EventKind.CONTRACT_SIGNED, "2026-09-10", BUREAU)
    whole = case(NOTICE, signed, STOPPED)
    assert clock(whole, "D-15", LEAD).state is State.PAUSED
    assert clock(whole, "D-15", BUREAU).state is State.MET
    assert clock(whole, "D-16", BUREAU).state is State.OVERDUE
    invoice = at(EventKind.INVOICE_RECEIVED, "2026-09-15", BUREAU)
    assert clock(case(NOTICE, signed, invoice, STOPPED), "D-21", BUREAU).state is State.PAUSED


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        (("2026-03-02", "2026-03-06"), ("2026-03-04", "2026-03-10"), 8),
        (("2026-03-02", "2026-03-10"), ("2026-03-04", "2026-03-06"), 8),
        (("2026-03-04", "2026-03-10"), ("2026-03-02", "2026-03-04"), 8),
        (("2026-03-02", "2026-03-04"), ("2026-03-06", "2026-03-10"), 6),
    ],
)
def test_a_day_on_which_two_pauses_hold_is_one_day(
    first: tuple[str, str], second: tuple[str, str], days: int
) -> None:
    pauses = [
        Pause(EventKind.SIGNING_SUSPENDED, date.fromisoformat(a), date.fromisoformat(b), "")
        for a, b in (first, second)
    ]
    rule = law().deadline("D-15")
    on = date(2026, 12, 1)
    assert paused_days(pauses, rule, date(2026, 3, 1), on, CALENDAR) == days


def test_a_stage_may_hand_in_pauses_of_single_units() -> None:
    only = Pause(
        EventKind.SIGNING_SUSPENDED, date(2026, 9, 20), None, "某件质疑", frozenset({BUREAU})
    )
    whole = case(NOTICE)
    assert clock(whole, "D-15", BUREAU, paused=(only,)).state is State.PAUSED
    assert clock(whole, "D-15", LEAD, paused=(only,)).state is State.OVERDUE


def test_rules_do_not_call_a_suspended_contract_late() -> None:
    late, quiet = case(NOTICE), case(NOTICE, STOPPED)
    late, quiet = (replace(c, awards=make_case().awards) for c in (late, quiet))
    assert found(signing.contract_signed_in_time, late, "2026-12-01")
    assert not found(signing.contract_signed_in_time, quiet, "2026-12-01")
    (first, *_) = found(signing.every_contract_is_signed, quiet, "2026-12-01")
    assert "暂停" in first.message


def test_the_time_to_challenge_starts_when_the_notice_has_run_out() -> None:
    whole = case(at(EventKind.RESULT_ANNOUNCED, "2026-03-02"))
    assert clock(whole, "D-13", on="2026-03-03").state is State.RUNNING
    challenge = clock(whole, "D-24", on="2026-03-12")
    assert (challenge.start, challenge.last_day) == (date(2026, 3, 3), date(2026, 3, 12))
    assert challenge.state is State.RUNNING
    assert clock(whole, "D-24", on="2026-03-13").state is State.EXPIRED
    assert law().period("D-24", date(2026, 3, 2)).last_day == date(2026, 3, 12)


def test_a_period_that_ran_out_by_itself_is_nobodys_delay() -> None:
    assert not State.EXPIRED.open
    whole = case(at(EventKind.ANNOUNCEMENT_PUBLISHED, "2026-08-03"))
    assert clock(whole, "D-04", on="2026-08-10").state is State.RUNNING
    assert clock(whole, "D-04", on="2026-08-11").state is State.EXPIRED


@pytest.mark.parametrize(
    ("opened", "state"),
    [("2026-09-01", State.TOO_SOON), ("2026-09-02", State.MET)],
)
def test_a_clarification_wants_its_own_days_before_the_opening(opened: str, state: State) -> None:
    silent = case(at(EventKind.ANNOUNCEMENT_PUBLISHED, "2026-08-03"))
    assert "D-09" not in {d.id for d in deadlines(silent, law(), CALENDAR, date(2026, 9, 1))}
    told = and_events(
        silent, at(EventKind.DOCUMENT_CLARIFIED, "2026-08-18"), at(EventKind.BIDS_OPENED, opened)
    )
    assert clock(told, "D-09").state is state


@pytest.mark.parametrize(
    ("drawn", "state"), [("2026-09-01", State.LATE), ("2026-09-02", State.MET)]
)
def test_experts_are_not_drawn_early(drawn: str, state: State) -> None:
    whole = case(at(EventKind.EXPERTS_DRAWN, drawn), at(EventKind.BIDS_OPENED, "2026-09-04"))
    assert clock(whole, "D-33").state is state


def test_records_are_kept_fifteen_years_to_the_day() -> None:
    kept = clock(case(at(EventKind.PROCUREMENT_ENDED, "2026-11-20")), "D-29", on="2041-11-19")
    assert (kept.kind, kept.last_day) == (DayKind.YEARS, date(2041, 11, 20))
    assert kept.state is State.RUNNING
    assert not kept.provisional
    whole = case(at(EventKind.PROCUREMENT_ENDED, "2028-02-29"))
    assert clock(whole, "D-29", on="2043-02-28").state is State.EXPIRED


def test_each_challenge_may_have_a_clock_of_its_own() -> None:
    runs = (
        Run("D-25", ("甲公司",), date(2026, 3, 2), None),
        Run("D-25", ("乙公司",), date(2026, 3, 2), date(2026, 3, 11)),
    )
    first = clock(BARE, "D-25", "甲公司", "2026-03-11", records=runs)
    assert (first.state, first.last_day) == (State.RUNNING, date(2026, 3, 11))
    assert clock(BARE, "D-25", "甲公司", "2026-03-12", records=runs).state is State.OVERDUE
    assert clock(BARE, "D-25", "乙公司", "2026-03-12", records=runs).state is State.MET


def test_contracts_of_one_unit_signed_on_different_days_have_clocks_of_their_own() -> None:
    whole = replace(case(NOTICE), awards=make_case().awards)
    lots = [c.share.lot for c in contracts(whole) if c.share.unit == BUREAU]
    assert len(lots) == 2
    days = (date(2026, 9, 10), date(2026, 9, 29))
    entered = [SignedContract(BUREAU, lot, "", day, 1) for lot, day in zip(lots, days, strict=True)]
    both = replace(
        whole,
        signed=tuple(entered),
        events=(*whole.events, at(EventKind.CONTRACT_SIGNED, "2026-09-29", BUREAU)),
    )
    listed = deadlines(both, law(), CALENDAR, date(2026, 9, 30))
    filed = {d.lot: d.last_day for d in listed if (d.id, d.unit) == ("D-17", BUREAU)}
    assert filed == {lots[0]: date(2026, 9, 20), lots[1]: date(2026, 10, 14)}
    same = replace(both, signed=tuple(replace(s, signed_on=days[1]) for s in entered))
    assert clock(same, "D-17", BUREAU).lot == ""
