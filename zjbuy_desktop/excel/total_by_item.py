"""总表里的“按标的”，和它的下一层“标的构成”：一种标的由哪些单位的多少合成。"""

from collections.abc import Sequence

from zjbuy_desktop.core.case.merging import as_common
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.excel.sheet_links import Span
from zjbuy_desktop.excel.sheet_table import Column, Fen, Milli, Value
from zjbuy_desktop.excel.source_rows import Group
from zjbuy_desktop.excel.source_sheet import SOURCES
from zjbuy_desktop.excel.stream import StreamSheet
from zjbuy_desktop.excel.total_sheets import BY_ITEM, PARTS, Sheet, Sheets, item_key, joined


def _items(book: Sheets, table: StreamSheet) -> None:
    below = book.first[PARTS]
    by_item: dict[str, list[NeedLine]] = {}
    for line in map(as_common, book.data.lines):
        by_item.setdefault(item_key(line), []).append(line)
    for number, (item, lines) in enumerate(by_item.items(), start=1):
        parts = book.rows.by_item[item]
        span = Span(below + parts.first, below + parts.last)
        table.data(_item(number, item, lines, span), links=(book.to(PARTS, 3, 8, span),))
    units = len({line.unit for line in book.data.lines})
    whole = Span(below, below + max(len(book.rows.parts), 1) - 1)
    book.close(table, (None, "合计", "", units), 7, "各标的", book.to(PARTS, 3, 7, whole))


def _item(number: int, item: str, lines: Sequence[NeedLine], span: Span) -> list[Value]:
    sums = total(lines)
    prices = [line.price_fen for line in lines]
    return [
        number,
        item,
        joined(line.measure for line in lines),
        len({line.unit for line in lines}),
        Milli(sums.quantity),
        Fen(min(prices)),
        Fen(max(prices)),
        Fen(sums.amount_fen),
        span.shown,
    ]


def _parts(book: Sheets, table: StreamSheet) -> None:
    items = book.item_rows()
    for number, group in enumerate(book.rows.parts, start=1):
        row = items[group.lines[0].common_item]
        links = (book.sources(4, 7, group.span), book.to(BY_ITEM, 8, 8, Span(row, row)))
        table.data(_part(number, group, row), links=links)
    if book.rows.parts:
        table.filtered(table.row - 1)
    label = (None, "合计", "", "", len(book.data.lines))
    book.close(table, label, 6, "各标的各单位", book.sources(4, 6, book.rows.whole))


def _part(number: int, group: Group, row: int) -> list[Value]:
    lines = [as_common(line) for line in group.lines]
    sums = total(lines)
    return [
        number,
        lines[0].item,
        lines[0].unit,
        joined(line.measure for line in lines),
        sums.rows,
        Milli(sums.quantity),
        Fen(sums.amount_fen),
        group.span.shown,
        Span(row, row).shown,
    ]


ITEM_SHEET = Sheet(
    BY_ITEM,
    "采购需求汇总表（按标的）",
    (
        Column("序号", 6),
        Column("标的名称", 30),
        Column("计量单位", 10),
        Column("单位数", 9),
        Column("数量", 12),
        Column("最低单价(元)", 16),
        Column("最高单价(元)", 16),
        Column("预算金额(元)", 20),
        Column(f"{PARTS}(行)", 12),
    ),
    _items,
)
PART_SHEET = Sheet(
    PARTS,
    "标的构成（统一标的由哪些单位合成）",
    (
        Column("序号", 6),
        Column("统一标的", 30),
        Column("采购单位", 34),
        Column("计量单位", 10),
        Column("行数", 8),
        Column("数量", 12),
        Column("预算金额(元)", 20),
        Column(f"{SOURCES}(行)", 12),
        Column(f"{BY_ITEM}(行)", 10),
    ),
    _parts,
)
