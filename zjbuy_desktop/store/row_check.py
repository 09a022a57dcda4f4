"""Play the log of rows back and compare it with the rows: what was changed outside, by name."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from zjbuy_desktop.store import places, row_log
from zjbuy_desktop.store.row_digests import schema_digest
from zjbuy_desktop.store.row_log import NONE, Shape
from zjbuy_desktop.store.row_names import Names, label, name_of

FIRST_REVISION = "0036"
"""From this revision on a database keeps the log."""
UPGRADED, ROWS_FROM = "upgraded", "rows_from_here"
"""Action of the event of an upgrade; key in its payload: whether the log starts with it."""


def keeps_log(revision: str) -> bool:
    """Whether a database of that revision keeps the log."""
    known = places.REVISIONS
    return revision in known and known.index(revision) >= known.index(FIRST_REVISION)


@dataclass(slots=True)
class _Played:
    """What the log says the rows of one table must be.

    Attributes:
        now: key → digest and number of the event that left it so.
        broken: key → number of the event before which it was changed outside.
    """

    now: dict[Any, tuple[str, int]] = field(default_factory=dict)
    broken: dict[Any, int] = field(default_factory=dict)


def changed_rows(db: sqlite3.Connection) -> Iterator[str]:
    """Rows, events' lines and tables that are not what the log says, in Chinese."""
    shapes = row_log.shapes(db.execute(row_log.SHAPES).fetchall())
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if row_log.TABLE not in tables:
        if _kept_before(db):
            yield "逐行校验记录不见了，无法逐行核对"
        return
    yield from _other_schema(db)
    played: dict[str, _Played] = {}
    yield from _play(db, played)
    names = _names(db)
    events = _Events(db)
    for shape in shapes.values():
        try:
            yield from _compare(db, shape, played.get(shape.name, _Played()), names, events)
        except sqlite3.DatabaseError:
            yield f"“{name_of(shape.name)}”这张表有读不出来的地方"
    gone = sorted(played.keys() - shapes.keys())
    yield from (f"“{name_of(table)}”这张表不见了" for table in gone)


def _kept_before(db: sqlite3.Connection) -> bool:
    """Whether the log must be there: by the revision, or because an event seals lines of it."""
    found = str(db.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    sealing = f"SELECT 1 FROM audit_event WHERE payload LIKE '%\"{row_log.SEALED}\":%' LIMIT 1"
    return keeps_log(found) or db.execute(sealing).fetchone() is not None


def started_at(db: sqlite3.Connection) -> str:
    """ISO time of the upgrade the log starts with; empty when it goes back to the first event."""
    query = "SELECT at, payload FROM audit_event WHERE action = ? ORDER BY seq"
    for at, payload in db.execute(query, (UPGRADED,)):
        try:
            if json.loads(payload).get(ROWS_FROM):
                return str(at)
        except (ValueError, AttributeError):
            continue  # told where the chain is checked
    return ""


def _other_schema(db: sqlite3.Connection) -> Iterator[str]:
    row = db.execute("SELECT value FROM meta WHERE key = ?", (row_log.SCHEMA,)).fetchone()
    if row is None or row[0] != schema_digest(db.execute):
        yield "数据库的结构或版本号在程序之外被改动过"


def _play(db: sqlite3.Connection, played: dict[str, _Played]) -> Iterator[str]:
    """Read the log in order; the lines of each event must be those that its hash seals."""
    seals = dict(db.execute("SELECT seq, payload FROM audit_event"))
    lines: dict[int, list[tuple[str, str]]] = {}
    for seq, table, kept in db.execute("SELECT seq, tbl, lines FROM row_log ORDER BY seq, tbl"):
        lines.setdefault(seq, []).append((table, kept))
    last = max(seals, default=0)
    for seq in sorted(seals.keys() | lines.keys()):
        kept_now = lines.get(seq, [])
        if seq <= last and row_log.seal_of(kept_now) != _sealed(seals.get(seq, "")):
            yield f"操作记录第 {seq} 条的逐行校验被改动过"
        for table, text in kept_now:
            try:
                _follow(played.setdefault(table, _Played()), seq, text)
            except ValueError:
                yield f"操作记录第 {seq} 条的逐行校验（{name_of(table)}）读不懂"


def _sealed(payload: str) -> str:
    try:
        told = json.loads(payload)
    except ValueError:
        return "?"
    return str(told.get(row_log.SEALED, "")) if isinstance(told, dict) else ""


def _follow(played: _Played, seq: int, text: str) -> None:
    for key, old, new in row_log.parse(text):
        if played.now.get(key, (NONE, 0))[0] != old:
            played.broken.setdefault(key, seq)
        played.now[key] = (new, seq)


def _compare(
    db: sqlite3.Connection, shape: Shape, played: _Played, names: Names, events: "_Events"
) -> Iterator[str]:
    where = f"WHERE {shape.only('r')}" if shape.only("r") else ""
    content = shape.content("r", strange=True)
    query = f'SELECT {shape.key("r")}, {content} FROM "{shape.name}" r {where}'
    met, digested = set(), row_log.hasher(shape.name)
    for key, whole in db.execute(query):
        met.add(key)
        digest, seq = played.now.get(key, (NONE, 0))
        if digest == digested(whole) and key not in played.broken:
            continue
        told = label(shape.name, _values(shape, whole), names)
        if digest == NONE:
            yield f"{told}：不是由程序写入的，或者删去以后又被放回"
        elif key in played.broken:
            yield f"{told}：在{events.told(played.broken[key])}之前被程序以外的工具改动过"
        else:
            yield f"{told}：与{events.told(seq)}时记下的不一致，被改动过"
    for key in played.now.keys() - met:
        yield from _missing(shape, key, played, names, events)


def _missing(
    shape: Shape, key: Any, played: _Played, names: Names, events: "_Events"
) -> Iterator[str]:
    """A row that is not there, though the log leaves it there, or was changed before it went."""
    digest, seq = played.now[key]
    told = label(shape.name, _key_values(shape, key), names)
    if digest != NONE:
        yield f"{told}：被删去了（{events.told(seq)}时还在）"
    elif key in played.broken:
        yield f"{told}：在{events.told(played.broken[key])}之前被程序以外的工具改动过"


def _values(shape: Shape, content: bytes) -> dict[str, Any]:
    return dict(zip(shape.columns, json.loads(content.decode("utf-8", "replace")), strict=True))


def _key_values(shape: Shape, key: Any) -> dict[str, Any]:
    if len(shape.keys) == 1:
        return {shape.keys[0]: key}
    return dict(zip(shape.keys, json.loads(key), strict=True))


def _names(db: sqlite3.Connection) -> Names:
    found: dict[tuple[str, Any], str] = {}
    for table in ("project", "return_file"):
        try:
            found |= {
                (table, row[0]): row[1] for row in db.execute(f"SELECT id, name FROM {table}")
            }
        except sqlite3.DatabaseError:
            continue  # what can't be read is told where its own rows are compared
    return found


class _Events:
    """Says an event by its day and its words."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def told(self, seq: int) -> str:
        """第 12 条操作记录（11月23日09:12“导入需求表”）."""
        query = "SELECT at, summary FROM audit_event WHERE seq = ?"
        row = self._db.execute(query, (seq,)).fetchone()
        if row is None:
            return "最近一次自动保存"
        try:
            at = datetime.fromisoformat(row[0])
            day = f"{at.month}月{at.day}日{at:%H:%M}"
        except ValueError:
            day = ""
        return f"第 {seq} 条操作记录（{day}“{row[1]}”）"
