"""文件名：看名字就知道是哪家单位的什么文件。"""

import re

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST = 120
_LONG_SUFFIX, _MOST_BYTES = 8, 200
"""Linux takes 255 bytes for a name, and a file half-written has a longer one."""


def file_name(*parts_and_suffix: str) -> str:
    """Join parts with ``-`` into a name every file system takes; the last part is the suffix."""
    *parts, suffix = parts_and_suffix
    stem = "-".join(_FORBIDDEN.sub("_", p).strip(" .") for p in parts if p)
    return shortened(stem[:_LONGEST] + suffix, _MOST_BYTES)


def shortened(name: str, most: int) -> str:
    """A file name of at most so many bytes, its suffix kept: most systems take 255."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > _LONG_SUFFIX or not suffix.isascii():
        stem, dot, suffix = name, "", ""
    room = most - len((dot + suffix).encode())
    return stem.encode()[:room].decode("utf-8", "ignore") + dot + suffix
