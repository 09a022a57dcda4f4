"""What can stand in the way of opening a data folder, told in Chinese."""

import errno
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.store.conftest import NOW, make_project, make_units
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import migrate, peek, places, surroundings
from zjbuy_desktop.store.engine import mount_of
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.projects import create_project
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.store.unit_of_work import Work


def test_a_second_copy_is_refused_until_the_first_is_gone(data_dir: Path) -> None:
    with open_store(data_dir, now=NOW), pytest.raises(UserError, match="正在被另一个"):
        open_store(data_dir, now=NOW)
    open_store(data_dir, now=NOW).close()


def test_a_newer_database_is_refused_untouched(data_dir: Path) -> None:
    open_store(data_dir, now=NOW).close()
    db = sqlite3.connect(places.database(data_dir))
    db.execute("UPDATE alembic_version SET version_num = '0999'")
    db.commit()
    db.close()
    before = places.database(data_dir).read_bytes()
    for _ in range(2):  # the refusal gives the lock back
        with pytest.raises(UserError, match="更新的程序版本.*0999.*请安装新版程序"):
            open_store(data_dir, now=NOW)
    with pytest.raises(UserError, match="更新的程序版本"):
        peek.projects(data_dir)
    assert places.database(data_dir).read_bytes() == before


def test_a_strange_file_is_refused(data_dir: Path) -> None:
    data_dir.mkdir()
    places.database(data_dir).write_bytes(b"no database at all" * 100)
    with pytest.raises(UserError, match="不是本程序的数据库"):
        open_store(data_dir, now=NOW)
    places.database(data_dir).unlink()
    db = sqlite3.connect(places.database(data_dir))
    db.execute("CREATE TABLE other (x)")
    db.close()
    with pytest.raises(UserError, match="不是本程序建立"):
        open_store(data_dir, now=NOW)


def test_an_empty_folder_has_no_projects(data_dir: Path) -> None:
    assert peek.projects(data_dir) == []
    assert peek.revision(data_dir) is None
    with pytest.raises(UserError, match="还没有可读的数据"):
        open_store(data_dir, now=NOW, read_only=True)


def test_an_older_database_is_backed_up_then_migrated(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(data_dir, now=NOW) as store, store.begin("x", "x", NOW) as work:
        create_project(work, make_project(), make_units())
    upgraded: list[Path] = []
    monkeypatch.setattr(places, "REVISIONS", (*places.REVISIONS, "9999"))
    monkeypatch.setattr(migrate, "upgrade", lambda file, **_: upgraded.append(file))
    with pytest.raises(UserError, match="需要先升级"):
        open_store(data_dir, now=NOW, read_only=True)
    open_store(data_dir, now=NOW).close()
    assert upgraded == [places.database(data_dir)]
    assert [file.name for file in places.backups(data_dir).iterdir()] == [
        "升级前备份_2026-11-23_0912.zjbak"
    ]


def test_opening_makes_the_days_backup_once(data_dir: Path) -> None:
    for _ in range(3):
        open_store(data_dir, now=NOW).close()
    assert [file.name for file in places.backups(data_dir).iterdir()] == [
        "每日备份_2026-11-23_0912.zjbak"
    ]


def test_a_failed_daily_backup_does_not_lock_the_user_out(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(data_dir, now=NOW).close()
    places.backups(data_dir).write_text("a file where the folder should be")
    monkeypatch.setattr("zjbuy_desktop.store.backup.make_daily", _full)
    with open_store(data_dir, now=NOW) as store:
        assert store.notes == ("今天的自动备份没有做成：磁盘空间不足",)


def _full(*_: object) -> None:
    raise UserError("磁盘空间不足")


def test_an_up_to_date_database_opens_without_alembic(data_dir: Path) -> None:
    open_store(data_dir, now=NOW).close()
    code = (
        "import sys; from pathlib import Path; from datetime import datetime\n"
        "from zjbuy_desktop.store import peek\n"
        f"folder = Path({str(data_dir)!r}); peek.projects(folder)\n"
        "early = sorted({'sqlalchemy', 'sqlmodel', 'pydantic'} & set(sys.modules))\n"
        "from zjbuy_desktop.store.opening import open_store\n"
        "open_store(folder, now=datetime(2026, 11, 23), daily_backup=False).close()\n"
        "print(early, 'alembic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[] False"


def run_all(work: Work, statements: Sequence[str]) -> None:
    for statement in statements:
        work.db.exec_driver_sql(statement)


def test_disk_full_is_told_and_leaves_nothing(store: Store, project: int) -> None:
    statements = (
        "PRAGMA max_page_count = 1",
        "INSERT INTO meta (key, value) SELECT 'big', hex(zeroblob(500000))",
    )
    with (
        pytest.raises(UserError, match="磁盘空间不足.*清理磁盘"),
        store.begin("x", "x", NOW) as work,
    ):
        run_all(work, statements)
    with store.read() as view:
        assert not view.db.exec_driver_sql("SELECT 1 FROM meta WHERE key = 'big'").fetchall()


def test_a_locked_database_is_told(
    store: Store, project: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sqlite3.connect(places.database(store.data_dir), isolation_level=None)
    with store.read() as view:  # this pooled connection will be the one that waits
        view.db.exec_driver_sql("PRAGMA busy_timeout = 1")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError, match="另一个程序占用"), store.begin("x", "x", NOW):
        pass
    other.close()


def test_a_damaged_page_is_told(data_dir: Path) -> None:
    with open_store(data_dir, now=NOW) as store, store.begin("x", "x", NOW) as work:
        create_project(work, make_project(), make_units())
    content = bytearray(places.database(data_dir).read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    places.database(data_dir).write_bytes(content)
    with pytest.raises(UserError, match="损坏"):
        open_store(data_dir, now=NOW)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EDQUOT, "磁盘空间不足"),
        (errno.EROFS, "只读的"),
        (errno.EACCES, "只读的"),
        (errno.EIO, "读写磁盘时出错"),
    ],
)
def test_what_the_disk_refuses_on_opening_is_told_and_the_folder_is_free_again(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "refused")

    with monkeypatch.context() as patch:
        patch.setattr(migrate, "upgrade", refuse)
        with pytest.raises(UserError, match=told):
            open_store(data_dir, now=NOW)
    open_store(data_dir, now=NOW).close()


def test_bugs_stay_bugs(store: Store) -> None:
    with pytest.raises(Exception, match="no such table"), store.begin("x", "x", NOW) as work:
        work.db.exec_driver_sql("SELECT * FROM nonsense")
    with pytest.raises(PermissionError), store.begin("x", "x", NOW):
        raise PermissionError(13, "a caller's own file")


def test_network_drives_are_known(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda / ext4 rw 0 0\nserver:/x /mnt/share\\040one nfs4 rw 0 0\n"
        "//s/y /mnt/y cifs rw 0 0\n"
    )
    assert mount_of(Path("/mnt/share one/数据"), mounts)[2] == "nfs4"
    assert mount_of(Path("/mnt/y"), mounts)[2] == "cifs"
    assert mount_of(Path("/home/a"), mounts)[2] == "ext4"
    assert mount_of(Path("/home/a"), tmp_path / "none")[2] == ""


def test_a_network_drive_gets_no_wal(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "on_network", lambda _: True)
    with open_store(data_dir, now=NOW) as store, store.read() as view:
        assert view.db.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "delete"
        assert "网络盘" in store.notes[0]
