"""往一张表上写标题、表头、数据行和合计；金额以元、数量以原数写成真正的数。"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.excel.grid import letters
from zjbuy_desktop.excel.safe import write_text
from zjbuy_desktop.excel.sheet_style import MONEY, dress, row_height, set_up_page

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Fen:
    """Money to be written as 元."""

    fen: int


@dataclass(frozen=True, slots=True)
class Milli:
    """A quantity in 1/1000."""

    milli: int


Value = str | int | Fen | Milli | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: caption and width in characters."""

    caption: str
    width: float


class TableSheet:
    """Writes one table onto one sheet, top down.

    Attributes:
        columns: its columns.
        notes: remarks about characters that couldn't be kept.
        row: the next free row, from 1.
    """

    def __init__(self, sheet: "Worksheet", columns: Sequence[Column]) -> None:
        self._sheet = sheet
        self.columns = columns
        self.notes: list[str] = []
        self.row = 1
        self._header = 1
        self._sums: dict[int, int] = {}
        for i, column in enumerate(columns):
            sheet.column_dimensions[letters(i)].width = column.width

    def title(self, text: str) -> None:
        """The sheet's title over its whole width."""
        self._line(text, "title", "centre", 30)

    def line(self, text: str) -> None:
        """A line of text over the whole width."""
        width = sum(column.width for column in self.columns)
        self._line(text, "body", "left", row_height(text, width))

    def head(self) -> None:
        """The header row; repeated on every page."""
        self._header = self.row
        for i, column in enumerate(self.columns, start=1):
            cell = self._cell(self.row, i)
            write_text(cell, column.caption)
            dress(cell, "head", "centre", fill="grey")
        self._sheet.row_dimensions[self.row].height = 32
        self._sheet.freeze_panes = f"A{self.row + 1}"
        self.row += 1

    def data(self, values: Sequence[Value], *, bold: bool = False) -> None:
        """One row; texts wrap, numbers are numbers."""
        height = 20.0
        for i, value in enumerate(values):
            self._put(self.row, i, value, "bold" if bold else "body", "grey" if bold else "")
            if isinstance(value, Fen) and not bold:
                self._sums[i] = self._sums.get(i, 0) + value.fen
            if isinstance(value, str):
                height = max(height, row_height(value, self.columns[i].width))
        self._sheet.row_dimensions[self.row].height = height
        self.row += 1

    def check(self, first: int, column: int, total_fen: int, of: str) -> None:
        """“合计 = Σ各单位 ✓” against the rows written, with a living check in the sheet.

        Args:
            first: first data row.
            column: number of the money column, from 0.
            total_fen: the total as stated in the total row.
            of: what the rows are (各单位).
        """
        letter, total_row = letters(column), self.row - 1
        written = self._sums.get(column, 0)
        agrees = "✓" if written == total_fen else f"✗ 相差 {yuan(total_fen - written)} 元"
        self.line(f"合计 = Σ{of} {agrees}　{yuan(total_fen)} 元")
        label = self._cell(self.row, 1)
        write_text(label, "核对：合计减各行之和，应为 0.00")
        dress(label, "small", "left", box=False)
        if column > 1:
            self._sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=1, end_column=column
            )
        cell = self._cell(self.row, column + 1)
        rows = f"{letter}{first}:{letter}{total_row - 1}"
        cell.value = f"=ROUND({letter}{total_row}-SUM({rows}),2)" if total_row > first else 0
        dress(cell, "small", "right", box=False)
        cell.number_format = MONEY
        self.row += 1

    def finish(self) -> None:
        """Set up the page for printing."""
        set_up_page(self._sheet, self._header, letters(len(self.columns) - 1), max(self.row - 1, 1))

    def _cell(self, row: int, column: int) -> "Cell":
        found = self._sheet.cell(row, column)
        return cast("Cell", found)

    def _line(self, text: str, font: str, align: str, height: float) -> None:
        cell = self._cell(self.row, 1)
        self._write(self.row, 1, text)
        dress(cell, font, align, box=False)
        self._sheet.merge_cells(
            start_row=self.row, end_row=self.row, start_column=1, end_column=len(self.columns)
        )
        self._sheet.row_dimensions[self.row].height = height
        self.row += 1

    def _put(self, row: int, column: int, value: Value, font: str, fill: str) -> None:
        cell = self._cell(row, column + 1)
        if isinstance(value, str):
            self._write(row, column + 1, value)
            dress(cell, font, "left", fill=fill)
            return
        dress(cell, font, "centre" if isinstance(value, int) else "right", fill=fill)
        if isinstance(value, Fen):
            cell.value = Decimal(value.fen).scaleb(-2)
            cell.number_format = MONEY
        elif isinstance(value, Milli):
            whole = value.milli % 1000 == 0
            cell.value = value.milli // 1000 if whole else Decimal(value.milli).scaleb(-3)
            cell.number_format = "#,##0" if whole else "#,##0.0##"
        else:
            cell.value = value

    def _write(self, row: int, column: int, text: str) -> None:
        note = write_text(self._cell(row, column), text)
        if note:
            self.notes.append(f"{self._sheet.title} {note}")
