"""一格的值怎样读成数量、金额和文字；读不成就说清楚应当怎么写。"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from zjbuy_desktop.core.base.identifiers import mask_identity
from zjbuy_desktop.core.base.money import exact
from zjbuy_desktop.core.base.quantity import milli, must_be_whole
from zjbuy_desktop.core.base.text import halfwidth, parse_number, squeeze
from zjbuy_desktop.excel.grid import CellValue
from zjbuy_desktop.excel.header_words import MEASURES

MAX_EXACT = 10**15
"""A double holds 15 digits for sure; a longer number typed as a number has lost its tail."""

MAX_AMOUNT_FEN = 10**14
"""1 万亿元: anything above is a slip of the keyboard."""

_TINY = Decimal("0.0001")
"""分: a stored double this close to a whole 分 is that 分 (695891.5000000001)."""

SCALE_NAMES = {
    1: "元",
    100: "百元",
    1_000: "千元",
    10_000: "万元",
    1_000_000: "百万元",
    10_000_000: "千万元",
    100_000_000: "亿元",
}
"""元 per unit → 金额单位."""

MAX_QUANTITY_MILLI = 10**13
"""1/1000; a hundred thousand lines of it still sum up within SQLite's integers."""

_LONGEST_NUMBER = 60
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
_VAGUE = re.compile(
    r"约|左右|大概|以上|以下|不少于|不超过|[~～至—]|[0-9]\s*[-/]\s*[0-9]|待定|若干|几|多"
)
_MEASURED = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*\(?([^\s0-9,.+\-()]{1,3})\)?")
_SPACED = re.compile(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?")
"""Thousands set apart by spaces, as in tables copied from web pages."""

_EACH = re.compile(r"(?<=[0-9元])/\s*([^\s0-9/]{1,3})$")
"""“5200元/台”: a price says what it is for."""

_YUAN = re.compile(r"^(?:人民币|RMB|¥)?\s*(.*?)\s*(?:元整|元)?$", re.IGNORECASE | re.DOTALL)
_FOREIGN = re.compile(r"[$€£]|[美欧港日韩澳加新]元|USD|EUR|HKD|JPY", re.IGNORECASE)
_WAN = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)\s*万元?")

_ERRORS = {
    "formula": ("公式没有存下结果", "请在 Excel 或 WPS 里打开、保存一次，或直接填写数值"),
}


class BadCell(ValueError):  # noqa: N818 - 说的是那一格，不是程序
    """A value that can't stand; says what is expected and what to do.

    Attributes:
        expected: 应当是什么.
        hint: 怎么改.
        suggestion: 建议改为, where the value itself says what was meant.
    """

    def __init__(self, expected: str, hint: str, suggestion: str = "") -> None:
        super().__init__(expected)
        self.expected = expected
        self.hint = hint
        self.suggestion = suggestion


@lru_cache(maxsize=8192, typed=True)
def quantity_of(value: CellValue, measure: str) -> tuple[int, str]:
    """数量 in 1/1000, and the measure written behind it, if any.

    Raises:
        BadCell: not one definite positive number that fits its measure.
    """
    _short(value, "数量")
    written = ""
    if isinstance(value, str):
        value, written = _without_measure(value, measure)
    number = _number(value, "数量", "")
    try:
        found = milli(_settled(number, 3))
    except ValueError:
        raise BadCell("数量最多三位小数", "请核对数量") from None
    _positive(number, "数量")
    if found > MAX_QUANTITY_MILLI:
        raise BadCell("数量在合理范围内", "请核对位数")
    unit = measure or written
    if found % 1000 and must_be_whole(unit):
        raise BadCell(f"以“{unit}”计的数量是整数", "请核对数量和计量单位")
    return found, written


@lru_cache(maxsize=8192, typed=True)
def money_of(value: CellValue, scale: int, what: str) -> tuple[int, Decimal]:
    """金额 in 分, and the number as written in its own unit (元: scale 1, 万元: 10000).

    Raises:
        BadCell: not one definite positive amount in that unit.
    """
    _short(value, what)
    unit = SCALE_NAMES[scale]
    if isinstance(value, str):
        value = _without_yuan(value, scale, unit)
    number = _number(value, what, unit)
    places = len(str(scale)) + 1
    written = _settled(number, places)
    try:
        fen = exact(written, scale * 100)
    except ValueError:
        raise BadCell(
            f"{what}精确到分", f"请把{what}写到分为止（{unit}，最多 {places} 位小数）"
        ) from None
    _positive(number, what)
    if fen > MAX_AMOUNT_FEN:
        raise BadCell(f"{what}在合理范围内", "请核对位数，以及本列是元还是万元")
    return fen, written


