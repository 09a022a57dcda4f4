"""Every database a released program left is brought up to date with all that was in it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.store import released
from tests.store.conftest import NOW
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.store import backup, backup_seal, migrate, places
from zjbuy_desktop.store.cases import load_case
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.restore import restore
from zjbuy_desktop.store.row_check import FIRST_REVISION
from zjbuy_desktop.store.trail import list_audit
from zjbuy_desktop.store.verify import verify

_SAME = (
    "SELECT name, mode, method, lead_unit, fiscal_year FROM project",
    "SELECT name, uscc, budget_code, level, role FROM unit ORDER BY position, name",
    "SELECT unit, item, spec, quantity, price_fen, amount_fen, note FROM need_line ORDER BY id",
    "SELECT sha256, size, first_name FROM original ORDER BY sha256",
    "SELECT kind, unit, number, facts, file FROM made_paper ORDER BY id",
    "SELECT * FROM audit_event WHERE action <> 'upgraded' ORDER BY seq",
    "SELECT lot, supplier, total_fen FROM lot_award ORDER BY lot",
    "SELECT rule, subject, reason FROM override ORDER BY rule, subject",
)
"""What no migration has a reason to change."""
_REAL = migrate.upgrade


def content(data_dir: Path) -> list[list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(places.database(data_dir))) as db:
        return [db.execute(query).fetchall() for query in _SAME]


def counting(data_dir: Path) -> tuple[int, int, int]:
    with closing(sqlite3.connect(places.database(data_dir))) as db:
        sums = "count(*), sum(quantity), sum(amount_fen)"
        rows, quantity, amount = db.execute(
            f"SELECT {sums} FROM need_line WHERE current = 1"
        ).fetchone()
    return rows, quantity, amount


def test_there_is_one_for_every_revision_that_was_released() -> None:
    kept = released.revisions()
    assert kept[0] == "0001"
    assert set(kept) <= set(places.REVISIONS)
    assert len(kept) >= 12


@pytest.mark.parametrize("revision", released.revisions())
def test_it_is_migrated_with_everything_that_was_in_it(revision: str, tmp_path: Path) -> None:
    data = tmp_path / "数据"
    released.lay_out(revision, data)
    before, sums = content(data), counting(data)
    assert len(before[2]) > 30, "the sample has needs"
    with (
        open_store(data, now=NOW, actor="张三", daily_backup=False) as store,
        store.read() as view,
    ):
        case = load_case(view, 1)
        found = total(case.needs)
    assert (found.rows, found.quantity, found.amount_fen) == sums
    assert content(data) == before
    found = verify(data)
    assert [p for p in found.problems if not p.startswith("原件缺失")] == []
    assert found.rows_since == (NOW.isoformat() if revision < FIRST_REVISION else "")
    kept = list(places.backups(data).glob(f"{backup.BEFORE_UPGRADE}_*"))
    assert len(kept) == (revision != places.REVISIONS[-1])
    with (
        open_store(data, now=NOW, daily_backup=False) as store,
        store.begin("x", "接着办理", NOW, 1) as work,
    ):
        work.db.exec_driver_sql("UPDATE project SET project_number = '甲'")
        (start, *_) = list_audit(work, limit=1)
    assert (start.action, start.actor) == ("upgraded", "张三")
    assert "从此逐行校验" in start.summary
    assert [p for p in verify(data).problems if not p.startswith("原件缺失")] == []


def test_a_backup_of_the_last_program_without_a_check_can_still_be_gone_back_to(
    tmp_path: Path,
) -> None:
    """The check at a backup's end came with the log of rows."""
    data = tmp_path / "数据"
    released.lay_out("0035", data)
    before = content(data)
    file = backup.make(data, None, NOW).file
    file.write_bytes(file.read_bytes()[: -backup_seal.LENGTH - 2] + b"\0\0")
    assert backup_seal.sealed(file) is None
    assert [p for p in verify(data).problems if "备份" in p] == []
    places.database(data).unlink()
    restore(data, file, NOW)
    open_store(data, now=NOW, daily_backup=False).close()
    assert content(data) == before


