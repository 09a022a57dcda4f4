"""一张工作表：找表头、定单位、读出需求行。"""

from dataclasses import dataclass, field, replace

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.grid import Grid, address
from zjbuy_desktop.excel.header_words import REQUIRED
from zjbuy_desktop.excel.headers import Header, find_header, header_problems
from zjbuy_desktop.excel.roster import RosterBook
from zjbuy_desktop.excel.suggesting import near_unit
from zjbuy_desktop.excel.table import TableReader, unknown_unit
from zjbuy_desktop.excel.unit_names import Statement, stated_units

NO_UNIT = "看不出是哪个单位填报的"
"""What is said of a sheet that names no unit."""

_FOOT_ROWS = 15
"""How many of the last rows are searched for “填报单位：…” besides those above the header."""


@dataclass(slots=True)
class SheetReading:
    """What one sheet gave.

    Attributes:
        sheet: 工作表名.
        hidden: 隐藏的工作表.
        has_table: whether a header was found.
        units: units named, in order.
        lines: need lines.
        problems: what must be mended.
        notes: remarks.
    """

    sheet: str
    hidden: bool
    has_table: bool
    units: list[str] = field(default_factory=list)
    lines: list[NeedLine] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_sheet(grid: Grid, book: RosterBook, file: str, sha256: str) -> SheetReading:
    """Read one sheet against the roster."""
    header = find_header(grid)
    if header is None:
        return SheetReading(grid.sheet, grid.hidden, False)
    header = _settled(grid, header, book)
    reading = SheetReading(grid.sheet, grid.hidden, True)
    reading.problems = header_problems(grid, header)
    reading.notes = list(header.notes)
    unit = _sheet_unit(grid, header, book, file)
    if any(name not in header.columns for name in REQUIRED):
        reading.units = [unit.name] if unit.name else []
        return reading
    table = TableReader(grid, header, book, file, sha256).read(unit.accepted)
    if table.needs_unit or not table.data_rows:
        reading.problems += unit.problems
        reading.units = [unit.name] if unit.name else []
        reading.notes += unit.notes
    reading.units += [name for name in table.units if name not in reading.units]
    reading.problems += table.problems
    reading.lines = table.lines
    reading.notes += table.notes
    if not table.data_rows:
        reading.problems.append(_no_rows(grid, header))
    elif grid.formulas:
        reading.notes.append("表中有公式，按文件里存下的结果读取")
    return reading


@dataclass(slots=True)
class _SheetUnit:
    """The unit the sheet as a whole is from: as named, and as accepted."""

    name: str = ""
    accepted: str = ""
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _settled(grid: Grid, header: Header, book: RosterBook) -> Header:
    """Decide by its content what a column captioned just “单位” is."""
    columns = dict(header.columns)
    for column in header.uncertain:
        values = [grid.at(row, column) for row in range(header.first_row, len(grid.rows))]
        names_units = any(isinstance(v, str) and v and book.units.find(v) for v in values)
        name = "unit" if names_units or "measure" in columns else "measure"
        columns[name] = (*columns.get(name, ()), column)
    return replace(header, columns=columns, uncertain=())


def _sheet_unit(grid: Grid, header: Header, book: RosterBook, file: str) -> _SheetUnit:
    below = range(max(header.first_row, len(grid.rows) - _FOOT_ROWS), len(grid.rows))
    stated = stated_units(grid, [*range(header.row), *below])
    in_file = book.units.inside(file)
    if stated:
        return _from_statement(grid, book, stated, in_file)
    title = _title_unit(grid, header, book)
    sources = [title, _named(book.units.inside(grid.sheet), "工作表名"), _named(in_file, "文件名")]
    named = [source for source in sources if source]
    if not named:
        return _SheetUnit(problems=[_no_unit(grid)])
    first = named[0]
    other = next((source for source in named if source.name != first.name), None)
    if other:
        return _SheetUnit(first.name, problems=[_contradiction(grid, first, other)])
    return _SheetUnit(first.name, first.name)


def _from_statement(
    grid: Grid, book: RosterBook, stated: list[Statement], in_file: str | None
) -> _SheetUnit:
    # “填报单位”比“采购单位”“单位”说得更明白。
    statement = min(stated, key=lambda s: not s.where.startswith("填报"))
    name = book.units.find(statement.name)
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
        return _SheetUnit(statement.name, problems=[problem])
    if in_file and in_file != name:
        note = f"文件名里是“{in_file}”，按表内填写的“{name}”读取"
        return _SheetUnit(name, name, notes=[note])
    return _SheetUnit(name, name)


def _title_unit(grid: Grid, header: Header, book: RosterBook) -> Statement | None:
    for row in range(header.row):
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


def _no_rows(grid: Grid, header: Header) -> CellProblem:
    return problems.at(
        grid.sheet,
        address(header.first_row, 0),
        "表头下面没有需求行",
        "至少一行需求，含标的名称、数量、单价、预算金额",
        "请填写后重新发送；本单位不参加时请书面说明",
    )
