"""发回的填报表里不是填的东西：填写提示、空行里预先印好的字、没有存下结果的公式。

The formulas are ours and locked; where a program saved the form without calculating, their
results follow from what was filled in, so that nobody has to open and save the form again.
"""

from collections.abc import Sequence
from decimal import Decimal

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.excel.form_columns import COLUMNS, FIRST_ROW, HEADER_ROW, LAST_ROW, LETTERS
from zjbuy_desktop.excel.form_lists import LISTS_FROM
from zjbuy_desktop.excel.form_status import CAPTION, FINE, MESSAGE, STATUS
from zjbuy_desktop.excel.grid import CellValue, Grid, position
from zjbuy_desktop.excel.header_words import FORM_MARK
from zjbuy_desktop.excel.marks import UNCACHED
from zjbuy_desktop.excel.values import is_blank

_AT = {name: position(f"{letter}1")[1] for name, letter in LETTERS.items()}
_HINT = position(f"{STATUS}1")[1]
_COMPUTED = ("spec", "measure", "amount")
_FILLED = tuple(_AT[c.name] for c in COLUMNS if c.input and c.name not in _COMPUTED)


def tidy(grids: Sequence[Grid]) -> list[str]:
    """Leave only what was filled in; a note for every figure we calculated.

    Nothing happens to a form whose columns were moved: it is read as any other table.
    """
    lists = next((g for g in grids if g.hidden and g.at(0, 0) == FORM_MARK), None)
    notes = []
    for grid in grids:
        if lists is not None and not grid.hidden and _stands(grid):
            _without_hints(grid)
            notes += [
                note for row in range(FIRST_ROW, LAST_ROW + 1) for note in _row(grid, lists, row)
            ]
    return notes


def _stands(grid: Grid) -> bool:
    head = HEADER_ROW - 1
    return all(grid.at(head, _AT[column.name]) == column.caption for column in COLUMNS)


def _without_hints(grid: Grid) -> None:
    """Take away our own hints, and nothing else that may have been written there."""
    if grid.at(HEADER_ROW - 1, _HINT) == CAPTION:
        _put(grid, HEADER_ROW - 1, _HINT, "")
    row, column = position(MESSAGE)
    grid.marks.pop((row, column), None)
    for row in range(HEADER_ROW, LAST_ROW):
        text = str(grid.at(row, _HINT))
        if text.startswith(FINE) or text.endswith("；") or grid.marks.get((row, _HINT)):
            _put(grid, row, _HINT, "")


def _row(grid: Grid, lists: Grid, number: int) -> list[str]:
    row = number - 1
    if all(is_blank(grid.at(row, column)) for column in _FILLED):
        for name in ("seq", "category_code", "category_name", *_COMPUTED):
            if name not in ("spec", "measure") or _uncached(grid, row, name):
                _put(grid, row, _AT[name], "")
        return []
    computed = [name for name in _COMPUTED if _uncached(grid, row, name)]
    for name in computed:
        value = _result(grid, lists, row, name)
        if value is not None:
            _put(grid, row, _AT[name], value)
    if "amount" not in computed or _uncached(grid, row, "amount"):
        return []
    return [f"{grid.sheet} 第{number}行的公式没有存下结果，预算金额已按数量 × 单价算出"]


def _result(grid: Grid, lists: Grid, row: int, name: str) -> CellValue | None:
    if name == "amount":
        return _amount(grid.at(row, _AT["quantity"]), grid.at(row, _AT["price"]))
    item = grid.at(row, _AT["item"])
    for at in range(LISTS_FROM - 1, len(lists.rows)):
        if item and lists.at(at, 0) == item:
            return lists.at(at, 1 if name == "spec" else 2)
    return ""


def _amount(count: CellValue, price: CellValue) -> float | None:
    if not isinstance(count, int | float) or not isinstance(price, int | float):
        return None  # 数量或单价不是数：读表时会说明
    try:
        milli, fen = quantity.milli(Decimal(repr(count))), money.fen(Decimal(repr(price)))
    except ValueError:
        return None
    return money.amount(milli, fen) / 100


def _uncached(grid: Grid, row: int, name: str) -> bool:
    return grid.marks.get((row, _AT[name])) == UNCACHED


def _put(grid: Grid, row: int, column: int, value: CellValue) -> None:
    grid.marks.pop((row, column), None)
    if row < len(grid.rows) and column < len(grid.rows[row]):
        grid.rows[row][column] = value
