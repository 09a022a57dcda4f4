"""归档文件夹的封存登记（在审计链里），封存以后动过什么，原件叫什么名字。"""

import json
from dataclasses import dataclass
from datetime import date, datetime

from zjbuy_desktop.store.unit_of_work import View

SEALED, PACKED = "archive_sealed", "archive_packed"
"""The actions that write an archive; they change nothing that stands in one."""
_QUIET = (SEALED, PACKED, "stage_completed")


@dataclass(frozen=True, slots=True)
class Seal:
    """One sealed folder, as the trail of actions keeps it.

    Attributes:
        seq: number of its event.
        at: when.
        actor: who.
        project: project id.
        folder: its name.
        place: where it was written.
        sha256: of its SHA256SUMS.
        files: how many files are listed there.
        data_seq: last event before it: which data it holds.
    """

    seq: int
    at: datetime
    actor: str
    project: int
    folder: str
    place: str
    sha256: str
    files: int
    data_seq: int


def list_seals(view: View, project_id: int | None = None) -> tuple[Seal, ...]:
    """Every sealed folder of a project (or of all), the last first."""
    rows = view.db.exec_driver_sql(
        "SELECT seq, at, actor, project, payload FROM audit_event"
        " WHERE action = ?1 AND (project = ?2 OR ?2 IS NULL) ORDER BY seq DESC",
        (SEALED, project_id),
    )
    return tuple(_seal(*row) for row in rows)


def _seal(seq: int, at: str, actor: str, project: int, payload: str) -> Seal:
    kept = json.loads(payload)
    return Seal(
        seq, datetime.fromisoformat(at), actor, project, kept["folder"], kept["place"],
        kept["sha256"], kept["files"], kept["data_seq"],
    )  # fmt: skip


def sealed_on(view: View, project_id: int) -> date | None:
    """The day a project was last sealed; ``None`` while it never was."""
    at = view.db.exec_driver_sql(
        "SELECT max(at) FROM audit_event WHERE action = ? AND project = ?", (SEALED, project_id)
    ).scalar()
    return datetime.fromisoformat(at).date() if at else None


def changes_since(view: View, project_id: int, seq: int) -> tuple[str, ...]:
    """What was done in a project after an event, in words, the last first."""
    quiet = ", ".join("?" for _ in _QUIET)
    rows = view.db.exec_driver_sql(
        "SELECT summary FROM audit_event WHERE project = ? AND seq > ?"
        f" AND action NOT IN ({quiet}) ORDER BY seq DESC",
        (project_id, seq, *_QUIET),
    )
    return tuple(row[0] for row in rows)


def original_names(view: View) -> dict[str, str]:
    """SHA-256 → the name under which an original came, of every original that is kept."""
    return {
        row[0]: row[1] for row in view.db.exec_driver_sql("SELECT sha256, first_name FROM original")
    }
