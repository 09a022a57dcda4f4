"""单位发来的压缩包：里面的文件取到临时位置，一份一份地读；不安全的整包退回并说明原因。"""

import shutil
import stat
import tempfile
import weakref
import zipfile
from collections.abc import Sequence
from pathlib import Path

from zjbuy_desktop.core.case.batch import name_key
from zjbuy_desktop.excel.kinds import ZIP_ERRORS, Kind, promises_table, sniff
from zjbuy_desktop.excel.precheck import MAX_FILE_BYTES

MAX_ENTRIES = 5_000
MAX_TOTAL_BYTES = 500_000_000
"""What an archive may hold when unpacked; a collection round is a few dozen megabytes."""

_NAME_CODECS = ("utf-8", "gb18030", None)
"""Names without the UTF-8 flag: Linux and macOS write UTF-8, Windows and WPS write GBK."""

_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


class Unpacked:
    """Files to read, members of archives in the archive's place; temporary copies go with it.

    Attributes:
        files: in name order.
        notes: file → where it came from, or why an archive was not opened.
    """

    def __init__(self, files: Sequence[Path]) -> None:
        self._folder: Path | None = None
        self.notes: dict[Path, str] = {}
        found = [member for path in files for member in self._members(path)]
        self.files = sorted(found, key=lambda p: (name_key(p.name), name_key(str(p.parent))))

    def _members(self, path: Path) -> list[Path]:
        if not _is_archive(path):
            return [path]
        try:
            return self._unpack(path)
        except _Refused as refused:
            self.notes[path] = f"压缩包没有打开：{refused}；请解压后导入"
        except ZIP_ERRORS:
            self.notes[path] = "压缩包没有打开：文件不完整或已损坏；请让对方重新发送"
        return [path]

    def _unpack(self, path: Path) -> list[Path]:
        with _opened(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries)
            place = Path(tempfile.mkdtemp(dir=self._root()))
            members = []
            for number, entry in enumerate(entries):
                # 只用最后一段作文件名，包里写的文件夹一律不用：写不到别处去。
                target = place / str(number) / _plain(entry.filename)
                target.parent.mkdir()
                with archive.open(entry) as source, target.open("wb") as copy:
                    shutil.copyfileobj(source, copy)
                members.append(target)
        inside = zip(members, entries, strict=True)
        self.notes |= {m: f"取自压缩包“{path.name}”中的“{e.filename}”" for m, e in inside}
        return members

    def _root(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="zjbuy-zip-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder


class _Refused(Exception):  # noqa: N818 - 是压缩包的问题，写进说明
    """Why an archive is not unpacked."""


def _is_archive(path: Path) -> bool:
    if promises_table(path.name) or path.stat().st_size > MAX_FILE_BYTES:
        return False
    try:
        with path.open("rb") as file:
            start = file.read(2)
        return start == b"PK" and sniff(path.read_bytes()) is Kind.ARCHIVE
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
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or not parts[0] or ":" in parts[0]:
            raise _Refused(f"“{entry.filename}”指向压缩包以外的位置")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise _Refused(f"“{entry.filename}”是链接，不是文件")
        if entry.flag_bits & 1:
            raise _Refused("设有密码")


def _plain(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].translate(_FORBIDDEN) or "_"
