"""Save one import: files, problems, versions and need lines, in a few large statements."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from zjbuy_desktop.core.base.findings import fields_of
from zjbuy_desktop.core.case.needs import Funds, NeedLine, Outcome, ReadReturn
from zjbuy_desktop.core.case.tally import Total
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.bulk import insert_rows
from zjbuy_desktop.store.deciding import decide
from zjbuy_desktop.store.mapping import insert_one
from zjbuy_desktop.store.returns import refresh
from zjbuy_desktop.store.settled import refuse_when_settled
from zjbuy_desktop.store.unit_of_work import Work

_TAKEN = (Outcome.ACCEPTED, Outcome.SUPERSEDED)
_FUNDS = {funds: str(funds.value) for funds in Funds}
"""Plain texts: for each value of a subclass sqlite3 looks for an adapter, thrice as dear."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class _Part:
    """One unit's part of one accepted file, with the keys it is going to have."""

    id: int
    file_id: int
    unit: str
    position: int
    wins: bool
    replaced_id: int | None
    lines: tuple[NeedLine, ...]
    total: Total


def save_batch(
    work: Work,
    project_id: int,
    results: Sequence[ReadReturn],
    originals: Mapping[str, bytes | Path],
) -> int:
    """Save what an import gave, as one batch that can be undone.

    Originals are on the disk before the transaction can commit. Of several returns of one unit
    the last in ``results`` counts (one already marked superseded never does), and it supersedes
    what counted before. The sums are checked before this returns.

    Args:
        work: the transaction; its payload gets the batch, the files and the totals.
        project_id: the project.
        results: in the order that decides between returns of the same unit.
        originals: SHA-256 → bytes or path, for every accepted or refused file with a hash.

    Returns:
        The batch's number.

    Raises:
        UserError: an original changed while it was read; disk full; the needs are settled.
        ConservationError: sums do not agree (a bug).
    """
    refuse_when_settled(work, project_id)
    with work.originals.putting(originals):
        return _insert(work, project_id, results, originals)


def _insert(
    work: Work,
    project_id: int,
    results: Sequence[ReadReturn],
    originals: Mapping[str, bytes | Path],
) -> int:
    _insert_originals(work, results, originals)
    batch = {"project_id": project_id, "at": work.at, "undone_at": None}
    batch_id = insert_one(work.db, t.import_batch, batch)
    first = _next_id(work.db, "return_file")
    parts = _parts(work.db, project_id, first, results)
    _insert_files(work.db, (project_id, batch_id, first), results, parts)
    _retire(work.db, project_id, parts)
    _insert_parts(work.db, project_id, parts)
    _insert_lines(work.db, project_id, parts)
    decide(work, project_id, ((part.unit, part.id) for part in parts if part.wins))
    refresh(work, project_id, batch_id)
    _tell(work, batch_id, results, parts)
    return batch_id


def _insert_originals(
    work: Work, results: Sequence[ReadReturn], originals: Mapping[str, bytes | Path]
) -> None:
    names = {r.sha256: r.file for r in reversed(results)}
    at = work.at.isoformat()
    rows = [
        (
            sha256,
            len(content) if isinstance(content, bytes) else content.stat().st_size,
            names.get(sha256, ""),
            at,
        )
        for sha256, content in originals.items()
    ]
    if rows:
        work.db.exec_driver_sql(
            "INSERT INTO original (sha256, size, first_name, received_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (sha256) DO NOTHING",
            rows,
        )


def _insert_files(
    db: Connection,
    keys: tuple[int, int, int],
    results: Sequence[ReadReturn],
    parts: Sequence[_Part],
) -> None:
    project_id, batch_id, first = keys
    sums: dict[int, Total] = {}
    for part in parts:
        sums[part.file_id] = _plus(sums.get(part.file_id, Total()), part.total)
    kept = {row[0] for row in db.exec_driver_sql("SELECT sha256 FROM original")}
    files, problems = [], []
    for position, result in enumerate(results):
        taken = result.outcome in _TAKEN
        if result.sha256 and result.sha256 not in kept and result.outcome is not Outcome.IGNORED:
            raise ValueError(f"original of {result.file} was not handed over")
        own = sums.get(first + position, Total())
        files.append(
            (
                first + position,
                batch_id,
                project_id,
                position,
                result.file,
                result.sha256 if result.sha256 in kept else None,
                Outcome.ACCEPTED if taken else result.outcome,
                _encode(result.units),
                own.rows,
                own.quantity,
                own.amount_fen,
                _encode(result.notes),
                "",
            )
        )
        problems += [
            (first + position, place, *fields_of(p)) for place, p in enumerate(result.problems)
        ]
    insert_rows(db, t.return_file, files)
    insert_rows(db, t.cell_problem, problems)


