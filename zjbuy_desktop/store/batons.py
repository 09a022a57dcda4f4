"""接力棒: where each project is worked on, and why one can only be looked at here."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import ledger
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.ledger import Entry
from zjbuy_desktop.store.unit_of_work import View, Work


@dataclass(frozen=True, slots=True)
class Baton:
    """As ``tables.handing.BatonRow``; of a project that was never handed over ``turn`` is 0."""

    project_id: int
    lineage: str
    turn: int
    here: bool
    born_as: int
    other: str
    by: str
    token: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Away:
    """Why a project can only be looked at.

    Attributes:
        name: 项目名称.
        other: to whom it went.
        at: when.
        turn: 第几棒 is worked on elsewhere.
        old: this copy is from before the hand-over, as a backup brought it back.
    """

    name: str
    other: str
    at: datetime
    turn: int
    old: bool

    @property
    def words(self) -> str:
        """项目已于 … 交给 …"""
        day = f"{self.at.year}年{self.at.month}月{self.at.day}日 {self.at:%H:%M}"
        told = f"这个项目已于{day}交给“{self.other}”（第 {self.turn} 棒）"
        if self.old:
            return f"{told}，这里的是交出以前的旧数据，只能查看。"
        return f"{told}，这里只能查看。"


_LINEAGE = """SELECT hash FROM audit_event WHERE project = ? AND at >= ? ORDER BY seq LIMIT 1"""


def load(view: View, project_id: int) -> Baton:
    """The baton of one project that is there."""
    row = view.db.execute(select(t.baton).where(t.baton.c.project_id == project_id)).mappings()
    found = row.first()
    if found is not None:
        return Baton(**found)
    lineage = lineage_of(view, project_id)
    return Baton(project_id, lineage, 0, True, project_id, "", "", "", None)


def lineage_of(view: View, project_id: int) -> str:
    """The hash of the event that made the project: no other project bears it."""
    at = view.db.exec_driver_sql(
        "SELECT created_at FROM project WHERE id = ?", (project_id,)
    ).scalar_one()
    first = view.db.exec_driver_sql(_LINEAGE, (project_id, at)).scalar()
    return str(first or hashlib.sha256(f"{project_id}|{at}".encode()).hexdigest())


def save(work: Work, baton: Baton) -> None:
    """Write the baton of a project."""
    work.db.execute(delete(t.baton).where(t.baton.c.project_id == baton.project_id))
    values = {name: getattr(baton, name) for name in Baton.__slots__}
    work.db.execute(insert(t.baton).values(**values))


def born_as(view: View, project_id: int) -> int:
    """The number codes on the project's papers go by."""
    query = select(t.baton.c.born_as).where(t.baton.c.project_id == project_id)
    return int(view.db.execute(query).scalar() or project_id)


def entries(view: View) -> list[Entry]:
    """What the database says, as the ledger keeps it."""
    query = select(t.baton, t.project.c.name).join(t.project)
    return [_entry(row) for row in view.db.execute(query).mappings()]


def _entry(row: Any) -> Entry:
    at = row["at"].isoformat()
    return Entry(
        row["lineage"], row["turn"], row["here"], row["other"], at, row["token"], row["name"]
    )


def note_all(view: View, data_dir: Path) -> dict[str, Entry]:
    """Bring the ledger beside the database up to what the database says."""
    return ledger.note(data_dir, entries(view))


def away(view: View, data_dir: Path) -> dict[int, Away]:
    """project → why it can only be looked at; projects that are worked on here are left out.

    What the database itself says counts also where the ledger could not be written. Few
    projects were ever handed over; where none was, nothing else is asked.
    """
    known = ledger.merged(ledger.read(data_dir), entries(view))
    if not known:
        return {}
    found = {}
    ids = view.db.exec_driver_sql("SELECT id, name FROM project").fetchall()
    for project_id, name in ids:
        own = load(view, project_id)
        entry = known.get(own.lineage)
        if entry is None:
            continue
        old = entry.turn > own.turn or (entry.turn == own.turn and own.here and not entry.here)
        if old or not own.here:
            at = datetime.fromisoformat(entry.at)
            found[project_id] = Away(name, entry.other, at, entry.turn, old)
    return found


def refuse(found: Away | None) -> None:
    """Stop before a project is changed that is worked on elsewhere.

    Raises:
        UserError: it is; with where it went and what can be done.
    """
    if found is not None:
        raise UserError(
            f"“{found.name}”不能改动：{found.words}",
            "请在接手的电脑上办理；要回到这台电脑，让对方再交接回来。",
        )
