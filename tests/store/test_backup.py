"""A backup counts only after it was opened again; a restore never costs what is there."""

import json
import os
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.conftest import NOW, UNITS, accepted, make_project, sha
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import archive, backup, places
from zjbuy_desktop.store.cases import load_case
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.projects import create_project, delete_project
from zjbuy_desktop.store.restore import restore
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.store.verify import verify

A, B, C = UNITS
Receive = Callable[..., int]


@pytest.fixture
def made(store: Store, project: int, receive: Receive) -> Path:
    """A backup of a project with two returns, made beside the open store."""
    receive((accepted("甲.xlsx", b"one", A), b"one"), (accepted("乙.xlsx", b"two", B), b"two"))
    report = backup.make(store.data_dir, None, NOW)
    assert (report.projects, report.originals, report.problems) == (1, 2, ())
    assert report.file.name == "备份_2026-11-23_0912.zjbak"
    assert report.size == report.file.stat().st_size
    return report.file


def folder(path: Path) -> set[str]:
    return {file.name for file in path.iterdir()}


def test_round_trip_into_another_folder(
    store: Store, project: int, made: Path, tmp_path: Path
) -> None:
    other = tmp_path / "另一台电脑"
    report = restore(other, made, NOW)
    assert (report.made_at, report.kept, report.projects, report.originals) == (NOW, None, 1, 2)
    assert verify(other).problems == ()
    with open_store(other, now=NOW) as restored, restored.read() as view, store.read() as here:
        assert load_case(view, project) == load_case(here, project)
        assert restored.originals.read(sha(b"two")) == b"two"
    assert verify(other).originals == 2


def test_restoring_keeps_the_present_state_first(store: Store, project: int, made: Path) -> None:
    with store.begin("delete_project", "删除", NOW, project) as work:
        delete_project(work, project)
    store.originals.path(sha(b"one")).write_bytes(b"damaged")
    store.close()
    report = restore(store.data_dir, made, NOW + timedelta(hours=1))
    assert report.kept is not None
    assert report.kept.name == "前置备份_2026-11-23_1012.zjbak"
    assert report.originals == 1
    assert verify(store.data_dir).problems == ()
    with open_store(store.data_dir, now=NOW) as again, again.read() as view:
        assert len(load_case(view, project).needs) == 4
    undone = restore(store.data_dir, report.kept, NOW + timedelta(hours=2))
    assert undone.projects == 0


def test_an_open_store_is_not_restored_over(store: Store, made: Path) -> None:
    with pytest.raises(UserError, match="正在被另一个"):
        restore(store.data_dir, made, NOW)


