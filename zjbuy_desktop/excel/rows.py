"""一行是什么：需求、合计、小标题、签字栏、说明，还是空行。"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache

from zjbuy_desktop.core.base.text import squeeze
from zjbuy_desktop.excel.captions import caption_of
from zjbuy_desktop.excel.grid import CellValue, Grid
from zjbuy_desktop.excel.header_words import field_of
from zjbuy_desktop.excel.headers import Header, same_header
from zjbuy_desktop.excel.problems import shown
from zjbuy_desktop.excel.roster import RosterBook
from zjbuy_desktop.excel.unit_names import stated_units
from zjbuy_desktop.excel.values import is_blank

_NUMERAL = r"(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）])"
_TOTAL = re.compile(
    rf"{_NUMERAL}?(?:本页|本单位|本表|全部|以上|金额|采购|各项|分项|单位)?"
    r"(?:小计|合计|总计|共计|总合计|累计|汇总|总价|总额|总金额)(?:数量|金额|数|额|人民币|大写)*(?:[:：(（\[【元万千¥￥0-9].*)?"
    r"|.{2,30}(?:小计|合计|总计)"
)
_SUMS = re.compile("计|总|汇")
"""Told at once: nearly all cells say none of these."""

_LONGEST_LABEL = 40
_FOOT = re.compile(
    r"(?:填表|填报|联系|单位负责|负责人|经办|审核|复核|制表|分管|日期|签字|盖章|单位[:：(（]|"
    r"(?:备?注|说明)[:：0-9]|[0-9]+[.、．])"
)
_LABEL = re.compile(
    r"(?:填表|填报|制表|经办|联系|审核|复核|负责|单位负责|分管领导?)(?:人|电话|方式|日期|时间|领导)?"
    r"(?:[(（].*[)）])?(?:[:：].*)?|(?:电话|手机|日期|传真|邮编)(?:号码?)?(?:[:：].*)?"
)
_REMARK = re.compile(r"(?:备?注|说明)[:：0-9]|[0-9]+[.、．]")
_POINT = re.compile(r"[0-9]{1,2}[.、．)）][^0-9].{3,}")
"""“1.请于8月前交付”: the first point of a remark, not a quantity."""

_NUMBERED = re.compile(rf"{_NUMERAL}.*")
_NUMBER_ALONE = re.compile(r"[(（]?[一二三四五六七八九十]+[)）]?[、.．]?")
_EXAMPLE = re.compile(r"[(（]?(?:示例|样例|举例|例如|例)[)）]?[:：0-9一二三]?")
_DATED = re.compile(r"[0-9]{4}年[0-9]{1,2}月|盖章|公章|签章|第[0-9]+页")
_NUMERIC = re.compile(r"[约¥￥+\-−－]?[0-9０-９]")


class RowKind(Enum):
    """What a row below the header is."""

    BLANK = auto()
    DATA = auto()
    TOTAL = auto()
    FOOT = auto()
    ITEM_ONLY = auto()
    HEADING = auto()
    GROUP_TOTAL = auto()
    EXAMPLE = auto()
    REMARK = auto()


class RowSorter:
    """Tells the rows of one table apart."""

    def __init__(self, grid: Grid, header: Header, book: RosterBook) -> None:
        self._grid = grid
        self._header = header
        self._book = book
        self._numbers = tuple(header.columns[name][0] for name in ("quantity", "price", "amount"))
        self._item = header.columns["item"][0]
        self._quantity, self._price, self._amount = self._numbers
        self._seq = header.columns.get("seq", (-1,))[0]
        self._filled_in = frozenset(
            column
            for name in ("seq", "measure", "category_code", "category_name", "funding")
            for column in header.columns.get(name, ())
        )

    def kind(self, row: int, item: CellValue) -> RowKind:
        """The kind of a row; ``item`` is its item cell after fill-down of merged cells."""
        values = self._grid.rows[row]
        filled = [column for column in self._numbers if not is_blank(values[column])]
        if len(filled) == 3 and not is_blank(item) and looks_numeric(values[filled[0]]):
            # 最常见的一种先走：有标的，数量、单价、金额都有。
            if self._seq >= 0 and isinstance(values[self._seq], str) and self._example(values):
                return RowKind.EXAMPLE
            return RowKind.TOTAL if is_total(item) else RowKind.DATA
        if len(filled) == 1 and filled[0] == self._amount and values[self._amount] == 0:
            filled = []  # 预先填好的“数量×单价”公式在空行里算出的 0
        return self._odd(row, values, item, filled)

    def _odd(
        self, row: int, values: Sequence[CellValue], item: CellValue, filled: Sequence[int]
    ) -> RowKind:
        if self._repeats_header(row, values):
            return RowKind.FOOT
        texts = [squeeze(value) for value in values if isinstance(value, str) and value]
        named = not is_blank(item)
        priced = self._price in filled and looks_numeric(values[self._price])
        if is_total(item) or (not (named and priced) and any(map(is_total, texts))):
            return RowKind.TOTAL
        numeric = any(looks_numeric(values[column]) for column in filled)
        aside = self._aside(row, item, texts, priced, numeric)
        if aside:
            return aside
        if filled or (named and self._marked(row)):
            return self._with_figures(values, item, priced)
        return self._without_figures(values, named)

    def _aside(
        self, row: int, item: CellValue, texts: list[str], priced: bool, numeric: bool
    ) -> RowKind | None:
        """What a row is that isn't about needs: a unit's name, a signature, a remark."""
        if not numeric and stated_units(self._grid, (row,)):
            return RowKind.HEADING
        alone = is_blank(item) and _stands_alone(self._grid.rows[row], texts, numeric)
        if not alone and not self._foot(item, texts, priced, numeric):
            return None
        if any(_REMARK.match(text) for text in texts):
            return RowKind.REMARK
        return RowKind.FOOT if not alone or is_signature(texts[0]) else RowKind.HEADING

    def _with_figures(self, values: Sequence[CellValue], item: CellValue, priced: bool) -> RowKind:
        if self._example(values):
            return RowKind.EXAMPLE
        return (
            RowKind.GROUP_TOTAL if not priced and self._heads_group(values, item) else RowKind.DATA
        )

    def _foot(self, item: CellValue, texts: list[str], priced: bool, numeric: bool) -> bool:
        if numeric:  # 电话、日期会落在数量列里；那一行的名目说明它不是需求
            return not priced and any(_LABEL.fullmatch(text) for text in texts)
        if texts and _LABEL.fullmatch(texts[0]):
            return True  # “填表人”“王喆”各占一格
        if not is_blank(item):
            return isinstance(item, str) and bool(_FOOT.match(squeeze(item)))
        return any(_FOOT.match(text) for text in texts)

    def _heads_group(self, values: Sequence[CellValue], item: CellValue) -> bool:
        """Whether a row with a sum but no price names a group (“一、办公设备”, a unit)."""
        if isinstance(item, str) and self._book.items and self._book.item(item):
            return False  # 统一的标的，只是没填单价
        seq = values[self._seq] if self._seq >= 0 else ""
        name = item if not is_blank(item) else next((v for v in values if isinstance(v, str)), "")
        return (
            (isinstance(seq, str) and bool(_NUMBER_ALONE.fullmatch(squeeze(seq))))
            or (isinstance(name, str) and bool(_NUMBERED.fullmatch(squeeze(name))))
            or (isinstance(item, str) and self._book.units.find(item) is not None)
        )

    def _without_figures(self, values: Sequence[CellValue], named: bool) -> RowKind:
        others = [
            column
            for column, value in enumerate(values)
            if column not in self._filled_in and not is_blank(value)
        ]
        seq = values[self._seq] if self._seq >= 0 else ""
        if len(others) == 1 and isinstance(values[others[0]], str):
            return RowKind.HEADING
        if not others and isinstance(seq, str) and len(squeeze(seq)) > 2:
            return RowKind.HEADING  # 合并整行的小标题，文字落在序号列
        if named:
            return RowKind.ITEM_ONLY
        return RowKind.REMARK if others else RowKind.BLANK

    def _example(self, values: Sequence[CellValue]) -> bool:
        seq = values[self._seq] if self._seq >= 0 else values[0]
        return isinstance(seq, str) and bool(_EXAMPLE.fullmatch(squeeze(seq)))

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


def _stands_alone(values: Sequence[CellValue], texts: list[str], numeric: bool) -> bool:
    """Whether a text is all a row has: a name, date or remark that happens to stand under 单价."""
    if len(texts) != 1 or sum(value != "" for value in values) > 1:
        return False
    return not numeric or bool(_DATED.search(texts[0]) or _POINT.match(texts[0]))


def looks_numeric(value: CellValue) -> bool:
    """Whether a cell holds a figure, or a text that begins with one; a date is none."""
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and _begins_with_figure(value)


@lru_cache(maxsize=8192)
def _begins_with_figure(value: str) -> bool:
    return _NUMERIC.match(squeeze(value)) is not None


def is_signature(text: str) -> bool:
    """Whether a text is of the kind that stands below tables: names, dates, seals."""
    plain = squeeze(text)
    return bool(_FOOT.match(plain) or _LABEL.fullmatch(plain) or _DATED.search(plain))


def remark(grid: Grid, row: int) -> str:
    """The texts of a row, as they are quoted in a note."""
    return shown(" ".join(squeeze(v) for v in grid.rows[row] if isinstance(v, str) and v))


def is_total(value: CellValue) -> bool:
    """Whether a cell labels a total row (合计、小计、总 计、某局小计 …)."""
    if not isinstance(value, str) or len(value) > _LONGEST_LABEL or not _SUMS.search(value):
        return False
    return _total_label(value)


@lru_cache(maxsize=1024)
def _total_label(text: str) -> bool:
    return _TOTAL.fullmatch(squeeze(text)) is not None
