"""Sort what SQLite and the disk say: what the user can mend is told kindly, the rest is a bug.

After qutebrowser's ``misc/sql.py``: the same exception class stands for a full disk and for a
misspelt column; only the result code tells them apart.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from zjbuy_desktop.core.base.errors import UserError

_RESTORE = "请先退出程序并保留数据文件夹，再用“恢复备份”回到最近一次完好的备份。"

_SQLITE: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: (
        "磁盘空间不足，这一步没有保存。",
        "请清理磁盘后再试；此前已保存的内容不受影响。",
    ),
    sqlite3.SQLITE_BUSY: (
        "数据正被另一个程序占用，这一步没有保存。",
        "请关闭同时打开的本程序或正在复制数据文件夹的程序，然后再试。",
    ),
    sqlite3.SQLITE_READONLY: (
        "数据文件是只读的，不能保存。",
        "请检查数据文件夹的写入权限，或换一个数据文件夹。",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "数据文件打不开。",
        "请检查数据文件夹是否存在、是否有读写权限、磁盘是否已接好。",
    ),
    sqlite3.SQLITE_IOERR: (
        "读写磁盘时出错，这一步没有保存。",
        "请检查磁盘或网络盘的连接；必要时换到本机磁盘上的数据文件夹。",
    ),
    sqlite3.SQLITE_CORRUPT: ("数据文件已损坏。", _RESTORE),
    sqlite3.SQLITE_NOTADB: ("数据文件不是本程序的数据库，或已损坏。", _RESTORE),
}
_SQLITE[sqlite3.SQLITE_LOCKED] = _SQLITE[sqlite3.SQLITE_BUSY]
_SQLITE[sqlite3.SQLITE_PERM] = _SQLITE[sqlite3.SQLITE_READONLY]
_SQLITE[sqlite3.SQLITE_PROTOCOL] = _SQLITE[sqlite3.SQLITE_BUSY]

_SYSTEM: dict[int, int] = {
    errno.ENOSPC: sqlite3.SQLITE_FULL,
    errno.EDQUOT: sqlite3.SQLITE_FULL,
    errno.EFBIG: sqlite3.SQLITE_FULL,
    errno.EROFS: sqlite3.SQLITE_READONLY,
    errno.EACCES: sqlite3.SQLITE_READONLY,
    errno.EPERM: sqlite3.SQLITE_READONLY,
    errno.EIO: sqlite3.SQLITE_IOERR,
}


def sort_error(error: BaseException) -> UserError | None:
    """The sentence for the user, or ``None`` when the error is a bug of ours.

    Takes sqlite3's own errors, SQLAlchemy's wrappers round them, and ``OSError``.
    """
    cause = getattr(error, "orig", None) or error
    code: int | None = None
    if isinstance(cause, sqlite3.Error):
        # The low byte is the primary code; SQLITE_IOERR_FSYNC and its like carry more above.
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    elif isinstance(cause, OSError):
        code = _SYSTEM.get(cause.errno or 0)
    known = _SQLITE.get(code) if code is not None else None
    return UserError(*known) if known else None


def is_full(error: BaseException | None) -> bool:
    """Whether it says that the disk is full."""
    known = sort_error(error) if error is not None else None
    return known is not None and known.message == _SQLITE[sqlite3.SQLITE_FULL][0]


@contextmanager
def sorted_errors(*, files: bool = True) -> Iterator[None]:
    """Turn what the user can mend into ``UserError``; let everything else through unchanged.

    Args:
        files: also sort ``OSError``; off where a caller's own files could be meant.
    """
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        known = sort_error(error) if files or not isinstance(error, OSError) else None
        if known is None:
            raise
        raise known from error
