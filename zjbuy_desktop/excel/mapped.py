"""按对应方案认表头：表头与方案写的一字不差才用，差一格就说差在哪里。"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.header_mapping import HeaderMapping, caption_key, column_number
from zjbuy_desktop.core.case.need_fields import LABELS, MONEY_UNITS
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.blocks import lead_of, says_something
from zjbuy_desktop.excel.grid import Grid, address
from zjbuy_desktop.excel.headers import Header, searched
from zjbuy_desktop.excel.mapping_doubts import contradictions
from zjbuy_desktop.excel.mapping_heads import (
    cell_text,
    differences,
    is_for,
    is_near,
    nth,
    reasons,
    reasons_unused,
)
from zjbuy_desktop.excel.roster import RosterBook
from zjbuy_desktop.excel.rows import RowKind, RowSorter
from zjbuy_desktop.excel.sheet_unit import SheetUnit

_NUMBERS = ("quantity", "price", "amount")


@dataclass(slots=True)
class Mapped:
    """What mappings made of one sheet.

    No problem ever names a cell of a field that is fixed: its text was checked beforehand.

    Attributes:
        headers: where and what the columns are, for each table of the sheet; none if no mapping
            applies.
        mapping: the one that applies.
        problems: why it can't be read by mapping although one applies.
        notes: that one was used, or nearly.
        unused: why none was, to be told where the sheet can't be read otherwise either.
    """

    headers: list[Header] = field(default_factory=list)
    mapping: HeaderMapping | None = None
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unused: Callable[[], list[str]] = list


def mapped_to(grid: Grid, book: RosterBook, file: str) -> Mapped:
    """The one mapping that applies to a sheet: those given first, then those remembered."""
    given = _matching(grid, book.mappings, file)
    found = given or _matching(grid, book.remembered, file)
    if not found:
        return Mapped(
            notes=reasons(grid, [m for m in book.mappings if is_near(grid, m, file)], file),
            unused=lambda: reasons_unused(grid, book, file),
        )
    mapping, row = found[0]
    others = [m for m, at in found[1:] if _meaning(m, at) != _meaning(mapping, row)]
    if others:
        return Mapped([], mapping, [_several(grid, row, [mapping, *others])])
    wrong = _unknown_texts(grid, mapping, book)
    if wrong:
        return Mapped([], mapping, wrong)
    headers = _tables(grid, mapping, _header(grid, mapping, row), book)
    doubts = [p for header in headers for p in contradictions(grid, mapping, header, book)]
    if doubts:
        return Mapped([], mapping, doubts)
    for header in headers:
        _fill_fixed(grid, mapping, header, book)
    return Mapped(
        headers, mapping, [], [f"“{grid.sheet}”按对应方案“{mapping.name}”读取：{mapping.words}"]
    )


def _matching(
    grid: Grid, mappings: Sequence[HeaderMapping], file: str
) -> list[tuple[HeaderMapping, int]]:
    if not mappings:
        return []
    # 第一行表头的话先归一次，各个方案都拿它比，比到第一处不同为止。
    keys = {row: _keys(grid, row) for row in searched(grid)}
    found = []
    for mapping in mappings:
        row = _row_of(grid, mapping, keys) if is_for(mapping, grid.sheet, file) else None
        if row is not None:
            found.append((mapping, row))
    return found


def _keys(grid: Grid, row: int) -> list[str]:
    line = grid.rows[row]
    return [caption_key(cell_text(line, column)) for column in range(len(line))]


def _row_of(grid: Grid, mapping: HeaderMapping, keys: Mapping[int, Sequence[str]]) -> int | None:
    """First row of the head, from 0: where the mapping says, or else the first such place."""
    said = mapping.head_row - 1
    if said < len(grid.rows) and _is_head(mapping, grid, said, _keys(grid, said)):
        return said
    return next((row for row, k in keys.items() if _is_head(mapping, grid, row, k)), None)


def _is_head(mapping: HeaderMapping, grid: Grid, row: int, keys: Sequence[str]) -> bool:
    if mapping.head_rows > 1:
        return not differences(grid, mapping, row)
    return all(
        nth(keys, column_number(letter)) == caption_key(text) for letter, text in mapping.heads
    )


def _header(grid: Grid, mapping: HeaderMapping, row: int) -> Header:
    columns = {
        name: tuple(column_number(letter) for letter in found) for name, found in mapping.columns
    }
    width = max((len(line) for line in grid.rows), default=0)
    width = max([width, *(c + 1 for found in columns.values() for c in found)])
    made = [name for name, _ in mapping.fixed if name != "unit"]
    for place, name in enumerate(made):
        columns[name] = (width + place,)
    for line in grid.rows:
        line.extend([""] * (width + len(made) - len(line)))
    return Header(
        row,
        row + mapping.first_row - mapping.head_row,
        columns,
        MONEY_UNITS[mapping.price_unit],
        MONEY_UNITS[mapping.amount_unit],
        made=frozenset(made),
    )


def _meaning(mapping: HeaderMapping, row: int) -> tuple[object, ...]:
    """What two mappings must agree in to read a sheet the same way."""
    return (
        row + mapping.first_row - mapping.head_row,
        dict(mapping.columns),
        dict(mapping.fixed),
        mapping.price_unit,
        mapping.amount_unit,
    )


def _fill_fixed(grid: Grid, mapping: HeaderMapping, header: Header, book: RosterBook) -> None:
    """Put the texts that hold for every row into columns of their own, beside data only."""
    texts = [(header.columns[name][0], text) for name, text in mapping.fixed if name != "unit"]
    sorter = RowSorter(grid, header, book)
    numbers = [header.columns[name][0] for name in _NUMBERS]
    for row in range(header.first_row, header.end or len(grid.rows)) if texts else ():
        values = grid.rows[row]
        kind = sorter.kind(row, values[header.columns["item"][0]])
        marked = any((row, column) in grid.marks for column in numbers)
        if kind is RowKind.DATA or (marked and kind is RowKind.BLANK):
            for column, text in texts:
                values[column] = text


def _tables(grid: Grid, mapping: HeaderMapping, first: Header, book: RosterBook) -> list[Header]:
    """The head again is the next page of a table, or another one if a unit is named before it."""
    tables, row = [first], first.first_row
    while row < len(grid.rows):
        if not _is_head(mapping, grid, row, _keys(grid, row)):
            row += 1
            continue
        lead, end = lead_of(grid, tables[-1], row), row + first.first_row - first.row
        if says_something(grid, lead, row, book.units):
            tables[-1] = replace(tables[-1], end=lead)
            tables.append(replace(first, row=row, first_row=end, lead=lead))
        else:
            repeated = tables[-1].repeated | frozenset(range(lead, end))
            tables[-1] = replace(tables[-1], repeated=repeated)
        row = end
    return tables


def _unknown_texts(grid: Grid, mapping: HeaderMapping, book: RosterBook) -> list[CellProblem]:
    """A fixed item or unit the project does not know."""
    item, unit = mapping.fixed_text("item"), mapping.fixed_text("unit")
    found = []
    if item and book.item(item) is None:
        found.append(_unknown(grid, mapping, "item", item, "本项目的标的名称"))
    if unit and book.units.find(unit) is None:
        found.append(_unknown(grid, mapping, "unit", unit, "参与单位名册上的单位全称"))
    return found


def _unknown(
    grid: Grid, mapping: HeaderMapping, name: str, text: str, expected: str
) -> CellProblem:
    return problems.at(
        grid.sheet,
        None,
        f"对应方案“{mapping.name}”里{LABELS[name]}一律写成“{text}”",
        expected,
        "请在对应方案里改成本项目的说法，再导入一次",
    )


def _several(grid: Grid, row: int, found: Sequence[HeaderMapping]) -> CellProblem:
    names = "”“".join(mapping.name for mapping in found)
    return problems.at(
        grid.sheet,
        address(row, 0),
        f"有 {len(found)} 个对应方案都适用，读法却不同：“{names}”",
        "只有一个适用",
        "请删去用不着的方案，或在导入时指明用哪一个",
    )


def unit_by_mapping(
    sheet: str, mapping: HeaderMapping, stated: SheetUnit, book: RosterBook
) -> SheetUnit:
    """The unit a mapping fixes for every row, unless the sheet itself names another."""
    fixed = mapping.fixed_text("unit")
    name = book.units.find(fixed) or fixed
    if stated.accepted == name:
        return stated
    if not stated.name:
        return SheetUnit(name, name)
    problem = problems.at(
        sheet,
        None,
        f"表里是“{stated.name}”，对应方案“{mapping.name}”里是“{name}”",
        "看得出是哪一个单位填报的",
        "请核对是不是这家单位的表；不是的，请不要用这个方案",
    )
    return SheetUnit(stated.name, problems=[problem])