def test_a_log_that_was_thrown_away_with_its_revision_is_missed(tmp_path: Path) -> None:
    """Turning the revision back does not make the program start the log anew unseen."""
    data = tmp_path / "数据"
    open_store(data, now=NOW).close()
    with open_store(data, now=NOW) as store, store.begin("x", "设置", NOW) as work:
        work.db.exec_driver_sql("INSERT INTO setting VALUES ('seal', '红')")
    with closing(sqlite3.connect(places.database(data))) as db:
        db.execute("UPDATE setting SET value = '蓝'")
        db.execute("DROP TABLE row_log")
        db.execute("UPDATE alembic_version SET version_num = '0035'")
        db.commit()
    assert any("逐行校验记录不见了" in p for p in verify(data).problems)
    open_store(data, now=NOW, daily_backup=False).close()
    assert any("第 1 条的逐行校验被改动过" in p for p in verify(data).problems)


def test_what_is_changed_before_an_upgrade_from_a_logging_revision_stays_evident(
    tmp_path: Path,
) -> None:
    """An upgrade writes every row it changes into the log, but makes nothing good."""
    from zjbuy_desktop.store import row_digests
    from zjbuy_desktop.store.engine import WRITING, make_engine

    data = tmp_path / "数据"
    released.lay_out(released.revisions()[-1], data)
    open_store(data, now=NOW, daily_backup=False).close()
    with closing(sqlite3.connect(places.database(data))) as db:
        db.execute("UPDATE lot SET item = '别的' WHERE id = 1")
        db.commit()
    engine = make_engine(places.database(data))
    with engine.connect().execution_options(**{WRITING: True}) as work, work.begin():
        before = row_digests.logged(work)
        work.exec_driver_sql("ALTER TABLE lot ADD COLUMN extra TEXT")
        row_digests.log_changes(work, before)
    engine.dispose()
    problems = [p for p in verify(data).problems if not p.startswith("原件缺失")]
    assert len(problems) == 1
    assert "标项“" in problems[0]
    assert "别的" in problems[0]
    assert "被程序以外的工具改动过" in problems[0]


def test_a_failed_upgrade_leaves_the_data_as_it_was_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "数据"
    released.lay_out("0005", data)
    before = content(data)
    real = migrate._check_foreign_keys
    monkeypatch.setattr(migrate, "_check_foreign_keys", _broken)
    with pytest.raises(UserError, match="没有升级成功，已自动回到升级前.*升级前备份_2026-11-23"):
        open_store(data, now=NOW)
    assert content(data) == before
    assert _revision(data) == "0005"
    monkeypatch.setattr(migrate, "_check_foreign_keys", real)
    open_store(data, now=NOW, daily_backup=False).close()  # the lock was given back
    assert _revision(data) == places.REVISIONS[-1]


def test_an_upgrade_that_ruins_the_database_is_taken_back_from_the_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "数据"
    released.lay_out("0005", data)
    before = content(data)
    for ruin in (_cut_off, _half_done, _emptied):
        monkeypatch.setattr(migrate, "upgrade", ruin)
        with pytest.raises(UserError, match="没有升级成功，已自动回到升级前"):
            open_store(data, now=NOW)
        assert content(data) == before, ruin.__name__
        assert _revision(data) == "0005"
        assert not (data / ".restore.db").exists()


def _broken(_: object) -> None:
    raise RuntimeError("migration left dangling references")


def _cut_off(file: Path, **_: object) -> None:
    with file.open("r+b") as stream:
        stream.truncate(10_000)
    raise OSError(5, "Input/output error")


def _half_done(file: Path, **_: object) -> None:
    _REAL(file, target="0010")
    raise RuntimeError("half way")


def _emptied(file: Path, **_: object) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("DELETE FROM need_line")
        db.commit()
    raise RuntimeError("all gone")


def _revision(data_dir: Path) -> str:
    with closing(sqlite3.connect(places.database(data_dir))) as db:
        return str(db.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_a_database_newer_than_the_program_is_refused_and_untouched(tmp_path: Path) -> None:
    data = tmp_path / "数据"
    released.lay_out(released.revisions()[-1], data)
    with closing(sqlite3.connect(places.database(data))) as db:
        db.execute("UPDATE alembic_version SET version_num = '9001'")
        db.commit()
    before = places.database(data).read_bytes()
    with pytest.raises(UserError, match="更新的程序版本.*请安装新版程序"):
        open_store(data, now=NOW)
    assert places.database(data).read_bytes() == before
    assert not list(places.backups(data).glob("*"))
