"""Dates as people write and read them."""

import re
from datetime import date

from zjbuy_desktop.core.base.text import halfwidth, squeeze

_WEEK = "一二三四五六日"
_FORMS = (
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?"),
    re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_SHORT = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?")


def long_date(day: date) -> str:
    """2026年9月3日（周四）: for text."""
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEK[day.weekday()]}）"


def short_date(day: date) -> str:
    """9月3日: where the year is plain."""
    return f"{day.month}月{day.day}日"


def read_date(text: str, year: int | None = None) -> date:
    """Read 2026-9-3, 2026.9.3, 2026年9月3日（周四）, 20260903; 9-3 in ``year``.

    Raises:
        ValueError: 不是日期, in Chinese.
    """
    plain = re.sub(r"\(.*\)$", "", squeeze(halfwidth(text)))
    for form in _FORMS:
        if match := form.fullmatch(plain):
            return _made(text, *map(int, match.groups()))
    match = _SHORT.fullmatch(plain)
    if match and year:
        return _made(text, year, int(match[1]), int(match[2]))
    raise ValueError(f"“{text}”不是日期，请填成 2026-9-3 或 2026年9月3日")


def _made(text: str, year: int, month: int, day: int) -> date:
    try:
        made = date(year, month, day)
    except ValueError:
        raise ValueError(f"没有“{text}”这一天") from None
    if not 2000 <= year <= 2100:
        raise ValueError(f"“{text}”的年份不对")
    return made
