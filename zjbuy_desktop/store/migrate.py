"""Bring a database to the present revision in one transaction, or not at all."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from zjbuy_desktop.store import audit, places, row_check, row_digests
from zjbuy_desktop.store.engine import WRITING, make_engine
from zjbuy_desktop.store.surroundings import without_wal

SCRIPTS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Told:
    """What the trail is going to say of an upgrade besides what it did.

    Attributes:
        at: when.
        actor: who opened the data.
        found: the revision before.
    """

    at: datetime
    actor: str
    found: str


def upgrade(
    file: Path, *, scripts: Path = SCRIPTS, target: str = "head", told: Told | None = None
) -> None:
    """Migrate a database file; the version is set in the same transaction as the changes.

    Foreign keys are off meanwhile, because SQLite alters tables by making them anew and
    dropping the old ones, which would cascade; they are checked before the commit.

    Args:
        file: the database; made when missing.
        scripts: folder of the migration scripts.
        target: revision to go to.
        told: write an event that seals what the upgrade did to the rows; ``None`` for a new
            database, and for copies that are only looked into.
    """
    engine = make_engine(file, network=without_wal(file.parent), foreign_keys=False)
    try:
        with engine.connect().execution_options(**{WRITING: True}) as db, db.begin():
            before = row_digests.logged(db)
            command.upgrade(configuration(db, scripts), target)
            _check_foreign_keys(db)
            row_digests.log_changes(db, before)
            if told is not None:
                audit.append(db, _event(told, first=before is None))
    finally:
        engine.dispose()


def _event(told: Told, *, first: bool) -> dict[str, Any]:
    """The upgrade as an event; the first that keeps the log of rows says what it starts with."""
    now = places.REVISIONS[-1]
    summary = f"数据由 {told.found} 版升级到 {now} 版"
    if first:
        summary += "；各表内容按此时的样子记下，从此逐行校验"
    return {
        "at": told.at.isoformat(),
        "actor": told.actor,
        "action": row_check.UPGRADED,
        "project": None,
        "summary": summary,
        "payload": {"from": told.found, "to": now, row_check.ROWS_FROM: first},
    }


def configuration(db: Connection, scripts: Path = SCRIPTS) -> Config:
    """Alembic's configuration, bound to an open connection."""
    config = Config()
    # Config interpolates %; a folder name may hold one.
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = db
    return config


def _check_foreign_keys(db: Connection) -> None:
    broken = db.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"migration left dangling references: {broken[:5]}")
