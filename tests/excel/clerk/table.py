"""A right table, cell by cell, that can be damaged and saved as a real workbook."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from tests.excel.books import ITEM, OTHER_ITEM, UNIT

UNITS = (UNIT, "之江市城东区教育局", "之江市第一中学")
ITEMS = (ITEM, OTHER_ITEM)
NUMBERS = ("quantity", "price", "amount")
CAPTIONS = {
    "seq": ("序号",),
    "unit": ("采购单位", "单位名称", "使用单位"),
    "item": ("标的名称", "货物名称", "采购内容", "品名"),
    "spec": ("规格参数", "规格型号", "技术要求"),
    "measure": ("计量单位", "数量单位"),
    "quantity": ("数量", "采购数量", "需求数量"),
    "price": ("单价", "预算单价", "参考单价"),
    "amount": ("预算金额", "金额", "总价"),
    "note": ("备注",),
}
SCALES = {"元": 1, "万元": 10_000}
ERRORS = frozenset({"#REF!", "#N/A"})

Tag = tuple[int, str]
"""Which line, which field."""

Key = tuple[str, str, int, int, int]
"""Unit, item, quantity (1/1000), price and amount (分) of a need line."""


@dataclass
class Cell:
    """What stands in a cell, how it is formatted, and what it is of."""

    value: Any = ""
    code: str = "General"
    tag: Tag | None = None


@dataclass(frozen=True)
class Line:
    """One need line: ``price`` in 分."""

    unit: str
    item: str
    quantity: int
    price: int

    def key(self) -> Key:
        """As the reader gives it."""
        fen = self.quantity * self.price
        return self.unit, self.item, self.quantity * 1000, self.price, fen


@dataclass
class Table:
    """A sheet with one table.

    Attributes:
        lines: the truth.
        money: units of price and amount.
        columns: field → column.
        head: row of the head.
        total: row of the total, -1 if there is none.
        sheets: other sheets: name, rows, state, whether in front.
        asked: cells, by tag, that must be asked about; ``None`` stands for the whole sheet.
        either: whether asking is as good as reading it right.
    """

    rows: list[list[Cell]]
    lines: list[Line]
    money: tuple[str, str]
    columns: dict[str, int]
    head: int
    total: int = -1
    merges: list[list[int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    sheets: list[tuple[str, list[list[Any]], str, bool]] = field(default_factory=list)
    asked: list[Tag | None] = field(default_factory=list)
    either: bool = False

    def width(self) -> int:
        """The length of the longest row."""
        return max(len(row) for row in self.rows)

    def place(self, tag: Tag) -> tuple[int, int] | None:
        """Where a field of a line stands now."""
        for r, row in enumerate(self.rows):
            for c, cell in enumerate(row):
                if cell.tag == tag:
                    return r, c
        return None

    def cell(self, tag: Tag) -> Cell | None:
        """The cell of a field of a line, if it holds a number still."""
        found = self.place(tag)
        cell = self.rows[found[0]][found[1]] if found else None
        return cell if cell and type(cell.value) in (int, float) else None

    def data_rows(self) -> list[int]:
        """The rows that hold need lines."""
        return sorted({r for r, row in enumerate(self.rows) for cell in row if cell.tag})

    def insert_column(self, at: int, content: Callable[[int], Any]) -> None:
        """Put a column in; ``content`` gives what stands in each row."""
        for r, row in enumerate(self.rows):
            row.extend(Cell() for _ in range(at - len(row)))
            row.insert(at, Cell(content(r)))
        self.merges = [[a, b + (b >= at), c, d + (d >= at)] for a, b, c, d in self.merges]
        self.columns = {name: c + (c >= at) for name, c in self.columns.items()}

    def insert_row(self, at: int, cells: Iterable[Cell] = ()) -> None:
        """Put a row in."""
        self.rows.insert(at, list(cells))
        self.merges = [[a + (a >= at), b, c + (c >= at), d] for a, b, c, d in self.merges]
        self.hidden = {row + (row >= at) for row in self.hidden}
        self.head += self.head >= at
        self.total += 0 <= at <= self.total

    def total_row(self, label: str) -> list[Cell]:
        """The sums of the lines, with a label in the first free cell."""
        row = [Cell() for _ in range(self.width())]
        row[self.columns["quantity"]].value = sum(line.quantity for line in self.lines)
        fen = sum(line.key()[4] for line in self.lines)
        row[self.columns["amount"]].value = written(fen, self.money[1])
        next(cell for cell in row if cell.value == "").value = label
        return row

    def save(self, path: Path) -> None:
        """Write it as a workbook."""
        book = openpyxl.Workbook()
        page: Any = book.active
        for r, row in enumerate(self.rows, 1):
            for c, cell in enumerate(row, 1):
                if cell.value != "":
                    _put(page.cell(r, c), cell)
        for top, left, bottom, right in self.merges:
            page.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        for row in self.hidden:
            page.row_dimensions[row + 1].hidden = True
        for name, rows, state, in_front in self.sheets:
            other = book.create_sheet(name, 0 if in_front else None)
            for values in rows:
                other.append(values)
            other.sheet_state = state
        book.save(path)

    def address(self, tag: Tag) -> str:
        """``E4``; empty where the cell is gone."""
        found = self.place(tag)
        return f"{get_column_letter(found[1] + 1)}{found[0] + 1}" if found else ""


def _put(target: Any, cell: Cell) -> None:
    target.value = cell.value
    if isinstance(cell.value, str) and not cell.value.startswith("="):
        target.data_type = "e" if cell.value in ERRORS else "s"
    target.number_format = cell.code


def written(fen: int, unit: str) -> float:
    """An amount as it is typed into a column of 元 or 万元."""
    number = Decimal(fen) / (100 * SCALES[unit])
    return int(number) if number == int(number) else float(number)


def right_table(rng: Random) -> Table:
    """A table that is read without a question."""
    several = rng.random() < 0.3
    lines = [
        Line(
            rng.choice(UNITS) if several else UNIT,
            rng.choice(ITEMS),
            rng.randint(1, 400),
            rng.choice([rng.randint(100, 9000) * 100, rng.randint(10_000, 900_000)]),
        )
        for _ in range(rng.randint(1, 4))
    ]
    lines.sort(key=lambda line: UNITS.index(line.unit))
    fields = ["item", "spec", "measure", *NUMBERS, *rng.choice([["note"], []])]
    fields = [*rng.choice([["seq"], []]), *(["unit"] if several else []), *fields]
    money = rng.choice([("元", "元"), ("元", "元"), ("元", "万元"), ("万元", "万元")])
    heads = {name: rng.choice(CAPTIONS[name]) for name in fields}
    heads["price"] += f"（{money[0]}）"
    heads["amount"] += f"（{money[1]}）"
    rows = [[Cell("带量采购需求表")]]
    rows += [] if several else [[Cell(f"填报单位：{UNIT}（盖章）")]]
    head = len(rows)
    rows.append([Cell(heads[name]) for name in fields])
    columns = {name: column for column, name in enumerate(fields)}
    table = Table(rows, lines, money, columns, head)
    for number, line in enumerate(lines):
        rows.append([Cell(_value(table, line, number, f), tag=(number, f)) for f in fields])
    if rng.random() < 0.4:
        table.total = len(rows)
        rows.append(table.total_row("合计"))
    if rng.random() < 0.5:
        rows.append([Cell("填表人：王喆"), Cell(), Cell("联系电话：0571-88000000")])
    return table


def _value(table: Table, line: Line, number: int, name: str) -> Any:
    return {
        "seq": number + 1,
        "unit": line.unit,
        "item": line.item,
        "spec": "8核CPU 16GB",
        "measure": "台",
        "quantity": line.quantity,
        "price": written(line.price, table.money[0]),
        "amount": written(line.key()[4], table.money[1]),
        "note": "",
    }[name]
