"""Network drives, sticks, synchronised folders and a clock set back are known and told."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.store.conftest import NOW
from zjbuy_desktop.store import surroundings
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.store.surroundings import Place


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        ("OneDrive - 某局/采购", "OneDrive"),
        ("我的坚果云/采购", ""),
        ("坚果云/采购", "坚果云"),
        ("Nutstore Files/数据", "坚果云"),
        ("BaiduSyncdisk", "百度网盘"),
        ("WPSDrive/12345/数据", "WPS云盘"),
        ("本机/采购", ""),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(
    tmp_path: Path, folder: str, cloud: str
) -> None:
    assert surroundings.cloud_of(tmp_path / folder, {}) == cloud


def test_or_by_what_the_synchronising_program_left_or_set(tmp_path: Path) -> None:
    data = tmp_path / "甲" / "数据"
    data.mkdir(parents=True)
    assert surroundings.cloud_of(data, {"OneDrive": str(tmp_path / "乙")}) == ""
    assert surroundings.cloud_of(data, {"OneDriveCommercial": str(tmp_path / "甲")}) == "OneDrive"
    (tmp_path / "甲" / ".stfolder").mkdir()
    assert surroundings.cloud_of(data, {}) == "Syncthing"


def test_in_a_synchronised_folder_there_is_no_log_beside_the_database(tmp_path: Path) -> None:
    data = tmp_path / "Dropbox" / "数据"
    with open_store(data, now=NOW) as store, store.read() as view:
        assert view.db.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "delete"
        assert "“Dropbox”的同步文件夹" in store.notes[0]
    with open_store(tmp_path / "本机", now=NOW) as store, store.read() as view:
        assert view.db.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert store.notes == ()


def test_a_conflicting_copy_left_by_it_is_named(tmp_path: Path) -> None:
    open_store(tmp_path, now=NOW).close()
    (tmp_path / "zjbuy (冲突副本).db").write_bytes(b"")
    with open_store(tmp_path, now=NOW) as store:
        assert "“zjbuy (冲突副本).db”" in store.notes[0]


def test_a_stick_is_known_by_where_it_is_mounted_or_by_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = {"/media/张三/U盘": "/dev/sdb1", "/run/media/a": "/dev/sdc1", "/mediathek": "/dev/sda"}
    for point, device in points.items():
        monkeypatch.setattr(surroundings, "mount_of", lambda *_, p=point, d=device: (d, p, "vfat"))
        assert surroundings.on_stick(tmp_path) is (point != "/mediathek")
        place = Place.LOCAL if point == "/mediathek" else Place.STICK
        assert surroundings.place_of(tmp_path) is place
    assert "不要拔出" in "".join(_notes_on_a_stick(tmp_path, monkeypatch))
    disk = tmp_path / "block" / "sdb"
    (disk / "sdb1").mkdir(parents=True)
    for said, removable in (("1\n", True), ("0\n", False)):
        (disk / "removable").write_text(said)
        (tmp_path / "block" / "sdb1").unlink(missing_ok=True)
        (tmp_path / "block" / "sdb1").symlink_to(disk / "sdb1")
        assert surroundings._says_removable(tmp_path / "block", "/dev/sdb1") is removable
    assert not surroundings._says_removable(tmp_path / "block", "tmpfs")


def _notes_on_a_stick(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(surroundings, "mount_of", lambda *_: ("", "/media/a", "vfat"))
    return surroundings.notes(folder)


def test_a_clock_set_back_is_told_and_the_newest_backup_stays(tmp_path: Path) -> None:
    with open_store(tmp_path, now=NOW) as store, store.begin("x", "x", NOW):
        pass
    for earlier, told in ((timedelta(minutes=10), False), (timedelta(minutes=11), True)):
        with open_store(tmp_path, now=NOW - earlier) as store:
            assert any("比最近一次记录（2026-11-23 09:12）还早" in n for n in store.notes) is told
        with open_store(tmp_path, now=NOW - earlier, watch_clock=False) as store:
            assert store.notes == ()


def test_with_the_clock_set_back_the_backup_just_made_is_not_the_one_to_go(
    tmp_path: Path,
) -> None:
    from zjbuy_desktop.store import backup

    open_store(tmp_path, now=NOW, daily_backup=False).close()
    for day in range(backup.KEPT[backup.DAILY]):
        backup.make_automatic(tmp_path, backup.DAILY, NOW + timedelta(days=day))
    made = backup.make_automatic(tmp_path, backup.DAILY, NOW - timedelta(days=400))
    assert made.file.exists()
