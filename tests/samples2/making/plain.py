"""Workbooks by openpyxl, the same bytes on every run."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

_STEADY = (2026, 8, 17, 9, 0, 0)


def book(fill: Callable[[Worksheet], None], title: str = "Sheet1") -> bytes:
    """A workbook of one sheet that ``fill`` writes."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = title
    fill(sheet)
    return saved(made)


def saved(made: Any) -> bytes:
    """The bytes of an openpyxl workbook or python-docx document, without today's date."""
    out = io.BytesIO()
    made.save(out)
    return steady(out.getvalue())


def steady(content: bytes) -> bytes:
    """The same archive with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-08-17T01:00:00Z", part)
            add(new, info.filename, part)
    return out.getvalue()


def add(archive: zipfile.ZipFile, name: str, part: bytes | str) -> None:
    """One member with a fixed time."""
    info = zipfile.ZipInfo(name, _STEADY)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, part)


def put(sheet: Worksheet, top: int, rows: Iterable[Sequence[Any]]) -> int:
    """Write rows from row ``top`` on; None leaves a cell alone. Returns the next free row."""
    for row in rows:
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(top, column, value)
        top += 1
    return top
