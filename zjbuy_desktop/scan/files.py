"""Which of the files given are scans."""

import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.batch import name_key

SUFFIXES = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp"})
_LOOKED_AT = 500
MOST_FILES = 3000
"""More files than this in one go is a wrong folder."""


def is_scan(path: Path) -> bool:
    """Whether a file looks like a scan by its name."""
    return path.suffix.lower() in SUFFIXES


def holds_scans(path: Path) -> bool:
    """Whether a file is a scan by its name, or a folder holds some and no tables.

    Looks at the folder's own files only, so that a drop is answered at once.
    """
    if not path.is_dir():
        return is_scan(path)
    with os.scandir(path) as entries:
        suffixes = {Path(e.name).suffix.lower() for e in islice(entries, _LOOKED_AT)}
    return bool(suffixes & SUFFIXES) and not any(s.startswith((".xls", ".ods")) for s in suffixes)


def gather(paths: Sequence[Path]) -> list[Path]:
    """Files as given, and the scans inside folders given, each once, in name order.

    A file given by itself is read whatever its name: its content decides.

    Raises:
        UserError: a path does not exist, nothing is there, or too much.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_inside(path)))
        elif path.exists():
            found[path] = None
        else:
            raise UserError(f"找不到“{path}”。", "请检查文件或文件夹的位置。")
        if len(found) > MOST_FILES:
            hint = "请检查是否选错了文件夹，或分几次导入。"
            raise UserError(f"一次最多导入 {MOST_FILES} 个扫描文件。", hint)
    if not found:
        raise UserError(
            "所选位置没有扫描件。", "扫描件用 PDF、JPG、PNG 或 TIFF 格式；可以选文件或文件夹。"
        )
    return sorted(found, key=lambda path: (name_key(path.name), name_key(str(path.parent))))


def _inside(folder: Path) -> list[Path]:
    # os.walk follows no links, so that none leads round in a circle.
    return [
        Path(where, name)
        for where, _, names in os.walk(folder)
        for name in names
        if is_scan(Path(name)) and Path(where, name).is_file()
    ]
