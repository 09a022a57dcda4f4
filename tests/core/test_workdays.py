"""日与工作日：起算、顺延、倒推。"""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.workdays import (
    Calendar,
    DayKind,
    reckon,
    reckon_back,
    schedule_from_table,
    workdays_between,
)

D, WD = DayKind.CALENDAR, DayKind.WORKING
FOLDER = Path(__file__).parents[2] / "resources" / "calendar"
SCHEDULES = [
    schedule_from_table(tomllib.loads(p.read_text(encoding="utf-8")))
    for p in sorted(FOLDER.glob("*.toml"))
]
CALENDAR = Calendar({s.year: s for s in SCHEDULES})
DAYS = st.dates(date(2025, 1, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-09-29", 2, "2026-10-08"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-02-12", 2, "2026-02-14"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-04-30", 7, "2026-05-13"),
        ("2026-09-18", 7, "2026-09-29"),
        ("2025-01-24", 2, "2025-01-27"),
        ("2025-09-26", 3, "2025-09-30"),
        ("2025-09-30", 2, "2025-10-10"),
    ],
)
def test_working_days(start: str, days: int, end: str):
    found = reckon(date.fromisoformat(start), days, WD, CALENDAR)
    assert found.nominal == found.last_day == found.advised_day == date.fromisoformat(end)
    assert not found.provisional
    assert not found.note


@pytest.mark.parametrize(
    ("start", "days", "nominal", "last", "advised"),
    [
        ("2026-09-10", 30, "2026-10-10", "2026-10-10", "2026-10-10"),
        ("2026-09-03", 30, "2026-10-03", "2026-10-08", "2026-09-30"),
        ("2026-01-16", 30, "2026-02-15", "2026-02-24", "2026-02-14"),
        ("2026-09-15", 20, "2026-10-05", "2026-10-08", "2026-09-30"),
        ("2026-03-02", 5, "2026-03-07", "2026-03-09", "2026-03-06"),
    ],
)
def test_calendar_days_show_the_legal_and_the_advised_day(
    start: str, days: int, nominal: str, last: str, advised: str
):
    found = reckon(date.fromisoformat(start), days, D, CALENDAR)
    assert (str(found.nominal), str(found.last_day), str(found.advised_day)) == (
        nominal, last, advised,
    )  # fmt: skip


def test_a_year_without_schedule_is_said_to_be_provisional():
    found = reckon(date(2026, 12, 28), 5, WD, CALENDAR)
    assert found.last_day == date(2027, 1, 4)
    assert found.provisional
    assert found.note == "暂按周末推算：没有2027年的放假安排"


def test_rolling_over_into_an_unknown_year_is_provisional_too():
    only_2026 = Calendar({2026: CALENDAR.years[2026]})
    assert reckon(date(2025, 12, 30), 30, D, only_2026).provisional is False
    assert reckon_back(date(2026, 1, 10), 30, D, only_2026).provisional is True
    assert reckon(date(2026, 12, 30), 3, D, only_2026).provisional is True


@pytest.mark.parametrize(
    ("deadline", "days", "kind", "nominal", "last"),
    [
        ("2026-10-20", 15, D, "2026-10-05", "2026-09-30"),
        ("2026-06-10", 30, D, "2026-05-11", "2026-05-11"),
        ("2026-10-10", 3, WD, "2026-09-30", "2026-09-30"),
        ("2026-02-25", 2, WD, "2026-02-14", "2026-02-14"),
    ],
)
def test_counting_back_moves_earlier(
    deadline: str, days: int, kind: DayKind, nominal: str, last: str
):
    found = reckon_back(date.fromisoformat(deadline), days, kind, CALENDAR)
    assert (str(found.nominal), str(found.last_day)) == (nominal, last)
    assert found.advised_day == found.last_day


@given(DAYS, st.integers(1, 60))
def test_calendar_day_results_surround_the_nominal_day(start: date, days: int):
    found = reckon(start, days, D, CALENDAR)
    assert found.nominal == start + timedelta(days=days)
    assert found.advised_day <= found.nominal <= found.last_day
    assert CALENDAR.is_workday(found.advised_day)
    assert CALENDAR.is_workday(found.last_day)
    between = (found.advised_day + timedelta(days=i) for i in range(1, 12))
    assert not any(CALENDAR.is_workday(d) for d in between if d < found.last_day)


@given(DAYS, st.integers(1, 40))
def test_working_days_are_exactly_that_many(start: date, days: int):
    found = reckon(start, days, WD, CALENDAR)
    assert CALENDAR.is_workday(found.last_day)
    assert workdays_between(start, found.last_day, CALENDAR) == days


@given(DAYS, st.integers(1, 40))
def test_counting_forth_and_back_meet(start: date, days: int):
    there = reckon(start, days, WD, CALENDAR).last_day
    back = reckon_back(there, days, WD, CALENDAR).last_day
    assert back == start if CALENDAR.is_workday(start) else back < start


def test_working_days_left():
    assert workdays_between(date(2026, 9, 30), date(2026, 10, 10), CALENDAR) == 3
    assert workdays_between(date(2026, 10, 10), date(2026, 9, 30), CALENDAR) == -3
    assert workdays_between(date(2026, 9, 30), date(2026, 9, 30), CALENDAR) == 0


@pytest.mark.parametrize("kind", [D, WD])
def test_a_period_has_at_least_one_day(kind: DayKind):
    with pytest.raises(ValueError, match="至少一天"):
        reckon(date(2026, 1, 5), 0, kind, CALENDAR)


def test_the_newer_notice_may_move_days_of_the_december_before():
    notice = schedule_from_table(
        {"year": 2027, "source": "通知", "off": [{"first": date(2026, 12, 31)}],
         "work": [{"first": date(2026, 12, 27)}]}
    )  # fmt: skip
    calendar = Calendar({**CALENDAR.years, 2027: notice})
    assert not calendar.is_workday(date(2026, 12, 31))
    assert calendar.is_workday(date(2026, 12, 27))


def test_the_shipped_years_move_work_only_onto_weekends_and_name_their_source():
    assert {2025, 2026} <= CALENDAR.years.keys()
    for schedule in SCHEDULES:
        assert all(d.weekday() >= 5 for d in schedule.work)
        assert "国办发明电" in schedule.source
    assert [len(CALENDAR.years[y].off) for y in (2025, 2026)] == [28, 33]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"year": "2026"}, "整数"),
        ({"of": []}, "不认识的项：of"),
        ({"off": [{"first": date(2025, 6, 1)}]}, "不属于这一年"),
        ({"off": [{"first": "2026-01-01"}]}, "日期"),
        ({"off": [date(2026, 1, 1)]}, "起止日期"),
        ({"off": [{"first": date(2026, 1, 4)}]}, "既放假又上班"),
    ],
)
def test_a_wrong_schedule_is_refused_in_words(change: dict[str, object], words: str):
    table = {"year": 2026, "source": "通知", "work": [{"first": date(2026, 1, 4)}], **change}
    with pytest.raises(UserError, match=words):
        schedule_from_table(table)
