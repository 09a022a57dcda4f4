"""一张表里按字段取值：合并单元格向下填，读不成的格子记成问题。"""

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.needs import Source
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.grid import CellValue, Grid, address, letters
from zjbuy_desktop.excel.header_words import LABELS
from zjbuy_desktop.excel.headers import Header
from zjbuy_desktop.excel.marks import UNCACHED
from zjbuy_desktop.excel.values import (
    BadCell,
    clean,
    is_blank,
    mark_problem,
    money_of,
    quantity_of,
    text_of,
)

NUMBERS = frozenset({"quantity", "price", "amount"})
"""Never filled down: one amount merged over several rows belongs to none of them."""

PART = "请拆开合并的单元格，每行各填各的"
"""How to mend a number merged over several rows."""

_NOT_TRACED = frozenset({"seq", "category_name"})

Place = tuple[int, int]
"""Row and column from 0."""


class CellReader:
    """Reads fields of rows of one table and collects what is wrong with its cells.

    Attributes:
        problems: what was wrong, in reading order.
        measured: how many quantities had their measure written behind them.
    """

    def __init__(self, grid: Grid, header: Header) -> None:
        self._grid = grid
        self._columns = header.columns
        self._fill = _filled_down(grid, header)
        unread = _NOT_TRACED | header.made
        traced = [(n, c[0]) for n, c in sorted(header.columns.items()) if n not in unread]
        self._traced = [column for _name, column in traced]
        self._trace = [(name, letters(column)) for name, column in traced]
        self._fields: dict[tuple[int, ...], tuple[tuple[str, str], ...]] = {}
        self._key_columns: dict[tuple[str, ...], list[int]] = {}
        self._complaints: set[tuple[Place, str]] = set()
        self.problems: list[CellProblem] = []
        self.measured = 0

    def origin(self, row: int, name: str) -> Place:
        """Where the (first) cell of a field really stands, merged cells considered."""
        return self._place(row, self._columns[name][0])

    def raw(self, row: int, name: str) -> CellValue:
        """The value of a field as it stands in the file."""
        row, column = self.origin(row, name)
        return self._grid.rows[row][column]

    def key(self, row: int, names: tuple[str, ...]) -> tuple[object, ...]:
        """The raw values of some fields of a row, equal for rows that say the same."""
        if names not in self._key_columns:
            self._key_columns[names] = [c for name in names for c in self._columns.get(name, ())]
        columns, line = self._key_columns[names], self._grid.rows[row]
        values = (
            [self._grid.at(*self._place(row, column)) for column in columns]
            if self._fill
            else [line[column] for column in columns]
        )
        # 1、1.0 与 TRUE 在 Python 里相等，在表里不是一回事。
        return (*values, *map(type, values))

    def text(self, row: int, name: str) -> str:
        """A text field; several columns are put together; a lost long number is a problem."""
        columns = self._columns.get(name)
        if not columns:
            return ""
        if len(columns) == 1 and not self._fill:
            value = self._grid.rows[row][columns[0]]
            return clean(value) if isinstance(value, str) else self._text_at((row, columns[0]))
        texts = (self._text_at(self._place(row, column)) for column in columns)
        return "；".join(filter(None, texts))

    def quantity(self, row: int, measure: str) -> tuple[int, str] | None:
        """数量 in 1/1000 and the measure behind it; ``None`` after a problem."""
        place = (row, self._columns["quantity"][0])
        value = self._number_cell(place, "数量", 1)
        if value is None:
            return None
        try:
            found = quantity_of(value, measure)
        except BadCell as bad:
            self.add(place, value, bad.expected, bad.hint, bad.suggestion)
            return None
        self.measured += bool(found[1])
        return found

    def money(self, row: int, name: str, scale: int) -> tuple[int, Decimal] | None:
        """分, and the number as written; ``None`` after a problem."""
        place = (row, self._columns[name][0])
        value = self._number_cell(place, LABELS[name], scale)
        if value is None:
            return None
        try:
            return money_of(value, scale, LABELS[name])
        except BadCell as bad:
            self.add(place, value, bad.expected, bad.hint, bad.suggestion)
            return None

    def add(
        self, place: Place, found: object, expected: str, hint: str, suggestion: str = ""
    ) -> None:
        """Record a problem at a cell, once."""
        if (place, expected) not in self._complaints:
            self._complaints.add((place, expected))
            self.problems.append(
                problems.at(self._grid.sheet, address(*place), found, expected, hint, suggestion)
            )

    def suggest(self, row: int, name: str, suggestion: str) -> None:
        """Say what would mend the number of a field, if something is wrong with it."""
        cell = address(row, self._columns[name][0])
        for number, problem in enumerate(self.problems):
            if problem.cell == cell and suggestion:
                self.problems[number] = replace(problem, suggestion=suggestion)

    def missing_item(self, row: int) -> None:
        """Record that a row with figures has no (readable) item."""
        place = self.origin(row, "item")
        mark = self._grid.marks.get(place)
        if mark:
            self._marked(place, mark, "标的名称")
        else:
            self.add(place, "", "标的名称不空", "请填写标的名称；不需要的行请整行删去")

    def ask_if_struck(self, row: int) -> None:
        """A line in struck-through type may be wanted or not: that is asked."""
        for name in ("item", "quantity", "price", "amount"):
            place = (row, self._columns[name][0])
            if place in self._grid.struck:
                self.add(
                    place,
                    f"{problems.shown(self._grid.at(*place))}（有删除线）",
                    "要采购的行没有删除线",
                    "要采购的，请去掉删除线；不采购的，请整行删去",
                )
                return

    def source(self, row: int, file: str, sha256: str) -> Source:
        """The trace of one row: every filled field with its address."""
        values = self._grid.rows[row]
        filled = tuple([at for at, column in enumerate(self._traced) if values[column] != ""])
        if filled not in self._fields:
            self._fields[filled] = tuple([self._trace[at] for at in filled])
        return Source(file, sha256, self._grid.sheet, _addresses(self._fields[filled], row + 1))

    def _place(self, row: int, column: int) -> Place:
        place = (row, column)
        return self._fill.get(place, place) if self._fill else place

    def _text_at(self, place: Place) -> str:
        value = self._grid.at(*place)
        try:
            return text_of(value)
        except BadCell as bad:
            self.add(place, value, bad.expected, bad.hint)
            return ""

    def _number_cell(self, place: Place, what: str, scale: int) -> CellValue | None:
        mark = self._grid.marks.get(place) if self._grid.marks else None
        if mark:
            self._marked(place, mark, what)
            return None
        row, column = place
        value = self._grid.rows[row][column]
        if self._grid.looks and self._misleads(place, value, what, scale):
            return None
        if type(value) is float or not is_blank(value):
            return value
        hint = PART if spans_rows(self._grid, row, column) else f"请填写{what}"
        self.add(place, "", f"{what}不空", hint)
        return None

    def _misleads(self, place: Place, value: CellValue, what: str, scale: int) -> bool:
        """Whether people see another number there than is stored; then it is asked about."""
        shown = self._grid.looks.get(place)
        if shown is None or isinstance(value, bool) or not isinstance(value, int | float):
            return False
        if not shown.misleads(scale):
            return False
        self.add(
            place,
            f"{problems.shown(value)}（{shown.said}）",
            f"{what}看到的就是格子里的数",
            "请把单元格格式改成“常规”，再照列名的单位填写",
            shown.meant(value, scale),
        )
        return True

    def _marked(self, place: Place, mark: str, what: str) -> None:
        bad = mark_problem(mark, what)
        self.add(place, "（公式，无结果）" if mark == UNCACHED else mark, bad.expected, bad.hint)


def spans_rows(grid: Grid, row: int, column: int) -> bool:
    """Whether the cell is merged with cells of other rows."""
    return any(
        top <= row <= bottom and left <= column <= right and top < bottom
        for (top, left), (bottom, right) in grid.merges
    )


@lru_cache(maxsize=8192)
def _addresses(fields: tuple[tuple[str, str], ...], number: int) -> tuple[tuple[str, str], ...]:
    """Fields with their cells in one row; forms being alike, files share what this gives."""
    return tuple([(name, f"{letter}{number}") for name, letter in fields])


def _filled_down(grid: Grid, header: Header) -> dict[Place, Place]:
    """Cells covered by a vertical merge in a text column → the cell that has the text."""
    columns = {
        column for name, found in header.columns.items() if name not in NUMBERS for column in found
    }
    fill: dict[Place, Place] = {}
    for (top, left), (bottom, _right) in grid.merges:
        if left in columns and top >= header.first_row:
            for row in range(top + 1, min(bottom + 1, len(grid.rows))):
                fill[row, left] = (top, left)
    return fill
