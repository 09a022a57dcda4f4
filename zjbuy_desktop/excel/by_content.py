"""列名认不出时按内容认：只有一种认法说得通才算数，并且写明；有两种就是不确定，不猜。"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import permutations

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.captions import SCALES
from zjbuy_desktop.excel.column_numbers import below_numbers
from zjbuy_desktop.excel.grid import CellValue, Grid, address, letters
from zjbuy_desktop.excel.header_words import LABELS, REQUIRED
from zjbuy_desktop.excel.headers import Header, header_of, searched
from zjbuy_desktop.excel.headings import named_like_unit
from zjbuy_desktop.excel.heads import Head, head_at, single
from zjbuy_desktop.excel.money_unit import products_hold
from zjbuy_desktop.excel.roster import RosterBook
from zjbuy_desktop.excel.rows import is_total, looks_numeric
from zjbuy_desktop.excel.tried_products import TriedProducts
from zjbuy_desktop.excel.values import BadCell, is_blank, quantity_of

_NUMBERS = ("quantity", "price", "amount")
_OTHER_ROLE = re.compile("主管|上级|牵头|代理|供货|交货|送货|收货|验收|付款|支付|委托|管理")
_MOST_ROWS = 300
_MOST_FREE = 8
_LONGEST_MEASURE = 4


def settled(grid: Grid, header: Header, book: RosterBook) -> Header:
    """The header with what only the content of its columns can tell."""
    if header.uncertain:
        header = _unit_or_measure(grid, header, book)
    missing = [name for name in REQUIRED if name not in header.columns]
    free = _free(grid, header)
    if not free and not missing:
        return header
    rows = _lines(grid, header)
    if missing:
        header = _completed(grid, header, book, rows, missing)
    if "unit" not in header.columns:
        units = [
            column
            for column in _free(grid, header)
            if _all(grid, rows, column, book.units.find) and not _other_role(grid, header, column)
        ]
        if len(units) == 1:
            header = _with(grid, header, {"unit": units[0]}, "逐行都是名册上的单位")
    return header


def _other_role(grid: Grid, header: Header, column: int) -> bool:
    """Whether a column names units that stand in another part than who needs it."""
    caption = _head(grid, header).captions[column].text
    return bool(_OTHER_ROLE.search(caption))


def header_by_content(grid: Grid, book: RosterBook) -> Header | None:
    """A head whose captions are hardly known, if the columns below it leave one reading only."""
    for row in searched(grid):
        texts = [value for value in grid.rows[row] if isinstance(value, str) and value]
        first = below_numbers(grid, row + 1)
        below = grid.rows[first] if first < len(grid.rows) else []
        if len(texts) < len(REQUIRED) or sum(looks_numeric(value) for value in below if value) < 3:
            continue
        head = Head(row, 1, tuple(single(grid, row)), below_numbers(grid, row + 1))
        header = settled(grid, header_of(grid, head), book)
        if all(name in header.columns for name in REQUIRED):
            return header
    return None


def _unit_or_measure(grid: Grid, header: Header, book: RosterBook) -> Header:
    """Decide what a column captioned just “单位” is."""
    columns = dict(header.columns)
    for column in header.uncertain:
        values = [grid.at(row, column) for row in _lines(grid, header)]
        texts = [value for value in values if isinstance(value, str) and value]
        if texts and all(text in SCALES for text in texts):
            return replace(
                header, uncertain=(), problems=(*header.problems, _money(grid, header, column))
            )
        names_units = any(book.units.find(text) for text in texts) or any(
            len(text) > _LONGEST_MEASURE and named_like_unit(text) for text in texts
        )
        name = "unit" if names_units or "measure" in columns else "measure"
        columns[name] = (*columns.get(name, ()), column)
    return replace(header, columns=columns, uncertain=())


def _money(grid: Grid, header: Header, column: int) -> CellProblem:
    return problems.at(
        grid.sheet,
        address(header.first_row, column),
        grid.at(header.first_row, column),
        "金额单位写在单价、金额的列名里",
        "请在列名里写明“（元）”或“（万元）”，并删去这一列或改填计量单位",
    )


def _completed(
    grid: Grid, header: Header, book: RosterBook, rows: list[int], missing: list[str]
) -> Header:
    if "item" in missing and book.items:
        places = [*_free(grid, header), *header.columns.get("category_name", ())]
        items = [c for c in places if _all(grid, rows, c, book.item)]
        if len(items) == 1:
            header = _with(grid, header, {"item": items[0]}, "逐行都是统一的标的")
    numbers = [name for name in _NUMBERS if name not in header.columns]
    if not numbers:
        return header
    free = [c for c in _free(grid, header) if _numeric(grid, rows, c)]
    if not len(numbers) <= len(free) <= _MOST_FREE:
        return header
    fitting = list(_fitting(grid, header, numbers, free, rows))
    return fitting[0] if len(fitting) == 1 else header


def _fitting(
    grid: Grid, header: Header, names: list[str], free: list[int], rows: list[int]
) -> Iterator[Header]:
    """The header under every assignment of columns for which 数量 × 单价 = 金额 holds."""
    money = {c for c, caption in enumerate(_head(grid, header).captions) if caption.scale}
    span = range(header.first_row, header.end or len(grid.rows))
    known = {name: header.columns[name][0] for name in _NUMBERS if name in header.columns}
    first_rows = TriedProducts(grid, span)
    for columns in permutations(free, len(names)):
        chosen = dict(zip(names, columns, strict=True))
        if chosen.get("quantity") in money:
            continue  # 列名里写着元的不会是数量
        if not first_rows.may_hold({**known, **chosen}):
            continue
        tried = _with(grid, header, chosen, "数量 × 单价 = 金额逐行相符")
        scales = (tried.price_scale, tried.amount_scale)
        if products_hold(grid, span, tried.columns, scales) and _countable(grid, tried, rows):
            yield tried


def _countable(grid: Grid, header: Header, rows: list[int]) -> bool:
    """Whether the quantities could be quantities of their measure (no half computers)."""
    measures = header.columns.get("measure", ())
    for row in rows:
        value = grid.at(row, header.columns["quantity"][0])
        measure = grid.at(row, measures[0]) if measures else ""
        if not looks_numeric(value):
            continue
        try:
            quantity_of(value, measure if isinstance(measure, str) else "")
        except BadCell:
            return False
    return True


def _with(grid: Grid, header: Header, chosen: dict[str, int], why: str) -> Header:
    """The header with columns told by content, its money units settled anew."""
    head = _head(grid, header)
    captions = list(head.captions)
    for name, columns in header.columns.items():
        for column in columns:
            captions[column] = replace(captions[column], text=LABELS[name])
    notes = []
    for name, column in chosen.items():
        text = captions[column].text or "（没有列名）"
        captions[column] = replace(captions[column], text=LABELS[name])
        notes.append(f"{grid.sheet} {letters(column)}列“{text}”按内容认作“{LABELS[name]}”（{why}）")
    told = header_of(grid, replace(head, captions=tuple(captions)), header.lead, header.end)
    if header.scale_stated and not told.scale_stated:
        told = replace(
            told, price_scale=header.price_scale, amount_scale=header.amount_scale,
            scale_stated=True, problems=(),
        )  # fmt: skip
    return replace(
        told,
        notes=(*header.notes, *(n for n in told.notes if n not in header.notes), *notes),
        repeated=header.repeated,
        by_content=header.by_content | set(chosen),
    )


def _head(grid: Grid, header: Header) -> Head:
    head = head_at(grid, header.row)
    if head is not None and head.first_row == header.first_row:
        return head
    captions = single(grid, header.row)
    return Head(header.row, header.first_row - header.row, tuple(captions), header.first_row)


def _free(grid: Grid, header: Header) -> list[int]:
    used = {column for columns in header.columns.values() for column in columns}
    return [column for column in range(len(grid.rows[header.row])) if column not in used]


def _lines(grid: Grid, header: Header) -> list[int]:
    """Rows that may be need lines: something beside a figure, and no total."""
    span = range(header.first_row, header.end or len(grid.rows))
    return [
        row
        for row in span[:_MOST_ROWS]
        if any(looks_numeric(value) for value in grid.rows[row] if value != "")
        and not any(is_total(value) for value in grid.rows[row])
    ]


def _all(grid: Grid, rows: Iterable[int], column: int, find: Callable[[str], str | None]) -> bool:
    """Whether every value of a column is known, and there is one."""
    found = False
    for row in rows:
        value = grid.at(row, column)
        if is_blank(value):
            continue
        if not isinstance(value, str) or not find(value):
            return False
        found = True
    return found


def _numeric(grid: Grid, rows: list[int], column: int) -> bool:
    values: list[CellValue] = [v for row in rows if not is_blank(v := grid.at(row, column))]
    return bool(values) and sum(map(looks_numeric, values)) * 2 > len(values)
