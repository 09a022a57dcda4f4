"""建议改为：错格里应当写什么，只在看得准的时候说；拿不准的留空，由单位自己定。"""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal

from zjbuy_desktop.core.base.money import amount, wan
from zjbuy_desktop.core.base.quantity import must_be_whole, show
from zjbuy_desktop.core.base.text import halfwidth, squeeze

_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SHORTEST_NAME = 4
_CLOSE = 0.7


def amount_text(fen: int, scale: int) -> str:
    """An amount as it would be typed into a column of 元 (1), 千元 (1000) or 万元 (10000)."""
    if scale == 10_000:  # 万元
        return wan(fen)
    number = Decimal(fen) / (100 * scale)
    return f"{number.normalize():f}"


def product_text(quantity: int, price_fen: int, scale: int) -> str:
    """数量 × 单价 in the unit of the amount column."""
    return amount_text(amount(quantity, price_fen), scale)


def quantity_text(written: object, price_fen: int, amount_fen: int, measure: str) -> str:
    """The quantity that price and amount agree on; empty unless the cell speaks for it too.

    “约30” with an amount of thirty pieces can only be 30; with any other amount the unit decides.
    """
    if price_fen <= 0 or amount_fen <= 0 or amount_fen * 1000 % price_fen:
        return ""
    quantity = amount_fen * 1000 // price_fen
    if quantity % 1000 and must_be_whole(measure):
        return ""
    text = show(quantity)
    return text if says(written, text) else ""


def price_text(written: object, quantity: int, amount_fen: int, scale: int) -> str:
    """The unit price that quantity (1/1000) and amount agree on to the 分, for a column of 元
    (scale 1) or 万元; empty where it doesn't come out even, or the cell speaks of another."""
    if quantity <= 0 or amount_fen <= 0 or amount_fen * 1000 % quantity:
        return ""
    text = amount_text(amount_fen * 1000 // quantity, scale)
    return text if says(written, text) else ""


def says(written: object, number: str) -> bool:
    """Whether a cell is empty, holds no figure (#N/A), or holds just this one, its sign aside.

    A date holds none: it is what the program made of something else that was typed.
    """
    if isinstance(written, date | time | timedelta):
        return True
    if isinstance(written, float) and written.is_integer():
        written = int(written)
    figures = [f.replace(",", "") for f in _DIGITS.findall(halfwidth(str(written)))]
    return not figures or figures == [number]


def near_unit(written: str, names: Sequence[str]) -> str:
    """The one roster name that was cut short at its beginning or end (城东区教育局); else empty.

    A name with other characters in it may be another unit and is never guessed at.
    """
    key = squeeze(halfwidth(written))
    if len(key) < _SHORTEST_NAME:
        return ""
    found = [name for name in names if _cut(key, squeeze(halfwidth(name)))]
    return found[0] if len(found) == 1 else ""


def _cut(written: str, name: str) -> bool:
    return name.endswith(written) or name[:-1] == written or written.endswith(name)


def near_item(written: str, items: Sequence[str]) -> str:
    """The one item that was written too short or too long (台式计算机增强型); else empty.

    A name with another character in it (A5 for A4, 基础型 for 增强型) may be another item.
    """
    key = _letters(written)
    found = [item for item in items if _within(key, _letters(item))]
    return found[0] if len(found) == 1 else ""


def _letters(name: str) -> str:
    return "".join(char for char in squeeze(halfwidth(name)).lower() if char.isalnum())


def _within(one: str, other: str) -> bool:
    """Whether the shorter name is the longer one with few characters left out."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) >= _CLOSE * len(long) and all(char in rest for char in short)
