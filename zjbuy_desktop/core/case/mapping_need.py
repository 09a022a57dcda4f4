"""请指明各列是什么：读表时拿不准的地方，连同程序的猜想。"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column and what it might be.

    Attributes:
        letter: 列的字母.
        caption: 表头 as written; rows of a head joined by “/”.
        field: what the program takes it for; empty for nothing.
        certain: whether it would be read so without asking.
    """

    letter: str
    caption: str
    field: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class MappingNeed:
    """A table a person has to say the columns of.

    Attributes:
        sheet: 工作表名.
        head_row: first row of the head, from 1.
        head_rows: how many rows it has.
        first_row: first row that may hold data, from 1.
        columns: every column of the head.
        reasons: 中文: what is not certain; empty where nothing has to be asked.
        price_unit: 元, 万元 … where the table says it; empty where it doesn't.
        amount_unit: likewise.
    """

    sheet: str
    head_row: int
    head_rows: int
    first_row: int
    columns: tuple[ColumnGuess, ...]
    reasons: tuple[str, ...] = ()
    price_unit: str = ""
    amount_unit: str = ""


def packed(need: MappingNeed) -> tuple[Any, ...]:
    """The need as plain nested tuples, in the order of its fields."""
    columns = tuple([(c.letter, c.caption, c.field, c.certain) for c in need.columns])
    return (
        need.sheet,
        need.head_row,
        need.head_rows,
        need.first_row,
        columns,
        need.reasons,
        need.price_unit,
        need.amount_unit,
    )


def unpacked(fields: tuple[Any, ...]) -> MappingNeed:
    """What `packed` packed."""
    sheet, head_row, head_rows, first_row, columns, *rest = fields
    guesses = tuple([ColumnGuess(*column) for column in columns])
    return MappingNeed(sheet, head_row, head_rows, first_row, guesses, *rest)
