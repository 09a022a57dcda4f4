"""Workbooks of Excel 5.0/95 and other forms a reader meets rarely, made byte by byte."""

import struct
from collections.abc import Sequence
from typing import Any

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def record(kind: int, data: bytes) -> bytes:
    """One BIFF record."""
    return struct.pack("<HH", kind, len(data)) + data


def excel_95(rows: Sequence[Sequence[Any]], *, password: bool = False) -> bytes:
    """A workbook as Excel 95 writes it: Chinese in code page 936, stream ``Book``."""
    sheet = _begins(0x10)
    for r, values in enumerate(rows):
        for c, value in enumerate(values):
            place = struct.pack("<HHH", r, c, 0)
            if isinstance(value, str):
                text = value.encode("gb18030")
                sheet += record(0x0204, place + struct.pack("<H", len(text)) + text)
            else:
                sheet += record(0x0203, place + struct.pack("<d", value))
    name = "需求表".encode("gb18030")
    first = _begins(0x05)
    first += record(0x2F, struct.pack("<HH", 1, 2)) if password else b""
    first += record(0x42, struct.pack("<H", 936))
    start = len(first) + 4 + 7 + len(name) + 4
    listed = record(0x85, struct.pack("<IHB", start, 0, len(name)) + name)
    return in_container(first + listed + record(0x0A, b"") + sheet + record(0x0A, b""), "Book")


def _begins(what: int) -> bytes:
    return record(0x0809, struct.pack("<HHHH", 0x0500, what, 0x0DBB, 0x07CC))


def in_container(stream: bytes, name: str) -> bytes:
    """An OLE file with one stream."""
    size = max(4096, -(-len(stream) // _SECTOR) * _SECTOR)
    sectors = size // _SECTOR
    table = [_TABLE, _END, *range(3, 2 + sectors), _END]
    table += [_FREE] * (_SECTOR // 4 - len(table))
    root = _entry("Root Entry", 5, 1, _END, 0)
    entries = root + _entry(name, 2, _FREE, 2, size) + _entry("", 0, _FREE, 0, 0) * 2
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    whole = head + struct.pack("<128I", *table) + entries
    return whole + stream.ljust(size, b"\0")


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    length = len(text) + 2 if name else 0
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", length, kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<III", start, size, 0)


def excel_2003_xml(rows: Sequence[Sequence[Any]], declared: str) -> str:
    """A workbook in the XML of Excel 2002 and 2003 (SpreadsheetML)."""
    body = ""
    for values in rows:
        kinds = ("String" if isinstance(value, str) else "Number" for value in values)
        body += "<Row>"
        body += "".join(
            f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>'
            for kind, value in zip(kinds, values, strict=True)
        )
        body += "</Row>"
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        f'{declared}<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="需求表">'
        f"<Table>{body}</Table></Worksheet></Workbook>"
    )
