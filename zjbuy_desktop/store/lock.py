"""One writer per data folder: a lock the system takes back by itself when a process dies."""

import os
import sys
from pathlib import Path

from zjbuy_desktop.core.base.errors import InUseError
from zjbuy_desktop.store import places

_FAR = 1 << 30
"""Windows locks bytes against reading too; one far behind the text leaves the text readable."""


class FolderLock:
    """Holds a data folder for this process until released."""

    def __init__(self, data_dir: Path) -> None:
        """Take the lock.

        Raises:
            InUseError: another running copy of the program holds the folder.
        """
        self._fd = os.open(places.lock(data_dir), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(self._fd)
        except OSError as error:
            os.close(self._fd)
            raise InUseError(
                "这个数据文件夹正在被另一个已打开的本程序使用。",
                "请先关闭那个窗口（或等那条命令结束），再打开。",
            ) from error

    def release(self) -> None:
        """Give the folder free; a second call does nothing."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1


if sys.platform == "win32":

    def _lock(fd: int) -> None:
        import msvcrt

        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)

else:

    def _lock(fd: int) -> None:
        import fcntl

        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
