"""What papers are made from and what became of them: entries, register."""

import json
from collections.abc import Iterable

from sqlalchemy import delete, select

from zjbuy_desktop.core.case.documents import MoveKind, PaperMove, Particulars, Value
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_all, insert_one, record_of, rows_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work


def set_particulars(work: Work, project_id: int, given: Particulars) -> None:
    """Write what was entered for one paper in place of what stood there."""
    drop_particulars(work, project_id, given.kind, given.subject)
    payload = json.dumps(dict(given.values), ensure_ascii=False)
    row = {"project_id": project_id, "kind": given.kind, "subject": given.subject}
    insert_one(work.db, t.paper_particulars, {**row, "payload": payload})


def drop_particulars(work: Work, project_id: int, kind: str, subject: str) -> None:
    """Forget what was entered for one paper (a named one is gone with it)."""
    p = t.paper_particulars.c
    same = (p.project_id == project_id, p.kind == kind, p.subject == subject)
    work.db.execute(delete(t.paper_particulars).where(*same))


def load_particulars(view: View, project_id: int) -> tuple[Particulars, ...]:
    """Everything entered for papers."""
    return tuple(
        Particulars(row["kind"], row["subject"], _values(json.loads(row["payload"])))
        for row in rows_of(view.db, t.paper_particulars, project_id, "kind", "subject")
    )


def _values(payload: dict[str, str | list[list[str]]]) -> tuple[tuple[str, Value], ...]:
    return tuple(
        (name, value if isinstance(value, str) else tuple(tuple(row) for row in value))
        for name, value in payload.items()
    )


def add_moves(work: Work, project_id: int, moves: Iterable[PaperMove]) -> None:
    """Add lines to the register of papers."""
    rows = (
        {
            "project_id": project_id,
            **values_of(move, "on", "what"),
            "what": move.what.value,
            "happened_on": move.on,
        }
        for move in moves
    )
    insert_all(work.db, t.paper_move, rows)


def remove_move(work: Work, project_id: int, move: PaperMove) -> bool:
    """Take back the last line equal to this one; ``False`` when there is none."""
    m = t.paper_move.c
    same = [
        m.project_id == project_id,
        m.kind == move.kind,
        m.subject == move.subject,
        m.what == move.what.value,
        m.happened_on == move.on,
        m.copies == move.copies,
        m.note == move.note,
    ]
    query = select(m.id).where(*same).order_by(m.id.desc()).limit(1)
    found = work.db.execute(query).scalar()
    if found is None:
        return False
    work.db.execute(delete(t.paper_move).where(m.id == found))
    return True


def load_moves(view: View, project_id: int) -> tuple[PaperMove, ...]:
    """The register of papers, in order of entry."""
    return tuple(
        record_of(PaperMove, row, on=row["happened_on"], what=MoveKind(row["what"]))
        for row in rows_of(view.db, t.paper_move, project_id, "id")
    )
