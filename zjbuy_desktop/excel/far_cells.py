"""xlsx 里远在天边的格子：空白的从内存里的副本上剪去，有内容的退回并指到那一格。

The reader lays a sheet out densely up to its last cell; one space at XFD1048576 would cost 550 GB
and abort the process, one at IV65536 half a gigabyte. So the highest cells are looked for first,
in the raw XML.
"""

import re
import zipfile
from collections.abc import Iterator

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.blank_texts import blank_shared
from zjbuy_desktop.excel.extent import MAX_CELLS, MAX_COLUMN, far_problem, too_far

MAX_FAR_LISTED = 5

_FAR = re.compile(rb' r="((?:[A-Z]{3,}|[J-Z][A-Z]|I[W-Z])[0-9]+|[A-Z]{0,3}[0-9]{6,})"')
"""Addresses beyond column IV or from row 100,000 on; the exact bound is checked afterwards.

A literal beginning lets the search run ten times faster than a class of white space would.
"""

_NEAR_COLUMNS = 26
_NEAR_ROWS = MAX_CELLS // MAX_COLUMN
"""A sheet that keeps to one of the two can be laid out; few go beyond both."""

_WIDE = re.compile(rb' r="([A-Z]{2})[0-9]')
_OUTER = re.compile(rb' r="([A-Z]{2,3}[0-9]+|[A-Z][0-9]{5,})"')
_ROW = re.compile(rb'<(?:\w+:)?row\s[^<>]*?\br="([0-9]{1,7})"')

_END = re.compile(rb"</(?:\w+:)?c\s*>")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^<>]*)?>([^<]+)<")
_ADDRESS = re.compile(r"([A-Z]*)([0-9]+)")


def without_far_cells(archive: zipfile.ZipFile, sheets: dict[str, bytes]) -> dict[str, bytes]:
    """Cleaned copies of those sheets that have empty far cells.

    Raises:
        FileRefused: something is written in a far cell.
        ValueError: a cell has no end.
    """
    cleaned: dict[str, bytes] = {}
    refused: list[CellProblem] = []
    for part, xml in sheets.items():
        outer = _OUTER if _spread(xml) else _FAR if _FAR.search(xml) else None
        if outer is None:
            continue
        kept, position, rows, columns = [], 0, 1, _NEAR_COLUMNS
        for start, end, cell, empty in _far_cells(xml, archive, outer):
            row, column = _place(cell)
            if empty:
                kept.append(xml[position:start])
                position = end
                continue
            rows, columns = max(rows, row), max(columns, column)
            if too_far(rows, columns) and len(refused) < MAX_FAR_LISTED:
                refused.append(far_problem(_sheet_name(archive, part), cell))
        if position:
            cleaned[part] = b"".join((*kept, xml[position:]))
    if refused:
        raise problems.FileRefused(*refused)
    return cleaned


def _spread(xml: bytes) -> bool:
    """Whether a sheet is both long and wide, though within the bounds of either."""
    at = max(xml.rfind(b"<row "), xml.rfind(b":row "))
    last = _ROW.match(xml, xml.rfind(b"<", 0, at + 1)) if at >= 0 else None
    if last is None or int(last[1]) <= _NEAR_ROWS:
        return False
    widest = max(set(_WIDE.findall(xml)), default=b"").decode("ascii")
    return bool(widest) and too_far(int(last[1]), _place(f"{widest}1")[1])


def _sheet_name(archive: zipfile.ZipFile, part: str) -> str:
    from zjbuy_desktop.excel.package import sheet_names

    return sheet_names(archive).get(part, part)


def _far_cells(
    xml: bytes, archive: zipfile.ZipFile, outer: re.Pattern[bytes]
) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, address and emptiness of each cell that lies far out."""
    done, blank = 0, None
    for match in outer.finditer(xml):
        cell = match[1].decode("ascii")
        if match.start() < done or (outer is _FAR and not too_far(*_place(cell))):
            continue
        start = xml.rfind(b"<", 0, match.start())
        head_end = xml.find(b">", match.end()) + 1
        if not head_end:
            continue
        end = head_end
        if xml[head_end - 2 : head_end - 1] != b"/":
            closing = _END.search(xml, head_end)
            if closing is None:
                raise ValueError(cell)  # 后面再没有一个格子是写完的
            end = closing.end()
        done = end
        content = _CONTENT.search(xml, head_end, end)
        empty = not (content and content[1].strip())
        if content and b't="s"' in xml[start:head_end]:
            blank = blank_shared(archive) if blank is None else blank
            empty = content[1].strip() in blank
        yield start, end, cell, empty


def _place(cell: str) -> tuple[int, int]:
    """Row and column from 1; none for a mere row number: rows take no room, cells do."""
    match = _ADDRESS.fullmatch(cell)
    if match is None or not match[1]:
        return 0, 0
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
