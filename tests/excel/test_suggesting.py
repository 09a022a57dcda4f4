"""What is suggested for a wrong cell, and where nothing is."""

from datetime import date, datetime, time

import pytest

from zjbuy_desktop.excel.suggesting import price_text, quantity_text

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
