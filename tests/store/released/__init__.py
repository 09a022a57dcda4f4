"""Databases as the released programs left them: one for each revision that was ever the last.

Each is the sample project, written by the program of that time and dumped as SQL. When a release
brings a new revision: ``python -m tests.store.released path/to/示例/data`` with that program's
sample.
"""

import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

FOLDER = Path(__file__).parent


def revisions() -> tuple[str, ...]:
    """Those that are kept, the oldest first."""
    return tuple(sorted(file.name.removesuffix(".sql.xz") for file in FOLDER.glob("*.sql.xz")))


def lay_out(revision: str, data_dir: Path) -> None:
    """Put the database of a revision into a data folder; its originals are not kept."""
    script = lzma.decompress((FOLDER / f"{revision}.sql.xz").read_bytes()).decode()
    data_dir.mkdir(parents=True)
    with closing(sqlite3.connect(data_dir / "zjbuy.db")) as db:
        db.executescript(script)


def keep(data_dir: Path) -> Path:
    """Keep the database of a data folder under its revision."""
    with closing(sqlite3.connect(data_dir / "zjbuy.db")) as db:
        (revision,) = db.execute("SELECT version_num FROM alembic_version").fetchone()
        script = "\n".join(db.iterdump()).encode()
    target = FOLDER / f"{revision}.sql.xz"
    target.write_bytes(lzma.compress(script, preset=9))
    return target
