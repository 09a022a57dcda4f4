"""Migrations build what the tables declare, in one transaction or not at all."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from zjbuy_desktop.store import migrate, peek, places, tables
from zjbuy_desktop.store.engine import make_engine


def schema(file: Path) -> dict[str, list[str]]:
    """Every CREATE statement, with the order of constraints left out of account."""
    with peek.connect(file) as db:
        rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {
        # SQLite quotes the name of a table that was made anew and renamed.
        name: sorted(
            re.sub(r"\s+", " ", part).strip(" ,()").replace('"', "") for part in sql.split("\n")
        )
        for name, sql in rows
        if name != "alembic_version"
    }


def test_scripts_build_exactly_the_declared_tables(tmp_path: Path) -> None:
    migrated, declared = tmp_path / "a.db", tmp_path / "b.db"
    migrate.upgrade(migrated)
    engine = create_engine(f"sqlite:///{declared}")
    tables.METADATA.create_all(engine)
    engine.dispose()
    assert schema(migrated) == schema(declared)


def test_autogenerate_finds_nothing_to_do(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    migrate.upgrade(file)
    engine = make_engine(file)
    with engine.connect() as db:
        assert compare_metadata(MigrationContext.configure(db), tables.METADATA) == []
    engine.dispose()


def test_known_revisions_are_the_scripts() -> None:
    scripts = ScriptDirectory(str(migrate.SCRIPTS))
    found = [script.revision for script in scripts.walk_revisions()][::-1]
    assert tuple(found) == places.REVISIONS


FAILING = '''"""Half a change, then an accident."""

from alembic import op

revision = "9999"
down_revision = "{last}"


def upgrade() -> None:
    op.execute("CREATE TABLE half (x INTEGER)")
    op.execute("INSERT INTO meta (key, value) VALUES ('half', 'done')")
    {accident}
'''


@pytest.mark.parametrize(
    ("accident", "raises"),
    [
        ("raise ZeroDivisionError", ZeroDivisionError),
        (
            "op.execute(\"INSERT INTO lot SELECT 1, 77, 'x', 'y', '', '', NULL, 0, NULL\")",
            RuntimeError,
        ),
    ],
)
def test_a_failing_script_leaves_nothing(
    tmp_path: Path, accident: str, raises: type[Exception]
) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    file = tmp_path / "a.db"
    migrate.upgrade(file)
    before = schema(file)
    script = scripts / "versions" / "9999_fails.py"
    script.write_text(FAILING.format(accident=accident, last=places.REVISIONS[-1]), "utf-8")
    with pytest.raises(raises):
        migrate.upgrade(file, scripts=scripts)
    assert schema(file) == before
    with peek.connect(file) as db:
        assert peek.revision_of(db) == places.REVISIONS[-1]
        assert db.execute("SELECT count(*) FROM meta WHERE key = 'half'").fetchone() == (0,)


def test_a_changed_version_number_alone_is_not_enough(tmp_path: Path) -> None:
    """The declared constraints really are in the migrated database."""
    file = tmp_path / "a.db"
    migrate.upgrade(file)
    db = sqlite3.connect(file)
    with pytest.raises(sqlite3.IntegrityError, match="ck_original_sha256"):
        db.execute("INSERT INTO original VALUES ('abc', 1, 'x', '2026-01-01')")
    with pytest.raises(sqlite3.IntegrityError, match="ck_original_size"):
        db.execute(f"INSERT INTO original VALUES ('{'a' * 64}', 1.5, 'x', '2026-01-01')")
    db.close()


def test_papers_made_before_the_register_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    migrate.upgrade(file, target="0001")
    day = "2026-01-01T00:00:00"
    card = (1, "项目", "统采分签", "A", "甲", "货物", 0, 0, "牵头", "公开招标", None, "", "",
            "2022", "", 2026, "", "", "", 0, "setup", day, day)  # fmt: skip
    paper = (1, 1, "call_notice", "", "文1", None, 0, "[]", "2026-01-02T09:00:00", "通知.pdf", 3)
    with sqlite3.connect(file) as db:
        db.execute(f"INSERT INTO project VALUES ({','.join('?' * len(card))})", card)
        db.execute(f"INSERT INTO made_paper VALUES ({','.join('?' * len(paper))})", paper)
    db.close()
    migrate.upgrade(file)
    with peek.connect(file) as db:
        rows = db.execute("SELECT * FROM made_paper").fetchall()
        names = [row[1] for row in db.execute("PRAGMA table_info(made_paper)")]
    assert [tuple(row)[:11] for row in rows] == [paper]
    kept = dict(zip(names, rows[0], strict=True))
    assert (kept["sha256"], kept["data_seq"], kept["run_id"]) == ("", 0, None)
