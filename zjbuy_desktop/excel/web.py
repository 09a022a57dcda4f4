"""网页表格：不少系统“导出 Excel”得到的其实是一段 HTML。"""

from collections.abc import Iterator

import lxml.html
from lxml import etree

from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.extent import MAX_COLUMN, check_extent
from zjbuy_desktop.excel.grid import CellValue, Grid, Merge
from zjbuy_desktop.excel.kinds import decode
from zjbuy_desktop.excel.precheck import broken

_MAX_SPAN = 1_000

_EXACT = ("sdval", "x:num", "{urn:schemas-microsoft-com:office:excel}num")
"""Attributes in which LibreOffice and Excel keep the unrounded number behind the text."""


def html_grids(data: bytes) -> list[Grid]:
    """Every outermost-or-inner table of a page that has rows of its own, in page order.

    Raises:
        FileRefused: 读不出网页，或只是网页的外壳.
    """
    text = decode(data)
    if text is None:
        raise broken()
    if text.lstrip().startswith("<?xml"):
        text = text[text.find("?>") + 2 :]
    try:
        page = lxml.html.document_fromstring(text)
    except (etree.ParserError, ValueError) as error:
        raise broken() from error
    tables = [_grid(f"表{i}", t) for i, t in enumerate(page.iter("table"), start=1)]
    filled = [table for table in tables if table.rows]
    if not filled and next(page.iter("frameset"), None) is not None:
        raise problems.whole_file(
            "这只是网页的外壳，表格在与它同名的“.files”文件夹里，没有一起发来",
            "一个文件里就有表格",
            "请用 Excel 或 WPS 打开后“另存为”xlsx 格式，再重新发送",
        )
    return filled


def _grid(name: str, table: etree._Element) -> Grid:
    rows: list[list[CellValue]] = []
    merges: list[Merge] = []
    covered: set[tuple[int, int]] = set()
    for row, line in enumerate(_own_rows(table)):
        check_extent(name, row + 1, 1)
        values: list[CellValue] = []
        column = 0
        for cell in line:
            if cell.tag not in ("td", "th"):
                continue
            while (row, column) in covered:
                values.append("")
                column += 1
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            values.append(_value(cell))
            if down > 1 or across > 1:
                merges.append(((row, column), (row + down - 1, column + across - 1)))
                covered.update((row + i, column + j) for i in range(1, down) for j in range(across))
            values.extend([""] * (across - 1))
            column += across
            check_extent(name, row + 1, min(column, MAX_COLUMN + 1))
        rows.append(values)
    grid = Grid(name, rows, merges)
    grid.level()
    return grid


def _own_rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _span(cell: etree._Element, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), _MAX_SPAN) if text.isascii() and text.isdigit() else 1


def _value(cell: etree._Element) -> str:
    for name in _EXACT:
        exact = cell.get(name)
        if exact:
            return exact
    return "".join(str(text) for text in cell.itertext()).strip()