def rewrite(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same backup with something changed in it."""
    with zipfile.ZipFile(file) as source:
        entries = {name: source.read(name) for name in source.namelist()}
    change(entries)
    changed = file.with_name("changed.zjbak")
    with zipfile.ZipFile(changed, "w") as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return changed


def in_manifest(**values: object) -> Callable[[dict[str, bytes]], None]:
    def change(entries: dict[str, bytes]) -> None:
        manifest = json.loads(entries[archive.MANIFEST])
        entries[archive.MANIFEST] = json.dumps({**manifest, **values}).encode()

    return change


def add(name: str) -> Callable[[dict[str, bytes]], None]:
    return lambda entries: entries.update({name: b"x"})


def spoil_original(entries: dict[str, bytes]) -> None:
    entries[archive.original_name(sha(b"one"))] = b"other"


def listed_traversal(entries: dict[str, bytes]) -> None:
    manifest = json.loads(entries[archive.MANIFEST])
    manifest["originals"].append("../../evil")
    entries[archive.MANIFEST] = json.dumps(manifest).encode()
    entries[archive.original_name("../../evil")] = b"x"


def other_database(entries: dict[str, bytes]) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE other (x)")
    content = db.serialize()
    db.close()
    in_manifest(database_sha256=sha(content))(entries)
    entries[archive.DATABASE] = content


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (in_manifest(revision="0999"), "更新的程序版本"),
        (in_manifest(format=2), "更新的程序版本"),
        (in_manifest(totals={}), "合计与清单不符"),
        (in_manifest(counts={}), "合计与清单不符"),
        (in_manifest(database_sha256="0" * 64), "数据库与清单不符"),
        (in_manifest(strange=1), "清单读不懂"),
        (add("../evil"), "与清单不符"),
        (add("files/aa/evil"), "与清单不符"),
        (listed_traversal, "不认识的文件名"),
        (spoil_original, "原件与清单不符"),
        (lambda entries: entries.pop(archive.DATABASE), "与清单不符"),
        (lambda entries: entries.pop(archive.MANIFEST), "缺少清单"),
        (other_database, "不是本程序的数据库"),
    ],
)
def test_a_damaged_strange_or_newer_backup_is_refused(
    store: Store, made: Path, change: Callable[[dict[str, bytes]], None], message: str
) -> None:
    changed = rewrite(made, change)
    store.originals.path(sha(b"one")).unlink()
    store.close()
    before = places.database(store.data_dir).read_bytes()
    with pytest.raises(UserError, match=message):
        restore(store.data_dir, changed, NOW)
    assert places.database(store.data_dir).read_bytes() == before
    assert not list(store.data_dir.parent.rglob("*evil*"))
    assert not (store.data_dir / ".restore.db").exists()


def test_cut_off_and_foreign_files_are_refused(store: Store, made: Path, tmp_path: Path) -> None:
    content = made.read_bytes()
    cut = tmp_path / "cut.zjbak"
    cut.write_bytes(content[: len(content) // 2])
    foreign = tmp_path / "foreign.zjbak"
    foreign.write_text("hello")
    spoilt = tmp_path / "spoilt.zjbak"
    spoilt.write_bytes(content[:200] + bytes([content[200] ^ 255]) + content[201:])
    store.close()
    for file in (cut, foreign, spoilt):
        with pytest.raises(UserError, match="不能用"):
            restore(store.data_dir, file, NOW)
    with pytest.raises(UserError, match="找不到"):
        restore(store.data_dir, tmp_path / "none.zjbak", NOW)
    assert verify(store.data_dir).sound


def test_a_present_database_too_damaged_to_back_up_is_kept_as_it_stands(
    store: Store, made: Path
) -> None:
    store.close()
    database = places.database(store.data_dir)
    ruined = database.read_bytes()[:5000] + b"\xff" * 60_000
    database.write_bytes(ruined)
    report = restore(store.data_dir, made, NOW)
    assert report.kept is not None
    assert (report.kept / database.name).read_bytes() == ruined
    assert verify(store.data_dir).problems == ()


def test_a_lost_original_is_told_but_the_rest_is_saved(store: Store, made: Path) -> None:
    store.originals.path(sha(b"one")).unlink()
    store.originals.path(sha(b"two")).write_bytes(b"other")
    assert verify(store.data_dir).problems == (
        f"原件与接收时不一致：乙.xlsx（{sha(b'two')[:12]}…）",
        f"原件缺失：甲.xlsx（{sha(b'one')[:12]}…）",
    )
    report = backup.make(store.data_dir, None, NOW)
    assert (report.originals, len(report.problems)) == (0, 2)
    assert report.file.name == "备份_2026-11-23_0912_2.zjbak"


def test_a_damaged_database_is_not_backed_up(store: Store, project: int) -> None:
    store.close()
    db = sqlite3.connect(places.database(store.data_dir))
    db.execute("INSERT INTO lot VALUES (50, 77, 'x', 'y', '', '', NULL, 0, NULL)")
    db.commit()
    db.close()
    with pytest.raises(UserError, match="没有做成备份.*失去归属"):
        backup.make(store.data_dir, None, NOW)
    assert folder(places.backups(store.data_dir)) == set()
    assert verify(store.data_dir).problems == (
        "数据库里有失去归属的记录",
        "标项“x，y”：不是由程序写入的，或者删去以后又被放回",
    )


def test_targets(store: Store, made: Path, tmp_path: Path) -> None:
    assert backup.make(store.data_dir, tmp_path, NOW).file.parent == tmp_path
    named = tmp_path / "我的备份.zip"
    assert backup.make(store.data_dir, named, NOW).file == named
    with pytest.raises(UserError, match="还没有数据"):
        backup.make(tmp_path / "leer", None, NOW)
    left = {name for name in folder(tmp_path) if name.startswith(".")}
    assert left == set()


def test_rotation_spares_what_was_made_by_hand(store: Store, made: Path) -> None:
    for day in range(10):
        assert backup.make_daily(store.data_dir, NOW + timedelta(days=day))
        assert backup.make_daily(store.data_dir, NOW + timedelta(days=day, hours=1)) is None
    names = sorted(folder(places.backups(store.data_dir)))
    assert len(names) == 8
    assert names[0] == made.name
    assert names[1].startswith("每日备份_2026-11-26")
    last = backup.last_day(store.data_dir)
    assert last is not None
    assert last.isoformat() == "2026-12-02"


def test_a_backup_of_a_database_in_use_is_of_one_moment(store: Store, made: Path) -> None:
    with store.begin("create", "新建", NOW) as work:
        create_project(work, make_project(), ())
        report = backup.make(store.data_dir, None, NOW)
    assert report.projects == 1


def test_one_changed_bit_anywhere_in_a_backup_is_found_and_refused(
    store: Store, made: Path
) -> None:
    """Also in bytes that no program reads, as the time of an entry."""
    content = made.read_bytes()
    time_of_first_entry = 10
    places_ = {time_of_first_entry, 0, len(content) // 2, len(content) - 1, len(content) - 65}
    with zipfile.ZipFile(made) as source:
        assert source.comment == content[-64:]
    for at in sorted(places_):
        made.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        (problem,) = verify(store.data_dir).problems
        assert problem.startswith(f"备份“{made.name}”"), at
    store.close()
    made.write_bytes(content[:10] + bytes([content[10] ^ 1]) + content[11:])
    before = places.database(store.data_dir).read_bytes()
    with pytest.raises(UserError, match="在做成以后被改动过"):
        restore(store.data_dir, made, NOW)
    assert places.database(store.data_dir).read_bytes() == before
    made.write_bytes(content)
    assert verify(store.data_dir).problems == ()
    restore(store.data_dir, made, NOW)


def test_a_disk_too_full_for_the_copy_before_stops_the_restore(
    store: Store, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not taken for a database too damaged to be backed up."""
    store.close()

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(backup, "_write", full)
        with pytest.raises(UserError, match="磁盘空间不足"):
            restore(store.data_dir, made, NOW)
    assert folder(places.backups(store.data_dir)) == {made.name}


def test_a_backup_whose_check_was_taken_off_is_found(store: Store, made: Path) -> None:
    kept = rewrite(made, lambda entries: None)
    kept.replace(made)
    assert verify(store.data_dir).problems == (f"备份“{made.name}”在做成以后被改动过",)


def test_what_a_killed_backup_left_is_taken_away_later(store: Store, made: Path) -> None:
    data = store.data_dir
    store.close()
    halves = [made.with_name(f".{made.name}.part"), made.with_name(f".{made.name}.db")]
    halves.append(data / ".restore.db")
    for half in halves:
        half.write_bytes(b"half")
    open_store(data, now=NOW, daily_backup=False).close()
    assert all(half.exists() for half in halves), "another process may be writing them"
    for half in halves:
        os.utime(half, (1, 1))
    open_store(data, now=NOW, daily_backup=False).close()
    assert not any(half.exists() for half in halves)
    assert made.exists()
