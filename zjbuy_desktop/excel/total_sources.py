"""总表里的“数据来源”：每行需求的出处，和它算在哪几张表的哪一行。"""

from collections.abc import Iterable, Iterator

from zjbuy_desktop.excel.sheet_links import Link, Span
from zjbuy_desktop.excel.sheet_table import Column
from zjbuy_desktop.excel.source_rows import Group
from zjbuy_desktop.excel.source_sheet import (
    LINE_COLUMNS,
    MEANING,
    SOURCES,
    close_lines,
    line_values,
)
from zjbuy_desktop.excel.stream import StreamSheet
from zjbuy_desktop.excel.total_sheets import BOTH, BY_UNIT, PARTS, Sheet, Sheets

_BACK = (BOTH, PARTS, BY_UNIT)
"""Sheets that sum the lines; a column for each, in this order, says in which row."""


def _sources(book: Sheets, table: StreamSheet) -> None:
    remarks, width = book.data.remarks, len(LINE_COLUMNS)
    backs = zip(*(_rows(book, name) for name in _BACK), strict=True)
    for number, (line, rows) in enumerate(zip(book.rows.lines, backs, strict=True), start=1):
        values = line_values(number, line, remarks)
        links = list(_links(book, width, rows))
        table.data([*values, *(link.span.shown for link in links)], links=links)
    close_lines(table, book.first[SOURCES], book.rows.lines)
    table.finish()


def _links(book: Sheets, column: int, rows: Iterable[int]) -> Iterator[Link]:
    for place, (name, row) in enumerate(zip(_BACK, rows, strict=True), start=column):
        yield book.to(name, place, place, Span(row, row))


def _rows(book: Sheets, name: str) -> list[int]:
    """For each line of 数据来源 the row of a sheet that sums it."""
    found = [0] * len(book.rows.lines)
    start = book.first[SOURCES]
    for row, group in _summed(book, name):
        span = group.span
        found[span.first - start : span.last - start + 1] = [row] * len(group.lines)
    return found


def _summed(book: Sheets, name: str) -> Iterator[tuple[int, Group]]:
    if name == BY_UNIT:
        rows = book.unit_rows()
        yield from ((rows[unit], group) for unit, group in book.rows.by_unit.items())
    else:
        groups = book.rows.rows if name == BOTH else book.rows.parts
        yield from enumerate(groups, start=book.first[name])


SOURCE_SHEET = Sheet(
    SOURCES,
    "数据来源（每个数怎么来的）",
    (*LINE_COLUMNS, *(Column(f"{name}(行)", 10) for name in _BACK)),
    _sources,
    MEANING,
)
