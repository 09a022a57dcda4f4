"""数量：一律用整数千分之一；按件计的单位必须是整数。"""

from decimal import Decimal

from zjbuy_desktop.core.base.money import exact

COUNTED = frozenset("台套件个把张组辆部箱包盒支本册幅人间户份次") | {"人次", "车次"}
"""Measures that are counted one by one; 项、年、月、批、人天、人月 and 米、吨 … may be parts."""


def milli(value: Decimal | str | int) -> int:
    """数量 → 1/1000, exactly; a negative number is the caller's to refuse.

    Raises:
        ValueError: 不是数字，或超过三位小数.
    """
    return exact(value, 1000)


def show(q: int) -> str:
    """1/1000 → ``153`` or ``1.5``: exact, without trailing zeros."""
    whole, rest = divmod(abs(q), 1000)
    decimals = f".{rest:03d}".rstrip("0").rstrip(".")
    return f"{'-' if q < 0 else ''}{whole}{decimals}"


def grouped(q: int) -> str:
    """1/1000 with thousands separators: ``5,120`` or ``1,200.5``."""
    whole, point, rest = show(abs(q)).partition(".")
    return f"{'-' if q < 0 else ''}{int(whole):,}{point}{rest}"


def units(q: int) -> int | str:
    """For JSON: a whole number as ``int``, else its decimal text (never a float)."""
    return q // 1000 if q % 1000 == 0 else show(q)


def must_be_whole(measure: str) -> bool:
    """Whether this 计量单位 only makes sense in whole numbers."""
    return measure.strip() in COUNTED
