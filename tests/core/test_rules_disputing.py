"""询问、质疑、投诉的规则：每件各走各的期限，两边的边界，暂停和恢复，协助有没有回音。"""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.core.builders import BUREAU, SCHOOL, entering, make_case
from tests.core.ruling import ADVISE, BLOCK, WARN, and_events, at, found, holds, law, one, subjects
from zjbuy_desktop.core.case.case import Case, StageRecord
from zjbuy_desktop.core.case.clock_runs import dispute_runs
from zjbuy_desktop.core.case.disputes import About, Assistance, Dispute, DisputeKind, Outcome
from zjbuy_desktop.core.case.disputing import (
    BY_ROWS,
    REPLY,
    answer_last,
    milestones,
    open_disputes,
    raise_last,
    raised_late,
)
from zjbuy_desktop.core.case.documents import MadePaper
from zjbuy_desktop.core.case.events import Event
from zjbuy_desktop.core.case.events import EventKind as K
from zjbuy_desktop.core.rules import disputing as rules
from zjbuy_desktop.core.rules.clocks import State, deadlines
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import STAGES, stage

MONDAY = date(2026, 3, 2)
FIRST = Dispute(DisputeKind.CHALLENGE, "甲公司", "甲公司", MONDAY)
SECOND = Dispute(DisputeKind.CHALLENGE, "乙公司", "乙公司", date(2026, 3, 4))
ASKED = Dispute(DisputeKind.ENQUIRY, "丙公司", "丙公司", MONDAY)
STOPPED = at(K.SIGNING_SUSPENDED, "2026-03-03")


def having(*disputes: Dispute, **more: object) -> Case:
    return replace(make_case(), disputes=disputes, papers=(), **more)


def answered(dispute: Dispute, day: str, outcome: Outcome = Outcome.UNFOUNDED) -> Dispute:
    return replace(dispute, answered=date.fromisoformat(day), outcome=outcome)


def test_a_challenge_is_answered_within_seven_working_days() -> None:
    assert answer_last(FIRST, law()) == date(2026, 3, 11)
    rule = rules.challenge_answered_in_time
    assert holds(rule, having(FIRST), "2026-03-11")
    finding = one(rule, having(FIRST), "2026-03-12")
    assert (finding.severity, finding.subject) == (BLOCK, "甲公司")
    assert holds(rule, having(answered(FIRST, "2026-03-11")), "2026-04-01")
    late = one(rule, having(answered(FIRST, "2026-03-12")), "2026-04-01")
    assert late.severity is WARN


def test_an_enquiry_is_answered_within_three_working_days() -> None:
    assert answer_last(ASKED, law()) == date(2026, 3, 5)
    assert holds(rules.enquiry_answered_in_time, having(ASKED), "2026-03-05")
    assert one(rules.enquiry_answered_in_time, having(ASKED), "2026-03-06").severity is BLOCK
    assert holds(rules.challenge_answered_in_time, having(ASKED), "2026-03-06")


def test_two_at_the_same_time_have_two_clocks() -> None:
    case = having(answered(FIRST, "2026-03-10"), SECOND)
    told = found(rules.challenge_answered_in_time, case, "2026-03-16")
    assert subjects(told) == ["乙公司"]
    runs = [r for r in dispute_runs(case) if r.rule == "D-25"]
    assert [(r.units, r.done) for r in runs] == [
        (("甲公司",), date(2026, 3, 10)), (("乙公司",), None),
    ]  # fmt: skip
    listed = deadlines(case, law(), law().calendar, date(2026, 3, 16))
    known = {c.unit: c.state for c in listed if c.id == "D-25"}
    assert known == {"甲公司": State.MET, "乙公司": State.OVERDUE}


def test_what_was_withdrawn_is_open_no_more() -> None:
    gone = answered(FIRST, "2026-03-09", Outcome.WITHDRAWN)
    assert open_disputes(having(gone)) == ()
    assert holds(rules.challenge_answered_in_time, having(gone), "2026-04-01")
    assert holds(rules.challenge_is_answered_in_writing, having(gone))


@pytest.mark.parametrize(("day", "late"), [("2026-03-12", False), ("2026-03-13", True)])
def test_a_challenge_of_the_result_counts_from_the_end_of_the_notice(day: str, late: bool) -> None:
    """发布 2026-03-02 → 届满 03-03 → 质疑期止 2026-03-12."""
    told = replace(FIRST, received=date.fromisoformat(day))
    case = replace(having(told), events=(at(K.RESULT_ANNOUNCED, "2026-03-02"),))
    assert raise_last(case, law(), told) == date(2026, 3, 12)
    assert raised_late(case, law(), told) is late
    assert [f.severity for f in found(rules.late_challenge_is_told, case)] == [ADVISE] * late


def test_the_postmark_decides_and_a_day_entered_goes_before() -> None:
    posted = replace(FIRST, received=date(2026, 3, 16), posted=date(2026, 3, 12))
    case = replace(having(posted), events=(at(K.RESULT_ANNOUNCED, "2026-03-02"),))
    assert not raised_late(case, law(), posted)
    document = replace(FIRST, about=About.DOCUMENT, known_day=date(2026, 2, 2))
    assert raise_last(having(document), law(), document) == date(2026, 2, 11)
    unknown = replace(FIRST, about=About.PROCESS)
    assert raise_last(having(unknown), law(), unknown) is None
    assert not raised_late(having(unknown), law(), unknown)


