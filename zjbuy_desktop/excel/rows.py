"""一行是什么：数据、合计、签字栏还是空行；合计对不对得上。"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.core.base.quantity import show
from zjbuy_desktop.core.base.text import squeeze
from zjbuy_desktop.excel.captions import caption_of
from zjbuy_desktop.excel.grid import CellValue, Grid
from zjbuy_desktop.excel.header_words import field_of
from zjbuy_desktop.excel.headers import Header, same_header
from zjbuy_desktop.excel.values import BadCell, is_blank, money_of, quantity_of

_TOTAL = re.compile(r"(?:本页|本单位|全部|以上|金额|采购)?(小计|合计|总计|共计|总合计)")
_MAX_TOTAL_LABEL = 14
_FOOT = re.compile(
    r"(?:填表|填报|联系|单位负责|负责人|经办|审核|复核|制表|分管|日期|签字|盖章|单位[:：(（]|"
    r"(?:备?注|说明)[:：0-9]|[0-9]+[.、．])"
)
_NUMERIC = re.compile(r"[约¥￥+\-−－]?[0-9０-９]")


class RowKind(Enum):
    """What a row below the header is."""

    BLANK = auto()
    DATA = auto()
    TOTAL = auto()
    FOOT = auto()
    ITEM_ONLY = auto()


class RowSorter:
    """Tells the rows of one table apart."""

    def __init__(self, grid: Grid, header: Header) -> None:
        self._grid = grid
        self._header = header
        self._numbers = tuple(header.columns[name][0] for name in ("quantity", "price", "amount"))
        self._item = header.columns["item"][0]
        self._quantity, _price, self._amount = self._numbers

    def kind(self, row: int, item: CellValue) -> RowKind:
        """The kind of a row; ``item`` is its item cell after fill-down of merged cells."""
        values = self._grid.rows[row]
        filled = [column for column in self._numbers if not is_blank(values[column])]
        if len(filled) == 1 and filled[0] == self._amount and values[self._amount] == 0:
            filled = []  # 预先填好的“数量×单价”公式在空行里算出的 0
        named = not is_blank(item)
        if named and filled and not isinstance(values[filled[0]], str):
            # 最常见的一种先走：有标的、有数字。
            return RowKind.TOTAL if is_total(item) else RowKind.DATA
        if self._repeats_header(row, values):
            return RowKind.FOOT
        numeric = any(_looks_numeric(values[column]) for column in filled)
        if named:
            return self._named(item, bool(filled) or self._marked(row), numeric)
        return self._unnamed(values, bool(filled), numeric)

    def _named(self, item: CellValue, filled: bool, numeric: bool) -> RowKind:
        if is_total(item):
            return RowKind.TOTAL
        if not numeric and isinstance(item, str) and _FOOT.match(squeeze(item)):
            return RowKind.FOOT
        return RowKind.DATA if filled else RowKind.ITEM_ONLY

    def _unnamed(self, values: Sequence[CellValue], filled: bool, numeric: bool) -> RowKind:
        if any(is_total(value) for value in values):
            return RowKind.TOTAL
        texts = [squeeze(value) for value in values if isinstance(value, str) and value]
        if not numeric and any(_FOOT.match(text) for text in texts):
            return RowKind.FOOT
        return RowKind.DATA if filled else RowKind.BLANK

    def _marked(self, row: int) -> bool:
        marks = self._grid.marks
        return bool(marks) and any((row, column) in marks for column in self._numbers[:2])

    def _repeats_header(self, row: int, values: Sequence[CellValue]) -> bool:
        value = values[self._quantity]
        return (
            isinstance(value, str)
            and field_of(caption_of(value).text) == "quantity"
            and same_header(self._grid, self._header, row)
        )


def _looks_numeric(value: CellValue) -> bool:
    return not isinstance(value, str) or bool(_NUMERIC.match(squeeze(value)))


def is_total(value: CellValue) -> bool:
    """Whether a cell labels a total row (合计、小计、总 计 …)."""
    if not isinstance(value, str) or len(value) > _MAX_TOTAL_LABEL or "计" not in value:
        return False
    return _total_label(value)


@lru_cache(maxsize=1024)
def _total_label(text: str) -> bool:
    return _TOTAL.match(squeeze(text)) is not None


@dataclass(slots=True)
class Sums:
    """Running sums, to be compared with the totals a table states.

    Attributes:
        rows: lines since the last total row.
        quantity: 1/1000 since the last total row.
        amount: 分 since the last total row.
    """

    rows: int = 0
    quantity: int = 0
    amount: int = 0

    def add(self, quantity: int, amount: int) -> None:
        """Count one line."""
        self.rows += 1
        self.quantity += quantity
        self.amount += amount


class TotalChecker:
    """Compares stated totals with the sums of the lines above them; a wrong one is noted."""

    def __init__(self, grid: Grid, header: Header) -> None:
        self._grid = grid
        self._header = header
        self._part = Sums()
        self._all = Sums()

    def add(self, quantity: int, amount: int) -> None:
        """Count one line."""
        self._part.add(quantity, amount)
        self._all.add(quantity, amount)

    def check(self, row: int) -> list[str]:
        """Notes about the total row at ``row``; starts the next part."""
        part, self._part = self._part, Sums()
        notes = [
            note
            for note in (self._quantity(row, part), self._amount(row, part))
            if note and self._all.rows
        ]
        return [f"{self._grid.sheet} 第{row + 1}行{note}，以各行为准" for note in notes]

    def _quantity(self, row: int, part: Sums) -> str:
        value = self._grid.at(row, self._header.columns["quantity"][0])
        try:
            stated, _measure = quantity_of(value, "")
        except BadCell:
            return ""
        if stated in (part.quantity, self._all.quantity):
            return ""
        return f"写的合计数量 {show(stated)} 与各行之和 {show(self._all.quantity)} 不符"

    def _amount(self, row: int, part: Sums) -> str:
        scale = self._header.amount_scale
        try:
            value = self._grid.at(row, self._header.columns["amount"][0])
            stated, written = money_of(value, scale, "合计")
        except BadCell:
            return ""
        exponent = written.as_tuple().exponent
        digits = -exponent if isinstance(exponent, int) else 0
        # 万元各行都可能四舍五入过，合计允许相应的出入；元必须一分不差。
        slack = 0 if scale == 1 else (self._all.rows + 1) * scale * 50 // 10 ** max(digits, 0)
        if min(abs(stated - part.amount), abs(stated - self._all.amount)) <= slack:
            return ""
        return f"写的合计金额 {yuan(stated)} 元与各行之和 {yuan(self._all.amount)} 元不符"
