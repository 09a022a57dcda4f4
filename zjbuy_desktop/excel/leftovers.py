"""没有读取的内容：认不出的列、表外的数，都说出来；不声不响丢掉的一个也没有。"""

from collections.abc import Container
from typing import Protocol

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel.grid import Grid, address, letters
from zjbuy_desktop.excel.header_words import LABELS
from zjbuy_desktop.excel.headers import Header
from zjbuy_desktop.excel.problems import at, shown
from zjbuy_desktop.excel.rows import is_total, looks_numeric, remark
from zjbuy_desktop.excel.table_reading import TableReading
from zjbuy_desktop.excel.values import is_blank

_MOST = 10


class HasNotes(Protocol):
    """Whatever collects notes and problems."""

    notes: list[str]
    problems: list[CellProblem]


def unread(reading: HasNotes, grid: Grid, header: Header, table: TableReading) -> None:
    """Note what of a table and above it was not read."""
    needs = [row for row in range(header.lead, header.row) if _is_need(grid, header, row)]
    reading.problems += [_above_head(grid, header, row) for row in needs]
    reading.notes += [*_columns(grid, header, table), *_above(grid, header, needs)]
    if grid.unseen.rows or grid.unseen.columns:
        reading.notes += _unseen(grid, header, table)


def _columns(grid: Grid, header: Header, table: TableReading) -> list[str]:
    """Columns without a meaning for us that have content beside the lines."""
    used = {column for columns in header.columns.values() for column in columns}
    width = len(grid.rows[header.row])
    if len(used) == width:
        return []
    named, stray = [], []
    for column in range(width):
        if column in used:
            continue
        rows = [
            row
            for row in range(header.first_row, table.last_row + 1)
            if not is_blank(grid.at(row, column))
        ]
        if rows:
            caption = _caption(grid, header, column)
            if caption:
                named.append(f"{letters(column)}列“{caption}”")
            else:
                stray.append((rows[0], rows[-1], column))
    notes = [f"{grid.sheet} 没有用到的列：{'、'.join(named)}"] if named else []
    if stray:
        top, bottom = min(s[0] for s in stray), max(s[1] for s in stray)
        left, right = stray[0][2], stray[-1][2]
        first = shown(grid.at(stray[0][0], left))
        notes.append(
            f"{grid.sheet} 没有读取的内容：{address(top, left)}:{address(bottom, right)}"
            f"（“{first}”等），不在表头所列的列里"
        )
    return notes


def _caption(grid: Grid, header: Header, column: int) -> str:
    texts = [grid.at(row, column) for row in range(header.first_row - 1, header.row - 1, -1)]
    return next((shown(text) for text in texts if isinstance(text, str) and text.strip()), "")


def _unseen(grid: Grid, header: Header, table: TableReading) -> list[str]:
    """Hidden lines and columns were read all the same; nobody may have seen them."""
    rows = sorted(row + 1 for row in table.rows if row in grid.unseen.rows)
    notes = []
    if rows:
        shown_rows = "、".join(map(str, rows[:_MOST])) + ("等" if len(rows) > _MOST else "")
        notes.append(
            f"{grid.sheet} 第{shown_rows}行是隐藏或被筛选掉的，共 {len(rows)} 行，也已读取；"
            "不需要的请让单位删去后重报"
        )
    names = [
        f"{letters(column)}列“{LABELS[name]}”"
        for name, columns in header.columns.items()
        for column in columns
        if column in grid.unseen.columns
    ]
    if names and table.rows:
        notes.append(f"{grid.sheet} {'、'.join(names)}是隐藏的，也已读取")
    return notes


def _is_need(grid: Grid, header: Header, row: int) -> bool:
    """Whether a row above the head stands in its columns as a need would: then a head before it
    was not recognised, and its needs would be lost."""
    item = grid.at(row, header.columns["item"][0])
    numbers = (grid.at(row, header.columns[n][0]) for n in ("quantity", "price", "amount"))
    return (
        isinstance(item, str)
        and not is_blank(item)
        and sum(map(looks_numeric, numbers)) > 1
        and not any(map(is_total, grid.rows[row]))
    )


def _above_head(grid: Grid, header: Header, row: int) -> CellProblem:
    column = header.columns["item"][0]
    return at(
        grid.sheet,
        address(row, column),
        f"{shown(grid.at(row, column))}（在第{header.row + 1}行的表头上方）",
        "需求行都在表头下方",
        "请改正这一行上面的表头，或把这一行移到表头下方；不采购的，请整行删去",
    )


def _above(grid: Grid, header: Header, needs: Container[int]) -> list[str]:
    """Rows above the head with several figures: a table of its own, or a summary."""
    return [
        f"{grid.sheet} 第{row + 1}行在表头上方，没有读取：{remark(grid, row)}"
        for row in range(header.lead, header.row)
        if row not in needs
        and sum(isinstance(value, int | float) for value in grid.rows[row]) > 1
        and not any(is_total(value) for value in grid.rows[row])
    ]
