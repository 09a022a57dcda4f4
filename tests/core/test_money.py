"""金额：分、元、万元、大写、分摊。"""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zjbuy_desktop.core.base import money

FEN = st.integers(min_value=0, max_value=10**16)
SIGNED_FEN = st.integers(min_value=-(10**16), max_value=10**16)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("5166.70"), 516670),
        (Decimal("0.1"), 10),
        ("1,501,250.00", 150125000),
        ("１２．５", 1250),
        ("1.500", 150),
        (30, 3000),
        ("-0.01", -1),
        (Decimal("99999999999999999999999999999999.99"), 9999999999999999999999999999999999),
    ],
)
def test_yuan_becomes_fen_exactly(value: Decimal | str | int, expected: int):
    assert money.fen(value) == expected


@pytest.mark.parametrize("value", ["0.001", Decimal("1.005"), "", "约30", Decimal("NaN")])
def test_nothing_is_rounded_silently(value: Decimal | str):
    with pytest.raises(ValueError, match="不是数字|超过 2 位小数"):
        money.fen(value)


@given(SIGNED_FEN)
def test_yuan_text_reads_back(amount: int):
    assert money.fen(money.yuan(amount)) == amount


@given(SIGNED_FEN)
def test_wan_text_reads_back_and_has_no_trailing_zero(amount: int):
    text = money.wan(amount)
    assert Fraction(text) * money.FEN_PER_WAN == amount
    assert "." not in text or text[-1] not in "0."


@pytest.mark.parametrize(
    ("amount", "yuan", "wan"),
    [
        (150125000, "1,501,250.00", "150.125"),
        (0, "0.00", "0"),
        (-5, "-0.05", "-0.000005"),
        (4_000_000_00, "4,000,000.00", "400"),
        (1_000_000, "10,000.00", "1"),
    ],
)
def test_both_ways_of_writing(amount: int, yuan: str, wan: str):
    assert (money.yuan(amount), money.wan(amount)) == (yuan, wan)


WORDS = {
    "1409.50": "壹仟肆佰零玖元伍角整",
    "6007.14": "陆仟零柒元壹角肆分",
    "1680.32": "壹仟陆佰捌拾元零叁角贰分",
    "107000.53": "壹拾万柒仟元零伍角叁分",
    "16409.02": "壹万陆仟肆佰零玖元零贰分",
    "325.04": "叁佰贰拾伍元零肆分",
    "100000": "壹拾万元整",
    "10000000.00": "壹仟万元整",
    "0.30": "叁角整",
    "0.05": "伍分",
    "0.35": "叁角伍分",
    "0": "零元整",
    "10": "壹拾元整",
    "10.50": "壹拾元零伍角整",
    "11.50": "壹拾壹元伍角整",
    "10.05": "壹拾元零伍分",
    "100000001": "壹亿零壹元整",
    "100001000": "壹亿零壹仟元整",
    "110000000": "壹亿壹仟万元整",
    "1000700000": "壹拾亿零柒拾万元整",
    "100100010": "壹亿零壹拾万零壹拾元整",
    "10010": "壹万零壹拾元整",
    "1001": "壹仟零壹元整",
    "1000000000000": "壹万亿元整",
    "1000100000000": "壹万零壹亿元整",
    "9999999999999999.99": "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿"
    "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
    "1501250": "壹佰伍拾万壹仟贰佰伍拾元整",
}


@pytest.mark.parametrize(("yuan", "words"), WORDS.items())
def test_capital_words_have_one_form(yuan: str, words: str):
    assert money.in_words(money.fen(yuan)) == f"人民币{words}"


@pytest.mark.parametrize("amount", [-1, 10**18])
def test_capital_words_refuse_what_they_cannot_say(amount: int):
    with pytest.raises(ValueError, match="9999 万亿"):
        money.in_words(amount)


def read_words(words: str) -> int:
    """Read 大写 back, ignoring every 零."""
    text = words.removeprefix("人民币").removesuffix("整").replace("零", "")
    whole, _, cents = text.partition("元") if "元" in text else ("", "", text)
    return _read(whole) * 100 + _read_cents(cents)


