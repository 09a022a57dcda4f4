"""表格的样子：一张表是若干行值，每个值有它的地址；读法按文件的种类分派。"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from io import BytesIO

import python_calamine as calamine

from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.extent import check_extent
from zjbuy_desktop.excel.hidden import NOTHING, Hidden, hidden_by_sheet
from zjbuy_desktop.excel.kinds import Kind
from zjbuy_desktop.excel.marks import Marks, has_formulas, marks_by_sheet
from zjbuy_desktop.excel.precheck import broken, check_workbook
from zjbuy_desktop.excel.shown_as import Looks, shown_by_sheet
from zjbuy_desktop.excel.struck import Struck, struck_by_sheet

CellValue = str | int | float | bool | date | datetime | time | timedelta

MAX_TEXT = 32_767
"""Characters of one cell: no more can be written in Excel or WPS."""

Merge = tuple[tuple[int, int], tuple[int, int]]
"""Top left and bottom right, (row, column) from 0."""


@dataclass(slots=True)
class Grid:
    """One sheet, dense from A1.

    Attributes:
        sheet: 工作表名.
        rows: the values, all rows equally long; an empty cell is ``""``.
        merges: merged ranges, where the format tells them.
        marks: cells whose value is missing although something stands there.
        hidden: 隐藏的工作表.
        formulas: whether any value is the stored result of a formula.
        unseen: rows and columns that are hidden or filtered out, where the format tells them.
        struck: cells in struck-through type, where the format tells them.
        looks: cells whose number format shows more than the number, where the format tells them.
    """

    sheet: str
    rows: list[list[CellValue]]
    merges: list[Merge] = field(default_factory=list)
    marks: Marks = field(default_factory=dict)
    hidden: bool = False
    formulas: bool = False
    unseen: Hidden = NOTHING
    struck: Struck = frozenset()
    looks: Looks = field(default_factory=dict)

    def at(self, row: int, column: int) -> CellValue:
        """The value of a cell; ``""`` outside the grid."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def level(self) -> None:
        """Make all rows as long as the longest one."""
        width = max((len(row) for row in self.rows), default=0)
        for row in self.rows:
            row.extend([""] * (width - len(row)))

    def put(self, cell: str, text: str) -> CellValue:
        """Overwrite one cell by its address, growing the grid; gives the value it replaces.

        Raises:
            ValueError: not an address.
        """
        row, column = position(cell)
        while len(self.rows) <= row:
            self.rows.append([])
        line = self.rows[row]
        line.extend([""] * (column + 1 - len(line)))
        self.level()
        old, line[column] = line[column], text
        self.marks.pop((row, column), None)
        self.looks = {place: shown for place, shown in self.looks.items() if place != (row, column)}
        return old


