"""What goes along when a project is handed over: a database with that project and no other."""

import json
import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import archive, audit, database, guarding, open_keys, peek, places

_SHA256 = re.compile(r"[0-9a-f]{64}")
_LEFT_HERE = ("project_outline", "baton", "meta", "row_log")
"""What is computed anew, or is true of one PC only; the log holds keys of other projects' rows."""


def cut_out(data_dir: Path, projects: Collection[int], target: Path) -> str:
    """Write a database of these projects alone; works beside an open store.

    The office's own texts, settings and mappings go along; other projects leave no trace.

    Returns:
        The hash of the last audit event of the whole database, to be compared on giving.

    Raises:
        UserError: the database is damaged.
    """
    guarding.begin(target)
    with (
        peek.connect(places.database(data_dir)) as db,
        closing(database.connect_as(target, open_keys.key_for(data_dir))) as copy,
    ):
        db.backup(copy)
    with closing(database.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        problem = archive.unsound(copy)
        if problem:
            raise UserError(f"不能交接：{problem}。", "请先用“恢复备份”回到完好的数据。")
        head = _head(copy)
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("BEGIN")
        _leave_out(copy, projects)
        copy.execute("COMMIT")
        copy.execute("VACUUM")
    return head


def _head(db: sqlite3.Connection) -> str:
    row = db.execute("SELECT hash FROM audit_event ORDER BY seq DESC LIMIT 1").fetchone()
    return str(row[0]) if row else audit.FIRST


def _leave_out(db: sqlite3.Connection, projects: Collection[int]) -> None:
    marks = ", ".join(str(int(p)) for p in projects)
    db.execute(f"DELETE FROM project WHERE id NOT IN ({marks})")
    db.execute(f"DELETE FROM audit_event WHERE project IS NULL OR project NOT IN ({marks})")
    for table in _LEFT_HERE:
        db.execute(f"DELETE FROM {table}")
    wanted = named_in(db)
    for (sha256,) in db.execute("SELECT sha256 FROM original").fetchall():
        if sha256 not in wanted:
            db.execute("DELETE FROM original WHERE sha256 = ?", (sha256,))


def named_in(db: sqlite3.Connection) -> set[str]:
    """Every SHA-256 that stands in any text of the database, outside the list of originals.

    A paper's entries, an event's facts and a foreign key all name an original by it, so that
    nothing has to know who does.
    """
    found: set[str] = set()
    for table in archive.counts(db):
        if table != "original":
            for row in db.execute(f'SELECT * FROM "{table}"'):
                for value in row:
                    if isinstance(value, str) and len(value) >= 64:
                        found.update(_SHA256.findall(value))
    return found


def trail(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """The audit events that came along, each as it was hashed, with its two hashes.

    Raises:
        UserError: one was changed since it was written.
    """
    for row in db.execute(f"SELECT {audit.COLUMNS} FROM audit_event ORDER BY seq"):
        event = dict(zip(audit.COLUMNS.split(", "), row, strict=True))
        previous, hashed = event.pop("prev_hash"), event.pop("hash")
        try:
            event["payload"] = json.loads(event["payload"])
        except ValueError:
            event["payload"] = None
        if audit.chain_hash(previous, event) != hashed:
            raise UserError(
                f"这个交接文件不能用：操作记录第 {event['seq']} 条被改动过。",
                "请对方重新做一个交接文件；现有数据没有改动。",
            )
        yield {**event, "prev_hash": previous, "hash": hashed}
