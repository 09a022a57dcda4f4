"""压缩包里的文件名：变成任何系统上都写得下、也只写得进一个文件夹的名字。"""

import re
from pathlib import PurePath

MAX_NAME_BYTES = 200
"""A name may hold 255 bytes on most systems; copies get a few more characters."""

_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
"""Names that Windows takes for a device, whatever their extension."""


def plain(name: str) -> str:
    """The last part of a member's name, harmless: no device, no control character, not too long."""
    last = _FORBIDDEN.sub("_", re.split(r"[/\\]", name)[-1]).rstrip(" .") or "_"
    if _DEVICE.fullmatch(last.split(".", 1)[0].rstrip()):
        last = f"_{last}"
    suffix = PurePath(last).suffix
    if len(suffix.encode()) > MAX_NAME_BYTES // 4:
        suffix = ""
    stem = last[: len(last) - len(suffix)].encode()[: MAX_NAME_BYTES - len(suffix.encode())]
    return stem.decode("utf-8", "ignore") + suffix
