"""全角、空白与数字：把人填的文本读成机器能比较的形式。"""

import re
from collections.abc import Iterable
from decimal import Decimal

_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters without width that str.split() doesn't know; pasted from web pages and chats."""

_UNSEEN = re.compile(f"[{_INVISIBLE}]")

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0xFFE5: 0xA5,
    0x2212: 0x2D,
}
"""Full-width forms U+FF01–FF5E, the ideographic space, ￥ and the minus sign."""

_NUMBER = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")


def halfwidth(s: str) -> str:
    """全角转半角, for numbers, codes and headers (never for prose: ，and：change as well)."""
    return s.translate(_HALF)


def squeeze(s: str) -> str:
    """Remove every kind of white space, visible or not, anywhere in the text."""
    return _UNSEEN.sub("", "".join(s.split()))


def parse_number(s: str) -> Decimal:
    """Read one plain number, full-width or with thousands separators, exactly.

    Raises:
        ValueError: 不是一个数: words, units, two points, misplaced separators, nothing at all.
    """
    outer = _INVISIBLE + " \t\r\n\u00a0"
    plain = halfwidth(s).strip().strip(outer)
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"“{s}”不是数字")
    return Decimal(plain.replace(",", ""))


def some_of(names: Iterable[str], most: int = 3) -> str:
    """甲、乙、丙等 9 家: names in a sentence, the first ones and how many there are."""
    listed = list(names)
    more = f"等 {len(listed)} 家" if len(listed) > most else ""
    return "、".join(listed[:most]) + more
