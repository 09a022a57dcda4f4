"""What is killed and failed: each scene prepares a folder, works in it, and knows what must hold.

A scene's ``act`` says ``done`` after each step it may claim as kept; its ``check`` is told how
often it did. It runs against the very functions that the window and the commands call.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tests.store.conftest import accepted, make_project, make_units, sha
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import archive, backup, backup_seal, migrate, places
from zjbuy_desktop.store.batches import save_batch
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.originals import hash_file
from zjbuy_desktop.store.projects import create_project
from zjbuy_desktop.store.restore import restore
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.usecases import library, papers, stages
from zjbuy_desktop.usecases.desk import Desk

NOW = datetime(2026, 11, 23, 9, 12)
OLD = "旧版.db"
NAMES = tuple(f"单位{n}" for n in range(12))
ROWS, PAPERS_MADE = 8, ("delegation_letter",)
Say = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing the program is doing when it is killed.

    Attributes:
        name: as the table says it.
        prepare: makes the folder that every trial starts from a copy of.
        act: does the work, saying ``done`` after each step that is acknowledged.
        check: raises AssertionError unless so many acknowledged steps, or one more, are there.
        known: how findings of 核对数据 begin that the prepared folder has on purpose; gone after
            ``check``.
    """

    name: str
    prepare: Callable[[Path, Path], None]
    act: Callable[[Path, Say], None]
    check: Callable[[Path, int], None]
    known: str = "/"


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """A desk over the folder, on a fixed day and without the day's backup."""
    store = open_store(folder / "data", now=NOW, actor="张三", daily_backup=False)
    with store:
        yield Desk(store, library.law_book(), library.calendar(), date(2026, 10, 20), lambda: NOW)


def scalar(folder: Path, query: str) -> int:
    """One number out of the database as it lies there."""
    with closing(sqlite3.connect(places.database(folder / "data"))) as db:
        return int(db.execute(query).fetchone()[0] or 0)


# 导入


def beginning(folder: Path, _: Path) -> None:
    """A folder with one new project."""
    with opened(folder) as desk, desk.store.begin("create", "新建", NOW) as work:
        create_project(work, make_project(), make_units(NAMES))


def _take(store: Store, number: int) -> None:
    given = [(name, f"{number}-{name}".encode()) for name in NAMES]
    results = [accepted(f"{n}.xlsx", c, n, count=number % 50 + 1, rows=ROWS) for n, c in given]
    originals = {sha(content): content for _, content in given}
    with store.begin("import", "导入", NOW, 1) as work:
        save_batch(work, 1, results, originals)


def _import(folder: Path, done: Say) -> None:
    with opened(folder) as desk:
        for number in range(4):
            _take(desk.store, number)
            done()


def _imported(folder: Path, said: int) -> None:
    batches = scalar(folder, "SELECT count(*) FROM import_batch")
    assert batches in (said, said + 1), f"{said} acknowledged, {batches} there"
    files = scalar(folder, "SELECT count(*) FROM return_file")
    lines = scalar(folder, "SELECT count(*) FROM need_line WHERE current = 1")
    assert files == batches * len(NAMES), "half a batch"
    assert lines == (len(NAMES) * ROWS if batches else 0), "half of the lines"
    assert not list((folder / "data" / "files" / "incoming").glob("*")), "left-over"


# 成批制作


def copied(folder: Path, demo: Path) -> None:
    """A copy of the sample project."""
    shutil.copytree(demo, folder, dirs_exist_ok=True)


def _make_papers(folder: Path, done: Say) -> None:
    with opened(folder) as desk:
        for number in range(2):
            run = papers.make(desk, 1, PAPERS_MADE, folder / f"文件{number}")
            if run.failed:
                raise UserError(run.failed[0].findings[0])
            done()


def _made(folder: Path, said: int) -> None:
    with closing(sqlite3.connect(places.database(folder / "data"))) as db:
        query = "SELECT file, sha256 FROM made_paper WHERE file LIKE ?"
        rows = db.execute(query, (f"{folder}/文件%",)).fetchall()
        units = db.execute("SELECT count(*) FROM unit").fetchone()[0]
    for file, digest in rows:
        assert hash_file(Path(file)) == digest, f"recorded but not there: {file}"
    each = len(rows) / max(1, len({Path(file).parent for file, _ in rows}))
    assert len(rows) >= said * min(each, units - 1), "an acknowledged paper is not recorded"


# 完成环节


