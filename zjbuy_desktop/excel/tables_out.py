"""写一张空表：列名是读表认得的，单位名称先填好，其余留给人填。"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zjbuy_desktop.excel.grid import letters
from zjbuy_desktop.excel.sheet_style import MONEY
from zjbuy_desktop.excel.sheet_table import Column, TableSheet, Value


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
    path: Path, name: str, columns: Sequence[BlankColumn], rows: Sequence[Sequence[Value]]
) -> None:
    """Write the table; ``rows`` give as many cells as are known, the first one the unit."""
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(name)
    table = TableSheet(sheet, [Column(c.caption, c.width) for c in columns])
    table.head()
    first = table.row
    for known in rows:
        table.data([*known, *([""] * (len(columns) - len(known)))])
    last = max(first, table.row - 1)
    for number, column in enumerate(columns):
        for line in range(first, last + 1):
            # 文本格式：长编号不会被改成科学计数或丢掉末位。
            sheet.cell(line, number + 1).number_format = MONEY if column.money else "@"
        if column.choices:
            rule = DataValidation(
                "list", formula1=f'"{",".join(column.choices)}"', allow_blank=True
            )
            rule.add(f"{letters(number)}{first}:{letters(number)}{last}")
            sheet.add_data_validation(rule)
    table.finish()
    book.save(path)