@lru_cache(maxsize=512)
def letters(column: int) -> str:
    """Column letters from a column number (0 → A)."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """``E4`` from row and column counted from 0."""
    return f"{letters(column)}{row + 1}"


def position(cell: str) -> tuple[int, int]:
    """Row and column from 0 of an address like ``E4``.

    Raises:
        ValueError: not an address.
    """
    name = cell.strip().upper()
    head = name.rstrip("0123456789")
    if not head or not name[len(head) :] or not (head.isascii() and head.isalpha()):
        raise ValueError(f"“{cell}”不是单元格地址")
    column = 0
    for letter in head:
        column = column * 26 + ord(letter) - 64
    return int(name[len(head) :]) - 1, column - 1


def read_grids(data: bytes, kind: Kind) -> list[Grid]:
    """All sheets of a file in workbook order.

    Raises:
        FileRefused: 文件打不开、有密码、格式不支持，远处有内容，或一格里的文字长得异常.
    """
    grids = _grids(data, kind)
    for grid in grids:
        _check_texts(grid)
    return grids


def _grids(data: bytes, kind: Kind) -> list[Grid]:
    if kind is Kind.XLSX:
        package = check_workbook(data)
        marks = marks_by_sheet(package.data, package.sheets)
        formulas = any(has_formulas(xml) for xml in package.sheets.values())
        grids = _calamine(package.data, marks, formulas)
        unseen = hidden_by_sheet(package.data, package.sheets)
        struck = struck_by_sheet(package.data, package.sheets, package.styles)
        looks = shown_by_sheet(package.data, package.sheets, package.styles)
        for grid in grids:
            grid.unseen = unseen.get(grid.sheet, NOTHING)
            grid.struck = struck.get(grid.sheet, grid.struck)
            grid.looks = looks.get(grid.sheet, grid.looks)
        return grids
    if kind is Kind.ODS:
        from zjbuy_desktop.excel.ods import check_ods

        data, seen = check_ods(data)
        grids = _calamine(data, {name: look.marks for name, look in seen.items()}, False)
        for grid in grids:
            if grid.sheet in seen:
                look = seen[grid.sheet]
                grid.merges, grid.unseen, grid.looks = look.merges, look.unseen(), look.shown
        return grids
    if kind is Kind.XLS:
        return _calamine(data, {}, False)
    if kind is Kind.HTML:
        from zjbuy_desktop.excel.web import html_grids

        return html_grids(data)
    if kind is Kind.TEXT:
        from zjbuy_desktop.excel.delimited import text_grids

        return text_grids(data)
    raise _unsupported(kind)


def _check_texts(grid: Grid) -> None:
    for row, values in enumerate(grid.rows):
        for column, value in enumerate(values):
            if type(value) is str and len(value) > MAX_TEXT:
                raise problems.FileRefused(
                    problems.at(
                        grid.sheet,
                        address(row, column),
                        f"{len(value)} 个字：{value[:20]}……",
                        f"一格里的文字不超过 {MAX_TEXT} 个字",
                        "请删去这一格里多余的文字后重新发送",
                    )
                )


def _calamine(data: bytes, marks: Mapping[str, Marks], formulas: bool) -> list[Grid]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        return [_sheet(book, info, marks, formulas) for info in book.sheets_metadata]
    except calamine.PasswordError as error:
        raise _unsupported(Kind.ENCRYPTED) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise broken() from error
    except BaseException as error:
        # 读表库遇到损坏的内部结构会“恐慌”，那不是 Exception 的子类。
        if type(error).__name__ != "PanicException":
            raise
        raise broken() from error


def _sheet(
    book: calamine.CalamineWorkbook,
    info: calamine.SheetMetadata,
    marks: Mapping[str, Marks],
    formulas: bool,
) -> Grid:
    hidden = info.visible is not calamine.SheetVisibleEnum.Visible
    if info.typ is not calamine.SheetTypeEnum.WorkSheet:
        return Grid(info.name, [], hidden=hidden)
    sheet = book.get_sheet_by_name(info.name)
    if sheet.end is None:
        return Grid(info.name, [], marks=dict(marks.get(info.name, {})), hidden=hidden)
    check_extent(info.name, sheet.end[0] + 1, sheet.end[1] + 1)
    return Grid(
        info.name,
        sheet.to_python(skip_empty_area=False),
        sheet.merged_cell_ranges or [],
        dict(marks.get(info.name, {})),
        hidden,
        formulas,
    )


_INSTEAD = "请用 Excel 或 WPS 打开后“另存为”xlsx 格式，再重新发送"

_UNSUPPORTED = {
    Kind.ENCRYPTED: ("文件加了密码", "没有密码的表格", "请去掉打开密码后重新发送"),
    Kind.ARCHIVE: ("这是压缩包", "解压后的表格", "请先解压，再导入里面的表格"),
    Kind.NUMBERS: (
        f"这是{Kind.NUMBERS.value}",
        "xlsx 格式的需求表",
        "请在 Numbers 里“导出到”Excel（xlsx 格式），再重新发送",
    ),
    Kind.EMPTY: ("文件是空的", "填好的需求表", "请重新发送"),
}


def _unsupported(kind: Kind) -> problems.FileRefused:
    if kind is Kind.BROKEN_ZIP:
        return broken()
    return problems.whole_file(
        *_UNSUPPORTED.get(kind, (f"这是{kind.value}", "xlsx 格式的需求表", _INSTEAD))
    )