def _finish(folder: Path, done: Say) -> None:
    with opened(folder) as desk:
        for number in range(6):
            (stages.complete if number % 2 else stages.reopen)(desk, 1, "award")
            done()


def _finished(folder: Path, said: int) -> None:
    events = "SELECT count(*) FROM audit_event WHERE action = 'stage_reopened'"
    reopened = scalar(folder, events)
    again = "SELECT count(*) FROM audit_event WHERE action = 'stage_completed' AND at >= '2026-11'"
    steps = reopened + scalar(folder, again)
    assert steps in (said, said + 1), f"{said} acknowledged, {steps} there"
    there = scalar(
        folder, "SELECT count(*) FROM stage_record WHERE stage = 'award' AND completed_on <> ''"
    )
    assert there == (steps + 1) % 2, "the event says otherwise than the stage"


# 升级


def _older(folder: Path, demo: Path) -> None:
    copied(folder, demo)
    shutil.copy(demo.with_name(OLD), places.database(folder / "data"))


def _upgrade(folder: Path, done: Say) -> None:
    with opened(folder):
        done()


def _upgraded(folder: Path, said: int) -> None:
    revision = scalar(folder, "SELECT version_num FROM alembic_version")
    assert revision == int(places.REVISIONS[-1]), "opened, but not upgraded"
    assert scalar(folder, "SELECT count(*) FROM project") > 0, "a project is lost"
    kept = list(places.backups(folder / "data").glob(f"{backup.BEFORE_UPGRADE}_*"))
    assert kept, "no backup of before"


# 备份


def _back_up(folder: Path, done: Say) -> None:
    for hour in range(3):
        backup.make(folder / "data", None, NOW.replace(hour=10 + hour))
        done()


def _backed_up(folder: Path, said: int) -> None:
    found = sorted(places.backups(folder / "data").glob("*.zjbak"))
    assert len(found) in (said, said + 1), f"{said} acknowledged, {len(found)} there"
    for file in found:
        assert backup_seal.sealed(file), f"not whole: {file.name}"
        with archive.opened(file) as made:
            assert archive.read_manifest(made).originals


# 恢复


def _two_states(folder: Path, demo: Path) -> None:
    copied(folder, demo)
    backup.make(folder / "data", folder / "旧.zjbak", NOW)
    with opened(folder) as desk, desk.store.begin("x", "后来的改动", NOW, 1) as work:
        work.db.exec_driver_sql("UPDATE project SET name = '后来的名称'")
    for file in [f for f in (folder / "data" / "files").rglob("*") if f.is_file()][:9]:
        file.unlink()


def _restore(folder: Path, done: Say) -> None:
    restore(folder / "data", folder / "旧.zjbak", NOW)
    done()


def _restored(folder: Path, said: int) -> None:
    later = scalar(folder, "SELECT count(*) FROM project WHERE name = '后来的名称'")
    assert not (said and later), "said to be restored, but the later state is there"
    events = scalar(folder, "SELECT count(*) FROM audit_event WHERE summary = '后来的改动'")
    assert events == later, "half of the later state"
    if later:  # not restored: going on must still be possible
        restore(folder / "data", folder / "旧.zjbak", NOW)


SCENES = (
    Scene("导入", beginning, _import, _imported),
    Scene("成批制作", copied, _make_papers, _made),
    Scene("完成环节", copied, _finish, _finished),
    Scene("升级", _older, _upgrade, _upgraded),
    Scene("备份", copied, _back_up, _backed_up),
    Scene("恢复", _two_states, _restore, _restored, "原件缺失"),
)
"""In the order of the table."""


def older_database(demo: Path, target: Path) -> None:
    """A database of the revision before the last with a project in it, for 升级."""
    migrate.upgrade(target, target=places.REVISIONS[-2])
    with closing(sqlite3.connect(target)) as db:
        db.execute("ATTACH ? AS demo", (str(places.database(demo / "data")),))
        found = (
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE '%alembic%'"
        )
        for (table,) in db.execute(found).fetchall():
            if table in ("audit_event", "meta"):  # they tell of a log that was not kept then
                continue
            names = [row[1] for row in db.execute(f"PRAGMA main.table_info({table})")]
            listed = ", ".join(f'"{name}"' for name in names)
            db.execute(f"DELETE FROM main.{table}")
            db.execute(f"INSERT INTO main.{table} ({listed}) SELECT {listed} FROM demo.{table}")
        db.commit()
