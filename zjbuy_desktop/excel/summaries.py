"""汇总表：总表一份（单位×标的、按标的、按单位、异常清单），每个参与单位一份。"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

from zjbuy_desktop.core.case.merging import as_common
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import Total, total, totals_by
from zjbuy_desktop.excel.overview_sheet import DATA_SHEET, write_overview
from zjbuy_desktop.excel.participants import write_participant
from zjbuy_desktop.excel.sheet_table import Column, Fen, Milli, Value
from zjbuy_desktop.excel.stream import StreamBook, StreamSheet
from zjbuy_desktop.excel.summary_data import (
    ParticipantData,
    SummaryData,
    SummaryIssue,
    UnitStatus,
)

__all__ = [
    "ParticipantData",
    "SummaryData",
    "SummaryIssue",
    "UnitStatus",
    "write_participant",
    "write_summary",
]

_BY_BOTH = (
    Column("序号", 6),
    Column("采购单位", 28),
    Column("标的名称", 22),
    Column("规格型号/服务要求", 34),
    Column("计量单位", 8),
    Column("数量", 10),
    Column("单价(元)", 13),
    Column("预算金额(元)", 17),
    Column("资金来源", 14),
    Column("资金落实", 8),
    Column("意向公开", 12),
    Column("来源", 30),
)
_BY_ITEM = (
    Column("序号", 6),
    Column("标的名称", 30),
    Column("计量单位", 10),
    Column("单位数", 9),
    Column("数量", 12),
    Column("最低单价(元)", 16),
    Column("最高单价(元)", 16),
    Column("预算金额(元)", 20),
)
_BY_UNIT = (
    Column("序号", 6),
    Column("采购单位", 34),
    Column("预算级次", 11),
    Column("行政区划", 12),
    Column("行数", 7),
    Column("数量", 12),
    Column("预算金额(元)", 20),
    Column("状态", 18),
    Column("待补内容", 34),
)
_ISSUES = (
    Column("序号", 6),
    Column("类别", 14),
    Column("单位或文件", 34),
    Column("位置", 16),
    Column("情况", 44),
    Column("处理建议", 40),
)


def item_key(line: NeedLine) -> str:
    """What “按标的” adds up by: its common item; the one place that says so."""
    return line.common_item


def write_summary(path: Path, data: SummaryData) -> tuple[str, ...]:
    """Write the total workbook.

    Returns:
        Notes about characters that couldn't be kept.
    """
    book = StreamBook(data.project, data.lead_unit)
    for write in _SHEETS:
        write(book, data)
    book.move_last(DATA_SHEET)
    book.save(path)
    return book.notes


def _start(
    book: StreamBook, data: SummaryData, name: str, title: str, columns: Sequence[Column]
) -> StreamSheet:
    table = book.sheet(name, columns)
    day = data.made_on
    table.title(title)
    table.line(f"项目名称：{data.project}")
    table.line(
        f"牵头单位：{data.lead_unit}　　品目：{data.category}　　"
        f"制表日期：{day.year}年{day.month}月{day.day}日　　金额单位：元"
    )
    table.head()
    return table


def _by_both(book: StreamBook, data: SummaryData) -> None:
    table = _start(book, data, "汇总", "采购需求汇总表", _BY_BOTH)
    order = {status.unit.name: i for i, status in enumerate(data.units)}

    def key(line: NeedLine) -> tuple[int, str, str]:
        return order.get(line.unit, len(order)), line.unit, line.item

    first = table.row
    groups = groupby(sorted(data.lines, key=key), key=key)
    for number, (_key, found) in enumerate(groups, start=1):
        table.data(_unit_item(number, tuple(found)))
    _closing(table, first, data.lines, (None, "合计", "", "", ""), 7, "各单位")


def _unit_item(number: int, lines: Sequence[NeedLine]) -> list[Value]:
    sums = total(lines)
    prices = {line.price_fen for line in lines}
    return [
        number,
        lines[0].unit,
        lines[0].item,
        _joined(line.spec for line in lines),
        _joined(line.measure for line in lines),
        Milli(sums.quantity),
        Fen(prices.pop()) if len(prices) == 1 else "多种单价",
        Fen(sums.amount_fen),
        _joined(line.funding for line in lines) or "待补",
        _joined(line.funds.value for line in lines),
        _joined(line.intention for line in lines) or "待补",
        _joined(f"{line.source.file} {_row_of(line)}" for line in lines),
    ]


def _row_of(line: NeedLine) -> str:
    cells = dict(line.source.cells)
    return f"{line.source.sheet} {cells.get('quantity', '')}".strip()


def _joined(texts: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(text for text in texts if text))


def _by_item(book: StreamBook, data: SummaryData) -> None:
    table = _start(book, data, "按标的", "采购需求汇总表（按标的）", _BY_ITEM)
    first = table.row
    by_item: dict[str, list[NeedLine]] = {}
    for line in map(as_common, data.lines):
        by_item.setdefault(item_key(line), []).append(line)
    for number, (item, lines) in enumerate(by_item.items(), start=1):
        sums = total(lines)
        prices = [line.price_fen for line in lines]
        table.data(
            [
                number,
                item,
                _joined(line.measure for line in lines),
                len({line.unit for line in lines}),
                Milli(sums.quantity),
                Fen(min(prices)),
                Fen(max(prices)),
                Fen(sums.amount_fen),
            ]
        )
    units = len({line.unit for line in data.lines})
    _closing(table, first, data.lines, (None, "合计", "", units), 7, "各标的")


def _by_unit(book: StreamBook, data: SummaryData) -> None:
    table = _start(book, data, "按单位", "采购需求汇总表（按单位）", _BY_UNIT)
    sums = dict(_totals(data.lines, lambda n: n.unit))
    first = table.row
    for number, status in enumerate(data.units, start=1):
        unit, found = status.unit, sums.pop(status.unit.name, Total())
        table.data(
            [
                number,
                unit.name,
                unit.level.value,
                unit.district,
                found.rows,
                Milli(found.quantity),
                Fen(found.amount_fen),
                status.status,
                "、".join(status.missing),
            ]
        )
    for name, found in sums.items():  # 不在名册上的也不能丢，否则合计对不上
        quantity, money = Milli(found.quantity), Fen(found.amount_fen)
        table.data([None, name, "", "", found.rows, quantity, money, "不在名册", ""])
    rows = len(data.lines)
    _closing(table, first, data.lines, (None, "合计", "", "", rows), 6, "各单位")


def _issues(book: StreamBook, data: SummaryData) -> None:
    table = _start(book, data, "异常清单", "采购需求异常清单", _ISSUES)
    for number, issue in enumerate(data.issues, start=1):
        table.data([number, issue.kind, issue.subject, issue.place, issue.what, issue.fix])
    table.line(f"共 {len(data.issues)} 条" if data.issues else "没有异常")
    table.finish()


def _totals(lines: Sequence[NeedLine], key: Callable[[NeedLine], str]) -> list[tuple[str, Total]]:
    return list(totals_by(lines, key).items())


def _closing(
    table: StreamSheet,
    first: int,
    lines: Sequence[NeedLine],
    label: Sequence[Value],
    amount_column: int,
    of: str,
) -> None:
    """The total row, its check, and the page set-up."""
    sums = total(lines)
    # 计量单位不止一种时，数量相加没有意义。
    same = len({line.measure for line in lines}) <= 1
    values: list[Value] = [*label, Milli(sums.quantity) if same else "—"]
    values += [""] * (amount_column - len(values)) + [Fen(sums.amount_fen)]
    width = len(table.columns)
    table.data(values + [""] * (width - len(values)), bold=True)
    table.check(first, amount_column, sums.amount_fen, of)
    table.finish()


_SHEETS: tuple[Callable[[StreamBook, SummaryData], None], ...] = (
    lambda book, data: write_overview(book, data, item_key),
    _by_both,
    _by_item,
    _by_unit,
    _issues,
)
"""The sheets in their order; one more sheet is one more entry."""
