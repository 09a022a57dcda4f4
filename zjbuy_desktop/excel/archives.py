"""单位发来的压缩包：里面的文件取到临时位置，一份一份地读；不安全的整包退回并说明原因。"""

import errno
import shutil
import stat
import tempfile
import time
import weakref
import zipfile
from collections.abc import Sequence
from pathlib import Path

from zjbuy_desktop.core.case.batch import name_key
from zjbuy_desktop.excel.kinds import ZIP_ERRORS, Kind, promises_table, zip_kind
from zjbuy_desktop.excel.member_names import plain
from zjbuy_desktop.excel.members import directory_bytes, overlap

MAX_ARCHIVE_BYTES = 300_000_000
MAX_ENTRIES = 5_000
MAX_TOTAL_BYTES = 500_000_000
"""What an archive may hold when unpacked; a collection round is a few dozen megabytes."""

MAX_ALL_BYTES = 2_000_000_000
"""What all archives of one import may hold together."""

MAX_DEPTH = 3
"""Archives within archives: a unit zips its form, its superior zips the units', the clerk both."""

_DIRECTORY_BYTES = MAX_ENTRIES * 400
_STALE_SECONDS = 86_400
_PREFIX = "zjbuy-zip-"
_NAME_CODECS = ("utf-8", "gb18030", None)
"""Names without the UTF-8 flag: Linux and macOS write UTF-8, Windows and WPS write GBK."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Unpacked:
    """Files to read, members of archives in the archive's place; temporary copies go with it.

    Attributes:
        files: in name order.
        notes: file → where it came from, or why an archive was not opened.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self._folder: Path | None = None
        self._bytes_left = MAX_ALL_BYTES
        self._entries_left = MAX_ENTRIES
        self.notes: dict[Path, str] = {}
        found = [member for path in files for member in self._members(path, 1)]
        self.files = sorted(found, key=lambda p: (name_key(p.name), name_key(str(p.parent))))

    def _members(self, path: Path, depth: int) -> list[Path]:
        try:
            if not _is_archive(path):
                return [path]
            if depth > MAX_DEPTH:
                raise _Refused(f"压缩包套压缩包超过 {MAX_DEPTH} 层")
            members = self._unpack(path)
        except _Refused as refused:
            self._refuse(path, f"{refused}；请解压后导入")
        except ZIP_ERRORS as error:
            if isinstance(error, OSError) and error.errno in _FULL:
                self._refuse(path, "临时文件夹没有空间了；请清理磁盘后再导入")
            else:
                self._refuse(path, "文件不完整或已损坏；请让对方重新发送")
        else:
            return [inner for member in members for inner in self._members(member, depth + 1)]
        return [path]

    def _refuse(self, path: Path, why: str) -> None:
        origin = self.notes.get(path)
        told = f"压缩包没有打开：{why}"
        self.notes[path] = f"{origin}；{told}" if origin else told

    def _unpack(self, path: Path) -> list[Path]:
        with _opened(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            self._check(entries)
            place = Path(tempfile.mkdtemp(dir=self._root()))
            try:
                members = [
                    _extract(archive, entry, place / str(number))
                    for number, entry in enumerate(entries)
                ]
            except BaseException:
                shutil.rmtree(place, ignore_errors=True)
                raise
        origin = self.notes.get(path, f"取自压缩包“{path.name}”")
        for member, entry in zip(members, entries, strict=True):
            self.notes[member] = f"{origin}中的“{entry.filename}”"
        return members

    def _check(self, entries: Sequence[zipfile.ZipInfo]) -> None:
        """Refuse before unpacking; count towards what all archives together may hold."""
        _check(entries)
        size = sum(entry.file_size for entry in entries)
        if size > self._bytes_left:
            raise _Refused(f"连同别的压缩包，解压后超过 {MAX_ALL_BYTES // 1_000_000} MB")
        if len(entries) > self._entries_left:
            raise _Refused(f"连同别的压缩包，里面的文件超过 {MAX_ENTRIES} 个")
        self._bytes_left -= size
        self._entries_left -= len(entries)

    def _root(self) -> Path:
        if self._folder is None:
            _sweep()
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder


class _Refused(Exception):  # noqa: N818 - 是压缩包的问题，写进说明
    """Why an archive is not unpacked."""


def _is_archive(path: Path) -> bool:
    """Raises `_Refused` for what is an archive but too large to be looked into."""
    if promises_table(path.name) or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            if file.read(2) != b"PK":
                return False
            if path.stat().st_size > MAX_ARCHIVE_BYTES:
                raise _Refused(f"超过 {MAX_ARCHIVE_BYTES // 1_000_000} MB")
            if directory_bytes(file) > _DIRECTORY_BYTES:
                raise _Refused(f"里面的文件太多，最多 {MAX_ENTRIES} 个")
            file.seek(0)
            return zip_kind(file) is Kind.ARCHIVE
    except OSError:
        return False  # 读不出来的由读表进程说明


def _opened(path: Path) -> zipfile.ZipFile:
    for codec in _NAME_CODECS:
        try:
            return zipfile.ZipFile(path, metadata_encoding=codec)
        except UnicodeDecodeError:
            continue
    raise _Refused("文件名的编码认不出")


def _check(entries: Sequence[zipfile.ZipInfo]) -> None:
    if not entries:
        raise _Refused("里面没有文件")
    if len(entries) > MAX_ENTRIES:
        raise _Refused(f"里面有 {len(entries)} 个文件，最多 {MAX_ENTRIES} 个")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        raise _Refused(f"解压后超过 {MAX_TOTAL_BYTES // 1_000_000} MB")
    if overlap(entries):
        raise _Refused("里面的文件互相重叠，不是正常的压缩包")
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or ":" in parts[0]:
            raise _Refused(f"“{entry.filename}”指向压缩包以外的位置")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise _Refused(f"“{entry.filename}”是链接，不是文件")
        if entry.flag_bits & 1:
            raise _Refused("设有密码")


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> Path:
    # 只用最后一段作文件名，包里写的文件夹一律不用：写不到别处去。
    folder.mkdir()
    target = folder / plain(entry.filename)
    with archive.open(entry) as source, target.open("wb") as copy:
        shutil.copyfileobj(source, copy)
    return target


def _sweep() -> None:
    """Remove what a program that was killed had unpacked: it is other people's data."""
    oldest = time.time() - _STALE_SECONDS
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            stale = folder.stat().st_mtime < oldest
        except OSError:
            continue  # 别的程序刚好清掉了
        if stale:
            shutil.rmtree(folder, ignore_errors=True)
