"""写一个文件：先写在旁边，写完再换上，停电、写满都不留半份；写不进去时用中文说为什么。"""

import errno
from contextlib import suppress
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError

_FULL, _LOCKED = "磁盘空间不足", "没有写入权限，或文件正在别的程序里打开"
_WHY = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _LOCKED,
    errno.EPERM: _LOCKED,
    errno.EBUSY: _LOCKED,
    errno.EROFS: "那里是只读的",
    errno.ENOENT: "文件夹不在了",
    errno.ENOTDIR: "那里不是文件夹",
    errno.EISDIR: "那里已有同名的文件夹",
    errno.EEXIST: "那里已有同名的文件",
    errno.ENAMETOOLONG: "名称太长",
    errno.EIO: "读写磁盘时出错",
}


def why_unwritable(error: OSError) -> str:
    """What the system says, in words for a clerk."""
    return _WHY.get(error.errno or 0, "读写磁盘时出错")


def unwritable(target: Path, error: OSError) -> UserError:
    """What to tell when a file or folder can't be written, to be raised."""
    why = why_unwritable(error)
    hint = "文件若在别的程序里打开着，请先关闭；或者换一个文件夹。"
    if why == _FULL:
        hint = "清理磁盘，或者换一个空间够的文件夹。"
    return UserError(f"“{target}”写不进去：{why}。", hint)


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises:
        UserError: the folder can't be written to, or the file is open elsewhere.
    """
    temporary = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise unwritable(target, error) from error