def test_an_answer_is_written_unless_the_agency_gives_it() -> None:
    done = answered(FIRST, "2026-03-10")
    assert one(rules.challenge_is_answered_in_writing, having(done)).field == REPLY
    assert holds(rules.challenge_is_answered_in_writing, having(replace(done, by_agency=True)))
    when = datetime(2026, 3, 10, 9)
    made = MadePaper(REPLY, "甲公司", "", date(2026, 3, 10), False, (), when, "函.pdf", 2)
    assert holds(rules.challenge_is_answered_in_writing, replace(having(done), papers=(made,)))


@pytest.mark.parametrize(
    ("outcome", "told"),
    [(Outcome.FOUNDED, True), (Outcome.PARTLY, True), (Outcome.UNFOUNDED, False)],
)
def test_what_is_founded_says_what_is_done(outcome: Outcome, told: bool) -> None:
    case = having(answered(FIRST, "2026-03-10", outcome), particulars=())
    assert bool(found(rules.founded_challenge_has_consequence, case)) is told
    decided = entering(case, REPLY, "甲公司", action="重新开展采购活动")
    assert holds(rules.founded_challenge_has_consequence, decided)


def test_signing_waits_while_the_result_is_in_doubt() -> None:
    risky = replace(FIRST, affects=True)
    case = having(risky)
    finding = one(rules.risky_dispute_suspends_signing, case, "2026-03-05")
    assert finding.field == "signing_suspended"
    assert holds(rules.risky_dispute_suspends_signing, having(FIRST))
    stopped = and_events(case, STOPPED)
    assert holds(rules.risky_dispute_suspends_signing, stopped, "2026-03-05")
    assert holds(rules.suspension_is_lifted, stopped, "2026-03-05")
    closed = replace(stopped, disputes=(answered(risky, "2026-03-10"),))
    assert one(rules.suspension_is_lifted, closed, "2026-03-11").field == "signing_resumed"
    resumed = and_events(closed, at(K.SIGNING_RESUMED, "2026-03-11"))
    assert holds(rules.suspension_is_lifted, resumed, "2026-03-11")


def test_help_asked_for_is_given_by_its_day() -> None:
    asked = Assistance("甲公司", BUREAU, MONDAY, "说明使用场景", date(2026, 3, 5))
    case = having(FIRST, assistance=(asked, replace(asked, unit=SCHOOL, due=None)))
    assert holds(rules.assistance_is_given, case, "2026-03-05")
    assert subjects(found(rules.assistance_is_given, case, "2026-03-06")) == [BUREAU]
    given = replace(asked, replied=date(2026, 3, 6), reply="已说明")
    assert holds(rules.assistance_is_given, having(FIRST, assistance=(given,)), "2026-03-20")


def test_the_milestones_follow_the_records() -> None:
    case = replace(having(FIRST, SECOND), events=())
    gone, new = milestones(case)
    assert (gone, new) == ([], [Event(K.CHALLENGE_RECEIVED, MONDAY, "", BY_ROWS)])
    both = replace(
        case, events=tuple(new),
        disputes=(answered(FIRST, "2026-03-10"), answered(SECOND, "2026-03-09")),
    )  # fmt: skip
    gone, more = milestones(both)
    assert gone == []
    assert [(e.kind, e.on.isoformat()) for e in more] == [(K.CHALLENGE_ANSWERED, "2026-03-10")]
    assert milestones(replace(both, events=(*new, *more))) == ([], [])
    empty = replace(both, events=(*new, *more), disputes=())
    assert milestones(empty) == ([*new, *more], [])


def test_a_milestone_entered_by_hand_stays() -> None:
    own = at(K.CHALLENGE_RECEIVED, "2026-03-01", note="纸质函")
    assert milestones(replace(having(FIRST), events=(own,))) == ([], [])
    assert milestones(replace(having(), events=(own,))) == ([], [])


# 与其他环节并行


def test_it_never_holds_the_others_up() -> None:
    ids = [s.id for s in STAGES if not s.along]
    done = tuple(StageRecord(i, completed_on=MONDAY) for i in ids)
    case = replace(make_case(), stages=done)
    assert flow.current(case) is None
    assert flow.next_step(case, law(), MONDAY).stage is None
    spec = stage("disputes")
    assert flow.state(case, spec) is flow.State.OPEN
    assert spec not in flow.reached(case)


def test_an_overdue_answer_comes_before_any_other_step() -> None:
    case = having(FIRST)
    spec = stage("disputes")
    assert flow.state(case, spec) is flow.State.CURRENT
    assert spec in flow.reached(case)
    closed = having(answered(FIRST, "2026-03-10"))
    assert flow.state(closed, spec) is flow.State.DONE
    assert flow.next_step(case, law(), date(2026, 3, 11)).stage is not spec
    step = flow.next_step(case, law(), date(2026, 3, 12))
    assert step.stage is spec
    assert step.text.startswith("马上书面答复并登记")


def test_a_dispute_does_not_bring_up_the_rules_of_later_stages() -> None:
    early = replace(
        make_case(
            needs=(), events=(), plans=(), agency=None, awards=(), supplements=(), particulars=()
        ),
        disputes=(FIRST,),
    )
    assert "signing" not in [s.id for s in flow.reached(early)]
