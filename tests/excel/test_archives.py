"""压缩包里的文件照常读；不安全的整包退回，其余文件不受影响。"""

import gc
import os
import resource
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pytest

from tests.excel import hostile
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.excel.archives import MAX_DEPTH, MAX_ENTRIES, MAX_TOTAL_BYTES, Unpacked
from zjbuy_desktop.excel.pool import read_many
from zjbuy_desktop.excel.roster import Roster


def _zip(path: Path, names: list[str], data: bytes = b"x") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, data)
    return path


def test_members_of_nested_folders_stand_in_name_order_among_the_other_files(
    tmp_path: Path,
) -> None:
    beside = tmp_path / "乙局.csv"
    beside.write_bytes(b"y")
    found = Unpacked([_zip(tmp_path / "材料.zip", ["市/区/甲局.csv", "丙/甲局.csv"]), beside])
    assert sorted(p.name for p in found.files) == ["乙局.csv", "甲局.csv", "甲局.csv"]
    assert "“材料.zip”中的“市/区/甲局.csv”" in " ".join(found.notes.values())
    assert beside not in found.notes


def test_names_written_by_windows_are_read(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", ["aaaaaaaa.csv"])
    name = "江北教育".encode("gb18030")
    path.write_bytes(path.read_bytes().replace(b"aaaaaaaa", name))
    assert [p.name for p in Unpacked([path]).files] == ["江北教育.csv"]


@pytest.mark.parametrize("name", ["../外面.csv", "/etc/外面.csv", "C:\\外面.csv", "a\\..\\b.csv"])
def test_paths_leading_out_are_refused_whole(tmp_path: Path, name: str) -> None:
    path = _zip(tmp_path / "坏.zip", ["好.csv", name])
    found = Unpacked([path])
    assert found.files == [path]
    assert "压缩包以外" in found.notes[path]


def test_links_and_passwords_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("链接.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    linked = tmp_path / "链接.zip"
    with zipfile.ZipFile(linked, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    locked = _zip(tmp_path / "密.zip", ["甲.csv"])
    data = bytearray(locked.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(data)
    notes = Unpacked([linked, locked]).notes
    assert "是链接" in notes[linked]
    assert "设有密码" in notes[locked]


def test_too_many_entries_are_refused_and_the_last_allowed_is_not(tmp_path: Path) -> None:
    many = _zip(tmp_path / "多.zip", [f"{i}.csv" for i in range(MAX_ENTRIES + 1)], b"")
    assert f"最多 {MAX_ENTRIES} 个" in Unpacked([many]).notes[many]


def test_a_bomb_is_refused_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = _zip(tmp_path / "炸.zip", ["甲.csv"])
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (MAX_TOTAL_BYTES + 1).to_bytes(4, "little")
    path.write_bytes(data)
    assert "解压后超过" in Unpacked([path]).notes[path]


def test_copies_go_when_nobody_needs_them(tmp_path: Path) -> None:
    found = Unpacked([_zip(tmp_path / "a.zip", ["甲.csv"])])
    member = found.files[0]
    assert member.read_bytes() == b"x"
    del found
    gc.collect()
    assert not member.exists()


def _nested(tmp_path: Path, depth: int) -> Path:
    inner, name = hostile.csv_text().encode(), "之江市教育局.csv"
    for level in range(depth):
        path = tmp_path / f"{level}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, inner)
        inner, name = path.read_bytes(), path.name
    return path


def test_archives_in_archives_are_opened_and_say_where_a_file_was(
    tmp_path: Path, roster: Roster
) -> None:
    found = Unpacked([_nested(tmp_path, MAX_DEPTH)])
    (file,) = found.files
    assert found.notes[file] == "取自压缩包“2.zip”中的“1.zip”中的“0.zip”中的“之江市教育局.csv”"
    assert read_many([file], roster)[0].outcome is Outcome.ACCEPTED


def test_deeper_ones_are_left_closed_and_told(tmp_path: Path, roster: Roster) -> None:
    found = Unpacked([_nested(tmp_path, MAX_DEPTH + 1)])
    (file,) = found.files
    assert f"超过 {MAX_DEPTH} 层" in found.notes[file]
    assert read_many([file], roster)[0].outcome is Outcome.REJECTED


def test_all_archives_together_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zjbuy_desktop.excel.archives.MAX_ALL_BYTES", 250)
    paths = [_zip(tmp_path / f"{n}.zip", ["甲.csv"], b"x" * 100) for n in range(3)]
    notes = Unpacked(paths).notes
    assert [n for p, n in notes.items() if "连同别的压缩包" in n and p == paths[2]]
    assert len(notes) == 3


def test_hundred_thousand_members_are_refused_without_a_look(tmp_path: Path) -> None:
    path = _zip(tmp_path / "多.zip", [str(n) for n in range(100_000)], b"")
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    assert "太多" in Unpacked([path]).notes[path]
    assert time.monotonic() - start < 0.5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_members_that_quote_each_other_are_refused(tmp_path: Path) -> None:
    bomb = hostile.overlapping(tmp_path / "重叠.zip", 200, b"x" * 1_000_000)
    with zipfile.ZipFile(bomb) as archive:
        assert archive.testzip() is None  # 目录、大小、校验和都对得上
        assert sum(entry.file_size for entry in archive.infolist()) > 1_000 * bomb.stat().st_size
    assert "重叠" in Unpacked([bomb]).notes[bomb]


def test_same_name_twice_is_two_files(tmp_path: Path) -> None:
    path = tmp_path / "重名.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("甲.csv", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("甲.csv", "2")
    found = Unpacked([path])
    assert sorted(p.read_text() for p in found.files) == ["1", "2"]


def test_a_member_larger_than_it_says_costs_its_archive_only(tmp_path: Path) -> None:
    path = tmp_path / "谎.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", " " * 50_000_000)
    hostile.understate(path, "a.csv")
    good = _zip(tmp_path / "好.zip", ["乙.csv"])
    found = Unpacked([path, good])
    assert "已损坏" in found.notes[path]
    assert [p.name for p in found.files] == ["乙.csv", "谎.zip"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("市/CON.xlsx", "_CON.xlsx"),
        ("nul", "_nul"),
        ("市/com1 .csv", "_com1 .csv"),
        ("甲局. .", "甲局"),
        ("甲\x01局?.csv", "甲_局_.csv"),
        ("长" * 200 + ".xlsx", "长" * 65 + ".xlsx"),
        ("control.csv", "control.csv"),
    ],
)
def test_names_no_system_could_write_are_made_harmless(
    tmp_path: Path, name: str, kept: str
) -> None:
    (file,) = Unpacked([_zip(tmp_path / "a.zip", [name])]).files
    assert file.name == kept


def test_no_room_for_copies_is_said_as_it_is(tmp_path: Path) -> None:
    """The file size limit stands for a full disk: the system's answer is of the same kind."""
    path = _zip(tmp_path / "大.zip", ["甲.csv"], b"x" * 100_000)
    script = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from zjbuy_desktop.excel.archives import Unpacked\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "found = Unpacked([Path(sys.argv[1])])\n"
        "print(*found.notes.values(), len(found.files))"
    )
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, check=True)
    assert "临时文件夹没有空间" in done.stdout.decode()
    assert done.stdout.decode().strip().endswith("1")


def test_copies_of_a_killed_program_are_removed_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, fresh = tmp_path / "zjbuy-zip-old", tmp_path / "zjbuy-zip-fresh"
    for folder in (old, fresh):
        folder.mkdir()
        (folder / "甲.csv").touch()
    os.utime(old, (time.time() - 100_000,) * 2)
    path = _zip(tmp_path / "a.zip", ["甲.csv"])
    found = Unpacked([path])
    assert found.files
    assert not old.exists()
    assert fresh.exists()
