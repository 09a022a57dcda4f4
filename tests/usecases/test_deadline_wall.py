"""What is seen of all deadlines: filters, days of the month page, one row for units alike."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjbuy_desktop.core.base.citation import guideline
from zjbuy_desktop.core.base.workdays import Calendar, DayKind, YearSchedule
from zjbuy_desktop.core.rules.clocks import Deadline, State
from zjbuy_desktop.usecases.deadline_wall import (
    Clock,
    Wanted,
    by_day,
    chosen,
    months_on,
    short_words,
    units_of,
    weeks_of,
    with_names,
)

TODAY = date(2026, 9, 28)
OFF = frozenset(date(2026, 10, d) for d in range(1, 8))
CALENDAR = Calendar({2026: YearSchedule(2026, OFF, frozenset(), "通知")})


def clock(
    rule: str = "D-15",
    units: tuple[str, ...] = ("甲局", "乙局"),
    day: date = TODAY,
    state: State = State.RUNNING,
    project: int = 1,
) -> Clock:
    unit = units[0] if len(units) == 1 else ""
    deadline = Deadline(
        rule, "签订合同" if rule == "D-15" else "公告合同", unit, date(2026, 9, 1), 30,
        DayKind.CALENDAR, day, day, day, False, guideline("第九条"), state,
    )  # fmt: skip
    return Clock(project, f"项目{project}", deadline, units, "")


def seen(wanted: Wanted, *clocks: Clock) -> list[Clock]:
    return list(chosen(clocks, wanted, TODAY, CALENDAR))


def test_finished_ones_are_left_out_unless_they_are_asked_for() -> None:
    done, running = clock(state=State.MET), clock()
    assert seen(Wanted(), done, running) == [running]
    assert seen(Wanted(finished=True), done, running) == [done, running]
    assert seen(Wanted(state=State.MET), done, running) == [done]


def test_project_and_kind_narrow() -> None:
    one, two, other = clock(), clock(project=2), clock("D-16")
    assert seen(Wanted(project=2), one, two, other) == [two]
    assert seen(Wanted(kind="D-16"), one, two, other) == [other]
    assert seen(Wanted(kind="D-16", project=2), one, two, other) == []


def test_of_a_unit_only_its_own_part_is_shown() -> None:
    (found,) = seen(Wanted(unit="乙局"), clock(), clock(units=("丙局",)), clock(units=("",)))
    assert (found.units, found.deadline.unit, found.who) == (("乙局",), "乙局", "乙局")


def test_each_unit_by_itself_loses_none() -> None:
    rows = seen(Wanted(each=True), clock(), clock(units=("",)))
    assert [r.who for r in rows] == ["甲局", "乙局", ""]


@pytest.mark.parametrize(
    ("within", "day", "there"),
    [
        (3, date(2026, 9, 30), True),
        (2, date(2026, 9, 30), True),
        (1, date(2026, 9, 30), False),
        (2, date(2026, 10, 7), True),  # a holiday after the second working day
        (2, date(2026, 10, 8), False),
        (3, date(2026, 10, 8), True),
        (0, TODAY, True),
        (0, TODAY + timedelta(days=1), False),
        (0, date(2026, 1, 5), True),  # past: still to be done
    ],
)
def test_within_counts_working_days(within: int, day: date, there: bool) -> None:
    assert bool(seen(Wanted(within=within), clock(day=day))) is there


def test_one_day_is_one_day() -> None:
    one, other = clock(), clock(day=TODAY + timedelta(days=1))
    assert seen(Wanted(day=TODAY), one, other) == [one]
    assert by_day([one, other, one]) == {TODAY: [one, one], TODAY + timedelta(days=1): [other]}


def test_the_words_of_a_day_are_marked_by_state() -> None:
    assert short_words(clock()) == "签订合同 2 家"
    assert short_words(clock(state=State.OVERDUE, units=("甲局",))) == "逾 签订合同 甲局"
    assert short_words(clock(state=State.PAUSED, units=("",))) == "停 签订合同"
    assert with_names(clock(units=tuple("甲乙丙丁"))) == "甲、乙、丙 等 4 家"
    assert units_of([clock(), clock(units=("",))]) == ["乙局", "甲局"]


@given(st.dates(date(2000, 1, 1), date(2100, 12, 1)))
def test_the_weeks_hold_each_day_of_the_month_once_and_begin_on_monday(day: date) -> None:
    weeks = weeks_of(day)
    days = [d for week in weeks for d in week]
    first = day.replace(day=1)
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert days[0].weekday() == 0
    assert days[-1].weekday() == 6
    own = [d for d in days if (d.year, d.month) == (day.year, day.month)]
    assert own[0] == first
    assert (own[-1] + timedelta(days=1)).day == 1
    assert len(days) - len(own) < 14


def test_months_go_over_the_year() -> None:
    assert months_on(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert months_on(date(2026, 1, 31), -1) == date(2025, 12, 1)
    assert months_on(date(2026, 3, 31), 0) == date(2026, 3, 1)
