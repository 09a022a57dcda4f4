"""一张表是哪个单位填报的：填报单位一行、标题、工作表名、文件名，依次去找；互相矛盾就问。"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.grid import Grid, address
from zjbuy_desktop.excel.headers import Header
from zjbuy_desktop.excel.roster import RosterBook
from zjbuy_desktop.excel.rows import looks_numeric
from zjbuy_desktop.excel.suggesting import near_unit
from zjbuy_desktop.excel.unit_names import Statement, UnitBook, stated_units

NO_UNIT = "看不出是哪个单位填报的"
"""What is said of a sheet that names no unit."""

_FOOT_ROWS = 15
"""How many of the last rows are searched for “填报单位：…” besides those above the header."""


@dataclass(slots=True)
class SheetUnit:
    """The unit a table as a whole is from.

    Attributes:
        name: as named.
        accepted: as on the roster; empty if it isn't.
        problems: why it can't be told.
        notes: remarks.
        stated: whether a line “填报单位：…” says so.
    """

    name: str = ""
    accepted: str = ""
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    stated: bool = False


def units_of(tables: Sequence[tuple[Grid, Header]], book: RosterBook, file: str) -> list[SheetUnit]:
    """The unit of each table of a sheet, named above it or, if that is the habit, below it."""
    below = _named_below(tables)
    found: list[SheetUnit] = []
    for number, (grid, header) in enumerate(tables):
        above = range(header.lead, header.row)
        if below:
            unit = _unit(grid, header, range(0), _after(tables, number), book, file)
        elif number == 0:
            last = len(tables) == 1
            unit = _unit(grid, header, above, _tail(grid, header) if last else range(0), book, file)
        else:
            unit = _of_later(grid, header, found[-1], book, file)
        found.append(unit)
    return found


def _named_below(tables: Sequence[tuple[Grid, Header]]) -> bool:
    if len(tables) < 2:
        return False
    (grid, first), (last_grid, last) = tables[0], tables[-1]
    if stated_units(grid, range(first.lead, first.row)):
        return False
    return bool(stated_units(last_grid, _tail(last_grid, last)))


def _after(tables: Sequence[tuple[Grid, Header]], number: int) -> range:
    if number + 1 < len(tables):
        following = tables[number + 1][1]
        return range(following.lead, following.row)
    return _tail(*tables[number])


def _of_later(
    grid: Grid, header: Header, before: SheetUnit, book: RosterBook, file: str
) -> SheetUnit:
    """A later table that names no unit is of the same one as the table before it."""
    above = range(header.lead, header.row)
    if stated_units(grid, above) or _title_unit(grid, above, book):
        return _unit(grid, header, above, range(0), book, file)
    note = f"{grid.sheet} 第{header.row + 1}行起的表没有另写单位，按“{before.name}”读取"
    return replace(before, problems=before.problems, notes=[note] if before.accepted else [])


def _tail(grid: Grid, header: Header) -> range:
    """The rows below the last line, where units sign."""
    end = header.end or len(grid.rows)
    start = max(header.first_row, end - _FOOT_ROWS)
    quantity = header.column("quantity")
    for row in range(end - 1, start - 1, -1):
        value = grid.at(row, quantity) if quantity is not None else ""
        if value != "" and looks_numeric(value):
            return range(row + 1, end)
    return range(start, end)


def _unit(
    grid: Grid, header: Header, above: range, below: range, book: RosterBook, file: str
) -> SheetUnit:
    stated = stated_units(grid, [r for r in (*above, *below) if r not in header.repeated])
    in_file = book.units.inside(file)
    if stated:
        return _from_statement(grid, book, stated, in_file)
    title = _title_unit(grid, above or range(header.lead, header.row), book)
    sources = [title, _named(book.units.inside(grid.sheet), "工作表名"), _named(in_file, "文件名")]
    named = [source for source in sources if source]
    if not named:
        return SheetUnit(problems=[_no_unit(grid)])
    first = named[0]
    other = next((source for source in named if source.name != first.name), None)
    if other:
        return SheetUnit(first.name, problems=[_contradiction(grid, first, other)])
    return SheetUnit(first.name, first.name)


def _from_statement(
    grid: Grid, book: RosterBook, stated: list[Statement], in_file: str | None
) -> SheetUnit:
    # “填报单位”比“采购单位”“单位”说得更明白。
    statement = min(stated, key=_less_plain)
    name = book.units.find(statement.name)
    for other in stated:
        if _less_plain(other) == _less_plain(statement) and not _alike(other, statement, book):
            problem = _contradiction(grid, statement, other)
            return SheetUnit(statement.name, problems=[problem])
    if name is None:
        place = address(*statement.cell) if statement.cell else None
        near = near_unit(statement.name, book.units.names)
        text = grid.at(*statement.cell) if near and statement.cell else ""
        problem = problems.at(
            grid.sheet,
            place,
            statement.name,
            *unknown_unit(book.units, statement.name),
            str(text).replace(statement.name, near),
        )
        return SheetUnit(statement.name, problems=[problem])
    if in_file and in_file != name:
        note = f"文件名里是“{in_file}”，按表内填写的“{name}”读取"
        return SheetUnit(name, name, notes=[note], stated=True)
    return SheetUnit(name, name, stated=True)


def _less_plain(statement: Statement) -> bool:
    return not statement.where.startswith("填报")


def _alike(one: Statement, other: Statement, book: RosterBook) -> bool:
    return one.name == other.name or (
        book.units.find(one.name) is not None
        and book.units.find(one.name) == book.units.find(other.name)
    )


def _title_unit(grid: Grid, rows: range, book: RosterBook) -> Statement | None:
    for row in rows:
        for column, value in enumerate(grid.rows[row]):
            name = book.units.inside(value) if isinstance(value, str) and value else None
            if name:
                return Statement(name, (row, column), "标题")
    return None


def _named(name: str | None, where: str) -> Statement | None:
    return Statement(name, None, where) if name else None


def _contradiction(grid: Grid, one: Statement, other: Statement) -> CellProblem:
    return problems.at(
        grid.sheet,
        address(*one.cell) if one.cell else None,
        f"{one.where}里是“{one.name}”，{other.where}里是“{other.name}”",
        "看得出是哪一个单位填报的",
        "请在表的上方写明“填报单位：（单位全称）”",
    )


def _no_unit(grid: Grid) -> CellProblem:
    return problems.at(
        grid.sheet,
        None,
        NO_UNIT,
        "表内有“填报单位：（单位全称）”一行，或有“采购单位”列",
        "请写明填报单位，名称与参与单位名册一致",
    )


def told_otherwise(
    grid: Grid, header: Header, unit: SheetUnit, named: Collection[str]
) -> list[CellProblem]:
    """A column of units under another caption, while the sheet says it is from one unit only."""
    others = [name for name in named if name != unit.accepted]
    if "unit" not in header.by_content or not unit.accepted or not others:
        return []
    if not unit.stated and len(others) < len(named):
        return []  # 标题或文件名里的单位也在列里：它汇总了各家
    place = (header.first_row - 1, header.columns["unit"][0])
    return [
        problems.at(
            grid.sheet,
            address(*place),
            f"“{problems.shown(grid.at(*place))}”列里是{'、'.join(others)}，"
            f"表却像是“{unit.accepted}”填报的",
            "看得出每一行是哪个单位的需求",
            "如每行是不同单位的需求，请把这一列的列名改为“采购单位”；否则请删去这一列",
        )
    ]


def unknown_unit(units: UnitBook, written: str) -> tuple[str, str]:
    """What is expected, and the hint, for a unit name that isn't on the roster."""
    near = units.nearest(written)
    likely = f"；名册上相近的有：{'、'.join(near)}" if near else ""
    return (
        "参与单位名册上的单位全称",
        f"请改用名册上的全称，或先把该单位列入名册{likely}",
    )
