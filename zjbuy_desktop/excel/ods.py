"""ODS：打开之前找出远处的格子、错误值和合并的格子（重复行列用计数表示，地址要自己数）。"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from zjbuy_desktop.excel.extent import check_extent, too_far
from zjbuy_desktop.excel.hidden import Hidden
from zjbuy_desktop.excel.kinds import ZIP_ERRORS
from zjbuy_desktop.excel.marks import Marks
from zjbuy_desktop.excel.members import check_honest
from zjbuy_desktop.excel.precheck import broken, check_sizes, rewritten
from zjbuy_desktop.excel.shown_as import Shown

_CONTENT = "content.xml"
_OURS = "CNY"
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
        shown: cells shown as percentages or in a foreign currency.
    """

    marks: Marks = field(default_factory=dict)
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    shown: dict[tuple[int, int], Shown] = field(default_factory=dict)

    def unseen(self) -> Hidden:
        """What is hidden."""
        return Hidden(frozenset(self.rows), frozenset(self.columns))


def check_ods(data: bytes) -> tuple[bytes, dict[str, OdsLook]]:
    """The bytes to read, and marks and merged cells by sheet, after the checks that make an ods
    safe to read; blank texts far out are left out of a copy.

    Raises:
        FileRefused: 文件损坏、过大，或远处有内容.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_sizes(archive)
            check_honest(data, archive.infolist())
            content = archive.read(_CONTENT)
            walks = {name: _Walk(name, table) for name, table in _tables(content)}
            for walk in walks.values():
                walk.check()
            if any(walk.stray for walk in walks.values()):
                data = rewritten(archive, {_CONTENT: _without_blanks(content)})
    except etree.XMLSyntaxError as error:
        raise broken() from error
    except ZIP_ERRORS as error:
        raise broken() from error
    return data, {name: walk.look for name, walk in walks.items()}


def _tables(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    events = etree.iterparse(
        BytesIO(content), tag=f"{_TABLE}table", resolve_entities=False, no_network=True
    )
    for _event, table in events:
        yield table.get(f"{_TABLE}name") or "", table
        table.clear()


class _Walk:
    """One walk over a table's cells.

    Attributes:
        look: what it saw.
        stray: whether the reader would lay out an absurd sheet for blank texts alone.
    """

    def __init__(self, sheet: str, table: etree._Element) -> None:
        self._sheet = sheet
        self.look = OdsLook(columns=_hidden_columns(table))
        self._filled, self._blank = (0, 0), (0, 0)
        row = 0
        for line in table.iter(f"{_TABLE}table-row"):
            repeated = _count(line, "number-rows-repeated")
            self._line(line, row, repeated)
            if _is_hidden(line) and repeated <= _MOST_HIDDEN:
                self.look.rows.update(range(row, row + repeated))
            row += repeated
        self.stray = too_far(*self._blank)

    def check(self) -> None:
        """Refuse what can't be laid out even without blank texts."""
        if self._filled[0]:
            check_extent(self._sheet, *self._filled)

    def _line(self, line: etree._Element, row: int, repeated: int) -> None:
        column = 0
        for cell in line:
            across = _count(cell, "number-columns-repeated")
            if _has_value(cell):
                end = row + repeated, column + across
                self._blank = _outer(self._blank, end)
                if not _is_blank(cell):
                    self._filled = _outer(self._filled, end)
            if cell.get(f"{_CALC}value-type") == "error":
                text = "".join(str(part) for part in cell.itertext())
                self.look.marks[row, column] = text or "#ERROR!"
            shown = _shown(cell)
            if shown:
                self.look.shown[row, column] = shown
            down = _count(cell, "number-rows-spanned")
            right = _count(cell, "number-columns-spanned")
            if down > 1 or right > 1:
                end = row + down - 1, column + right - 1
                self.look.merges.append(((row, column), end))
            column += across


def _outer(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return max(one[0], other[0]), max(one[1], other[1])


def _without_blanks(content: bytes) -> bytes:
    """The same content without texts of nothing but white space: to us they say nothing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(content, parser)
    for cell in root.iter(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        if _has_value(cell) and _is_blank(cell):
            del cell[:]
            for name in (f"{_OFFICE}value-type", f"{_CALC}value-type", f"{_OFFICE}string-value"):
                cell.attrib.pop(name, "")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


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


def _shown(cell: etree._Element) -> Shown | None:
    kind = cell.get(f"{_OFFICE}value-type")
    foreign = kind == "currency" and cell.get(f"{_OFFICE}currency", _OURS) not in (_OURS, "RMB")
    return Shown(kind == "percentage", foreign=foreign) if kind == "percentage" or foreign else None


def _is_blank(cell: etree._Element) -> bool:
    if cell.get(f"{_OFFICE}value-type", "string") != "string":
        return False
    stored = cell.get(f"{_OFFICE}string-value")
    return not (stored or "".join(str(part) for part in cell.itertext())).strip()


def _count(element: etree._Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}") or "1"
    return int(text) if text.isdigit() else 1
