"""修改件的底稿：原件照原样打开；旧格式按值抄成 xlsx；打不开的说明打不开。"""

import re
from datetime import time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from zjbuy_desktop.excel.grid import CellValue, Grid, letters, read_grids
from zjbuy_desktop.excel.kinds import Kind, sniff
from zjbuy_desktop.excel.mending_marks import AUTHOR, FILL, MARK, MARK_COLUMN
from zjbuy_desktop.excel.precheck import check_workbook
from zjbuy_desktop.excel.safe import write_text
from zjbuy_desktop.excel.sheet_style import text_width

if TYPE_CHECKING:
    from openpyxl import Workbook

_BY_VALUE = "原文件的格式不能直接批注，已按内容抄成 xlsx：工作表名和格子位置不变，公式成了数值"
_MEASURED = 200
_WIDEST = 40
_EMPTY_FILL = re.compile(rb"<((?:\w+:)?)fill\s*(?:/>|>\s*</(?:\w+:)?fill\s*>)")
_WHOLE_FILL = rb'<\1fill><\1patternFill patternType="none"/></\1fill>'
_MACROS = "原文件里的宏没有带过来；填需求表用不着宏"


def workbook_of(data: bytes) -> tuple["Workbook", list[str]]:
    """A workbook to be marked, made from the bytes of an original, and what is to be said of it.

    Raises:
        FileRefused: 有密码、不完整、不是表格……: nothing in it can be marked.
    """
    kind = sniff(data)
    if kind is Kind.XLSX:
        package = check_workbook(data)
        book = _as_it_is(package.data)
        if book is not None:
            _without_old_marks(book)
            return book, [_MACROS] if b"vbaProject" in data else []
    return _by_value(read_grids(data, kind)), [_BY_VALUE]


def _as_it_is(data: bytes) -> "Workbook | None":
    """The workbook itself; ``None`` for one that only the tolerant reader can read."""
    book = _loaded(data)
    if book is None:
        mended = _with_whole_fills(data)
        book = _loaded(mended) if mended else None
    return book


def _with_whole_fills(data: bytes) -> bytes | None:
    """The workbook with a pattern in each empty fill, as Excel would write it; ``None`` where no
    fill is empty. Some exporters leave it out, which is all that openpyxl minds."""
    copy, found = BytesIO(), 0
    with ZipFile(BytesIO(data)) as archive, ZipFile(copy, "w", ZIP_DEFLATED) as target:
        for entry in archive.infolist():
            content = archive.read(entry)
            if entry.filename.endswith("/styles.xml"):
                content, found = _EMPTY_FILL.subn(_WHOLE_FILL, content)
            target.writestr(entry.filename, content)
    return copy.getvalue() if found else None


def _loaded(data: bytes) -> "Workbook | None":
    from openpyxl import load_workbook

    try:
        return load_workbook(BytesIO(data), keep_links=False)
    except (TypeError, ValueError, KeyError, AttributeError, IndexError, SyntaxError):
        # 样式残缺、部件缺失的工作簿各有各的错法；按值还读得出来。
        return None


def _without_old_marks(book: "Workbook") -> None:
    """Take away what an earlier sending back put in."""
    from openpyxl.styles import Border, PatternFill, Side

    thin = Side(style="thin")  # 原来的框线没有留下；表格里的格子通常有细框
    for sheet in list(book.worksheets):
        if sheet.cell(1, MARK_COLUMN).value == MARK and len(book.worksheets) > 1:
            book.remove(sheet)
            continue
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None and cell.comment.author == AUTHOR:
                    cell.comment = None
                    if cell.fill.fgColor.rgb == FILL:
                        cell.fill, cell.border = PatternFill(), Border(thin, thin, thin, thin)


def _by_value(grids: list[Grid]) -> "Workbook":
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for grid in grids:
        sheet: Any = book.create_sheet(grid.sheet)
        sheet.sheet_state = "hidden" if grid.hidden else "visible"
        for row, values in enumerate(grid.rows, 1):
            for column, value in enumerate(values, 1):
                if value != "":
                    _put(sheet.cell(row, column), value)
        for (top, left), (bottom, right) in grid.merges:
            sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        _lay_out(sheet, grid)
    if not any(sheet.sheet_state == "visible" for sheet in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    return book


def _lay_out(sheet: Any, grid: Grid) -> None:
    """Columns as wide as what stands in them, one page wide on paper."""
    joined = {top_left for top_left, _end in grid.merges}
    for column in range(max((len(row) for row in grid.rows), default=0)):
        widths = [
            text_width(str(row[column]))
            for number, row in enumerate(grid.rows[:_MEASURED])
            if column < len(row) and (number, column) not in joined
        ]
        sheet.column_dimensions[letters(column)].width = min(max([*widths, 6]) + 2, _WIDEST)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _put(cell: Any, value: CellValue) -> None:
    if isinstance(value, str):
        write_text(cell, value)
        cell.number_format = "@"
    elif isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        cell.value = int(value)
    elif isinstance(value, time | timedelta):
        write_text(cell, str(value))
    else:
        cell.value = value
