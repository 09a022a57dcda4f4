"""金额：一律用整数分；元、万元、大写都只是它的写法。"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from zjbuy_desktop.core.base.text import parse_number

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_LIMIT_YUAN = 10**16
"""大写 is written up to 9999 万亿."""

FEN_PER_WAN = 1_000_000
"""1 万元 = 1,000,000 分."""


def exact(value: Decimal | str | int, scale: int) -> int:
    """``value × scale`` as a whole number, never rounded.

    Raises:
        ValueError: not a finite number, or too many decimals for the scale.
    """
    number = parse_number(value) if isinstance(value, str) else value
    if isinstance(number, Decimal) and not number.is_finite():
        raise ValueError(f"“{value}”不是数字")
    numerator, denominator = number.as_integer_ratio()
    whole, rest = divmod(numerator * scale, denominator)
    if rest:
        places = len(str(scale)) - 1
        raise ValueError(f"“{value}”超过 {places} 位小数")
    return whole


def fen(value: Decimal | str | int) -> int:
    """元 → 分, exactly.

    Raises:
        ValueError: 不是数字，或超过两位小数.
    """
    return exact(value, 100)


def yuan(fen: int) -> str:
    """分 → ``1,501,250.00`` (元, two decimals, thousands separators)."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


def wan(fen: int) -> str:
    """分 → ``150.125`` (万元): exact, at most six decimals, no trailing zeros."""
    whole, rest = divmod(abs(fen), FEN_PER_WAN)
    decimals = f".{rest:06d}".rstrip("0").rstrip(".")
    return f"{'-' if fen < 0 else ''}{whole}{decimals}"


def in_words(fen: int) -> str:
    """分 → 人民币大写 in one fixed form (支付结算办法: 伍角整, 元零叁角贰分, 元零贰分).

    Raises:
        ValueError: 负数，或超过 9999 万亿元.
    """
    if not 0 <= fen < _LIMIT_YUAN * 100:
        raise ValueError("大写金额只能是 0 到 9999 万亿元")
    whole, cents = divmod(fen, 100)
    return f"人民币{_whole_words(whole, cents)}{_cent_words(whole, cents)}"


def _whole_words(whole: int, cents: int) -> str:
    if not whole:
        return "" if cents else "零元"
    high, low = divmod(whole, 10**8)
    return _joined(_below_yi(high), "亿", _below_yi(low), low < 10**7) + "元"


def _cent_words(whole: int, cents: int) -> str:
    jiao, rest = divmod(cents, 10)
    if not cents:
        return "整"
    # 角=0 的零必写；元位是 0 的零可写可不写，统一写 (107000.53 → 柒仟元零伍角叁分)。
    zero = "零" if whole and (not jiao or whole % 10 == 0) else ""
    jiao_words = f"{_DIGITS[jiao]}角" if jiao else ""
    return f"{zero}{jiao_words}{f'{_DIGITS[rest]}分' if rest else '整'}"


def _below_yi(n: int) -> str:
    high, low = divmod(n, 10**4)
    return _joined(_below_wan(high), "万", _below_wan(low), low < 1000)


def _joined(high: str, unit: str, low: str, gap: bool) -> str:
    if not high:
        return low
    return f"{high}{unit}{'零' if low and gap else ''}{low}"


def _below_wan(n: int) -> str:
    words, pending = "", False
    for place in (3, 2, 1, 0):
        digit = n // 10**place % 10
        if not digit:
            pending = bool(words)
            continue
        words += f"{'零' if pending else ''}{_DIGITS[digit]}{_PLACES[place]}"
        pending = False
    return words


def amount(quantity: int, price_fen: int) -> int:
    """数量（1/1000）× 单价（分）→ 分, rounded half up (away from zero)."""
    product = quantity * price_fen
    rounded = (abs(product) + 500) // 1000
    return rounded if product >= 0 else -rounded


def agrees(quantity: int, price_fen: int, written: Decimal, per: int) -> bool:
    """Whether an amount as written (元: ``per=1``, 万元: ``per=10000``) is quantity × price.

    元 must match to the 分. 万元 was rounded by whoever wrote it, so it may be off by half of
    its last written digit.
    """
    product = Fraction(quantity * price_fen, 100_000)
    stated = Fraction(written) * per
    if per == 1:
        return stated in (product, Fraction(amount(quantity, price_fen), 100))
    exponent = written.as_tuple().exponent
    if not isinstance(exponent, int):
        return False
    last_digit = Fraction(10) ** min(exponent, 0)
    return abs(product - stated) <= last_digit * per / 2


def split(total_fen: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Share out a total by weights, largest remainder first, ties by order; Σ is the total.

    Raises:
        ValueError: 总额为负、权重为负或全为零.
    """
    whole = sum(weights)
    if total_fen < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError("分摊要有不为负的总额和不全为零的权重")
    shares = [total_fen * weight // whole for weight in weights]
    remainders = [total_fen * weight % whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -remainders[i])
    for i in by_remainder[: total_fen - sum(shares)]:
        shares[i] += 1
    return tuple(shares)


def saving_rate(budget: int, award: int) -> Fraction | None:
    """节约率 =（预算 − 中标）÷ 预算, exact; ``None`` without a budget."""
    return Fraction(budget - award, budget) if budget > 0 else None
