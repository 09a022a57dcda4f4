"""一张工作表：找表头、定单位、读出需求行。"""

from dataclasses import dataclass, field

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.mapping_need import MappingNeed
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.asking import asked, doubts
from zjbuy_desktop.excel.blocks import tables_of
from zjbuy_desktop.excel.by_content import header_by_content, settled
from zjbuy_desktop.excel.grid import Grid, address
from zjbuy_desktop.excel.header_words import REQUIRED
from zjbuy_desktop.excel.headers import Header, find_header, header_problems
from zjbuy_desktop.excel.leftovers import unread
from zjbuy_desktop.excel.mapped import mapped_to, unit_by_mapping
from zjbuy_desktop.excel.roster import RosterBook
from zjbuy_desktop.excel.sheet_unit import NO_UNIT, SheetUnit, told_otherwise, units_of
from zjbuy_desktop.excel.subtotals import Sums
from zjbuy_desktop.excel.table import TableReader
from zjbuy_desktop.excel.table_reading import TableReading

__all__ = ["NO_UNIT", "SheetReading", "read_sheet"]


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
        empty: a head with nothing below it.
        need: what a person has to say of it, where it is not certain.
        mapping: the 对应方案 it was read by.
    """

    sheet: str
    hidden: bool
    has_table: bool
    units: list[str] = field(default_factory=list)
    lines: list[NeedLine] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    empty: bool = False
    need: MappingNeed | None = None
    mapping: HeaderMapping | None = None


def read_sheet(grid: Grid, book: RosterBook, file: str, sha256: str) -> SheetReading:
    """Read one sheet against the roster."""
    reading = SheetReading(grid.sheet, grid.hidden, True)
    tables = _tables(reading, grid, book, file)
    if not tables:
        return reading
    rows, before, pieces = 0, Sums(), list[list[NeedLine]]()
    for (part, each), unit in zip(tables, _units(reading, tables, book, file), strict=True):
        reading.problems += header_problems(part, each)
        reading.notes += each.notes
        if any(name not in each.columns for name in REQUIRED):
            _name(reading, unit)
            pieces.append([])
            continue
        table = TableReader(part, each, book, file, sha256, before).read(unit.accepted)
        pieces.append(table.lines)
        rows, before = rows + table.data_rows, before + table.sums
        _take(reading, table, unit)
        reading.problems += told_otherwise(part, each, unit, table.units)
        unread(reading, part, each, table)
    if len(tables) > 1:
        reading.problems += _copies(grid, tables, pieces)
        places = "、".join(f"第{each.row + 1}行" for _part, each in tables)
        reading.notes.append(f"{grid.sheet} 里有 {len(tables)} 张表（表头在{places}），都已读取")
    if not rows and any(all(n in each.columns for n in REQUIRED) for _part, each in tables):
        reading.problems.append(_no_rows(grid, tables[0][1]))
        reading.empty = True
    elif grid.formulas and rows:
        reading.notes.append("表中有公式，按文件里存下的结果读取")
    return reading


def _tables(
    reading: SheetReading, grid: Grid, book: RosterBook, file: str
) -> list[tuple[Grid, Header]]:
    """The tables of a sheet, as a person said or as they are recognised; what is in doubt."""
    mapped = mapped_to(grid, book, file)
    reading.notes += mapped.notes
    if mapped.mapping:
        reading.mapping = mapped.mapping
        reading.problems += mapped.problems
        return [(grid, header) for header in mapped.headers]
    header = find_header(grid) or header_by_content(grid, book)
    if header is None:
        reading.has_table, reading.need = False, asked(grid, None, book)
        reading.notes += mapped.unused()
        return []
    tables = [(g, settled(g, h, book)) for g, h in tables_of(grid, header, book.units)]
    doubtful = next(((part, each) for part, each in tables if doubts(each)), None)
    if doubtful:
        reading.need = asked(*doubtful, book)
        reading.notes += mapped.unused()
    return tables


def _units(
    reading: SheetReading, tables: list[tuple[Grid, Header]], book: RosterBook, file: str
) -> list[SheetUnit]:
    units = units_of(tables, book, file)
    if reading.mapping and reading.mapping.fixed_text("unit"):
        mapping = reading.mapping
        return [unit_by_mapping(reading.sheet, mapping, unit, book) for unit in units]
    return units


def _take(reading: SheetReading, table: TableReading, unit: SheetUnit) -> None:
    """Add what one table gave; its unit counts where rows don't name their own."""
    if table.needs_unit or not table.data_rows:
        reading.problems += [p for p in unit.problems if p not in reading.problems]
        _name(reading, unit)
        reading.notes += unit.notes
    reading.units += [name for name in table.units if name not in reading.units]
    reading.problems += table.problems
    reading.lines += table.lines
    reading.notes += table.notes


def _name(reading: SheetReading, unit: SheetUnit) -> None:
    if unit.name and unit.name not in reading.units:
        reading.units.append(unit.name)


def _copies(
    grid: Grid, tables: list[tuple[Grid, Header]], pieces: list[list[NeedLine]]
) -> list[CellProblem]:
    """Two tables with just the same lines: a copy left standing, or needed twice? Nobody knows."""
    seen: dict[tuple[object, ...], Header] = {}
    found = []
    for (_part, header), lines in zip(tables, pieces, strict=True):
        key = tuple((x.unit, x.item, x.spec, x.quantity, x.price_fen) for x in lines)
        first = seen.setdefault(key, header)
        if key and first is not header:
            found.append(
                problems.at(
                    grid.sheet,
                    address(header.row, min(c for cs in header.columns.values() for c in cs)),
                    f"这张表与第{first.row + 1}行起的表内容完全一样",
                    "同样的需求只写一遍",
                    "如是副本或旧稿请删去；如确需两份，请把数量合在一行",
                )
            )
    return found


def _no_rows(grid: Grid, header: Header) -> CellProblem:
    return problems.at(
        grid.sheet,
        address(header.first_row, 0),
        "表头下面没有需求行",
        "至少一行需求，含标的名称、数量、单价、预算金额",
        "请填写后重新发送；本单位不参加时请书面说明",
    )
