"""认表头：哪几行是表头，每一列是什么，金额以元还是万元计。"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.captions import Caption, caption_of
from zjbuy_desktop.excel.column_numbers import below_numbers
from zjbuy_desktop.excel.grid import Grid, address, letters
from zjbuy_desktop.excel.header_words import (
    LABELS,
    REQUIRED,
    UNCERTAIN,
    UNIQUE,
    WORD_OF,
    field_of,
)
from zjbuy_desktop.excel.heads import Head, caption_at, head_at, single, stands_alone
from zjbuy_desktop.excel.missing import missing_columns
from zjbuy_desktop.excel.money_unit import money_of_table

__all__ = [
    "Caption",
    "Header",
    "caption_of",
    "find_header",
    "header_of",
    "header_problems",
    "same_header",
    "score",
    "searched",
]

SEARCHED_ROWS = 30
"""A header stands within the first rows that hold anything; below it would be data that looks
like one."""

_SEARCHED_FURTHER = 3_000
"""Down to here a head with most deciding columns is looked for, where none stands further up."""

MIN_FIELDS = 3
"""Fewer recognised captions than this are a coincidence, not a header."""

_COMPLETE = 10 * len(REQUIRED)
_NEARLY = _COMPLETE - 10


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header.

    Attributes:
        row: first header row, from 0.
        first_row: first row that may hold data.
        columns: field → column numbers (several only for joined text fields).
        price_scale: 元 per unit of the price column.
        amount_scale: 元 per unit of the amount column.
        scale_stated: whether the sheet says at all in which unit its money is.
        uncertain: columns captioned just “单位”.
        problems: what the head itself leaves in doubt (money units that contradict each other).
        notes: what was settled by the content, and captions understood in part.
        lead: first of the rows above the head that belong to it.
        end: the row below the table; 0 if it ends with the sheet.
        repeated: rows below in which the head is printed again.
        by_content: fields whose column was told by its content, not by its caption.
        measure: 计量单位 of all quantities, stated in their caption; empty if none.
        made: fields whose column is not in the file but was put beside it.
    """

    row: int
    first_row: int
    columns: dict[str, tuple[int, ...]]
    price_scale: int = 1
    amount_scale: int = 1
    scale_stated: bool = True
    uncertain: tuple[int, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    notes: tuple[str, ...] = ()
    lead: int = 0
    end: int = 0
    repeated: frozenset[int] = frozenset()
    by_content: frozenset[str] = frozenset()
    measure: str = ""
    made: frozenset[str] = frozenset()

    def column(self, name: str) -> int | None:
        """The (first) column of a field."""
        found = self.columns.get(name)
        return found[0] if found else None


def find_header(grid: Grid) -> Header | None:
    """The head within the first `SEARCHED_ROWS` with content that reads most like one."""
    best: tuple[int, Head] | None = None
    for row in searched(grid):
        captions = single(grid, row)
        if score(captions) >= _COMPLETE and stands_alone(grid, row):
            return header_of(grid, Head(row, 1, tuple(captions), below_numbers(grid, row + 1)))
        head = head_at(grid, row)
        points = score(head.captions) if head else 0
        if head and points > (best[0] if best else 0):
            best = (points, head)
    if best is None:
        best = next(_further_down(grid), None)
    return header_of(grid, best[1]) if best else None


def searched(grid: Grid) -> Iterator[int]:
    """Rows in which a head may begin: empty ones don't count, a table may begin far down."""
    return islice((row for row, values in enumerate(grid.rows) if any(values)), SEARCHED_ROWS)


def _further_down(grid: Grid) -> Iterator[tuple[int, Head]]:
    """Heads with most deciding columns below the rows searched: under a long text or list."""
    for row in range(SEARCHED_ROWS, min(_SEARCHED_FURTHER, len(grid.rows))):
        if sum(isinstance(value, str) and value != "" for value in grid.rows[row]) < MIN_FIELDS:
            continue
        head = head_at(grid, row) if score(single(grid, row)) >= _NEARLY else None
        if head is not None:
            yield score(head.captions), head


def header_problems(grid: Grid, header: Header) -> list[CellProblem]:
    """Missing columns, and columns that can't be told apart."""
    found = list(header.problems)
    missing = [name for name in REQUIRED if name not in header.columns]
    if missing:
        known = {column for columns in header.columns.values() for column in columns}
        found.append(missing_columns(grid, range(header.row, header.first_row), known, missing))
    for name, columns in header.columns.items():
        if len(columns) > 1 and name in UNIQUE:
            found.append(_ambiguous(grid, header, name, columns))
    return found


def same_header(grid: Grid, header: Header, row: int) -> bool:
    """Whether a later row repeats the header (printed on every page)."""
    hits = sum(
        1
        for name, columns in header.columns.items()
        for column in columns
        if field_of(caption_at(grid, row, column).text) == name
    )
    return hits >= MIN_FIELDS


def _ambiguous(grid: Grid, header: Header, name: str, columns: Sequence[int]) -> CellProblem:
    row = header.first_row - 1
    while row > header.row and all(grid.at(row, c) == "" for c in columns):
        row -= 1
    names = "、".join(
        f"{address(row, column)}“{grid.at(row, column) or grid.at(header.row, column)}”"
        for column in columns
    )
    return problems.at(
        grid.sheet,
        address(row, columns[1]),
        f"有 {len(columns)} 列都像“{LABELS[name]}”：{names}",
        f"只有一列“{LABELS[name]}”",
        "请删去或改名其中一列，使意思只有一种",
    )


def _fields(captions: Sequence[Caption]) -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for column, caption in enumerate(captions):
        name = field_of(caption.text)
        if name:
            found[name] = (*found.get(name, ()), column)
    return found


def score(captions: Sequence[Caption]) -> int:
    """How much captions read like a head: ten for each deciding column, one for each column."""
    fields = _fields(captions)
    required = sum(1 for name in REQUIRED if name in fields)
    if required < 2 or len(fields) < MIN_FIELDS:  # 两个必需列才像需求表
        return 0
    return 10 * required + len(fields)


def header_of(
    grid: Grid, head: Head, lead: int = 0, end: int = 0, before: Header | None = None
) -> Header:
    """The head's columns and money units.

    Args:
        grid: the sheet.
        head: where the head stands and what it says.
        lead: first row that belongs to the table.
        end: the row below it; 0 if it ends with the sheet.
        before: the table before it, whose money units it has if it says none.
    """
    columns = _fields(head.captions)
    money = money_of_table(
        grid,
        range(lead, head.row),
        range(head.first_row, end or len(grid.rows)),
        columns,
        {name: head.captions[columns[name][0]] for name in ("price", "amount") if name in columns},
        (before.price_scale, before.amount_scale) if before and before.scale_stated else None,
    )
    uncertain = tuple(i for i, c in enumerate(head.captions) if c.text == UNCERTAIN)
    return Header(
        head.row,
        head.first_row,
        columns,
        money.price,
        money.amount,
        money.stated,
        uncertain,
        money.problems,
        (*money.notes, *_understood_in_part(grid, head, columns)),
        lead,
        end,
        measure=_measure(head, columns),
    )


def _measure(head: Head, columns: Mapping[str, tuple[int, ...]]) -> str:
    if "measure" in columns or "quantity" not in columns:
        return ""
    return head.captions[columns["quantity"][0]].measure


def _understood_in_part(
    grid: Grid, head: Head, columns: Mapping[str, tuple[int, ...]]
) -> tuple[str, ...]:
    """Notes about captions of deciding columns that are no known wording as a whole."""
    return tuple(
        f"{grid.sheet} {letters(column)}列“{head.captions[column].text}”按“{LABELS[name]}”读取"
        for name in (*REQUIRED, "unit")
        for column in columns.get(name, ())
        if head.captions[column].text not in WORD_OF
    )
