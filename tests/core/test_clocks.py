"""期限：从里程碑起算，按单位分别计，状态如实。"""

from datetime import date

import pytest

from zjbuy_desktop.core.base.workdays import Calendar, YearSchedule
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import Funds, NeedLine, Source
from zjbuy_desktop.core.case.project import Kind, Mode, Project
from zjbuy_desktop.core.case.units import Level, Role, Unit
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.rules.clocks import Deadline, State, deadlines

HOLIDAY = frozenset(date(2026, 10, d) for d in range(1, 8))
CALENDAR = Calendar(
    {2026: YearSchedule(2026, HOLIDAY, frozenset({date(2026, 10, 10)}), "通知")},
)
TEXT = {
    "id": "law", "title": "法", "short": "法", "in_force": date(2003, 1, 1),
    "checked": date(2026, 1, 1),
}  # fmt: skip


def rule(rule_id: str, start: str, end: str, days: int, kind: str, **more: object) -> object:
    return {
        "id": rule_id, "what": rule_id, "start": start, "end": end, "days": days, "kind": kind,
        "text": "law", "confidence": "已读条文", **more,
    }  # fmt: skip


LAW = LawBook.from_tables([{"text": [TEXT], "deadline": [
    rule("D-01", "announcement_published", "intention_published", 30, "日", backwards=True),
    rule("D-06", "announcement_published", "bids_opened", 20, "日", sense="最早",
         methods=["公开招标"]),
    rule("D-07", "announcement_published", "bids_opened", 10, "日", sense="最早",
         methods=["竞争性磋商"]),
    rule("D-11", "evaluation_report_received", "result_confirmed", 5, "工作日"),
    rule("D-15", "award_notice_issued", "contract_signed", 30, "日", per_unit=True,
         stops=["signing_suspended"]),
    rule("D-16", "contract_signed", "contract_announced", 2, "工作日", per_unit=True),
]}])  # fmt: skip

PROJECT = Project(
    "台式计算机", Mode.SIGN_SEPARATELY, "A02010105", "台式计算机", Kind.GOODS, True, False,
    "甲局", Method.OPEN_TENDER, (),
)  # fmt: skip
UNITS = tuple(
    Unit(name, "", "", Level.CITY, "", Role.PARTICIPANT, order=i)
    for i, name in enumerate(("甲局", "乙校", "丙院"))
)


def need(unit: str) -> NeedLine:
    return NeedLine(
        unit, "台式计算机", "", "台", 1000, 100, 100, Source("a.xlsx", "", "表", ()),
        funding="一般公共预算", budget_item="办公设备", funds=Funds.SECURED,
        delivery="十月，本单位", intention="自行公开",
    )  # fmt: skip


def case(*events: Event, method: Method = Method.OPEN_TENDER) -> Case:
    """甲局 and 乙校 are included; 丙院 has a need but no letter."""
    letters = (Event(EventKind.SEAL_CONFIRMED, date(2026, 1, 5), u) for u in ("甲局", "乙校"))
    project = Project(**{f: getattr(PROJECT, f) for f in PROJECT.__slots__} | {"method": method})
    needs = tuple(need(u.name) for u in UNITS)
    return Case(1, project, UNITS, needs=needs, events=(*letters, *events))


def at(kind: EventKind, day: str, unit: str = "") -> Event:
    return Event(kind, date.fromisoformat(day), unit)


def one(found: tuple[Deadline, ...], rule_id: str, unit: str = "") -> Deadline:
    (match,) = [d for d in found if (d.id, d.unit) == (rule_id, unit)]
    return match


NOTICE = at(EventKind.AWARD_NOTICE_ISSUED, "2026-09-03")


def test_before_its_event_a_clock_waits():
    clock = one(deadlines(case(), LAW, CALENDAR, date(2026, 9, 1)), "D-11")
    assert clock.state is State.WAITING
    assert (clock.start, clock.nominal, clock.last_day, clock.advised_day) == (None,) * 4


def test_one_award_notice_starts_the_signing_clock_of_each_included_unit():
    found = deadlines(case(NOTICE), LAW, CALENDAR, date(2026, 9, 10))
    signing = [d for d in found if d.id == "D-15"]
    assert [d.unit for d in signing] == ["甲局", "乙校"]
    for clock in signing:
        assert clock.start == date(2026, 9, 3)
        assert (str(clock.nominal), str(clock.last_day), str(clock.advised_day)) == (
            "2026-10-03", "2026-10-08", "2026-09-30",
        )  # fmt: skip
        assert clock.state is State.RUNNING


def test_a_unit_that_left_has_no_clock():
    left = case(NOTICE, at(EventKind.WITHDRAWN, "2026-08-01", "乙校"))
    found = deadlines(left, LAW, CALENDAR, date(2026, 9, 10))
    assert [d.unit for d in found if d.id == "D-15"] == ["甲局"]


