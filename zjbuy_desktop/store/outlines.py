"""Outlines of projects as they are kept, with what tells whether they still hold."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from zjbuy_desktop.store.unit_of_work import View

_KEPT = """SELECT p.id, p.name,
 coalesce((SELECT max(seq) FROM audit_event WHERE project = p.id), 0) AS change,
 coalesce((SELECT max(seq) FROM audit_event WHERE project IS NULL), 0) AS office,
 coalesce(o.stamp, '') AS stamp, coalesce(o.payload, '') AS payload, p.created_at
 FROM project p LEFT JOIN project_outline o ON o.project_id = p.id"""


class KeptOutline(NamedTuple):
    """One project and the outline kept of it.

    Attributes:
        project_id: the project.
        name: 项目名称.
        change: number of the project's last audit event.
        office: number of the last audit event that concerns all projects (settings, texts).
        stamp: what the outline was computed from; empty if none is kept.
        payload: the outline as JSON; empty if none is kept.
        created_at: when the project was created.
    """

    project_id: int
    name: str
    change: int
    office: int
    stamp: str
    payload: str
    created_at: str


def load_outlines(view: View) -> list[KeptOutline]:
    """Every project, the last changed first."""
    query = f"{_KEPT} ORDER BY p.updated_at DESC, p.id DESC"
    return [KeptOutline(*row) for row in view.db.exec_driver_sql(query)]


def load_outline(view: View, project_id: int) -> KeptOutline:
    """One project that is there."""
    row = view.db.exec_driver_sql(f"{_KEPT} WHERE p.id = ?", (project_id,)).one()
    return KeptOutline(*row)


def keep_outlines(db: Connection, kept: Iterable[tuple[int, str, str]]) -> None:
    """Put (project, stamp, payload) in place of what was kept before."""
    for row in kept:
        db.exec_driver_sql(
            "INSERT INTO project_outline (project_id, stamp, payload)"
            " SELECT id, ?2, ?3 FROM project WHERE id = ?1"
            " ON CONFLICT (project_id) DO UPDATE SET"
            " stamp = excluded.stamp, payload = excluded.payload",
            row,
        )
