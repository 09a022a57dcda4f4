"""改一天的放假安排：工作日和周末各怎样轮换，改回来与原来一样。"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjbuy_desktop.core.base.holiday_notice import turned
from zjbuy_desktop.core.base.workdays import Calendar, YearSchedule

NOTHING = YearSchedule(2027, frozenset(), frozenset(), "通知")
MONDAY, SATURDAY = date(2027, 1, 4), date(2027, 1, 9)


@pytest.mark.parametrize(("day", "marks"), [(MONDAY, ["休", ""]), (SATURDAY, ["班", "休", ""])])
def test_a_day_goes_round(day: date, marks: list[str]) -> None:
    schedule = NOTHING
    for mark in marks:
        schedule = turned(schedule, day)
        assert (day in schedule.off, day in schedule.work) == (mark == "休", mark == "班")
    assert schedule == NOTHING


@given(st.dates(date(2027, 1, 1), date(2027, 12, 31)))
def test_the_first_click_turns_the_day_over_for_the_calendar(day: date) -> None:
    before = Calendar({2027: NOTHING}).is_workday(day)
    assert Calendar({2027: turned(NOTHING, day)}).is_workday(day) is not before
