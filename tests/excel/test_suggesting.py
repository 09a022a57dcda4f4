"""What is suggested for a wrong cell, and where nothing is."""

from datetime import date, datetime, time

import pytest

from zjbuy_desktop.excel.suggesting import near_item, price_text, quantity_text

QUANTITY, PRICE, AMOUNT = 4000, 25_900, 103_600


@pytest.mark.parametrize("written", ["", "#N/A", "待定", "259元", 259.0, date(2026, 3, 5)])
def test_the_price_follows_from_quantity_and_amount(written: object) -> None:
    assert price_text(written, QUANTITY, AMOUNT, 1) == "259"


def test_the_price_is_told_in_the_unit_of_its_column() -> None:
    assert price_text("#REF!", QUANTITY, AMOUNT, 10_000) == "0.0259"


@pytest.mark.parametrize(
    ("written", "quantity", "amount"),
    [
        ("269", QUANTITY, AMOUNT),
        ("约270", QUANTITY, AMOUNT),
        ("#N/A", 3000, 100_000),
        ("#N/A", 0, AMOUNT),
        ("#N/A", QUANTITY, 0),
    ],
    ids=["another", "about another", "not to the fen", "no quantity", "no amount"],
)
def test_a_price_that_does_not_follow_is_not_guessed(
    written: object, quantity: int, amount: int
) -> None:
    assert price_text(written, quantity, amount, 1) == ""


@pytest.mark.parametrize("made_of", [date(2026, 3, 5), datetime(2026, 3, 5), time(3, 5)])
def test_a_date_says_nothing_against_the_quantity(made_of: object) -> None:
    assert quantity_text(made_of, PRICE, AMOUNT, "箱") == "4"
    assert quantity_text(made_of, PRICE, AMOUNT + 1, "箱") == ""


@pytest.mark.parametrize(
    "written",
    ["台式计算机增强型", "台式计算机(增强)", "台式计算机（增强型）乙", "台 式计算机（增强型"],
)
def test_an_item_written_too_short_or_too_long_is_told(written: str) -> None:
    assert near_item(written, ["台式计算机（增强型）"]) == "台式计算机（增强型）"


@pytest.mark.parametrize(
    "written", ["台式计算机（基础型）", "台式计算器（增强型）", "计算机", "办公椅", ""]
)
def test_another_item_is_not_taken_for_the_only_one(written: str) -> None:
    assert near_item(written, ["台式计算机（增强型）"]) == ""


def test_another_size_of_paper_is_not_taken_for_the_one_on_the_list() -> None:
    assert near_item("A5复印纸（70克）", ["A4复印纸（70克）"]) == ""
    assert near_item("A4复印纸70克", ["A4复印纸（70克）", "A3复印纸（70克）"]) == "A4复印纸（70克）"
    assert near_item("复印纸（70克）", ["A4复印纸（70克）", "A3复印纸（70克）"]) == ""
