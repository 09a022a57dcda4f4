"""一格所在的整行：更正时让经办人看着数量、单价和金额来填。"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from zjbuy_desktop.core.base.money import amount
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.blocks import tables_of
from zjbuy_desktop.excel.grid import Grid, address, position, read_grids
from zjbuy_desktop.excel.header_words import LABELS
from zjbuy_desktop.excel.headers import Header, find_header
from zjbuy_desktop.excel.kinds import sniff
from zjbuy_desktop.excel.mapped import mapped_to
from zjbuy_desktop.excel.marks import UNCACHED
from zjbuy_desktop.excel.returns import Corrections
from zjbuy_desktop.excel.roster import Roster, RosterBook
from zjbuy_desktop.excel.values import BadCell, money_of, quantity_of, text_of

Place = tuple[str, str]
"""(工作表名, 单元格)."""

_SHOWN = ("unit", "item", "spec", "measure", "quantity", "price", "amount")


@dataclass(frozen=True, slots=True)
class RowAround:
    """The row one cell stands in.

    Attributes:
        number: 第几行, as the sheet counts.
        field: what the cell's column is (``amount`` …); empty if it is none we know.
        cells: (列名, 单元格, 内容) of what a need line is made of.
        product: 数量 × 单价 as the amount column would have it; empty if it can't be told.
    """

    number: int
    field: str
    cells: tuple[tuple[str, str, str], ...]
    product: str


def rows_around(
    data: bytes,
    places: Iterable[Place],
    corrections: Corrections,
    mappings: Iterable[HeaderMapping] = (),
    file: str = "",
) -> dict[Place, RowAround]:
    """The rows of some cells, read with corrections already typed.

    For files a child process has read to their end before: not for what was just handed in.

    Args:
        data: the kept original.
        places: the cells.
        corrections: what was typed already.
        mappings: 对应方案 the file was read by.
        file: 文件名.
    """
    grids = {grid.sheet: grid for grid in read_grids(data, sniff(data))}
    for (sheet, cell), text in corrections.items():
        if sheet in grids:
            grids[sheet].put(cell, text)
    book = RosterBook(Roster((), (), "", mappings=tuple(mappings)))
    tables = {sheet: _tables(grid, book, file) for sheet, grid in grids.items()}
    found = {}
    for sheet, cell in places:
        header = _table_at(tables.get(sheet, ()), *position(cell))
        if header is not None:
            found[sheet, cell] = _around(grids[sheet], header, cell)
    return found


def _tables(grid: Grid, book: RosterBook, file: str) -> list[Header]:
    mapped = mapped_to(grid, book, file).headers
    first = None if mapped else find_header(grid)
    found = tables_of(grid, first, book.units) if first else []
    return [*mapped, *(header for _part, header in found)]


def _table_at(tables: Iterable[Header], row: int, column: int) -> Header | None:
    """The table a cell belongs to: the last one that begins above it, its own column first."""
    above = [header for header in tables if header.first_row <= row < (header.end or row + 1)]
    own = [h for h in above if any(column in columns for columns in h.columns.values())]
    return next(reversed(own or above), None)


def _around(grid: Grid, header: Header, cell: str) -> RowAround:
    row, at = position(cell)
    shown = (name for name in _SHOWN if name not in header.made)
    names = [name for name in shown if header.column(name) is not None]
    cells = []
    for name in names:
        column = header.columns[name][0]
        cells.append((LABELS[name], address(row, column), _shown(grid, row, column)))
    field = next((name for name in names if at in header.columns[name]), "")
    return RowAround(row + 1, field, tuple(cells), _product(grid, header, row))


def _shown(grid: Grid, row: int, column: int) -> str:
    mark = grid.marks.get((row, column), "")
    if mark:
        return "（公式没有结果）" if mark == UNCACHED else mark
    return problems.shown(grid.at(row, column))


def _product(grid: Grid, header: Header, row: int) -> str:
    """In the unit of the amount column, without separators, so that it can be typed back."""
    places = [header.column(name) for name in ("quantity", "price", "measure")]
    quantity, price, measure = (grid.at(row, p) if p is not None else "" for p in places)
    try:
        milli, _ = quantity_of(quantity, text_of(measure))
        fen, _ = money_of(price, header.price_scale, LABELS["price"])
    except BadCell:
        return ""
    written = Decimal(amount(milli, fen)).scaleb(-2) / header.amount_scale
    return f"{written:.2f}" if header.amount_scale == 1 else f"{written.normalize():f}"
