"""Runs of papers: what each was asked to make."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, select, update

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_one, rows_of
from zjbuy_desktop.store.unit_of_work import View, Work


@dataclass(frozen=True, slots=True)
class StoredRun:
    """One run as it was asked for.

    Attributes:
        id: key in the store.
        project_id: whose papers.
        at: when it was begun.
        asked: kinds, subjects and how (JSON).
        folder: where to.
        total: number of papers asked for.
        finished_at: when all were made or the rest was given up; ``None`` before.
    """

    id: int
    project_id: int
    at: datetime
    asked: Mapping[str, Any]
    folder: str
    total: int
    finished_at: datetime | None


def add_run(work: Work, project_id: int, asked: Mapping[str, Any], folder: str, total: int) -> int:
    """Remember what a run is to make; returns its key."""
    row = {
        "project_id": project_id,
        "at": work.at,
        "asked": json.dumps(asked, ensure_ascii=False),
        "folder": folder,
        "total": total,
    }
    return insert_one(work.db, t.paper_run, row)


def finish_run(work: Work, run_id: int) -> None:
    """Nothing of the run is left to be made."""
    run = t.paper_run
    work.db.execute(update(run).where(run.c.id == run_id).values(finished_at=work.at))


def load_runs(view: View, project_id: int) -> tuple[StoredRun, ...]:
    """All runs of a project, the oldest first."""
    return tuple(_run(row) for row in rows_of(view.db, t.paper_run, project_id, "id"))


def load_run(view: View, run_id: int) -> StoredRun:
    """One run.

    Raises:
        UserError: when there is none of that number.
    """
    query = select(t.paper_run).where(t.paper_run.c.id == run_id)
    row = view.db.execute(query).mappings().first()
    if row is None:
        raise UserError(f"没有第 {run_id} 次制作。", "用 papers runs 查看有哪几次。")
    return _run(row)


def last_seq(view: View) -> int:
    """Number of the last audit event: which data is being looked at."""
    return int(view.db.exec_driver_sql("SELECT max(seq) FROM audit_event").scalar() or 0)


def _run(row: RowMapping) -> StoredRun:
    return StoredRun(
        row["id"],
        row["project_id"],
        row["at"],
        json.loads(row["asked"]),
        row["folder"],
        row["total"],
        row["finished_at"],
    )
