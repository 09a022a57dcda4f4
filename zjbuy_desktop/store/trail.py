"""The audit trail as people read it."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zjbuy_desktop.store import audit, row_log
from zjbuy_desktop.store.unit_of_work import View


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One event of the trail.

    Attributes:
        seq: its number.
        at: when.
        actor: who.
        action: the use-case's English word.
        project: project id; ``None`` when it concerns none.
        summary: 中文.
        payload: the facts kept with it.
    """

    seq: int
    at: datetime
    actor: str
    action: str
    project: int | None
    summary: str
    payload: dict[str, Any]


def list_audit(
    view: View, project_id: int | None = None, limit: int = 200
) -> tuple[AuditEvent, ...]:
    """The latest events, the newest first; of one project, or of all."""
    rows = view.db.exec_driver_sql(
        f"SELECT {audit.COLUMNS} FROM audit_event WHERE project = ? OR ? IS NULL"
        " ORDER BY seq DESC LIMIT ?",
        (project_id, project_id, limit),
    )
    return tuple(
        AuditEvent(
            row.seq,
            datetime.fromisoformat(row.at),
            row.actor,
            row.action,
            row.project,
            row.summary,
            _told(json.loads(row.payload)),
        )
        for row in rows
    )


def hashes(view: View, project_id: int) -> dict[int, str]:
    """Number of an event of a project → its hash in the chain."""
    query = "SELECT seq, hash FROM audit_event WHERE project = ?"
    return {row[0]: row[1] for row in view.db.exec_driver_sql(query, (project_id,))}


def _told(payload: dict[str, Any]) -> dict[str, Any]:
    """The facts without the digest over the rows, which says nothing to people."""
    return {name: value for name, value in payload.items() if name != row_log.SEALED}
