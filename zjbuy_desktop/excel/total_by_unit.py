"""总表里的“汇总”（一家单位一种标的一行）和“按单位”。"""

from collections.abc import Sequence

from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.excel.sheet_links import Span
from zjbuy_desktop.excel.sheet_table import Column, Fen, Milli, Value
from zjbuy_desktop.excel.source_rows import Group
from zjbuy_desktop.excel.source_sheet import SOURCES
from zjbuy_desktop.excel.stream import StreamSheet
from zjbuy_desktop.excel.total_sheets import BOTH, BY_UNIT, Sheet, Sheets, joined

OFF_ROSTER = "不在名册"
NO_DISTRICT = "未填"
LEVEL_LETTER, DISTRICT_LETTER = "C", "D"
"""Columns of 按单位 that charts are drawn by."""


def _both(book: Sheets, table: StreamSheet) -> None:
    for number, (lines, span) in enumerate(book.rows.rows, start=1):
        table.data(_unit_item(number, lines, span), links=(book.sources(5, 8, span),))
    link = book.sources(5, 7, book.rows.whole)
    book.close(table, (None, "合计", "", "", ""), 7, "各单位", link)


def _unit_item(number: int, lines: Sequence[NeedLine], span: Span) -> list[Value]:
    sums = total(lines)
    prices = {line.price_fen for line in lines}
    return [
        number,
        lines[0].unit,
        lines[0].item,
        joined(line.spec for line in lines),
        joined(line.measure for line in lines),
        Milli(sums.quantity),
        Fen(prices.pop()) if len(prices) == 1 else "多种单价",
        Fen(sums.amount_fen),
        span.shown,
        joined(line.funding for line in lines) or "待补",
        joined(line.funds.value for line in lines),
        joined(line.intention for line in lines) or "待补",
        joined(f"{line.source.file} {_row_of(line)}" for line in lines),
    ]


def _row_of(line: NeedLine) -> str:
    cells = dict(line.source.cells)
    return f"{line.source.sheet} {cells.get('quantity', '')}".strip()


def _units(book: Sheets, table: StreamSheet) -> None:
    left = dict(book.rows.by_unit)
    for number, status in enumerate(book.data.units, start=1):
        unit, found = status.unit, left.pop(status.unit.name, None)
        start: list[Value] = [number, unit.name, unit.level.value, unit.district or NO_DISTRICT]
        _unit(book, table, start, found, (status.status, "、".join(status.missing)))
    for name, group in left.items():  # 不在名册上的也不能丢，否则合计对不上
        _unit(book, table, [None, name, OFF_ROSTER, NO_DISTRICT], group, (OFF_ROSTER, ""))
    link = book.sources(4, 6, book.rows.whole)
    book.close(table, (None, "合计", "", "", len(book.data.lines)), 6, "各单位", link)


def _unit(
    book: Sheets,
    table: StreamSheet,
    start: Sequence[Value],
    found: Group | None,
    end: Sequence[Value],
) -> None:
    sums = total(found.lines if found else ())
    figures = (sums.rows, Milli(sums.quantity), Fen(sums.amount_fen))
    where = found.span.shown if found else "没有需求行"
    links = (book.sources(4, 7, found.span),) if found else ()
    table.data([*start, *figures, where, *end], links=links)


BOTH_SHEET = Sheet(
    BOTH,
    "采购需求汇总表",
    (
        Column("序号", 6),
        Column("采购单位", 28),
        Column("标的名称", 22),
        Column("规格型号/服务要求", 34),
        Column("计量单位", 8),
        Column("数量", 10),
        Column("单价(元)", 13),
        Column("预算金额(元)", 17),
        Column(f"{SOURCES}(行)", 10),
        Column("资金来源", 14),
        Column("资金落实", 8),
        Column("意向公开", 12),
        Column("来源", 30),
    ),
    _both,
)
UNIT_SHEET = Sheet(
    BY_UNIT,
    "采购需求汇总表（按单位）",
    (
        Column("序号", 6),
        Column("采购单位", 34),
        Column("预算级次", 11),
        Column("行政区划", 12),
        Column("行数", 7),
        Column("数量", 12),
        Column("预算金额(元)", 20),
        Column(f"{SOURCES}(行)", 12),
        Column("状态", 18),
        Column("待补内容", 34),
    ),
    _units,
)
