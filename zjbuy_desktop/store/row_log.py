"""逐行校验: every event also seals which rows it changed, and each row's digest before and after.

Triggers that live only in the program's own connections note what a transaction touches, cascades
included; a change made with any other tool is noted by nobody. ``row_log`` holds a line for each
changed row under the number of the event, and the event's payload holds the digest of those
lines, so that they hang in the chain. Played back from the start they tell of every row what it
must be now (``row_check``), and of a row that was changed outside and then by the program, when.

Drafts and outlines are written without an event: their lines stand under the number the next
event is going to have, and are sealed with it.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection

TABLE = "row_log"
SEALED = "row_log"
"""Key in an event's payload of the digest over its lines of the log."""
SCHEMA = "schema_digest"
"""Key in ``meta`` of the digest over every CREATE statement and the revision."""

OWN = ("audit_event", TABLE, "alembic_version")
"""Tables that are proved in another way: by the chain, by the digest of the schema."""
_OWN_META = ("audit_head", SCHEMA)
NONE = "-"
"""Stands for the digest of a row that is not there."""

Line = tuple[Any, str, str]
"""Key of a row, its digest before and after."""
_WATCHED = "zjbuy_watched"
_TOUCHED = "CREATE TEMP TABLE IF NOT EXISTS touched (n INTEGER PRIMARY KEY, tbl TEXT, key, old)"
"""No key: an upsert would turn the triggers' own OR IGNORE off; the first line of a row counts."""


class Shape(NamedTuple):
    """A table as far as digests need it.

    Attributes:
        name: of the table.
        columns: all, sorted, so that the order in which they were added makes no difference.
        keys: those of the primary key, in its order.
    """

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]

    def key(self, of: str) -> str:
        """SQL of what tells a row from the others: the value, or a JSON list of several."""
        parts = [f'{of}."{name}"' for name in self.keys]
        return parts[0] if len(parts) == 1 else f"json_array({', '.join(parts)})"

    def content(self, of: str, *, strange: bool = False) -> str:
        """SQL of the whole row as JSON.

        Args:
            of: name of the row.
            strange: also take BLOBs, which no column of ours holds and JSON can't.
        """
        parts = (f'{of}."{name}"' for name in self.columns)
        if strange:
            parts = (
                f"CASE typeof({p}) WHEN 'blob' THEN 'X' || hex({p}) ELSE {p} END" for p in parts
            )
        return f"CAST(json_array({', '.join(parts)}) AS BLOB)"

    def only(self, of: str) -> str:
        """SQL that leaves out rows proved in another way; empty for none."""
        return f"{of}.key NOT IN {_OWN_META}" if self.name == "meta" else ""

    def join(self, row: str, key: str) -> str:
        """SQL that finds the row of a key by the table's index."""
        if len(self.keys) == 1:
            return f'{row}."{self.keys[0]}" = {key}'
        return " AND ".join(
            f"{row}.\"{name}\" = json_extract({key}, '$[{place}]')"
            for place, name in enumerate(self.keys)
        )


def digest(table: str, content: bytes) -> str:
    """The digest of one row: 16 bytes of BLAKE2b in hex."""
    return hasher(table)(content)


def hasher(table: str) -> Callable[[bytes], str]:
    """What gives the digests of a table's rows; to be made once where there are many."""
    begun = hashlib.blake2b(digest_size=16, person=table.encode()[:16])

    def digested(content: bytes) -> str:
        own = begun.copy()
        own.update(content)
        return own.hexdigest()

    return digested


def shapes(rows: Iterable[tuple[str, str, int]]) -> dict[str, Shape]:
    """The tables whose rows are sealed, from what ``SHAPES`` gives."""
    columns: dict[str, dict[str, int]] = {}
    for table, column, place in rows:
        columns.setdefault(table, {})[column] = place
    return {
        table: Shape(
            table,
            tuple(sorted(found)),
            tuple(sorted(filter(found.get, found), key=found.__getitem__)),
        )
        for table, found in columns.items()
    }


SHAPES = f"""SELECT m.name, c.name, c.pk FROM sqlite_master m, pragma_table_info(m.name) c
 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT IN {OWN} ORDER BY m.name"""


def watch(db: Connection) -> None:
    """Note from now on what this connection changes; done once, before a transaction."""
    if db.info.get(_WATCHED):
        return
    raw = _raw(db)
    found = shapes(raw.execute(SHAPES).fetchall())
    raw.execute(_TOUCHED).close()
    for shape in found.values():
        for trigger in _triggers(shape):
            raw.execute(trigger).close()
    raw.execute("PRAGMA recursive_triggers = ON").close()  # a REPLACE is a deletion, too
    db.info[_WATCHED] = found


def _raw(db: Connection) -> sqlite3.Connection:
    raw: Any = db.connection.driver_connection
    return raw  # type: ignore[no-any-return]


