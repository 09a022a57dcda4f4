"""写一个文件：先写在旁边，写完再换上，停电、写满都不留半份。"""

from contextlib import suppress
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError


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
        hint = "文件若在别的程序里打开着，请先关闭；或者换一个文件夹。"
        raise UserError(f"“{target}”写不进去：{error.strerror}。", hint) from error
