"""Workbooks made to hurt: each is a real file on the disk, written without any library's help."""

import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.excel.books import HEAD, UNIT, row, sheet

_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def text(cell: str, value: str) -> str:
    """An inline string cell."""
    return f'<c r="{cell}" t="inlineStr"><is><t>{value}</t></is></c>'


def good_rows(extra: str = "") -> str:
    """A right need table as sheet rows; ``extra`` goes into the remark of its only line."""
    rows = sheet(row())
    rows[-1][-1] = extra
    return "".join(
        f'<row r="{i}">'
        + "".join(
            text(f"{chr(65 + k)}{i}", value)
            if isinstance(value, str)
            else f'<c r="{chr(65 + k)}{i}"><v>{value}</v></c>'
            for k, value in enumerate(values)
        )
        + "</row>"
        for i, values in enumerate(rows, 1)
    )


def sheet_xml(rows: str, prolog: str = "") -> bytes:
    """A whole sheet part."""
    head = f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<worksheet xmlns="{_NS}"><sheetData>'
    return f"{head}{rows}</sheetData></worksheet>".encode()


def book_parts(sheets: int = 1) -> dict[str, bytes]:
    """The parts around the sheets of a workbook, without a style sheet."""
    numbers = range(1, sheets + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for n in numbers
    )
    names = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/worksheet" '
        f'Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
            f'ContentType="application/xml"/><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/><Override '
            f'PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>{types}</Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_NS}" xmlns:r="{_RELATIONS}"><sheets>{names}</sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{targets}</Relationships>'
        ).encode(),
    }


def book(path: Path, *sheets: bytes, more: Iterable[tuple[str, bytes]] = ()) -> Path:
    """Zip a workbook of these sheets and further parts (a part given again replaces its like)."""
    parts = book_parts(len(sheets))
    parts |= {f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets, 1)}
    parts |= dict(more)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def laughs(levels: int = 12) -> str:
    """Billion laughs: ten references on each level."""
    entities = ['<!ENTITY l0 "哈">']
    entities += [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels)]
    return f"<!DOCTYPE worksheet [{''.join(entities)}]>"


def quadratic(length: int = 200_000) -> str:
    """Quadratic blow-up: one long entity, to be referred to very often."""
    return f'<!DOCTYPE worksheet [<!ENTITY q "{"哈" * length}">]>'


def reaching_out(target: Path) -> str:
    """An external entity that names a local file."""
    return f'<!DOCTYPE worksheet [<!ENTITY secret SYSTEM "{target.as_uri()}">]>'


def noise(length: int, seed: int = 7) -> str:
    """Text that hardly shrinks, so that no ratio gives it away."""
    return random.Random(seed).randbytes(length // 2).hex()


def numbers(rows: int, columns: int) -> str:
    """A dense block of numbers that hardly repeat, below a right table."""
    rng = random.Random(11)
    names = [chr(65 + k) if k < 26 else f"A{chr(39 + k)}" for k in range(columns)]
    lines = []
    for i in range(6, rows + 6):
        cells = "".join(f'<c r="{n}{i}"><v>{rng.randrange(10_000)}</v></c>' for n in names)
        lines.append(f'<row r="{i}">{cells}</row>')
    return "".join(lines)


def patched(path: Path, change: Callable[[bytearray], None]) -> Path:
    """Change the bytes of a file in place."""
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)
    return path


def entry_at(data: bytes | bytearray, name: str) -> int:
    """Where the central directory speaks of a member."""
    start = data.index(b"PK\x01\x02")
    raw = name.encode()
    while True:
        at = data.index(b"PK\x01\x02", start)
        size = int.from_bytes(data[at + 28 : at + 30], "little")
        if data[at + 46 : at + 46 + size] == raw:
            return at
        start = at + 4


def understate(path: Path, name: str, size: int = 100) -> Path:
    """Let the directory and the member itself say that it is small."""

    def lie(data: bytearray) -> None:
        at = entry_at(data, name)
        local = int.from_bytes(data[at + 42 : at + 46], "little")
        data[at + 24 : at + 28] = size.to_bytes(4, "little")
        data[local + 22 : local + 26] = size.to_bytes(4, "little")

    return patched(path, lie)


def overlapping(path: Path, count: int, payload: bytes) -> Path:
    """A zip whose members quote each other (after David Fifield): each holds all that follow.

    Every member is right by itself: header, sizes and checksum agree with the directory.
    """
    inflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = inflater.compress(payload) + inflater.flush()
    content, tail, members = payload, packed, []
    for number in range(count - 1, -1, -1):
        name = f"{number:04}.csv".encode()
        fields = (zlib.crc32(content), len(tail), len(content), len(name), 0)
        header = b"PK\x03\x04" + struct.pack("<5H3L2H", 20, 0, 8, 0, 0, *fields) + name
        members.append((name, fields, len(header) + len(tail)))
        quoted = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF)
        whole = header + tail
        content, tail = header + content, quoted + whole
    directory = b"".join(
        b"PK\x01\x02"
        + struct.pack("<6H3L5H2L", 20, 20, 0, 8, 0, 0, *fields, 0, 0, 0, 0, len(whole) - length)
        + name
        for name, fields, length in reversed(members)
    )
    end = struct.pack("<4H2LH", 0, 0, count, count, len(directory), len(whole), 0)
    path.write_bytes(whole + directory + b"PK\x05\x06" + end)
    return path


def csv_text() -> str:
    """A right need table as CSV."""
    rows = [[f"填报单位：{UNIT}（盖章）"], HEAD, row()]
    return "\n".join(",".join(map(str, values)) for values in rows)
