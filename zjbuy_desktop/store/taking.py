"""Take a parcel in: look at it, say what would become of each project, then all in one go."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import backup, batons, carrying, ledger, moving_in, parcel, places
from zjbuy_desktop.store.batons import Baton
from zjbuy_desktop.store.database import connect
from zjbuy_desktop.store.errors import sorted_errors
from zjbuy_desktop.store.keeping import keep_original
from zjbuy_desktop.store.ledger import Entry
from zjbuy_desktop.store.parcel import Card, Carried, Parcel
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.store.unit_of_work import View

ACTION = "hand_over_taken"
Progress = Callable[[int, int, str], None]
_TOLD = ("at", "actor", "action", "summary")


class Fate(StrEnum):
    """What would become of a project of the parcel; the value is the word shown."""

    NEW = "新接收"
    BACK = "交回这台电脑，替换这里的只读副本"
    NEWER = "比这里的新，替换这里的旧副本"
    CLASH = "两边都有改动"
    OLD = "这份是旧的"
    KNOWN = "已经接收过"

    @property
    def fine(self) -> bool:
        """Whether it can be taken without a further word."""
        return self in (Fate.NEW, Fate.BACK, Fate.NEWER)


@dataclass(frozen=True, slots=True)
class Coming:
    """One project of a parcel and what would become of it.

    Attributes:
        carried: the project.
        fate: what would become of it here.
        why: 中文, the reason.
        local: its number here, if a copy is here.
        only_here: events of the copy here that the parcel does not know.
    """

    carried: Carried
    fate: Fate
    why: str
    local: int | None
    only_here: int = 0


@dataclass(frozen=True, slots=True)
class Looked:
    """A parcel that was checked as a whole.

    Attributes:
        file: where it is.
        card: what it says of itself.
        seal: SHA-256 of its list.
        originals: how many originals are in it.
        events: how many audit events came along.
        projects: what would become of each project.
    """

    file: Path
    card: Card
    seal: str
    originals: int
    events: int
    projects: tuple[Coming, ...]

    @property
    def code(self) -> str:
        """校验码."""
        return parcel.code_of(self.seal)


@dataclass(frozen=True, slots=True)
class Taken:
    """Projects that were taken in.

    Attributes:
        projects: number here and 项目名称.
        kept: the backup made before; ``None`` where there was nothing yet.
        looked: what the parcel was.
        settings: those of the office that gave, by key.
        told: 中文, what else the clerk has to know.
    """

    projects: tuple[tuple[int, str], ...]
    kept: Path | None
    looked: Looked
    settings: Mapping[str, str]
    told: tuple[str, ...] = ()


def look(store: Store, file: Path) -> Looked:
    """Check the whole parcel and say what would become of it; nothing is changed.

    Raises:
        UserError: it can't be used; the reason.
    """
    with _unpacked(store, file) as (found, _, db):
        return _looked(store, file, found, list(carrying.trail(db)))


def take(
    store: Store,
    file: Path,
    now: datetime,
    *,
    replace: bool = False,
    progress: Progress | None = None,
) -> Taken:
    """Take the projects of a parcel in; the present state is kept first.

    Args:
        store: open for writing.
        file: the parcel.
        now: for the records.
        replace: also where the copy here has changes of its own; they stay in the backup.
        progress: told done, total and what; may raise to stop before anything is changed.

    Raises:
        UserError: the parcel can't be used, is old, or clashes with what is here.
    """
    with _unpacked(store, file) as (found, database, db):
        events = list(carrying.trail(db))
        looked = _looked(store, file, found, events)
        for coming in looked.projects:
            _allow(coming, replace)
        kept = _keep_present(store, now)
        _unpack_originals(store, found, progress or (lambda done, total, what: None))
        taken = _move(store, looked, events, database, now)
        settings = dict(db.execute("SELECT key, value FROM setting"))
    with store.read() as view:
        store.away = batons.away(view, store.data_dir)
        batons.note_all(view, store.data_dir)
    return Taken(taken, kept, looked, settings)


@contextmanager
def _unpacked(store: Store, file: Path) -> Iterator[tuple[Parcel, Path, sqlite3.Connection]]:
    """The parcel with its database written out and brought to the present revision."""
    with (
        sorted_errors(),
        tempfile.TemporaryDirectory(dir=store.data_dir, prefix=".taking-") as folder,
        parcel.opened(file) as found,
    ):
        database = places.database(Path(folder))
        parcel.extract_database(found, database)
        if found.card.revision != places.REVISIONS[-1]:
            from zjbuy_desktop.store.migrate import upgrade

            upgrade(database)
        with closing(connect(database)) as db:
            yield found, database, db


def _looked(store: Store, file: Path, found: Parcel, events: list[dict[str, Any]]) -> Looked:
    known = ledger.read(store.data_dir)
    told = {tuple(event[name] for name in _TOLD) for event in events}
    with store.read() as view:
        local = _local(view)
        coming = tuple(_coming(view, c, known, local, told) for c in found.card.projects)
    return Looked(file, found.card, found.seal, len(found.originals), len(events), coming)


def _local(view: View) -> dict[str, Baton]:
    ids = view.db.exec_driver_sql("SELECT id FROM project").scalars().all()
    return {baton.lineage: baton for baton in (batons.load(view, i) for i in ids)}


def _coming(
    view: View,
    carried: Carried,
    known: dict[str, Entry],
    local: dict[str, Baton],
    told: set[tuple[str, ...]],
) -> Coming:
    entry, own = known.get(carried.lineage), local.get(carried.lineage)
    turn = max(entry.turn if entry else 0, own.turn if own else 0)
    if carried.turn < turn or (carried.turn == turn and own is None and entry and entry.here):
        return Coming(carried, Fate.OLD, _old_words(carried, turn, entry), None)
    if own is None:
        return Coming(carried, Fate.NEW, "这台电脑上没有这个项目。", None)
    if not own.here:
        return Coming(
            carried, Fate.BACK, f"这里的副本交给“{own.other}”后没有再动。", own.project_id
        )
    if own.turn == carried.turn:
        why = f"第 {own.turn} 棒已经在这台电脑上办理。"
        return Coming(carried, Fate.KNOWN, why, own.project_id)
    alone = _only_here(view, own.project_id, told)
    if alone:
        why = f"这里的旧副本另有 {alone} 条交接文件里没有的操作记录。"
        return Coming(carried, Fate.CLASH, why, own.project_id, alone)
    why = "这里的是交接以前的旧副本，没有自己的改动。"
    return Coming(carried, Fate.NEWER, why, own.project_id)


def _old_words(carried: Carried, turn: int, entry: Entry | None) -> str:
    told = f"交接文件是第 {carried.turn} 棒，已经知道有第 {turn} 棒"
    if entry is None:
        return f"{told}。"
    day = datetime.fromisoformat(entry.at)
    how = "从" if entry.here else "交给"
    end = "接来" if entry.here else ""
    return f"{told}（{day:%Y-%m-%d} {how}“{entry.other}”{end}）。"


def _only_here(view: View, project_id: int, told: set[tuple[str, ...]]) -> int:
    """Events of the copy here that the parcel has not; numbers and chain differ from PC to PC."""
    query = f"SELECT {', '.join(_TOLD)} FROM audit_event WHERE project = ? AND action <> ?"
    own = {tuple(row) for row in view.db.exec_driver_sql(query, (project_id, ACTION))}
    return len(own - told)


def _allow(coming: Coming, replace: bool) -> None:
    name = coming.carried.name
    if coming.fate.fine or (coming.fate is Fate.CLASH and replace):
        return
    if coming.fate is Fate.CLASH:
        raise UserError(
            f"“{name}”没有接收：{coming.why}",
            "程序不替你合并。先弄清以哪一份为准；确定以交接文件为准的，选“以交接文件为准”，"
            "这里的会先留一份备份。",
        )
    hint = "请向最后接手的人要新的交接文件。" if coming.fate is Fate.OLD else "不用再接收。"
    raise UserError(f"“{name}”没有接收：{coming.fate.value}。{coming.why}", hint)


def _keep_present(store: Store, now: datetime) -> Path | None:
    with store.read() as view:
        any_project = view.db.exec_driver_sql("SELECT count(*) FROM project").scalar_one()
    if not any_project:
        return None
    return backup.make_automatic(store.data_dir, backup.BEFORE_TAKING, now).file


def _unpack_originals(store: Store, found: Parcel, tell: Progress) -> None:
    wanted = found.originals
    for at, sha256 in enumerate(wanted):
        tell(at, len(wanted), "取出原件")
        store.originals.place(sha256, parcel.original(found, sha256))
    # Now that each was checked, one call makes all of them durable.
    store.originals.put_all({sha: store.originals.path(sha) for sha in wanted})


def _move(
    store: Store, looked: Looked, events: list[dict[str, Any]], database: Path, now: datetime
) -> tuple[tuple[int, str], ...]:
    """The transaction: old copies out, rows and trail in, batons set."""
    card = looked.card
    names = "、".join(c.name for c in card.projects)
    doubt = f"（{card.doubt}）" if card.doubt else ""
    summary = f"接收“{card.by or card.to}”交来的项目：{names}{doubt}"
    with store.begin(ACTION, summary, now) as work:
        for coming in looked.projects:
            if coming.local is not None:
                moving_in.remove(work.db, coming.local)
        with closing(connect(database)) as source:
            added = moving_in.move_in(source, work.db)
        numbers = moving_in.continue_trail(work.db, events, added)
        moving_in.follow_data_seq(work.db, added["project"], numbers)
        kept = keep_original(work, "交接前的操作记录.json", moving_in.as_kept(events))
        taken = []
        for carried in card.projects:
            here = carried.id + added["project"]
            baton = Baton(
                here, carried.lineage, carried.turn, True, carried.born_as, card.by or "原电脑",
                store.actor, card.token, now,
            )  # fmt: skip
            batons.save(work, baton)
            taken.append((here, carried.name))
        work.project_id = taken[0][0] if len(taken) == 1 else None
        work.payload.update(
            seal=looked.seal, token=card.token, made_at=card.made_at, trail=kept,
            doubts=card.doubts, events=len(events),
            projects=[[c.id, c.lineage, c.turn] for c in card.projects],
        )  # fmt: skip
    return tuple(taken)