def text_of(value: CellValue) -> str:
    """A cell as clean text: one line, without control characters; dates in Chinese.

    Raises:
        BadCell: a number so long that its last digits are lost.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _number_text(value)
    return _date_text(value)


def is_blank(value: CellValue) -> bool:
    """Whether nothing is written here (white space is nothing)."""
    return isinstance(value, str) and not (value and _squeezed(value))


@lru_cache(maxsize=8192)
def _squeezed(value: str) -> str:
    return squeeze(value)


def mark_problem(mark: str, what: str) -> BadCell:
    """What to say about a marked cell: an uncached formula or an error value."""
    if mark in _ERRORS:
        found, hint = _ERRORS[mark]
        return BadCell(f"{what}有确定的值（{found}）", hint)
    return BadCell(f"{what}有确定的值", "这一格是公式错误，请改正公式，或直接填写数值")


@lru_cache(maxsize=8192)
def clean(value: str) -> str:
    """Text on one line, without control characters; 身份证号 masked, as no table needs them."""
    return mask_identity(_SPACES.sub(" ", _CONTROL.sub("", value)).strip())


def _number_text(value: float) -> str:
    if value != value or abs(value) >= MAX_EXACT:
        raise BadCell(
            "编号一类的长数字以文本填写",
            "数字超过 15 位，表格已丢掉末尾几位；请把单元格设为文本格式后重新填写",
        )
    return str(int(value)) if value == int(value) else repr(value)


def _date_text(value: date | datetime | time | timedelta) -> str:
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)


def _number(value: CellValue, what: str, unit: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        kind = "逻辑值" if isinstance(value, bool) else "日期"
        raise BadCell(f"{what}是一个数", f"这一格是{kind}；请填写数字，并检查单元格格式")
    if isinstance(value, str):
        return _text_number(value, what, unit)
    # xlsx 里的整数读来是 36.0，xls 里是 36；都当写到一位小数，万元的出入从严。
    number = Decimal(repr(float(value)))
    if not number.is_finite():
        raise BadCell(f"{what}是一个数", "请填写数字")
    return number


def _text_number(value: str, what: str, unit: str) -> Decimal:
    plain = halfwidth(value).strip()
    try:
        return parse_number(_SPACES.sub("", plain) if _SPACED.fullmatch(plain) else value)
    except ValueError:
        pass
    if _FOREIGN.search(plain):
        raise BadCell(f"{what}以人民币计", "这一格写的像是外币；请折算成人民币，只填数字")
    if _VAGUE.search(value):
        raise BadCell(f"{what}是一个确定的数", "请填写确定的数字，不要写“约”“左右”或范围")
    raise BadCell(f"{what}是一个数", f"请只填数字{f'（{unit}）' if unit else ''}，不要带文字或符号")


def _settled(number: Decimal, places: int) -> Decimal:
    """The number without the dust a binary float leaves behind its last digit."""
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= places:
        return number
    nearest = round(number, places)
    return nearest.normalize() if abs(nearest - number) <= _TINY.scaleb(2 - places) else number


def _short(value: CellValue, what: str) -> None:
    # 再长就不会是一个数；往下的办法也只该用在短的文字上。
    if isinstance(value, str) and len(value) > _LONGEST_NUMBER:
        raise BadCell(f"{what}是一个数", "这一格的文字太长；请只填数字")


def _positive(number: Decimal, what: str) -> None:
    if number <= 0:
        raise BadCell(
            f"{what}大于 0",
            "请填写正数；不采购的标的请整行删去" if number == 0 else "请填写正数，核减请直接改数",
        )


def _without_measure(value: str, measure: str) -> tuple[str, str]:
    match = _MEASURED.fullmatch(halfwidth(value).strip())
    if not match or (match[2] != measure and match[2] not in MEASURES):
        return value, ""
    if measure and match[2] != measure:
        raise BadCell(f"数量以计量单位“{measure}”计", f"数量后写的是“{match[2]}”，请核对，只填数字")
    return match[1], match[2]


def _without_yuan(value: str, scale: int, unit: str) -> str:
    plain = halfwidth(value).strip()
    each = _EACH.search(plain)
    if each and each[1] in MEASURES:
        plain = plain[: each.start()].strip()
    wan = _WAN.search(plain)
    if wan and scale == 1:
        yuan = parse_number(wan[1]) * 10_000
        about = f"{wan[1]} 万元约合 {yuan.normalize():f} 元"
        meant = f"{yuan.normalize():f}" if wan[0] == plain else ""
        raise BadCell("本列以元为单位", f"请按数量 × 单价以元填写到分（{about}）", meant)
    if wan and scale == 10_000:  # 万元列里又写了“万”：意思清楚
        return wan[1] if wan[0] == plain else value
    bare = _YUAN.sub(r"\1", plain)
    if scale != 1 and bare != plain and plain.endswith(("元", "元整")):
        raise BadCell(f"本列以{unit}为单位", f"这一格写的是元，请换算成{unit}填写")
    return bare
