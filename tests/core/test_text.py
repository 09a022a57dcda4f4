"""全角、空白与数字。"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjbuy_desktop.core.base.text import halfwidth, parse_number, squeeze

FULL = str.maketrans("0123456789,.-+", "０１２３４５６７８９，．－＋")


def test_halfwidth_changes_digits_letters_and_punctuation_of_codes():
    assert halfwidth("Ａ０２０１０１０５　（台）：￥５") == "A02010105 (台):¥5"


def test_halfwidth_leaves_chinese_stops_and_brackets_alone():
    assert halfwidth("〔2025〕6号、。“”《》") == "〔2025〕6号、。“”《》"


def test_squeeze_removes_visible_and_invisible_space():
    assert squeeze(" 之江市\u3000第一\u00a0中学\u200b\ufeff\t\n") == "之江市第一中学"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1234.50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("１，２３４．５０", "1234.50"),
        ("12,345,678", "12345678"),
        (" 30\u3000", "30"),
        ("\u200b30\u200b", "30"),
        ("-5", "-5"),
        ("－5", "-5"),
        ("\u22125", "-5"),
        ("0030", "30"),
    ],
)
def test_numbers_are_read_exactly(written: str, value: str):
    assert parse_number(written) == Decimal(value)
    assert str(parse_number(written)).lstrip("-0") == value.lstrip("-0")


@pytest.mark.parametrize(
    "written",
    ["", " ", "约30", "67.05万", "1.2.3", "1,23", "12,34,567", ",123", "1,234,", "1e5", "NaN",
     "Infinity", "30台", "3 0", "5.", ".5", "--5", "٣٠", "三十", "1,2345", "¥5"],
)  # fmt: skip
def test_what_is_not_one_number_is_refused(written: str):
    with pytest.raises(ValueError, match="不是数字"):
        parse_number(written)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**12))
def test_separators_and_width_change_nothing(value: Decimal):
    assert parse_number(f"{value:,f}") == value
    assert parse_number(f"{value:,f}".translate(FULL)) == value
