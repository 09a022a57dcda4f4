"""“数据来源”里的采购结果：每份合同金额凭哪条登记、怎么算出来。"""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.excel.sheet_links import Link, Span
from zjbuy_desktop.excel.sheet_table import Fen, Milli, Value
from zjbuy_desktop.excel.source_data import AwardSource
from zjbuy_desktop.excel.stream import StreamSheet

_V = TypeVar("_V")
_UNIT = "采购单位"
_CAPTIONS: tuple[str, ...] = (
    "序号", _UNIT, "标项", "标的名称", "", "数量", "合同单价(元)", "合同金额(元)", "供应商",
    "登记的结果", "", "", "", "登记时间", "操作记录", "怎么算",
)  # fmt: skip
_JOINED = ((3, 4), (9, 12))
"""The columns that 标的名称 and 登记的结果 are written across."""


class Back(NamedTuple):
    """Where the shares stand in another sheet, one a row.

    Attributes:
        table: that sheet.
        first: the first share's row.
        called: what the column of its rows is called.
    """

    table: StreamSheet
    first: int
    called: str

    def link(self, column: int, number: int) -> Link:
        """From a column of 数据来源 to the row of a share, by its place from 0."""
        row = self.first + number
        return Link(column, column, self.table.page.title, Span(row, row), self.table.last_letter)


def write_awards(
    table: StreamSheet,
    title: str,
    shares: Sequence[Allocation],
    sources: Sequence[AwardSource],
    back: Back,
    *,
    named: bool,
) -> Span:
    """Write the results below the need lines, one row a share; the rows they take.

    Args:
        table: 数据来源.
        title: over them.
        shares: what was allocated.
        sources: where each comes from, as many.
        back: where they stand in another sheet.
        named: whether 采购单位 is a column; it is not in a unit's own workbook.
    """
    table.line(title, "head")
    table.head([*_kept(_CAPTIONS, named), back.called], repeated=False)
    _join(table, named)
    first, column = table.row, len(_CAPTIONS) - (not named)
    for number, (share, source) in enumerate(zip(shares, sources, strict=True)):
        link = back.link(column, number)
        values = [*_kept(_values(number + 1, share, source), named), link.span.shown]
        table.data(values, links=(link,))
        _join(table, named)
    return Span(first, table.row - 1)


def _values(number: int, share: Allocation, source: AwardSource) -> list[Value]:
    price = share.unit_price_fen
    return [
        number,
        share.unit,
        share.lot,
        share.item,
        "",
        Milli(share.quantity),
        Fen(price) if price is not None else "总价合同",
        Fen(share.contract_fen),
        share.supplier,
        source.entered,
        *["", "", ""],
        source.at,
        source.record,
        source.how,
    ]


def _kept(values: Sequence[_V], named: bool) -> Sequence[_V]:
    at = _CAPTIONS.index(_UNIT)
    return values if named else [*values[:at], *values[at + 1 :]]


def _join(table: StreamSheet, named: bool) -> None:
    for first, last in _JOINED:
        table.join(first - (not named), last - (not named))
