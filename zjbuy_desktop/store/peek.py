"""A first look into a data folder with nothing but sqlite3.

The project list must be on screen before SQLAlchemy, SQLModel or Alembic are imported.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import database, places
from zjbuy_desktop.store.errors import sorted_errors

_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class ProjectGlimpse:
    """One line of the project list.

    Attributes:
        id: project id.
        name: 项目名称.
        stage_hint: id of the stage last worked on; empty for a new project.
        updated_at: last recorded change.
    """

    id: int
    name: str
    stage_hint: str
    updated_at: datetime


@contextmanager
def connect(file: Path) -> Iterator[sqlite3.Connection]:
    """Open an existing database without changing it and close it again.

    Opened for writing where possible: only then does SQLite tidy its side files away.
    """
    try:
        connection = _opened(file, "rw")
    except sqlite3.OperationalError:
        connection = _opened(file, "ro")
    with closing(connection):
        yield connection


def _opened(file: Path, mode: database.Mode) -> sqlite3.Connection:
    connection = database.connect(file, mode=mode, isolation_level=None)
    try:
        connection.execute("PRAGMA schema_version")  # opening alone reads nothing yet
        connection.execute("PRAGMA query_only = ON")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def revision(data_dir: Path) -> str | None:
    """The revision of the folder's database; ``None`` when there is no database yet.

    Raises:
        UserError: the file is not ours, damaged or unreadable.
    """
    file = places.database(data_dir)
    if not file.exists() or file.stat().st_size == 0:
        return None
    with sorted_errors(), connect(file) as db:
        return revision_of(db)


def revision_of(db: sqlite3.Connection) -> str | None:
    """The revision an open database bears; ``None`` when it has no tables at all."""
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise UserError("这个数据文件不是本程序建立的。", "请换一个数据文件夹；文件没有被改动。")
    row = db.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def refuse_newer(found: str | None) -> None:
    """Stop before touching a database that a newer program has written."""
    if found is not None and found not in places.REVISIONS:
        raise UserError(
            f"这份数据由更新的程序版本建立（数据版本 {found}，本程序只认到"
            f" {places.REVISIONS[-1]}）。",
            "请安装新版程序后再打开；数据没有被改动。",
        )


def sweep(data_dir: Path) -> None:
    """Remove what a backup, a restore or a hand-over left half-written when it was killed.

    Called by who holds the folder. A backup may be under way in another process: of those only
    what is older than an hour goes.
    """
    sweep_old(
        (
            *places.backups(data_dir).glob(".*.zjbak.*"),
            *data_dir.glob(".*.zjhand.db*"),
            *data_dir.glob(".*.fresh*"),
            data_dir / ".restore.db",
        )
    )
    for half in data_dir.glob(".taking-*"):  # only who holds the folder's lock takes a parcel in
        from shutil import rmtree

        rmtree(half, ignore_errors=True)


def sweep_old(halves: Iterable[Path]) -> None:
    """Remove those of these files that were last written more than an hour ago."""
    old = time.time() - _HOUR
    for half in halves:
        try:
            if half.stat().st_mtime < old:
                half.unlink()
        except OSError:
            continue  # gone meanwhile, or held by another program: the next time tries again


def projects(data_dir: Path) -> list[ProjectGlimpse]:
    """The projects in the folder, the last changed first; empty when there is no database.

    An older database is listed too (these columns have been there from the first revision).
    """
    found = revision(data_dir)
    refuse_newer(found)
    if found is None:
        return []
    query = "SELECT id, name, stage_hint, updated_at FROM project ORDER BY updated_at DESC, id DESC"
    with sorted_errors(), connect(places.database(data_dir)) as db:
        rows = db.execute(query).fetchall()
    return [ProjectGlimpse(i, name, hint, datetime.fromisoformat(at)) for i, name, hint, at in rows]
