"""定标金额分到单位：Σ 等于定标金额，一分不差；总价按最大余数，同余按名册。"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import (
    ADVANCED,
    BASIC,
    BUREAU,
    LEAD,
    SCHOOL,
    SUPPLIER,
    make_case,
    make_unit,
    need,
)
from tests.core.ruling import and_events, at
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.allocation import (
    allocations_of,
    contract_total,
    contract_totals,
    lot_results,
    signing_units,
)
from zjbuy_desktop.core.case.awards import LotAward, LotResult
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.units import Role

CODE = "91350100M000100Y43"


def case_of(needs: list[tuple[str, str]], award: LotAward) -> Case:
    """One lot; (quantity, price in 元) for each unit in roster order."""
    names = [f"单位{n}" for n in range(len(needs))]
    units = tuple(make_unit(name, n) for n, name in enumerate(names))
    lines = tuple(
        need(name, BASIC, count, price) for name, (count, price) in zip(names, needs, strict=True)
    )
    events = tuple(at(EventKind.SEAL_CONFIRMED, "2026-08-26", name) for name in names)
    return make_case(units=units, needs=lines, events=events, awards=(award,))


def unit_price(yuan: str) -> LotAward:
    return LotAward("标项一", SUPPLIER, CODE, unit_price_fen=money.fen(yuan))


def lump(fen: int) -> LotAward:
    return LotAward("标项一", SUPPLIER, CODE, total_fen=fen)


def only(case: Case) -> LotResult:
    (result,) = lot_results(case)
    return result


def shares(case: Case) -> list[int]:
    return [a.contract_fen for a in only(case).allocations]


some_needs = st.lists(
    st.tuples(
        st.integers(1, 500_000).map(lambda n: f"{n // 1000}.{n % 1000:03d}"),
        st.integers(1, 10**7).map(lambda n: f"{n // 100}.{n % 100:02d}"),
    ),
    min_size=1,
    max_size=8,
)


@given(some_needs, st.integers(1, 10**7))
def test_a_unit_price_is_multiplied_out_for_each_unit(needs: list[tuple[str, str]], price: int):
    award = LotAward("标项一", SUPPLIER, CODE, unit_price_fen=price)
    result = only(case_of(needs, award))
    for share in result.allocations:
        assert share.contract_fen == money.amount(share.quantity, price)
        assert share.unit_price_fen == price
    assert sum(a.contract_fen for a in result.allocations) == result.award_fen


whole_needs = st.lists(
    st.tuples(st.integers(1, 500).map(str), st.integers(1, 10**4).map(str)),
    min_size=1,
    max_size=8,
)


@given(whole_needs, st.integers(0, 10**12))
def test_a_lump_sum_is_split_without_remainder_and_by_weight(
    needs: list[tuple[str, str]], total: int
):
    result = only(case_of(needs, lump(total)))
    found = [a.contract_fen for a in result.allocations]
    budgets = [a.budget_fen for a in result.allocations]
    assert sum(found) == result.award_fen == total
    assert min(found) >= 0
    for share, budget in zip(found, budgets, strict=True):
        exact = total * budget // sum(budgets)
        assert exact <= share <= exact + 1
    for a, x in zip(budgets, found, strict=True):
        for b, y in zip(budgets, found, strict=True):
            assert x <= y or a >= b  # who budgeted more never gets less


@given(whole_needs, st.integers(0, 10**12))
def test_a_contract_unit_price_is_shown_only_if_exact(needs: list[tuple[str, str]], total: int):
    for share in only(case_of(needs, lump(total))).allocations:
        exact = share.contract_fen * 1000 % share.quantity == 0
        assert (share.unit_price_fen is not None) is exact
        if share.unit_price_fen is not None:
            assert money.amount(share.quantity, share.unit_price_fen) == share.contract_fen


@pytest.mark.parametrize(
    ("needs", "total", "expected"),
    [
        ([("1", "100")] * 3, 10000, [3334, 3333, 3333]),
        ([("1", "100")] * 3, 20000, [6667, 6667, 6666]),
        ([("1", "100"), ("2", "100")], 100, [33, 67]),
        ([("1", "1"), ("1", "1"), ("1", "2")], 2, [1, 0, 1]),
        ([("1", "100"), ("1", "100")], 0, [0, 0]),
        ([("7", "100")], 12345, [12345]),
    ],
)
def test_the_largest_remainder_wins_and_the_roster_breaks_ties(
    needs: list[tuple[str, str]], total: int, expected: list[int]
):
    assert shares(case_of(needs, lump(total))) == expected


def test_the_order_is_the_roster_s_not_the_files():
    case = case_of([("1", "100")] * 3, lump(10000))
    backwards = replace(case, needs=case.needs[::-1])
    assert lot_results(backwards) == lot_results(case)
    turned = replace(case, units=case.units[::-1])
    assert shares(turned) == [3334, 3333, 3333]
    assert only(turned).allocations[0].unit == "单位2"


def test_several_lines_of_one_unit_make_one_contract():
    case = make_case(needs=(*make_case().needs, need(BUREAU, BASIC, "4", "5000")))
    first, _ = lot_results(case)
    (bureau,) = [a for a in first.allocations if a.unit == BUREAU]
    assert bureau.quantity == 100_000
    assert bureau.contract_fen == money.fen("498000")  # 100 × 4980
    assert bureau.budget_fen == money.fen("519200")  # 96 × 5200 + 4 × 5000


def test_only_included_units_share():
    case = and_events(make_case(), at(EventKind.WITHDRAWN, "2026-08-27", BUREAU))
    first, second = lot_results(case)
    assert [a.unit for a in first.allocations] == [LEAD, SCHOOL]
    assert second.allocations == ()
    assert second.budget_fen == 0
    assert signing_units(case) == (LEAD, SCHOOL)


def test_a_lead_that_buys_nothing_signs_nothing():
    case = make_case(needs=make_case().needs[1:])
    assert [u.name for u in case.units if u.role is Role.LEAD] == [LEAD]
    assert signing_units(case) == (BUREAU, SCHOOL)
    assert contract_total(case, LEAD) == 0


def test_totals_by_unit_are_the_awards():
    case = make_case()
    results = lot_results(case)
    totals = contract_totals(case)
    assert sum(totals.values()) == sum(r.award_fen for r in results)
    for unit, amount in totals.items():
        assert amount == contract_total(case, unit)
        assert amount == sum(a.contract_fen for a in allocations_of(case, unit))
    assert [a.item for a in allocations_of(case, BUREAU)] == [BASIC, ADVANCED]


def test_a_lot_without_award_and_an_award_without_lot_give_nothing():
    case = make_case(awards=(replace(unit_price("1"), lot="标项九"),))
    assert lot_results(case) == ()
    assert signing_units(case) == ()


def test_a_lump_sum_over_needs_without_amount_is_left_unsplit():
    free = case_of([("1", "0"), ("2", "0")], lump(100))
    assert shares(free) == [0, 0]
    assert only(free).award_fen == 100  # allocation_equals_award then says so
