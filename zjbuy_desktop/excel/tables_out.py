"""写一张空表：列名是读表认得的，单位名称先填好，其余留给人填。"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zjbuy_desktop.excel.grid import letters
from zjbuy_desktop.excel.safe import write_text
from zjbuy_desktop.excel.sheet_style import MONEY, dress, row_height, set_up_page

_FIRST = 2
"""First row below the header."""


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """One column to be filled in.

    Attributes:
        caption: 列名.
        width: in characters.
        choices: what may be chosen; anything may be written if empty.
        money: whether amounts in 元 are written here; else what is typed stays text.
    """

    caption: str
    width: float = 18
    choices: tuple[str, ...] = ()
    money: bool = False


def write_blank(
    path: Path, name: str, columns: Sequence[BlankColumn], rows: Sequence[Sequence[str]]
) -> None:
    """Write the table; ``rows`` give as many cells as are known, the first one the unit."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = name
    last = max(_FIRST, len(rows) + 1)
    for number, column in enumerate(columns, start=1):
        write_text(sheet.cell(1, number), column.caption)
        dress(sheet.cell(1, number), "head", "centre", fill="grey")
        letter = letters(number - 1)
        sheet.column_dimensions[letter].width = column.width
        for line in range(_FIRST, last + 1):
            cell = sheet.cell(line, number)
            dress(cell, "body", "left")
            # 文本格式：长编号不会被改成科学计数或丢掉末位。
            cell.number_format = MONEY if column.money else "@"
        if column.choices:
            _choices(sheet, f"{letter}{_FIRST}:{letter}{last}", column.choices)
    sheet.row_dimensions[1].height = 32
    for line, known in enumerate(rows, start=_FIRST):
        _known(sheet, line, known, columns)
    sheet.freeze_panes = f"A{_FIRST}"
    set_up_page(sheet, 1, letters(len(columns) - 1), last)
    book.save(path)


def _known(sheet: Any, line: int, known: Sequence[str], columns: Sequence[BlankColumn]) -> None:
    for number, text in enumerate(known, start=1):
        write_text(sheet.cell(line, number), text)
    widths = (column.width for column in columns)
    heights = (row_height(text, width) for text, width in zip(known, widths, strict=False))
    sheet.row_dimensions[line].height = max(20.0, *heights)


def _choices(sheet: Any, area: str, choices: Sequence[str]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation("list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    rule.add(area)
    sheet.add_data_validation(rule)
