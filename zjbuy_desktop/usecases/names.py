"""文件名：看名字就知道是哪家单位的什么文件。"""

import re

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST = 120


def file_name(*parts_and_suffix: str) -> str:
    """Join parts with ``-`` into a name every file system takes; the last part is the suffix."""
    *parts, suffix = parts_and_suffix
    stem = "-".join(_FORBIDDEN.sub("_", p).strip(" .") for p in parts if p)
    return stem[:_LONGEST] + suffix
