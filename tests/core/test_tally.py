"""汇总守恒：接收的 = 纳入的 + 未纳入的（各有理由），怎么加都是同一个数。"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import ADVANCED, BASIC, BUREAU, LEAD, SCHOOL, make_case, make_unit, need
from tests.core.builders import make_needs as default_needs
from tests.core.ruling import and_events, at, without
from zjbuy_desktop.core.case.case import Case, OpenReturn
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import Funds, NeedLine
from zjbuy_desktop.core.case.tally import (
    Answer,
    LeftOut,
    Total,
    answers,
    included_lines,
    letter_confirmed,
    missing_facts,
    remaining_needs,
    standing,
    standings,
    total,
    totals_by,
)
from zjbuy_desktop.core.case.units import Role

NAMES = [f"单位{n}" for n in range(6)]
DAY = date(2026, 9, 1)
ABOUT_UNITS = (EventKind.SEAL_CONFIRMED, EventKind.FUNDS_SECURED, EventKind.WITHDRAWN)


@st.composite
def need_lines(draw: st.DrawFn) -> NeedLine:
    unit = draw(st.sampled_from([*NAMES, "名册外单位"]))
    item = draw(st.sampled_from([BASIC, ADVANCED]))
    line = need(unit, item, str(draw(st.integers(1, 999))), "1")
    return replace(
        line,
        price_fen=(price := draw(st.integers(1, 10**7))),
        amount_fen=line.quantity * price // 1000,
        funds=draw(st.sampled_from(list(Funds))),
        funding=draw(st.sampled_from(["", "一般公共预算"])),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    lead = draw(st.integers(0, len(NAMES)))  # the last: nobody leads
    units = tuple(
        make_unit(name, n, role=Role.LEAD if n == lead else Role.PARTICIPANT)
        for n, name in enumerate(NAMES)
    )
    events = draw(
        st.lists(
            st.builds(Event, st.sampled_from(ABOUT_UNITS), st.just(DAY), st.sampled_from(NAMES))
        )
    )
    return make_case(
        units=units, needs=tuple(draw(st.lists(need_lines(), max_size=25))), events=tuple(events)
    )


def added(totals: list[Total]) -> Total:
    return Total(
        sum(t.rows for t in totals),
        sum(t.quantity for t in totals),
        sum(t.amount_fen for t in totals),
    )


@given(cases())
def test_accepted_is_included_plus_left_out(case: Case):
    judged = standings(case)
    assert added([s.total for s in judged]) == total(case.needs)
    included = [s for s in judged if s.included]
    left_out = [s for s in judged if not s.included]
    assert added([s.total for s in included]) == total(included_lines(case))
    assert all(s.reason is not None for s in left_out)
    assert len(included) + len(left_out) == len(judged) == len({n.unit for n in case.needs})


@given(cases())
def test_lines_units_and_items_add_up_to_the_same(case: Case):
    for lines in (case.needs, included_lines(case), remaining_needs(case)):
        by_unit = totals_by(lines, lambda line: line.unit)
        by_item = totals_by(lines, lambda line: line.item)
        assert added(list(by_unit.values())) == added(list(by_item.values())) == total(lines)


@given(cases())
def test_standings_are_in_roster_order_and_agree_with_the_single_question(case: Case):
    order = [u.name for u in case.units]
    judged = [s.unit for s in standings(case)]
    known = [name for name in judged if name in order]
    assert known == sorted(known, key=order.index)
    assert judged[len(known) :] == (["名册外单位"] if len(judged) > len(known) else [])
    assert all(standing(case, s.unit) == s for s in standings(case))


@given(cases())
def test_included_means_entrusted_secured_complete_and_still_here(case: Case):
    for s in standings(case):
        lines = [n for n in case.needs if n.unit == s.unit]
        confirmed = case.happened(EventKind.FUNDS_SECURED, s.unit) is not None
        secured = confirmed or all(n.funds is Funds.SECURED for n in lines)
        expected = (
            case.unit(s.unit) is not None
            and case.happened(EventKind.WITHDRAWN, s.unit) is None
            and letter_confirmed(case, s.unit)
            and secured
            and all(n.funding for n in lines)
        )
        assert s.included is expected


def test_nothing_adds_up_to_nothing():
    assert total(()) == Total(0, 0, 0)
    assert standings(make_case(needs=())) == ()
    assert not standing(make_case(needs=()), BUREAU).included


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, ()),
        ({"funding": ""}, ("资金来源",)),
        ({"budget_item": ""}, ("预算项目",)),
        ({"funds": Funds.UNKNOWN}, ("资金已落实",)),
        ({"funds": Funds.NOT_SECURED}, ()),
        ({"delivery": ""}, ("交付时间地点",)),
        ({"intention": ""}, ("意向公开方式",)),
        ({"spec": "", "note": "", "category_code": ""}, ()),
    ],
)
def test_one_incomplete_line_makes_the_unit_incomplete(
    change: dict[str, object], missing: tuple[str, ...]
):
    whole = need(SCHOOL, BASIC, "1", "5000")
    assert missing_facts([whole, replace(whole, **change)]) == missing


def test_reasons_come_in_the_order_in_which_they_are_settled():
    denied = need(SCHOOL, BASIC, "14", "5000", funds=Funds.NOT_SECURED, funding="")
    case = make_case(needs=(*default_needs()[:3], denied))
    assert standing(case, SCHOOL).reason is LeftOut.NOT_SECURED
    unsealed = without(case, EventKind.SEAL_CONFIRMED)
    assert standing(unsealed, SCHOOL).reason is LeftOut.NO_LETTER
    gone = and_events(unsealed, at(EventKind.WITHDRAWN, "2026-08-27", SCHOOL))
    assert standing(gone, SCHOOL).reason is LeftOut.WITHDRAWN
    secured = and_events(case, at(EventKind.FUNDS_SECURED, "2026-08-27", SCHOOL))
    assert standing(secured, SCHOOL).reason is LeftOut.FACTS_MISSING


def test_only_the_one_lead_needs_no_letter():
    case = without(make_case(), EventKind.SEAL_CONFIRMED)
    assert letter_confirmed(case, LEAD)
    assert not letter_confirmed(case, BUREAU)
    lead, bureau, school = case.units
    two = replace(case, units=(lead, replace(bureau, role=Role.LEAD), school))
    assert not letter_confirmed(two, LEAD)


def test_who_left_is_still_counted_as_accepted_but_no_longer_as_needing():
    case = and_events(make_case(), at(EventKind.WITHDRAWN, "2026-08-27", BUREAU))
    assert [s.unit for s in standings(case)] == [LEAD, BUREAU, SCHOOL]
    assert [n.unit for n in remaining_needs(case)] == [LEAD, SCHOOL]


def test_every_unit_that_is_asked_is_in_exactly_one_state():
    refused = OpenReturn("某表.xlsx", (SCHOOL,), 3)
    silent = make_case(needs=default_needs()[1:2], open_returns=(refused,))
    known = {BUREAU: Answer.ACCEPTED, SCHOOL: Answer.PROBLEM}
    assert answers(silent) == known, "the lead unit is not asked while it reports nothing"
    again = make_case(needs=default_needs(), open_returns=(refused,))
    assert answers(again) == {
        LEAD: Answer.ACCEPTED, BUREAU: Answer.ACCEPTED, SCHOOL: Answer.WAITING,
    }  # fmt: skip
    gone = and_events(again, at(EventKind.WITHDRAWN, "2026-08-21", SCHOOL))
    assert answers(gone)[SCHOOL] is Answer.LEFT, "who left is counted as nothing else"
    assert answers(make_case(needs=()))[SCHOOL] is Answer.MISSING
    assert [a for a in Answer if a.received] == [Answer.ACCEPTED, Answer.PROBLEM, Answer.WAITING]
