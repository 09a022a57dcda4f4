"""数量：千分之一，不悄悄取整。"""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjbuy_desktop.core.base import quantity


@pytest.mark.parametrize(
    ("value", "expected"),
    [("153", 153_000), (Decimal("1.5"), 1_500), ("0.001", 1), (-2, -2_000), ("1,000", 1_000_000)],
)
def test_quantities_become_thousandths(value: Decimal | str | int, expected: int):
    assert quantity.milli(value) == expected


@pytest.mark.parametrize("value", ["0.0001", Decimal("1.2345"), "约30", "", "30台"])
def test_quantities_are_never_rounded(value: Decimal | str):
    with pytest.raises(ValueError, match="不是数字|超过 3 位小数"):
        quantity.milli(value)


@given(st.integers(-(10**12), 10**12))
def test_shown_quantities_read_back(q: int):
    assert quantity.milli(quantity.show(q)) == q
    assert quantity.milli(quantity.units(q)) == q


def test_whole_quantities_are_numbers_and_parts_are_text():
    assert quantity.units(153_000) == 153
    assert quantity.units(1_500) == "1.5"
    assert (quantity.show(153_000), quantity.show(1_500), quantity.show(-50)) == (
        "153", "1.5", "-0.05",
    )  # fmt: skip


@pytest.mark.parametrize("measure", ["台", "套", "车次", " 台 "])
def test_counted_measures_must_be_whole(measure: str):
    assert quantity.must_be_whole(measure)


@pytest.mark.parametrize("measure", ["项", "年", "月", "批", "平方米", "吨", "人天", "自造词", ""])
def test_other_measures_may_be_parts(measure: str):
    assert not quantity.must_be_whole(measure)


def test_the_shipped_measures_say_the_same():
    file = Path(__file__).parents[2] / "resources" / "catalogue" / "measures.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))["measure"]
    assert {m["name"] for m in table if m["counted"]} == quantity.COUNTED
    assert len({m["name"] for m in table}) == len(table)


@given(st.integers(-(10**12), 10**12))
def test_grouped_quantities_keep_their_sign_and_their_digits(q: int):
    shown = quantity.grouped(q)
    assert quantity.milli(shown.replace(",", "")) == q
    assert all(len(part) == 3 for part in shown.partition(".")[0].split(",")[1:])
