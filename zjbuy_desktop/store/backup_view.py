"""What is in a backup, and what would be lost by going back to it; nothing is changed."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import (
    archive,
    backup,
    database,
    ledger,
    peek,
    places,
    restore,
    second_place,
)
from zjbuy_desktop.store.archive import Manifest
from zjbuy_desktop.store.errors import sorted_errors

SHOWN = 8
"""So many of the events that would be lost are named."""


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One backup that can be gone back to.

    Attributes:
        file: where it is.
        kind: 备份, 每日备份 …
        at: when it was made, by its name.
        size: bytes.
        elsewhere: it lies in the second place.
    """

    file: Path
    kind: str
    at: datetime
    size: int
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class ProjectThen:
    """One project, then and now.

    Attributes:
        name: 项目名称.
        then: units, rows, amount_fen in the backup; ``None`` where it is not in it.
        now: the same as it is here; ``None`` where it is not here.
        since: events written here since the backup.
    """

    name: str
    then: tuple[int, int, int] | None
    now: tuple[int, int, int] | None
    since: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A backup that was checked as a whole.

    Attributes:
        file: where it is.
        made_at: when it was made.
        revision: database revision.
        originals: how many originals are in it.
        missing: how many could not be included.
        projects: then and now.
        lost: events written here since, which would be gone.
        latest: the latest of them, 中文.
        newer: events in the backup that are not here.
        old: 项目名称 of projects that have been handed over since; they come back read-only.
        readable: whether what is here now can be read at all.
    """

    file: Path
    made_at: datetime
    revision: str
    originals: int
    missing: int
    projects: tuple[ProjectThen, ...]
    lost: int
    latest: tuple[str, ...]
    newer: int
    old: tuple[str, ...]
    readable: bool


def listed(data_dir: Path) -> tuple[BackupFile, ...]:
    """The backups in the data folder and in the second place, the newest first."""
    found = list(_in(places.backups(data_dir), elsewhere=False))
    place = second_place.chosen(data_dir)
    if place is not None and place.connected:
        found += _in(place.own, elsewhere=True)
    return tuple(sorted(found, key=lambda f: (f.at, not f.elsewhere), reverse=True))


def _in(folder: Path, *, elsewhere: bool) -> Iterator[BackupFile]:
    for file in folder.glob(f"*{backup.SUFFIX}"):
        kind, *stamp = file.stem.split("_")
        try:
            at = datetime.strptime("_".join(stamp[:2]), "%Y-%m-%d_%H%M")  # noqa: DTZ007
            size = file.stat().st_size
        except (ValueError, OSError):
            continue
        yield BackupFile(file, kind, at, size, elsewhere)


def preview(data_dir: Path, file: Path) -> Preview:
    """Check the whole backup and compare it with what is here.

    Raises:
        UserError: it is damaged or newer; the reason.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    with sorted_errors(), tempfile.TemporaryDirectory(dir=data_dir, prefix=".preview-") as folder:
        then = Path(folder) / "then.db"
        with archive.opened(file) as source:
            manifest = restore.accept(source, data_dir)
            archive.extract_database(source, manifest, then)
            for sha256 in manifest.originals:
                if archive.original(source, sha256) is None:
                    raise archive.damaged("有原件与清单不符")
        with closing(database.connect(then)) as old, _now(data_dir) as now:
            return _compared(data_dir, file, manifest, old, now)


@contextmanager
def _now(data_dir: Path) -> Iterator[sqlite3.Connection | None]:
    """The present database; nothing where there is none or it can't be read."""
    try:
        readable = peek.revision(data_dir) is not None
    except UserError:
        readable = False
    if not readable:
        yield None
        return
    with peek.connect(places.database(data_dir)) as db:
        yield db


def _compared(
    data_dir: Path, file: Path, manifest: Manifest, old: sqlite3.Connection,
    now: sqlite3.Connection | None,
) -> Preview:  # fmt: skip
    then, here = _events(old), _events(now) if now is not None else {}
    lost = [seq for seq, (hashed, _, _) in here.items() if then.get(seq, ("",))[0] != hashed]
    newer = [seq for seq, (hashed, _, _) in then.items() if here.get(seq, ("",))[0] != hashed]
    latest = tuple(here[seq][2] for seq in sorted(lost)[::-1][:SHOWN])
    since: dict[int | None, int] = {}
    for seq in lost:
        since[here[seq][1]] = since.get(here[seq][1], 0) + 1
    return Preview(
        file, datetime.fromisoformat(manifest.made_at), manifest.revision,
        len(manifest.originals), len(manifest.missing),
        tuple(_projects(old, now, since)), len(lost), latest, len(newer),
        tuple(_old_names(data_dir, old)), now is not None or not places.database(data_dir).exists(),
    )  # fmt: skip


def _events(db: sqlite3.Connection) -> dict[int, tuple[str, int | None, str]]:
    """number → (hash, project, 时间、人、事)."""
    rows = db.execute("SELECT seq, hash, project, at, actor, summary FROM audit_event")
    return {
        seq: (hashed, project, f"{at[:16].replace('T', ' ')}　{actor}　{summary}")
        for seq, hashed, project, at, actor, summary in rows
    }


def _projects(
    old: sqlite3.Connection, now: sqlite3.Connection | None, since: dict[int | None, int]
) -> Iterator[ProjectThen]:
    before, here = _sums(old), _sums(now) if now is not None else {}
    for key in sorted(before.keys() | here.keys()):
        name = (here.get(key) or before[key])[0]
        yield ProjectThen(
            name,
            before[key][1] if key in before else None,
            here[key][1] if key in here else None,
            since.get(key[0], 0) if key in here else 0,
        )


def _sums(db: sqlite3.Connection) -> dict[tuple[int, str], tuple[str, tuple[int, int, int]]]:
    """(number, created) → name and units, rows, amount; the moment tells reused numbers apart."""
    rows = db.execute(
        "SELECT p.id, p.created_at, p.name,"
        " (SELECT count(*) FROM unit u WHERE u.project_id = p.id),"
        " count(l.id), coalesce(sum(l.amount_fen), 0)"
        " FROM project p LEFT JOIN need_line l ON l.project_id = p.id AND l.current = 1"
        " GROUP BY p.id"
    )
    return {(i, born): (name, (units, lines, fen)) for i, born, name, units, lines, fen in rows}


def _old_names(data_dir: Path, old: sqlite3.Connection) -> Iterator[str]:
    """Projects of the backup that were handed over afterwards."""
    known = ledger.read(data_dir)
    tables = {name for (name,) in old.execute("SELECT name FROM sqlite_master")}
    query = "SELECT project_id, lineage, turn, here FROM baton"
    batons = {row[0]: row[1:] for row in old.execute(query)} if "baton" in tables else {}
    for project, name, first in old.execute(
        "SELECT p.id, p.name, (SELECT hash FROM audit_event WHERE project = p.id"
        " AND at >= p.created_at ORDER BY seq LIMIT 1) FROM project p"
    ):
        lineage, turn, here = batons.get(project, (first, 0, True))
        entry = known.get(lineage)
        if entry is not None and (entry.turn, not entry.here) > (turn, not here):
            yield name
