"""平台录入表的“数据来源”：表里每一行的需求行和采购结果，次序与表相同。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.excel.award_rows import Back, write_awards
from zjbuy_desktop.excel.sheet_links import Link, Span
from zjbuy_desktop.excel.sheet_table import Column, Value
from zjbuy_desktop.excel.source_data import AwardSource, Remarks
from zjbuy_desktop.excel.source_sheet import (
    LINE_COLUMNS,
    MEANING,
    SOURCES,
    close_lines,
    line_values,
)
from zjbuy_desktop.excel.stream import StreamBook, StreamSheet


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """One row, and where its figures come from.

    Attributes:
        values: facts by field.
        lines: the need lines that its quantity, price and amount are made of.
        share: what it is allocated, for a row of ``shares``.
        award: where that comes from.
    """

    values: Mapping[str, Value]
    lines: Sequence[NeedLine]
    share: Allocation | None = None
    award: AwardSource | None = None


class RowPlace(NamedTuple):
    """Where in 数据来源 the figures of one row stand.

    Attributes:
        lines: the rows of its need lines.
        award: the row of its result; ``None`` for a row of needs.
        table: 数据来源.
    """

    lines: Span
    award: Span | None
    table: StreamSheet

    def link(self, column: int, span: Span) -> Link:
        """From a column of the other sheet to rows of 数据来源."""
        return Link(column, column, self.table.page.title, span, self.table.last_letter)


def write_row_sources(
    book: StreamBook,
    sheet: StreamSheet,
    project: str,
    rows: Sequence[PlatformRow],
    remarks: Remarks,
) -> list[RowPlace]:
    """Write the sheet 数据来源 behind ``sheet``, whose head is written and whose rows are not."""
    called = f"{sheet.page.title}(行)"
    table = book.sheet(SOURCES, (*LINE_COLUMNS, Column(called, 12)))
    table.title("数据来源（每个数怎么来的）")
    table.line(f"项目名称：{project}　　金额单位：元")
    table.line(MEANING, "small")
    table.head()
    first, places = table.row, []
    for row, given in enumerate(rows, start=sheet.row):
        start = table.row
        for line in given.lines:
            back = _back(sheet, row)
            values = line_values(table.row - first + 1, line, remarks)
            table.data([*values, back.span.shown], links=(back,))
        places.append(Span(start, table.row - 1))
    close_lines(table, first, [line for row in rows for line in row.lines])
    awards = _awards(table, sheet, called, rows)
    table.finish()
    return [RowPlace(span, award, table) for span, award in zip(places, awards, strict=True)]


def _back(sheet: StreamSheet, row: int) -> Link:
    last = len(LINE_COLUMNS)
    return Link(last, last, sheet.page.title, Span(row, row), sheet.last_letter)


def _awards(
    table: StreamSheet, sheet: StreamSheet, called: str, rows: Sequence[PlatformRow]
) -> Sequence[Span | None]:
    shares = [row.share for row in rows if row.share]
    sources = [row.award for row in rows if row.award]
    if not shares:
        return [None] * len(rows)
    back = Back(sheet, sheet.row, called)
    first, _ = write_awards(table, "采购结果", shares, sources, back, named=True)
    return [Span(first + number, first + number) for number in range(len(rows))]
