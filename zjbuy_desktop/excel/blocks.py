"""一张工作表里有几张表：上下排的逐张读，左右排的分开读；重复打印的表头不算另一张。"""

from collections.abc import Iterator
from dataclasses import replace

from zjbuy_desktop.excel.captions import Caption
from zjbuy_desktop.excel.grid import CellValue, Grid
from zjbuy_desktop.excel.header_words import REQUIRED
from zjbuy_desktop.excel.headers import Header, find_header, header_of, score
from zjbuy_desktop.excel.heads import MAX_HEIGHT, Head, head_at, single
from zjbuy_desktop.excel.money_unit import states_money
from zjbuy_desktop.excel.rows import is_total
from zjbuy_desktop.excel.unit_names import UnitBook, stated_units
from zjbuy_desktop.excel.values import is_blank

_TWO_DECIDING = 20
"""Score of a head with two of the deciding columns: it looks like a table of needs."""


def tables_of(grid: Grid, header: Header, units: UnitBook) -> list[tuple[Grid, Header]]:
    """Every table of a sheet with the grid to read it from; the common sheet has just one."""
    parts = _side_by_side(grid, header)
    if parts:
        found = []
        for part in parts:
            first = find_header(part)
            if first is not None:
                found += [(part, each) for each in _below_each_other(part, first, units)]
        return found
    further = _further_right(grid, header, units)
    if further:
        last = max(column for columns in header.columns.values() for column in columns)
        grid = only_columns(grid, header.row, 0, last + 1)
    return [*((grid, each) for each in _below_each_other(grid, header, units)), *further]


def only_columns(grid: Grid, row: int, left: int, right: int) -> Grid:
    """The grid with everything from ``row`` on emptied that is not in columns left … right−1."""
    rows: list[list[CellValue]] = [
        [value if left <= column < right else "" for column, value in enumerate(line)]
        if number >= row
        else line
        for number, line in enumerate(grid.rows)
    ]
    merges = [m for m in grid.merges if m[0][0] < row or left <= m[0][1] < right]
    marks = {place: mark for place, mark in grid.marks.items() if left <= place[1] < right}
    return replace(grid, rows=rows, merges=merges, marks=marks)


def _side_by_side(grid: Grid, header: Header) -> list[Grid]:
    """Two whole heads in the same rows, one right of the other; empty if it is one table."""
    pairs = [header.columns.get(name, ()) for name in REQUIRED]
    if any(len(columns) != 2 for columns in pairs):
        return []
    last_of_left = max(columns[0] for columns in pairs)
    first_of_right = min(columns[1] for columns in pairs)
    if last_of_left >= first_of_right:
        return []
    seconds = [
        columns[1]
        for columns in header.columns.values()
        if len(columns) == 2 and columns[1] > last_of_left
    ]
    cut = min(seconds)
    return [
        only_columns(grid, header.row, 0, cut),
        only_columns(grid, header.row, cut, len(grid.rows[header.row])),
    ]


def _further_right(grid: Grid, header: Header, units: UnitBook) -> list[tuple[Grid, Header]]:
    """Tables right of the first one that begin in other rows; half a table shows what it lacks."""
    right = max(column for columns in header.columns.values() for column in columns) + 1
    width = len(grid.rows[header.row])
    if right >= width or not any(any(line[right:]) for line in grid.rows):
        return []
    part = only_columns(grid, 0, right, width)
    first = find_header(part)
    if first is None:
        return []
    part = only_columns(grid, header.row, right, width)
    return [(part, each) for each in _below_each_other(part, first, units)]


def _below_each_other(grid: Grid, header: Header, units: UnitBook) -> list[Header]:
    tables, shown = [header], _head_of(grid, header)
    for head in _later_heads(grid, header):
        lead = lead_of(grid, tables[-1], head.row)
        again = _bare(head.captions) == _bare(shown.captions)
        if again and not says_something(grid, lead, head.row, units):
            repeated = tables[-1].repeated | frozenset(range(head.row, head.first_row))
            tables[-1] = replace(tables[-1], repeated=repeated)
            continue
        following = header_of(grid, head, lead, before=tables[-1])
        tables[-1] = _ended(grid, tables[-1], lead, tables[:-1])
        tables.append(following)
        shown = head
    return tables


def _head_of(grid: Grid, header: Header) -> Head:
    head = head_at(grid, header.row)
    if head is not None and head.first_row == header.first_row:
        return head
    captions = tuple(single(grid, header.row))
    return Head(header.row, header.first_row - header.row, captions, header.first_row)


def _bare(captions: tuple[Caption, ...]) -> list[Caption]:
    """Captions without the empty ones at the end, so that heads of other widths compare."""
    bare = list(captions)
    while bare and not bare[-1].text:
        bare.pop()
    return bare


def _ended(grid: Grid, header: Header, end: int, before: list[Header]) -> Header:
    """The table cut off where the next one begins; its own rows alone settle its money unit."""
    last = before[-1] if before else None
    cut = header_of(grid, _head_of(grid, header), header.lead, end, last)
    return replace(cut, repeated=header.repeated)


def _later_heads(grid: Grid, header: Header) -> Iterator[Head]:
    row, quantity = header.first_row, header.column("quantity")
    earliest = row
    while row < len(grid.rows):
        values = grid.rows[row]
        number = values[quantity] if quantity is not None and quantity < len(values) else ""
        if not isinstance(number, str | int | float):
            number = ""  # 日期
        # 数量是数的一行是需求或合计，不会是表头。
        figure = isinstance(number, int | float) or number[:1].isdigit()
        if not figure and any(values) and score(single(grid, row)) >= _TWO_DECIDING:
            head = _best_from(grid, earliest, row)
            if head is not None:
                yield head
                row = earliest = head.first_row
                continue
        row += 1


def _best_from(grid: Grid, earliest: int, row: int) -> Head | None:
    """The head a row belongs to: group captions may stand in the rows above it."""
    best: Head | None = None
    for start in range(max(earliest, row - MAX_HEIGHT + 1), row + 1):
        head = head_at(grid, start)
        if head is None or head.row + head.height <= row:
            continue
        if best is None or score(head.captions) > score(best.captions):
            best = head
    return best


def lead_of(grid: Grid, table: Header, row: int) -> int:
    """The first row above a head that no longer belongs to the table before it."""
    numbers = [
        c for name in ("quantity", "price", "amount") if (c := table.column(name)) is not None
    ]
    lead = row
    while lead > table.first_row:
        values = grid.rows[lead - 1]
        figures = any(c < len(values) and isinstance(values[c], int | float) for c in numbers)
        texts = sum(1 for c in numbers if c < len(values) and not is_blank(values[c]))
        if figures or texts > 1 or any(is_total(value) for value in values):
            break
        lead -= 1
    return lead


def says_something(grid: Grid, lead: int, row: int, units: UnitBook) -> bool:
    """Whether the rows between two heads name a unit or a money unit."""
    if stated_units(grid, range(lead, row)):
        return True
    return any(
        isinstance(value, str) and (units.inside(value) is not None or states_money(value))
        for line in grid.rows[lead:row]
        for value in line
        if value != ""
    )
