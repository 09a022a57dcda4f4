"""表里的选择项：资金是否落实、意向公开方式，以及品目编码的各种写法。"""

import re
from datetime import date, timedelta
from functools import lru_cache

from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.core.case.needs import Funds

OWN_INTENTION = "自行公开"
LEAD_INTENTION = "委托牵头单位公开"
"""指引 附件注: each unit publishes its intention itself or entrusts the lead unit."""

_SECURED = frozenset({"是", "已落实", "落实", "√", "✓", "✔", "有", "y", "yes", "true", "已"})
_NOT_SECURED = frozenset({"否", "未落实", "没有", "无", "×", "✗", "n", "no", "false", "未", "不"})
_FIRST_DAY = date(1899, 12, 30)
_SERIAL = re.compile(r"4[0-9]{4}|5[0-9]{4}")
"""Days since 1899-12-30 of the years 2009 to 2064, as a date looks whose format was lost."""

_CODE = re.compile(r"[A-Z][0-9]{4,}")


@lru_cache(maxsize=1024)
def funds_of(text: str) -> Funds | None:
    """资金是否落实; ``None`` if the wording is neither yes nor no."""
    word = squeeze(halfwidth(text)).lower()
    if not word:
        return Funds.UNKNOWN
    if word in _SECURED:
        return Funds.SECURED
    return Funds.NOT_SECURED if word in _NOT_SECURED else None


@lru_cache(maxsize=1024)
def intention_of(text: str) -> str | None:
    """意向公开方式 in one of its two forms; ``None`` if it can't be told."""
    word = squeeze(text)
    own, lead = "自行" in word or "自主" in word, "委托" in word or "牵头" in word
    if own == lead:
        return None if word else ""
    return OWN_INTENTION if own else LEAD_INTENTION


@lru_cache(maxsize=1024)
def code_of(text: str) -> str:
    """The 品目编码 in a cell, also when its name stands behind it (``A02010105 台式计算机``)."""
    plain = squeeze(halfwidth(text)).upper()
    match = _CODE.match(plain)
    return match[0] if match else plain


@lru_cache(maxsize=1024)
def date_of_serial(text: str) -> str:
    """The date (2026年8月1日) that a bare serial number stands for; empty if it is none."""
    if not _SERIAL.fullmatch(text):
        return ""
    day = _FIRST_DAY + timedelta(int(text))
    return f"{day.year}年{day.month}月{day.day}日"