def test_a_running_clock_is_not_left_out_for_want_of_included_units():
    asked = Case(1, PROJECT, UNITS, needs=(need("丙院"),), events=(NOTICE,))
    found = deadlines(asked, LAW, CALENDAR, date(2026, 9, 10))
    assert [d.unit for d in found if d.id == "D-15"] == ["丙院"]
    nobody = deadlines(Case(1, PROJECT, UNITS, events=(NOTICE,)), LAW, CALENDAR, date(2026, 9, 10))
    assert [d.unit for d in nobody if d.id == "D-15"] == [""]
    waiting = deadlines(Case(1, PROJECT, UNITS), LAW, CALENDAR, date(2026, 9, 10))
    assert not [d for d in waiting if d.id == "D-15"]


@pytest.mark.parametrize(
    ("signed", "today", "state"),
    [
        (None, "2026-09-30", State.RUNNING),
        (None, "2026-10-08", State.RUNNING),
        (None, "2026-10-09", State.OVERDUE),
        ("2026-10-08", "2026-10-20", State.MET),
        ("2026-10-09", "2026-10-20", State.LATE),
    ],
)
def test_overdue_is_measured_against_the_legal_day(signed: str | None, today: str, state: State):
    events = [at(EventKind.CONTRACT_SIGNED, signed, "甲局")] if signed else []
    found = deadlines(case(NOTICE, *events), LAW, CALENDAR, date.fromisoformat(today))
    assert one(found, "D-15", "甲局").state is state


def test_each_unit_starts_its_own_later_clock_by_signing():
    signed = at(EventKind.CONTRACT_SIGNED, "2026-09-29", "乙校")
    found = deadlines(case(NOTICE, signed), LAW, CALENDAR, date(2026, 9, 29))
    assert one(found, "D-16", "乙校").last_day == date(2026, 10, 8)
    assert one(found, "D-16", "甲局").state is State.WAITING
    assert one(found, "D-15", "乙校").done == date(2026, 9, 29)


@pytest.mark.parametrize(
    ("published", "state"),
    [
        (None, State.OVERDUE),
        ("2026-08-14", State.MET),
        ("2026-08-15", State.MET),  # a Saturday, yet full thirty days before
        ("2026-08-16", State.LATE),
    ],
)
def test_the_intention_is_counted_back_from_the_announcement(published: str | None, state: State):
    events = [at(EventKind.ANNOUNCEMENT_PUBLISHED, "2026-09-14")]
    events += [at(EventKind.INTENTION_PUBLISHED, published)] if published else []
    clock = one(deadlines(case(*events), LAW, CALENDAR, date(2026, 9, 14)), "D-01")
    assert (clock.nominal, clock.advised_day) == (date(2026, 8, 15), date(2026, 8, 14))
    assert clock.state is state


def test_done_before_its_clock_can_start_is_done():
    early = case(at(EventKind.INTENTION_PUBLISHED, "2026-08-01"))
    assert one(deadlines(early, LAW, CALENDAR, date(2026, 9, 1)), "D-01").state is State.MET


@pytest.mark.parametrize(
    ("opened", "state"),
    [
        (None, State.RUNNING),
        ("2026-09-30", State.TOO_SOON),
        ("2026-10-05", State.TOO_SOON),
        ("2026-10-08", State.MET),
        ("2026-11-02", State.MET),
    ],
)
def test_a_minimum_period_is_broken_by_being_early_never_by_being_late(
    opened: str | None, state: State
):
    events = [at(EventKind.ANNOUNCEMENT_PUBLISHED, "2026-09-15")]
    events += [at(EventKind.BIDS_OPENED, opened)] if opened else []
    clock = one(deadlines(case(*events), LAW, CALENDAR, date(2026, 12, 1)), "D-06")
    assert clock.last_day == date(2026, 10, 8)
    assert clock.state is state


def test_only_the_periods_of_the_method_apply():
    ids = {d.id for d in deadlines(case(), LAW, CALENDAR, date(2026, 9, 1))}
    assert "D-06" in ids
    assert "D-07" not in ids
    consultation = case(method=Method.CONSULTATION)
    ids = {d.id for d in deadlines(consultation, LAW, CALENDAR, date(2026, 9, 1))}
    assert "D-07" in ids
    assert "D-06" not in ids


def test_the_most_urgent_comes_first_and_the_waiting_last():
    found = deadlines(
        case(NOTICE, at(EventKind.EVALUATION_REPORT_RECEIVED, "2026-09-01")),
        LAW, CALENDAR, date(2026, 9, 4),
    )  # fmt: skip
    assert [d.id for d in found][:3] == ["D-11", "D-15", "D-15"]
    days = [d.advised_day or date.max for d in found]
    assert days == sorted(days)


def test_a_clock_into_an_unknown_year_says_so():
    late = case(at(EventKind.EVALUATION_REPORT_RECEIVED, "2026-12-28"))
    clock = one(deadlines(late, LAW, CALENDAR, date(2026, 12, 28)), "D-11")
    assert clock.provisional
    assert "2027年" in clock.note


def test_a_clock_carries_its_basis():
    assert str(one(deadlines(case(), LAW, CALENDAR, date(2026, 9, 1)), "D-11").basis) == "《法》"


def test_open_states_are_those_with_something_to_do():
    assert {s for s in State if s.open} == {
        State.WAITING, State.RUNNING, State.OVERDUE, State.PAUSED,
    }  # fmt: skip
