"""ODS：打开之前找出远处的格子、错误值和合并的格子（重复行列用计数表示，地址要自己数）。"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from zjbuy_desktop.excel.hidden import Hidden
from zjbuy_desktop.excel.kinds import ZIP_ERRORS
from zjbuy_desktop.excel.marks import Marks
from zjbuy_desktop.excel.members import check_honest
from zjbuy_desktop.excel.precheck import broken, check_extent, check_sizes

_MOST_HIDDEN = 10_000
"""More hidden rows or columns in one go are the empty rest of the sheet."""

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


@dataclass(slots=True)
class OdsLook:
    """What the reader doesn't tell of one sheet.

    Attributes:
        marks: error cells.
        merges: merged ranges: top left and bottom right, from 0.
        rows: hidden or filtered rows, from 0.
        columns: hidden columns, from 0.
    """

    marks: Marks = field(default_factory=dict)
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)

    def unseen(self) -> Hidden:
        """What is hidden."""
        return Hidden(frozenset(self.rows), frozenset(self.columns))


def check_ods(data: bytes) -> dict[str, OdsLook]:
    """Marks and merged cells by sheet, after the checks that make an ods safe to read.

    Raises:
        FileRefused: 文件损坏、过大，或远处有内容.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_sizes(archive)
            check_honest(data, archive.infolist())
            content = archive.read("content.xml")
    except ZIP_ERRORS as error:
        raise broken() from error
    found: dict[str, OdsLook] = {}
    try:
        for name, table in _tables(content):
            found[name] = _walk(name, table)
    except etree.XMLSyntaxError as error:
        raise broken() from error
    return found


def _tables(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    events = etree.iterparse(
        BytesIO(content), tag=f"{_TABLE}table", resolve_entities=False, no_network=True
    )
    for _event, table in events:
        yield table.get(f"{_TABLE}name") or "", table
        table.clear()


def _walk(sheet: str, table: etree._Element) -> OdsLook:
    look = OdsLook()
    row, last_row, last_column = 0, 0, 0
    look.columns = _hidden_columns(table)
    for line in table.iter(f"{_TABLE}table-row"):
        repeated = _count(line, "number-rows-repeated")
        column, filled = 0, False
        for cell in line:
            across = _count(cell, "number-columns-repeated")
            if _has_value(cell):
                filled = True
                last_column = max(last_column, column + across)
            if cell.get(f"{_CALC}value-type") == "error":
                text = "".join(str(part) for part in cell.itertext())
                look.marks[row, column] = text or "#ERROR!"
            down, right = (
                _count(cell, "number-rows-spanned"),
                _count(cell, "number-columns-spanned"),
            )
            if down > 1 or right > 1:
                look.merges.append(((row, column), (row + down - 1, column + right - 1)))
            column += across
        if _is_hidden(line) and repeated <= _MOST_HIDDEN:
            look.rows.update(range(row, row + repeated))
        row += repeated
        if filled:
            last_row = row
    if last_row:
        check_extent(sheet, last_row, max(last_column, 1))
    return look


def _hidden_columns(table: etree._Element) -> set[int]:
    hidden: set[int] = set()
    at = 0
    for column in table.iter(f"{_TABLE}table-column"):
        repeated = _count(column, "number-columns-repeated")
        if _is_hidden(column) and repeated <= _MOST_HIDDEN:
            hidden.update(range(at, at + repeated))
        at += repeated
    return hidden


def _is_hidden(element: etree._Element) -> bool:
    return element.get(f"{_TABLE}visibility") in ("collapse", "filter")


def _has_value(cell: etree._Element) -> bool:
    return cell.get(f"{_OFFICE}value-type") is not None or len(cell) > 0


def _count(element: etree._Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}") or "1"
    return int(text) if text.isdigit() else 1
