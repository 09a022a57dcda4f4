"""Data of before the deciding log: what counts stays, and undoing goes the way it went."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.store.conftest import NOW, sha
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.tally import totals_by
from zjbuy_desktop.store import deciding, migrate, returns, verify
from zjbuy_desktop.store.cases import load_case
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.store import Store

DAY = "2026-08-20T09:00:00"
RESENT, CHOSEN, LEFT, GONE, TAKEN_BACK = "甲局", "乙校", "丙院", "丁馆", "戊所"
UNITS = (RESENT, CHOSEN, LEFT, GONE, TAKEN_BACK)
PARTS = (
    # id, unit, batch, current, replaced, undone
    (1, RESENT, 1, 0, None), (2, RESENT, 2, 0, 1), (3, RESENT, 3, 1, 2),
    # 乙校三份先后到，经办人改回第一份，之后又来一份。
    (4, CHOSEN, 1, 0, None), (5, CHOSEN, 2, 0, 4), (6, CHOSEN, 3, 0, 5), (7, CHOSEN, 4, 1, 4),
    (8, LEFT, 1, 1, None),
    # 丁馆只在撤销了的那批里；戊所先前那份替下的一份在撤销了的那批里。
    (9, GONE, 5, 0, None), (10, TAKEN_BACK, 1, 1, None), (11, TAKEN_BACK, 5, 0, 10),
)  # fmt: skip


def put(db: sqlite3.Connection, table: str, **given: Any) -> None:
    """Insert a row; what is not given is empty in the column's own type."""
    columns = db.execute(f"PRAGMA table_info({table})").fetchall()
    row = {
        name: given.get(name, (0 if kind in ("INTEGER", "BOOLEAN") else "") if needed else None)
        for _, name, kind, needed, *_ in columns
    }
    assert not given.keys() - row.keys()
    marks = ",".join("?" * len(row))
    db.execute(f"INSERT INTO {table} VALUES ({marks})", tuple(row.values()))


def fill(db: sqlite3.Connection) -> None:
    """A round of five batches, the fifth taken back, as revision 0005 kept it."""
    db.execute("PRAGMA foreign_keys = ON")
    put(
        db, "project", id=1, name="项目", mode="统采分签", kind="货物", method="公开招标",
        fiscal_year=2026, created_at=DAY, updated_at=DAY, stage_hint="collection",
    )  # fmt: skip
    for n, name in enumerate(UNITS):
        role = "参与单位" if n else "牵头单位"
        put(db, "unit", project_id=1, name=name, level="设区市级", role=role, position=n)
    for batch in range(1, 6):
        put(
            db, "import_batch", id=batch, project_id=1, at=f"2026-08-2{batch}T09:00:00",
            undone_at="2026-08-26T09:00:00" if batch == 5 else None,
        )  # fmt: skip
    for number, unit, batch, current, replaced in PARTS:
        _part(db, number, unit, batch, current, replaced)
    put(
        db, "event", id=1, project_id=1, kind="withdrawn", happened_on="2026-08-28", unit=LEFT,
        note="机构撤并",
    )  # fmt: skip


def _part(
    db: sqlite3.Connection, number: int, unit: str, batch: int, current: int, replaced: int | None
) -> None:
    sums = {"line_count": 1, "quantity": number * 1000, "amount_fen": number * 100}
    digest = sha(str(number).encode())
    put(db, "original", sha256=digest, size=1, first_name=f"{number}.xlsx", received_at=DAY)
    outcome = "accepted" if current or batch == 5 else "superseded"
    put(
        db, "return_file", id=number, batch_id=batch, project_id=1, name=f"{number}.xlsx",
        sha256=digest, outcome=outcome, units=json.dumps([unit]), notes="[]", **sums,
    )  # fmt: skip
    put(
        db, "return_unit", id=number, return_file_id=number, project_id=1, unit=unit,
        current=current, replaced_id=replaced, **sums,
    )  # fmt: skip
    put(
        db, "need_line", id=number, project_id=1, return_file_id=number, current=current,
        unit=unit, item="台式计算机", measure="台", price_fen=100, funds="是", cells="{}",
        quantity=number * 1000, amount_fen=number * 100,
    )  # fmt: skip


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A data folder as the program of revision 0005 left it."""
    folder = tmp_path / "旧数据"
    open_store(folder, now=NOW, daily_backup=False).close()
    file = folder / "zjbuy.db"
    assert file.exists()
    file.unlink()
    for extra in folder.glob("zjbuy.db-*"):
        extra.unlink()
    migrate.upgrade(file, target="0005")
    with closing(sqlite3.connect(file)) as db:
        fill(db)
        db.commit()
    return folder


def counting(store: Store) -> dict[str, int]:
    with store.read() as view:
        case = load_case(view, 1)
        sums = totals_by(case.needs, lambda line: line.unit)
        found = deciding.current(view, 1)
    assert {u: s.amount_fen for u, s in sums.items()} == {u: n * 100 for u, n in found.items()}
    return found


def undo(store: Store, batch: int) -> dict[str, int]:
    with store.begin("import_undone", "撤销", NOW, 1) as work:
        returns.undo_batch(work, batch)
    return counting(store)


NOW_COUNTS = {RESENT: 3, CHOSEN: 7, LEFT: 8, TAKEN_BACK: 10}


def test_what_counted_counts_and_the_log_says_the_same(old: Path) -> None:
    with open_store(old, now=NOW, daily_backup=False) as store:
        assert counting(store) == NOW_COUNTS
        with store.read() as view:
            assert deciding.deciding(view, 1) == NOW_COUNTS
            assert deciding.withdrawn_units(view, 1) == ()
            left = load_case(view, 1).event(EventKind.WITHDRAWN, LEFT)
        assert left is not None
        assert (left.note, left.evidence, left.sha256) == ("机构撤并", "", "")
        assert [p for p in verify.verify(old).problems if "原件" not in p] == []


def test_undoing_goes_back_the_way_the_older_program_went(old: Path) -> None:
    with open_store(old, now=NOW, daily_backup=False) as store:
        assert undo(store, 4) == {**NOW_COUNTS, CHOSEN: 4}
        assert undo(store, 3) == {**NOW_COUNTS, CHOSEN: 4, RESENT: 2}
        assert undo(store, 1) == {CHOSEN: 5, RESENT: 2}
        assert undo(store, 2) == {}


def test_a_middle_batch_taken_back_first_changes_nothing_that_counts(old: Path) -> None:
    with open_store(old, now=NOW, daily_backup=False) as store:
        assert undo(store, 2) == NOW_COUNTS
        assert undo(store, 3) == {**NOW_COUNTS, RESENT: 1}


def test_every_sort_of_data_of_before_is_there(old: Path) -> None:
    """The folder above really is of before, and holds what the tests speak of."""
    with closing(sqlite3.connect(old / "zjbuy.db")) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchone() == ("0005",)
        names = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
        counted = db.execute("SELECT count(*) FROM need_line WHERE current = 1").fetchone()
    assert "version_decision" not in names
    assert counted == (len(NOW_COUNTS),)
