"""倒排：最短的合法日程，两个方向走一遍；最后一天来得及，早一天就差一日。"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import BUREAU, make_case, with_project
from tests.core.ruling import and_events, at, law, without
from zjbuy_desktop.core.case.back_plan import Planned, back_plan, verdict
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.words import Method

K = EventKind
NEW = without(make_case(), *EventKind)
TODAY = date(2026, 3, 2)


def plan(case: Case, wished: date, today: date = TODAY) -> dict[EventKind, Planned]:
    rows = back_plan(case, law(), law().calendar, today, wished)
    return {r.event: r for r in rows}


def test_from_nothing_the_shortest_way_is_thirty_days_and_twenty() -> None:
    steps = plan(NEW, date(2026, 12, 31))
    assert steps[K.INTENTION_PUBLISHED].earliest == TODAY
    assert steps[K.DOCUMENT_CONFIRMED].earliest == TODAY
    assert steps[K.ANNOUNCEMENT_PUBLISHED].earliest == date(2026, 4, 1)
    assert steps[K.BIDS_OPENED].earliest == date(2026, 4, 21)
    assert steps[K.CONTRACT_SIGNED].earliest == date(2026, 4, 21)
    assert steps[K.ANNOUNCEMENT_PUBLISHED].wait == "“采购意向已公开”后至少 30 日"
    assert steps[K.BIDS_OPENED].basis is not None


def test_the_last_possible_wish_is_met_and_a_day_sooner_is_not() -> None:
    wished = date(2026, 4, 21)
    met = back_plan(NEW, law(), law().calendar, TODAY, wished)
    assert not any(r.missing for r in met)
    assert verdict(met, wished).startswith("来得及：照法定时间最早 2026-04-21")
    sooner = back_plan(NEW, law(), law().calendar, TODAY, wished - timedelta(days=1))
    assert sum(bool(r.missing) for r in sooner) > 1
    told = verdict(sooner, wished - timedelta(days=1))
    assert told.startswith("来不及：照法定时间最早 2026-04-21 才能签订，比 2026-04-20 晚 1 日")
    assert "“采购意向已公开”最迟应在" in told


def test_what_happened_counts_as_it_happened() -> None:
    case = and_events(
        NEW,
        at(K.INTENTION_PUBLISHED, "2026-02-01"),
        at(K.ANNOUNCEMENT_PUBLISHED, "2026-03-10"),
    )
    steps = plan(case, date(2026, 6, 1), date(2026, 3, 11))
    assert steps[K.ANNOUNCEMENT_PUBLISHED].done == date(2026, 3, 10)
    assert steps[K.BIDS_OPENED].earliest == date(2026, 3, 30)
    signed = and_events(case, at(K.CONTRACT_SIGNED, "2026-04-20", BUREAU))
    rows = back_plan(signed, law(), law().calendar, TODAY, date(2026, 6, 1))
    assert verdict(rows, date(2026, 6, 1)) == "已有合同在 2026-04-20 签订。"


def test_a_waived_intention_and_another_method_wait_less() -> None:
    waived = and_events(NEW, at(K.INTENTION_WAIVED, "2026-03-01", note="急需"))
    assert plan(waived, date(2026, 12, 31))[K.ANNOUNCEMENT_PUBLISHED].earliest == date(2026, 3, 3)
    consulted = with_project(waived, method=Method.CONSULTATION)
    assert plan(consulted, date(2026, 12, 31))[K.BIDS_OPENED].earliest == date(2026, 3, 13)
    alone = with_project(waived, method=Method.SINGLE_SOURCE)
    assert plan(alone, date(2026, 12, 31))[K.BIDS_OPENED].earliest == date(2026, 3, 3)


@pytest.mark.parametrize("method", list(Method))
@given(days=st.integers(0, 400))
def test_a_wish_is_met_exactly_from_the_earliest_day_on(method: Method, days: int) -> None:
    case = replace(with_project(NEW, method=method))
    wished = TODAY + timedelta(days=days)
    steps = plan(case, wished)
    late = any(r.missing for r in steps.values())
    assert late == (steps[K.CONTRACT_SIGNED].earliest > wished)
    for step in steps.values():
        assert law().calendar.is_workday(step.earliest)
        assert law().calendar.is_workday(step.latest)