def _triggers(shape: Shape) -> Iterator[str]:
    note = "INSERT INTO touched (tbl, key, old) SELECT"
    gone = f"{note} '{shape.name}', {shape.key('OLD')}, {shape.content('OLD')};"
    come = f"{note} '{shape.name}', {shape.key('NEW')}, NULL"
    renamed = f"{come} WHERE {shape.key('NEW')} IS NOT {shape.key('OLD')};"
    bodies = {
        "INSERT": ("NEW", f"{come};"),
        "UPDATE": ("OLD", gone + renamed),
        "DELETE": ("OLD", gone),
    }
    for what, (row, body) in bodies.items():
        when = f"WHEN {shape.only(row)}" if shape.only(row) else ""
        yield (
            f'CREATE TEMP TRIGGER IF NOT EXISTS "watch_{what}_{shape.name}" AFTER {what}'
            f' ON main."{shape.name}" {when} BEGIN {body} END'
        )


def write_down(db: Connection) -> None:
    """Turn what the transaction touched into lines under the number of the coming event."""
    found: dict[str, Shape] = db.info.get(_WATCHED, {})
    tables = [row[0] for row in db.exec_driver_sql("SELECT DISTINCT tbl FROM touched")]
    if not tables:
        return
    seq = _next(db)
    for table in sorted(tables):
        add(db, seq, table, _changes(db, found[table]))
    db.exec_driver_sql("DELETE FROM touched")


def _next(db: Connection) -> int:
    found = db.exec_driver_sql("SELECT coalesce(max(seq), 0) + 1 FROM audit_event").scalar_one()
    return int(found)


def _changes(db: Connection, shape: Shape) -> list[Line]:
    first = shape.keys[0]
    query = (
        f'SELECT x.key, x.old, CASE WHEN r."{first}" IS NULL THEN NULL'
        f" ELSE {shape.content('r')} END FROM touched x"
        f' LEFT JOIN "{shape.name}" r ON {shape.join("r", "x.key")} WHERE x.tbl = ? ORDER BY x.n'
    )
    cursor = _raw(db).execute(query, (shape.name,))
    digested, seen = hasher(shape.name), set()
    found = []
    for key, old, new in cursor:  # not through SQLAlchemy, which doubles the cost of a row
        if key not in seen:
            seen.add(key)
            before = NONE if old is None else digested(old)
            found.append((key, before, NONE if new is None else digested(new)))
    return found


def add(db: Connection, seq: int, table: str, changes: Iterable[Line]) -> None:
    """Add lines of one table under an event's number, joined with those that stand there.

    Args:
        db: the transaction.
        seq: number of the event that is going to seal them.
        table: whose rows.
        changes: of its rows, each key once.
    """
    query = "SELECT lines FROM row_log WHERE seq = ? AND tbl = ?"
    there = db.exec_driver_sql(query, (seq, table)).scalar()
    lines = written(changes if there is None else _joined(parse(there), changes))
    if lines:
        db.exec_driver_sql(
            "INSERT INTO row_log (seq, tbl, lines) VALUES (?, ?, ?)"
            " ON CONFLICT (seq, tbl) DO UPDATE SET lines = excluded.lines",
            (seq, table, lines),
        )
    elif there is not None:
        db.exec_driver_sql("DELETE FROM row_log WHERE seq = ? AND tbl = ?", (seq, table))


def _joined(there: Iterable[Line], changes: Iterable[Line]) -> list[Line]:
    joined = list(there)
    place = {line[0]: at for at, line in enumerate(joined)}
    for key, old, new in changes:
        at = place.get(key)
        if at is not None and joined[at][2] == old:
            joined[at] = (key, joined[at][1], new)
        else:  # new here; or changed outside in between, which both lines together show
            joined.append((key, old, new))
    return joined


def written(changes: Iterable[Line]) -> str:
    """Lines as kept: the two digests, then the key as JSON; none for what is as it was."""
    return "\n".join(
        [
            f"{old} {new} {key if type(key) is int else json.dumps(key, ensure_ascii=False)}"
            for key, old, new in changes
            if old != new
        ]
    )


def parse(lines: str) -> Iterator[Line]:
    """Key, digest before and digest after of each line.

    Raises:
        ValueError: a line is none of ours.
    """
    for line in lines.split("\n"):
        old, new, key = line.split(" ", 2)
        yield json.loads(key), old, new


def seal_of(kept: Iterable[tuple[str, str]]) -> str:
    """The digest over an event's lines, given as (table, lines) in order of the tables."""
    listed = [[table, lines] for table, lines in kept]
    whole = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest() if listed else ""


def seal(db: Connection, seq: int) -> str:
    """The digest over what stands in the log under that number; empty for nothing."""
    rows = db.exec_driver_sql("SELECT tbl, lines FROM row_log WHERE seq = ? ORDER BY tbl", (seq,))
    return seal_of((row[0], row[1]) for row in rows)
