"""参与单位自己的“数据来源”：本单位各行需求的出处、采购结果的登记，别家的一概没有。"""

from dataclasses import dataclass

from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.excel.award_rows import Back, write_awards
from zjbuy_desktop.excel.sheet_links import Link, Span
from zjbuy_desktop.excel.sheet_table import Column
from zjbuy_desktop.excel.source_data import AwardSource
from zjbuy_desktop.excel.source_rows import SourceRows
from zjbuy_desktop.excel.source_sheet import (
    AMOUNT,
    MEANING,
    OWN_COLUMNS,
    SOURCES,
    close_lines,
    own_values,
    to_sources,
)
from zjbuy_desktop.excel.stream import StreamBook, StreamSheet
from zjbuy_desktop.excel.summary_data import ParticipantData

_COLUMNS = (*OWN_COLUMNS, Column("需求确认表(行)", 14))
_UNKNOWN = AwardSource("—", "—", "—", "—")


@dataclass(frozen=True, slots=True)
class OwnPlaces:
    """Where in 数据来源 the figures of the other sheets stand.

    Attributes:
        table: the sheet.
        rows: the unit's lines in it.
        lines: a line's identity → its row.
        awards: the rows of the results; ``None`` before the award.
    """

    table: StreamSheet
    rows: SourceRows
    lines: dict[int, int]
    awards: Span | None

    def link(self, first: int, last: int, span: Span) -> Link:
        """A link from the columns ``first`` to ``last`` of another sheet."""
        return to_sources(self.table, first, last, span)

    def of_line(self, line: NeedLine) -> Span:
        """The row of one of the lines given."""
        return Span(self.lines[id(line)], self.lines[id(line)])

    def of_item(self, item: str) -> Span | None:
        """The rows of a common item, which are one run: there is but one unit."""
        part = self.rows.by_item.get(item)
        return self.rows.parts[part.first].span if part else None

    def of_award(self, number: int) -> Span:
        """The row of a share, by its place from 0."""
        assert self.awards is not None, "there are results"
        return Span(self.awards.first + number, self.awards.first + number)

    def award_link(self, first: int, last: int) -> Link | None:
        """A link to all results."""
        return self.link(first, last, self.awards) if self.awards else None


def start_sources(book: StreamBook, data: ParticipantData) -> StreamSheet:
    """Begin the sheet."""
    table = book.sheet(SOURCES, _COLUMNS, protected=True)
    unit, day = data.status.unit, data.made_on
    table.title("数据来源（每个数怎么来的）")
    table.line(f"项目名称：{data.project}")
    table.line(
        f"采购单位：{unit.name}　　制表日期：{day.year}年{day.month}月{day.day}日　　金额单位：元"
    )
    table.line(MEANING, "small")
    table.head()
    return table


def fill_sources(
    table: StreamSheet, data: ParticipantData, needs: StreamSheet, shares: StreamSheet | None
) -> OwnPlaces:
    """Write it; ``needs`` and ``shares`` are begun, their first rows free."""
    first = table.row
    rows = SourceRows(data.lines, (data.status.unit.name,), first)
    summed = {id(line): row for row, line in enumerate(data.lines, start=needs.row)}
    for number, line in enumerate(rows.lines, start=1):
        back = _back(needs, summed[id(line)])
        table.data([*own_values(number, line, data.remarks), back.span.shown], links=(back,))
    close_lines(table, first, rows.lines, AMOUNT - 1)
    awards = _awards(table, data, shares) if shares else None
    table.finish()
    places = {id(line): row for row, line in enumerate(rows.lines, start=first)}
    return OwnPlaces(table, rows, places, awards)


def _back(sheet: StreamSheet, row: int) -> Link:
    """From the last column to a row of another sheet."""
    last = len(_COLUMNS) - 1
    return Link(last, last, sheet.page.title, Span(row, row), sheet.last_letter)


def _awards(table: StreamSheet, data: ParticipantData, shares: StreamSheet) -> Span:
    sources = data.awards or (_UNKNOWN,) * len(data.shares)
    back = Back(shares, shares.row, "分配(行)")
    title = f"{data.result_word}结果"
    return write_awards(table, title, data.shares, sources, back, named=False)
