"""Bring a database to the present revision in one transaction, or not at all."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from zjbuy_desktop.store import row_digests
from zjbuy_desktop.store.engine import WRITING, make_engine
from zjbuy_desktop.store.surroundings import without_wal

SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(file: Path, *, scripts: Path = SCRIPTS, target: str = "head") -> None:
    """Migrate a database file; the version is set in the same transaction as the changes.

    Foreign keys are off meanwhile, because SQLite alters tables by making them anew and
    dropping the old ones, which would cascade; they are checked before the commit.

    Args:
        file: the database; made when missing.
        scripts: folder of the migration scripts.
        target: revision to go to.
    """
    engine = make_engine(file, network=without_wal(file.parent), foreign_keys=False)
    try:
        with engine.connect().execution_options(**{WRITING: True}) as db, db.begin():
            before = row_digests.logged(db)
            command.upgrade(configuration(db, scripts), target)
            _check_foreign_keys(db)
            row_digests.log_changes(db, before)
    finally:
        engine.dispose()


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
