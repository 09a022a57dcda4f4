"""“数据来源”：每行需求读自哪份文件、哪张表、哪几格，何时收到，校验值，改过什么。"""

from collections.abc import Sequence

from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.excel.sheet_links import Link, Span
from zjbuy_desktop.excel.sheet_table import Column, Fen, Milli, Value
from zjbuy_desktop.excel.source_data import Remarks
from zjbuy_desktop.excel.stream import StreamSheet

SOURCES = "数据来源"
MEANING = (
    "一行是一家单位的一行需求。数量、单价读自所列文件的那一格，预算金额＝数量×单价（四舍五入到分），"
    "与表上写的金额核对过；原件按 SHA-256 原样保存。"
    "别的表里蓝色的数点一下就到这里，右边带箭头的点一下就回去。"
)
_FIGURES = ("quantity", "price", "amount")
_NONE = "—"

LINE_COLUMNS = (
    Column("序号", 6),
    Column("采购单位", 20),
    Column("统一标的", 16),
    Column("标的名称（单位所写）", 16),
    Column("计量单位", 8),
    Column("数量", 9),
    Column("单价(元)", 12),
    Column("预算金额(元)", 15),
    Column("来源文件", 22),
    Column("工作表", 11),
    Column("数量在", 8),
    Column("单价在", 8),
    Column("金额在", 8),
    Column("接收时间", 12),
    Column("原件 SHA-256", 35),
    Column("更正、归并", 28),
)
AMOUNT = 7
"""预算金额 among the columns, from 0."""
OWN_COLUMNS = tuple(column for column in LINE_COLUMNS if column.caption != "采购单位")
"""The same for one unit's own workbook."""


def own_values(number: int, line: NeedLine, remarks: Remarks) -> list[Value]:
    """One need line as a row of its own unit's 数据来源."""
    values = line_values(number, line, remarks)
    return [values[0], *values[2:]]


def line_values(number: int, line: NeedLine, remarks: Remarks) -> list[Value]:
    """One need line as a row of 数据来源."""
    source = line.source
    cells = dict(source.cells)
    return [
        number,
        line.unit,
        line.common_item,
        line.item,
        line.measure,
        Milli(line.quantity),
        Fen(line.price_fen),
        Fen(line.amount_fen),
        source.file,
        source.sheet or _NONE,
        *[cells.get(name) or _NONE for name in _FIGURES],
        f"{source.received_at:%Y-%m-%d %H:%M}" if source.received_at else _NONE,
        source.sha256 or _NONE,
        remarks.of(line),
    ]


def to_sources(table: StreamSheet, first: int, last: int, span: Span) -> Link:
    """A link from the columns ``first`` to ``last`` to rows of 数据来源, which is ``table``."""
    return Link(first, last, SOURCES, span, table.last_letter)


def close_lines(
    table: StreamSheet, first: int, lines: Sequence[NeedLine], column: int = AMOUNT
) -> None:
    """The filter, the total and its check below the lines; ``column`` is that of 预算金额."""
    if lines:
        table.filtered(table.row - 1)
    amount = sum(line.amount_fen for line in lines)
    before, behind = [""] * (column - 2), [""] * (len(table.columns) - column - 1)
    table.data([None, "合计", *before, Fen(amount), *behind], bold=True)
    table.check(first, column, amount, "各行")
