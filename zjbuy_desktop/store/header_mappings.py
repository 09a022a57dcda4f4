"""Mappings of heads: the office's own, and those a return was read by."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.needs import ReadReturn
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_all
from zjbuy_desktop.store.unit_of_work import View, Work

_USES = """
SELECT m.payload, count(*), max(b.at) FROM return_mapping m
JOIN return_file f ON f.id = m.return_file_id JOIN import_batch b ON b.id = f.batch_id
WHERE b.undone_at IS NULL GROUP BY m.payload
"""


@dataclass(frozen=True, slots=True)
class KeptMapping:
    """A mapping the office keeps.

    Attributes:
        mapping: what it says.
        kept_at: when it was kept.
        used_at: when a file was last read by it; ``None`` if never.
        times_used: how many files were read by it, those of undone imports aside.
    """

    mapping: HeaderMapping
    kept_at: datetime
    used_at: datetime | None
    times_used: int


def list_header_mappings(view: View) -> tuple[KeptMapping, ...]:
    """Every mapping of the office, by name."""
    used = {payload: (at, times) for payload, times, at in view.db.exec_driver_sql(_USES)}
    kept = []
    query = select(t.header_mapping).order_by(t.header_mapping.c.name)
    for row in view.db.execute(query).mappings():
        at, times = used.get(row["payload"], (None, 0))
        moment = datetime.fromisoformat(at) if at else None
        kept.append(KeptMapping(_mapping(row["payload"]), row["kept_at"], moment, times))
    return tuple(kept)


def save_header_mapping(work: Work, mapping: HeaderMapping) -> None:
    """Put a mapping in place of the one of its name."""
    drop_header_mapping(work, mapping.name)
    row = {"name": mapping.name, "payload": _text(mapping), "kept_at": work.at}
    insert_all(work.db, t.header_mapping, [row])


def drop_header_mapping(work: Work, name: str) -> None:
    """Forget a mapping; returns read by it keep their own copy."""
    work.db.execute(delete(t.header_mapping).where(t.header_mapping.c.name == name))


def note_use(
    work: Work,
    batch_id: int,
    results: Sequence[ReadReturn],
    known: Mapping[str, HeaderMapping],
) -> None:
    """Keep what each file of a batch was read by.

    Args:
        work: the transaction that saved the batch.
        batch_id: the batch.
        results: its files, in its order.
        known: the mappings they could be read by, by name.
    """
    if not any(result.mappings for result in results):
        return
    found = work.db.exec_driver_sql(
        "SELECT position, id FROM return_file WHERE batch_id = ?", (batch_id,)
    )
    ids = {row[0]: row[1] for row in found}
    rows = [
        {"return_file_id": ids[place], "position": number, "payload": _text(known[name])}
        for place, result in enumerate(results)
        for number, name in enumerate(result.mappings)
    ]
    insert_all(work.db, t.return_mapping, rows)
    work.payload["mappings"] = [[r.file, *r.mappings] for r in results if r.mappings]


def mappings_of(view: View, return_file_id: int) -> tuple[HeaderMapping, ...]:
    """What a returned file was read by."""
    table = t.return_mapping
    query = select(table.c.payload).where(table.c.return_file_id == return_file_id)
    rows: Iterable[Any] = view.db.execute(query.order_by(table.c.position)).scalars()
    return tuple(_mapping(text) for text in rows)


def _text(mapping: HeaderMapping) -> str:
    return json.dumps(asdict(mapping), ensure_ascii=False, separators=(",", ":"))


def _mapping(text: str) -> HeaderMapping:
    data: Mapping[str, Any] = json.loads(text)
    return HeaderMapping(
        **{
            **data,
            "heads": tuple((letter, caption) for letter, caption in data["heads"]),
            "columns": tuple((name, tuple(letters)) for name, letters in data["columns"]),
            "fixed": tuple((name, words) for name, words in data["fixed"]),
        }
    )
