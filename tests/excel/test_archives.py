"""压缩包里的文件照常读；不安全的整包退回，其余文件不受影响。"""

import gc
import stat
import zipfile
from pathlib import Path

import pytest

from zjbuy_desktop.excel.archives import MAX_ENTRIES, MAX_TOTAL_BYTES, Unpacked


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
