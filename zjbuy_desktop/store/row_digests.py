"""The digests of all rows as they are; and what a migration did to them."""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection

from zjbuy_desktop.store import row_log
from zjbuy_desktop.store.row_log import NONE, Shape

Digests = dict[str, dict[Any, str]]
"""Table → key → digest."""
Run = Callable[[str], Iterable[Any]]
"""Runs one query and gives its rows; of SQLAlchemy's connections and of bare sqlite3."""


def table_digests(run: Run, shape: Shape) -> dict[Any, str]:
    """Key → digest of every row of one table."""
    where = f"WHERE {shape.only('r')}" if shape.only("r") else ""
    content = shape.content("r", strange=True)
    query = f'SELECT {shape.key("r")}, {content} FROM "{shape.name}" r {where}'
    digested = row_log.hasher(shape.name)
    return {key: digested(whole) for key, whole in run(query)}


def schema_digest(run: Run) -> str:
    """The digest over every CREATE statement and the revision."""
    made = [
        [name, sql] for name, sql in run("SELECT name, sql FROM sqlite_master ORDER BY type, name")
    ]
    revision = [row[0] for row in run("SELECT version_num FROM alembic_version")]
    return hashlib.sha256(json.dumps([made, revision], ensure_ascii=False).encode()).hexdigest()


def logged(db: Connection) -> Digests | None:
    """All digests before a migration; ``None`` for a database that keeps no log yet."""
    return _all(db) if _keeps_log(db) else None


def log_changes(db: Connection, before: Digests | None) -> None:
    """Write down what a migration made of each row, and the tables as they are now.

    What had been changed outside is not made good by it: the digest before is that of the row
    as it was found, which still does not follow from the log.
    """
    if not _keeps_log(db):
        return
    then, now = before or {}, _all(db)
    seq = int(db.exec_driver_sql("SELECT coalesce(max(seq), 0) + 1 FROM audit_event").scalar_one())
    for table in sorted(then.keys() | now.keys()):
        old, new = then.get(table, {}), now.get(table, {})
        changes = [
            (key, old.get(key, NONE), new.get(key, NONE)) for key in dict.fromkeys([*old, *new])
        ]
        row_log.add(db, seq, table, changes)
    db.exec_driver_sql(
        "INSERT INTO meta (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (row_log.SCHEMA, schema_digest(db.exec_driver_sql)),
    )


def _keeps_log(db: Connection) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return bool(db.exec_driver_sql(query, (row_log.TABLE,)).fetchall())


def _all(db: Connection) -> Digests:
    found = row_log.shapes(db.exec_driver_sql(row_log.SHAPES).fetchall())
    return {name: table_digests(db.exec_driver_sql, shape) for name, shape in found.items()}
