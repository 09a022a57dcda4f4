"""原件: every received file byte for byte, under the name of its SHA-256.

A batch is written first, renamed into place and made durable in one go; only then may the
transaction that speaks of it commit. One ``syncfs`` for the batch costs a tenth to a third of
an ``fsync`` per file. A file left by a crash without its record does no harm: nothing refers to
it, and its bytes are compared before it is taken for present.
"""

import ctypes
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import guarding, open_keys, original_bytes
from zjbuy_desktop.store.errors import sorted_errors

FEW = 8
"""Up to so many files are synced one by one: syncfs also waits for what others have written."""

_CHUNK = 1 << 20


class OriginalLostError(UserError):
    """A file is gone, or no longer what was read: it can't be kept; others can."""


class Originals:
    """The content-addressed folder of one data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._durable: set[str] = set()
        self._placed: set[str] = set()

    def path(self, sha256: str) -> Path:
        """Where the original of that hash lies, or would lie."""
        return Path(f"{self.folder}/{sha256[:2]}/{sha256[2:]}")  # in one step: thousands are asked

    def read(self, sha256: str) -> bytes:
        """The bytes of an original.

        Raises:
            UserError: it is missing or no longer what was received.
        """
        try:
            stored = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise UserError(f"原件缺失（{sha256[:12]}…）。", "请用“恢复备份”找回原件。") from error
        content = original_bytes.content_of(stored, sha256, self._key)
        if content is None:
            raise UserError(
                f"原件已被改动，与接收时不一致（{sha256[:12]}…）。", "请用“恢复备份”找回原件。"
            )
        return content

    def whole(self, sha256: str) -> bytes | None:
        """The bytes of an original; ``None`` where it is missing or was changed."""
        try:
            stored = self.path(sha256).read_bytes()
        except OSError:
            return None
        return original_bytes.content_of(stored, sha256, self._key)

    def is_whole(self, sha256: str) -> bool:
        """Whether an original is there as it was received."""
        file = self.path(sha256)
        if not file.exists():
            return False
        return hash_file(file) == sha256 or (
            self._key is not None and self.whole(sha256) is not None
        )

    @property
    def _key(self) -> bytes | None:
        return open_keys.key_for(self.folder)

    @contextmanager
    def laid_out(self, sha256: str) -> Iterator[Path]:
        """A file that can be read by its path; an encrypted one is there only meanwhile.

        Raises:
            UserError: as ``read``.
        """
        if self._key is None:
            yield self.path(sha256)
            return
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / sha256
            file.write_bytes(self.read(sha256))
            yield file

    def put_all(self, contents: Mapping[str, bytes | Path]) -> None:
        """Store originals durably; those already there are left alone.

        Args:
            contents: SHA-256 → the bytes, or the file to copy them from.

        Raises:
            OriginalLostError: a file is gone, or no longer what it was when its hash was taken.
            UserError: the disk is full or can't be written to.
        """
        with self.putting(contents):
            pass

    @contextmanager
    def putting(self, contents: Mapping[str, bytes | Path]) -> Iterator[None]:
        """As ``put_all``: in their place when the block is entered, durable when it is left.

        The disk writes while the block does other work.
        """
        new = {sha: content for sha, content in contents.items() if sha not in self._durable}
        if not new:
            yield
            return
        with sorted_errors():
            placed = [self._place(sha256, content) for sha256, content in new.items()]
        with ThreadPoolExecutor(1) as thread:
            durable = thread.submit(make_durable, placed, self.folder)
            yield
            with sorted_errors():
                durable.result()
        self._durable.update(new)

    def place(self, sha256: str, content: bytes | Path) -> None:
        """Put one original in its place ahead of ``put_all``, which makes it durable.

        Raises:
            UserError: as ``put_all``.
        """
        with sorted_errors():
            self._place(sha256, content)

    def _place(self, sha256: str, content: bytes | Path) -> Path:
        target = self.path(sha256)
        if target.exists() and (sha256 in self._placed or self.is_whole(sha256)):
            return target
        data = content if isinstance(content, bytes) else _still_there(content)
        if hashlib.sha256(data).hexdigest() != sha256:
            name = content.name if isinstance(content, Path) else sha256[:12]
            raise OriginalLostError(
                f"文件在读取时被改动：{name}", "请关闭正在编辑它的程序，再导入一次。"
            )
        part = Path(f"{self.folder}/incoming/{sha256}")
        stored = original_bytes.stored(data, self._key)
        _in_folder(part, lambda: guarding.write(part, stored))
        _in_folder(target, lambda: part.replace(target))
        self._placed.add(sha256)
        return target

    def sweep(self) -> None:
        """Remove what an interrupted import left half-written."""
        for part in (self.folder / "incoming").glob("*"):
            part.unlink(missing_ok=True)


def _in_folder(file: Path, make: Callable[[], object]) -> None:
    """Make a file, and its folder only where there is none yet: asking first costs every time."""
    try:
        make()
    except FileNotFoundError:
        guarding.folder(file.parent)
        make()


def _still_there(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError) as error:
        raise OriginalLostError(
            f"文件读过以后被移走或锁住了：{file.name}", "请放回原处、关闭打开它的程序，再导入一次。"
        ) from error


def hash_file(file: Path) -> str:
    """SHA-256 of a file's content."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def make_durable(files: Iterable[Path], folder: Path) -> None:
    """Return only when these files and their names are on the disk.

    Args:
        files: files already renamed into place.
        folder: the folder they lie under, at most one level deep.
    """
    listed = list(files)
    if len(listed) > FEW and _sync_file_system(folder):
        return
    with ThreadPoolExecutor(FEW) as pool:  # together they share the journal's commits
        list(pool.map(_sync_file, listed))
        list(pool.map(sync_folder, {folder, *(file.parent for file in listed)}))


def _sync_file(file: Path) -> None:
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable; Windows does so by itself and offers no call for it."""
    if sys.platform == "win32":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _sync_file_system(folder: Path) -> bool:
    """One ``syncfs`` for everything; ``False`` where the system has none."""
    if not sys.platform.startswith("linux"):
        return False
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        return False
    fd = os.open(folder, os.O_RDONLY)
    try:
        return bool(syncfs(fd) == 0)
    finally:
        os.close(fd)
