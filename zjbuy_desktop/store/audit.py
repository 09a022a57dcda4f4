"""审计链: one event per write, each carrying the hash of the one before."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection

from zjbuy_desktop.core.base.identifiers import mask_all
from zjbuy_desktop.store import row_log

FIRST = "0" * 64
"""What stands in place of the hash before the first event."""

HEAD = "audit_head"
"""Key in ``meta`` of the last event's number and hash: a cut-off tail shows."""

COLUMNS = "seq, at, actor, action, project, summary, payload, prev_hash, hash"


def canonical(value: Any) -> str:
    """The one way to write a value as JSON, so that its hash can be made again."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def chain_hash(previous: str, facts: dict[str, Any]) -> str:
    """SHA-256 over the hash before and this event's canonical JSON."""
    return hashlib.sha256((previous + canonical(facts)).encode()).hexdigest()


def append(db: Connection, facts: dict[str, Any]) -> int:
    """Write the next event inside the running transaction.

    Args:
        db: the connection of the transaction.
        facts: at, actor, action, project, summary, payload; 身份证号 in them are masked.

    Returns:
        The event's number.
    """
    last = db.exec_driver_sql(
        "SELECT seq, hash FROM audit_event ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    seq, previous = (last[0] + 1, last[1]) if last else (1, FIRST)
    facts = mask_all(facts)
    # The payload is hashed as it will be read again: dates have become text by then.
    payload = canonical(_sealing(db, seq, facts["payload"]))
    hashed = chain_hash(previous, {**facts, "payload": json.loads(payload), "seq": seq})
    db.exec_driver_sql(
        f"INSERT INTO audit_event ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            seq,
            *(facts[name] for name in ("at", "actor", "action", "project", "summary")),
            payload,
            previous,
            hashed,
        ),
    )
    db.exec_driver_sql(
        "INSERT INTO meta (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (HEAD, f"{seq}:{hashed}"),
    )
    return seq


def _sealing(db: Connection, seq: int, payload: Any) -> Any:
    """The payload with the digest of the rows that were changed; an event from elsewhere loses
    the one it had, which is true of another database.
    """
    if not isinstance(payload, dict):
        return payload
    rows = row_log.seal(db, seq)
    own = {name: value for name, value in payload.items() if name != row_log.SEALED}
    return {**own, row_log.SEALED: rows} if rows else own


def broken_links(db: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with the chain, in Chinese; nothing when it is whole."""
    previous, expected = FIRST, 1
    for seq, at, actor, action, project, summary, payload, prev_hash, hashed in db.execute(
        f"SELECT {COLUMNS} FROM audit_event ORDER BY seq"
    ):
        if seq != expected:
            yield f"审计记录缺少第 {expected} 条" + (
                f"至第 {seq - 1} 条" if seq - 1 > expected else ""
            )
        elif prev_hash != previous:
            yield f"审计记录第 {seq} 条与前一条接不上"
        facts = {
            "seq": seq,
            "at": at,
            "actor": actor,
            "action": action,
            "project": project,
            "summary": summary,
            "payload": _parsed(payload),
        }
        if chain_hash(prev_hash, facts) != hashed:
            yield f"审计记录第 {seq} 条被改动过"
        previous, expected = hashed, seq + 1
    head = db.execute("SELECT value FROM meta WHERE key = ?", (HEAD,)).fetchone()
    if (head[0] if head else f"0:{FIRST}") != f"{expected - 1}:{previous}":
        yield "审计记录的末尾被删去或添加过"


def _parsed(payload: str) -> Any:
    try:
        return json.loads(payload)
    except ValueError:
        return payload