def _read(words: str) -> int:
    for unit, value in (("亿", 10**8), ("万", 10**4), ("仟", 1000), ("佰", 100), ("拾", 10)):
        if unit in words:
            high, _, low = words.rpartition(unit)
            return _read(high) * value + _read(low)
    return "零壹贰叁肆伍陆柒捌玖".index(words) if words else 0


def _read_cents(words: str) -> int:
    jiao, _, rest = words.partition("角") if "角" in words else ("", "", words)
    return _read(jiao) * 10 + _read(rest.removesuffix("分"))


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_capital_words_say_the_amount_and_never_double_a_zero(amount: int):
    words = money.in_words(amount)
    assert read_words(words) == amount
    assert "零零" not in words
    assert words.endswith(("整", "分"))


@pytest.mark.parametrize(
    ("quantity", "price", "expected"),
    [(153_000, 450_000, 68_850_000), (1_500, 1, 2), (500, 1, 1), (499, 1, 0), (1, 500, 1)],
)
def test_amount_is_rounded_half_up(quantity: int, price: int, expected: int):
    assert money.amount(quantity, price) == expected


@given(st.integers(0, 10**9), st.integers(0, 10**10))
def test_amount_is_never_off_by_more_than_half_a_fen(quantity: int, price: int):
    assert abs(1000 * money.amount(quantity, price) - quantity * price) <= 500


@pytest.mark.parametrize(
    ("quantity", "price", "written", "per", "agreed"),
    [
        (149_000, 4500_00, "67.05", 10000, True),  # 670,500 元
        (149_000, 4500_30, "67.05", 10000, True),  # 670,544.70 元, within 50 元
        (149_000, 4504_00, "67.05", 10000, False),  # 671,096 元
        (1_000, 50_00, "0.00", 10000, True),  # exactly half of the last digit
        (1_000, 50_01, "0.00", 10000, False),
        (1_000, 5166_70, "5166.7", 1, True),
        (1_000, 5166_74, "5166.7", 1, False),  # 元 has no tolerance
        (1_500, 1, "0.02", 1, True),  # 1.5 分 → 2 分
        (1_500, 1, "0.015", 1, True),
        (1_500, 1, "0.016", 1, False),
        (153_000, 4500_00, "688500", 1, True),
        (153_000, 4500_00, "688500.01", 1, False),
    ],
)
def test_written_amounts_agree_within_their_last_digit(
    quantity: int, price: int, written: str, per: int, agreed: bool
):
    assert money.agrees(quantity, price, Decimal(written), per) is agreed


@given(st.integers(1, 10**7), st.integers(1, 10**9), st.integers(0, 6))
def test_an_amount_rounded_to_wan_always_agrees(quantity: int, price: int, places: int):
    exact = Decimal(quantity * price) / Decimal(10**9)
    assert money.agrees(quantity, price, round(exact, places), 10000)


WEIGHTS = st.lists(st.integers(0, 10**12), min_size=1, max_size=40).filter(any)


@given(FEN, WEIGHTS)
def test_a_split_loses_nothing_and_is_off_by_less_than_one_fen(total: int, weights: list[int]):
    shares = money.split(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - Fraction(total * weight, sum(weights))) < 1
        assert weight or share == 0


def test_split_gives_the_rest_to_the_largest_remainder_then_by_order():
    assert money.split(100, [1, 1, 1]) == (34, 33, 33)
    assert money.split(10, [1, 6, 3]) == (1, 6, 3)
    assert money.split(1, [1, 2]) == (0, 1)
    assert money.split(2, [1, 1, 1]) == (1, 1, 0)


@pytest.mark.parametrize(("total", "weights"), [(1, []), (1, [0, 0]), (-1, [1]), (1, [2, -1])])
def test_split_refuses_what_has_no_answer(total: int, weights: list[int]):
    with pytest.raises(ValueError, match="分摊"):
        money.split(total, weights)


def test_saving_rate_is_exact_and_guards_zero():
    assert money.saving_rate(1000, 900) == Fraction(1, 10)
    assert money.saving_rate(3, 4) == Fraction(-1, 3)
    assert money.saving_rate(0, 5) is None
