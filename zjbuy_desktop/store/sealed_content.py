"""What a sealing keeps: need lines with their sources as canonical JSON, and its digest."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from zjbuy_desktop.core.case.needs import Funds, NeedLine, Source


def digest_of(content: str) -> str:
    """SHA-256 of canonical content."""
    return hashlib.sha256(content.encode()).hexdigest()


def content_of(lines: Sequence[NeedLine]) -> str:
    """All lines with their sources, as canonical JSON."""
    rows = [[*_plain(line), *_origin(line.source)] for line in lines]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def lines_in(content: str) -> tuple[NeedLine, ...]:
    """The lines again, as they were sealed."""
    return tuple(_line(row) for row in json.loads(content))


_FIELDS = (
    "unit", "item", "spec", "measure", "quantity", "price_fen", "amount_fen", "category_code",
    "funding", "budget_item", "funds", "delivery", "intention", "note",
)  # fmt: skip


def _plain(line: NeedLine) -> list[Any]:
    return [getattr(line, name) for name in _FIELDS]


def _origin(source: Source) -> list[Any]:
    at = source.received_at.isoformat() if source.received_at else None
    return [source.file, source.sha256, source.sheet, [list(c) for c in source.cells], at]


def _line(row: list[Any]) -> NeedLine:
    file, sha256, sheet, cells, at = row[len(_FIELDS) :]
    received = datetime.fromisoformat(at) if at else None
    source = Source(file, sha256, sheet, tuple((k, v) for k, v in cells), received)
    given = dict(zip(_FIELDS, row, strict=False))
    return NeedLine(**{**given, "funds": Funds(given["funds"]), "source": source})
