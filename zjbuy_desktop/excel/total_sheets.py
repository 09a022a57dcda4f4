"""总表各张表共用的：已经开了头的表、行号、彼此的链接、合计一行和它的核对。"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.excel.grid import letters
from zjbuy_desktop.excel.sheet_links import Link, Span
from zjbuy_desktop.excel.sheet_table import Column, Fen, Milli, Value
from zjbuy_desktop.excel.source_rows import SourceRows
from zjbuy_desktop.excel.source_sheet import AMOUNT, SOURCES
from zjbuy_desktop.excel.stream import StreamSheet
from zjbuy_desktop.excel.summary_data import SummaryData

BOTH, BY_ITEM, PARTS, BY_UNIT = "汇总", "按标的", "标的构成", "按单位"


class Sheets(NamedTuple):
    """What a sheet needs to know of the others while it is filled.

    Attributes:
        data: what the workbook is about.
        tables: every sheet by name, its head written.
        first: the row where each begins.
        rows: which rows of 数据来源 each figure comes from.
    """

    data: SummaryData
    tables: dict[str, StreamSheet]
    first: dict[str, int]
    rows: SourceRows

    def to(self, sheet: str, first: int, last: int, span: Span) -> Link:
        """A link from the columns ``first`` to ``last`` to rows of another sheet."""
        return Link(first, last, sheet, span, self.tables[sheet].last_letter)

    def sources(self, first: int, last: int, span: Span) -> Link:
        """The same to rows of 数据来源."""
        return self.to(SOURCES, first, last, span)

    def unit_rows(self) -> dict[str, int]:
        """单位 → its row of 按单位: the roster, then units that are not on it."""
        names = [status.unit.name for status in self.data.units]
        everyone = dict.fromkeys([*names, *self.rows.by_unit])
        return {name: row for row, name in enumerate(everyone, start=self.first[BY_UNIT])}

    def item_rows(self) -> dict[str, int]:
        """统一标的 → its row of 按标的."""
        return {name: row for row, name in enumerate(self.rows.by_item, self.first[BY_ITEM])}

    def amounts(self, sheet: str) -> tuple[str, Span]:
        """The letter of a sheet's money column, and its rows above the total."""
        counts = {
            BOTH: (len(self.rows.rows), 7),
            BY_ITEM: (len(self.rows.by_item), 7),
            PARTS: (len(self.rows.parts), 6),
            BY_UNIT: (len(self.unit_rows()), 6),
            SOURCES: (len(self.rows.lines), AMOUNT),
        }
        rows, column = counts[sheet]
        first = self.first[sheet]
        return letters(column), Span(first, first + rows - 1)

    def total_cell(self, sheet: str) -> str:
        """Where a sheet's total stands."""
        letter, span = self.amounts(sheet)
        return f"'{sheet}'!{letter}{span.last + 1}"

    def close(
        self, table: StreamSheet, label: Sequence[Value], amount: int, of: str, link: Link
    ) -> None:
        """The total row, its check, and the page set-up.

        Args:
            table: the sheet, all its rows written.
            label: the total row up to 数量.
            amount: the column of the money, from 0.
            of: what the rows are.
            link: where the total comes from.
        """
        lines = self.data.lines
        sums = total(lines)
        # 计量单位不止一种时，数量相加没有意义。
        same = len({line.measure for line in lines}) <= 1
        values: list[Value] = [*label, Milli(sums.quantity) if same else "—"]
        values += [""] * (amount - len(values)) + [Fen(sums.amount_fen)]
        width = len(table.columns)
        values += [""] * (width - len(values))
        shown = [i for i in range(link.first, link.last + 1) if lines and values[i] != ""]
        links = [link._replace(first=i, last=i) for i in shown]  # 空格子不做链接
        table.data(values, bold=True, links=links)
        table.check(self.first[table.page.title], amount, sums.amount_fen, of)
        table.finish()


class Sheet(NamedTuple):
    """One sheet of the total workbook; one more is one more entry in ``summaries.SHEETS``.

    Attributes:
        name: of the sheet.
        title: over it.
        columns: its columns.
        fill: writes what is below the head.
        meaning: how it is to be read; empty where that is plain.
    """

    name: str
    title: str
    columns: Sequence[Column]
    fill: Callable[[Sheets, StreamSheet], None]
    meaning: str = ""


def joined(texts: Iterable[str]) -> str:
    """Texts that say something, each once."""
    return "；".join(dict.fromkeys(text for text in texts if text))


def item_key(line: NeedLine) -> str:
    """What “按标的” adds up by: its common item; the one place that says so."""
    return line.common_item
