"""Columns of numbers are tried by the hundred: what cannot hold is put aside at once."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.excel.books import ITEM, UNIT
from tests.excel.test_by_content import Save, amounts, read
from zjbuy_desktop.core.base.money import amount
from zjbuy_desktop.excel import by_content
from zjbuy_desktop.excel.captions import SCALES
from zjbuy_desktop.excel.grid import Grid
from zjbuy_desktop.excel.money_unit import products_hold
from zjbuy_desktop.excel.returns import Roster
from zjbuy_desktop.excel.tried_products import TriedProducts

PLACES = {"quantity": 0, "price": 1, "amount": 2}
SPANS = {name: (column,) for name, column in PLACES.items()}
scales = st.sampled_from(sorted(set(SCALES.values())))
numbers = st.integers(1, 10**9).map(lambda n: Decimal(n) / 1000)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[Any]], tuple[int, int]]:
    """Rows whose products hold, rounded as a writer in that money unit would."""
    price_in, amount_in = draw(scales), draw(scales)
    rows: list[list[Any]] = []
    for _ in range(draw(st.integers(1, 3))):
        count, fen = draw(st.integers(1, 10**7)), draw(st.integers(1, 10**9))
        price = Decimal(fen) / 100 / price_in
        whole = Decimal(amount(count, fen)) / 100 / amount_in
        digits = draw(st.integers(0, 8))
        stated = round(whole, digits) if amount_in > 1 else whole
        unit = draw(st.sampled_from(["", "台"]))
        rows.append([f"{Decimal(count) / 1000:f}{unit}", f"{price:f}", f"{stated:f}"])
    return rows, (price_in, amount_in)


@given(table=tables())
def test_what_holds_is_never_put_aside(
    table: tuple[list[list[Any]], tuple[int, int]],
) -> None:
    rows, reading = table
    grid = Grid("表", rows)
    if products_hold(grid, range(len(rows)), SPANS, reading):
        assert TriedProducts(grid, range(len(rows))).may_hold(PLACES)


@given(rows=st.lists(st.tuples(numbers, numbers, numbers), min_size=1, max_size=5))
def test_what_is_put_aside_holds_in_no_unit(rows: list[tuple[Decimal, ...]]) -> None:
    grid = Grid("表", [[f"{n:f}" for n in row] for row in rows])
    span = range(len(rows))
    if not TriedProducts(grid, span).may_hold(PLACES):
        readings = [(p, a) for p in SCALES.values() for a in SCALES.values()]
        assert not any(products_hold(grid, span, SPANS, reading) for reading in readings)


def test_a_statistics_table_is_not_weighed_assignment_by_assignment(
    save: Save, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eight columns of numbers under strange heads: 336 assignments, none looked at closely."""
    closely: list[int] = []
    real = by_content.products_hold
    monkeypatch.setattr(by_content, "products_hold", lambda *a: closely.append(1) or real(*a))
    head = [f"指标{c}" for c in range(8)]
    rows = [[(r * 37 + c * 101) % 977 + 13 for c in range(8)] for r in range(60)]
    assert read(save, roster, [head, *rows]).problems
    assert not closely


def test_a_quantity_with_its_measure_behind_it_is_a_number_too(save: Save, roster: Roster) -> None:
    head = ["标的名称", "要几台", "单价(元)", "要多少钱"]
    rows = [[f"填报单位：{UNIT}"], head, [ITEM, "10台", 5200, 52_000]]
    assert amounts(read(save, roster, rows)) == [5_200_000]