def _parts(
    db: Connection, project_id: int, first: int, results: Sequence[ReadReturn]
) -> list[_Part]:
    """Each unit's part of each accepted file: who wins, and whom it replaces."""
    counting = db.exec_driver_sql(
        "SELECT unit, id FROM return_unit WHERE project_id = ? AND current = 1", (project_id,)
    )
    latest: dict[str, int] = {row[0]: row[1] for row in counting}
    winners = {
        unit: position
        for position, result in enumerate(results)
        if result.outcome is Outcome.ACCEPTED
        for unit in _units(result)
    }
    parts: list[_Part] = []
    next_id = _next_id(db, "return_unit")
    for position, result in enumerate(results):
        if result.outcome not in _TAKEN:
            continue
        for place, unit in enumerate(_units(result)):
            lines = tuple(line for line in result.lines if line.unit == unit)
            part_id = next_id + len(parts)
            wins = winners.get(unit) == position
            parts.append(
                _Part(
                    part_id,
                    first + position,
                    unit,
                    place,
                    wins,
                    latest.get(unit),
                    lines,
                    _sum(lines),
                )
            )
            if result.outcome is Outcome.ACCEPTED:
                latest[unit] = part_id
    return parts


def _sum(lines: Sequence[NeedLine]) -> Total:
    return Total(len(lines), sum(x.quantity for x in lines), sum(x.amount_fen for x in lines))


def _plus(one: Total, other: Total) -> Total:
    return Total(
        one.rows + other.rows,
        one.quantity + other.quantity,
        one.amount_fen + other.amount_fen,
    )


def _units(result: ReadReturn) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*result.units, *(line.unit for line in result.lines))))


def _retire(db: Connection, project_id: int, parts: Sequence[_Part]) -> None:
    """What counted until now for the units of this batch counts no more."""
    keys = [(project_id, part.unit) for part in parts if part.wins]
    if not keys:
        return
    for table in ("return_unit", "need_line"):
        db.exec_driver_sql(
            f"UPDATE {table} SET current = 0 WHERE project_id = ? AND unit = ? AND current = 1",
            keys,
        )


def _insert_parts(db: Connection, project_id: int, parts: Sequence[_Part]) -> None:
    rows = [
        (
            part.id,
            part.file_id,
            project_id,
            part.unit,
            part.position,
            part.wins,
            part.replaced_id,
            part.total.rows,
            part.total.quantity,
            part.total.amount_fen,
        )
        for part in parts
    ]
    insert_rows(db, t.return_unit, rows)


def _insert_lines(db: Connection, project_id: int, parts: Sequence[_Part]) -> None:
    insert_rows(db, t.need_line, list(_line_rows(project_id, parts, _next_id(db, "need_line"))))


def _line_rows(project_id: int, parts: Sequence[_Part], next_id: int) -> Iterator[tuple[Any, ...]]:
    for part in parts:
        wins = int(part.wins)
        for position, line in enumerate(part.lines):
            source = line.source
            yield (
                next_id,
                project_id,
                part.file_id,
                position,
                wins,
                line.unit,
                line.item,
                line.spec,
                line.measure,
                line.quantity,
                line.price_fen,
                line.amount_fen,
                line.category_code,
                line.funding,
                line.budget_item,
                _FUNDS[line.funds],
                line.delivery,
                line.intention,
                line.note,
                source.sheet,
                _cells(source.cells),
            )
            next_id += 1


@lru_cache(maxsize=4096)
def _cells(cells: tuple[tuple[str, str], ...]) -> str:
    """Cell addresses as JSON; the forms being alike, the same ones come again and again."""
    return _encode(dict(cells))


def _next_id(db: Connection, table: str) -> int:
    """The next key; safe because the transaction holds the write lock from its start."""
    found = db.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").scalar_one()
    return int(found)


def _tell(work: Work, batch_id: int, results: Sequence[ReadReturn], parts: Sequence[_Part]) -> None:
    sums = Total()
    for part in parts:
        sums = _plus(sums, part.total)
    work.payload |= {
        "batch": batch_id,
        "outcomes": dict(Counter(r.outcome.value for r in results)),
        "rows": sums.rows,
        "quantity": sums.quantity,
        "amount_fen": sums.amount_fen,
        "files": [[r.file, r.sha256, r.outcome.value] for r in results],
    }
