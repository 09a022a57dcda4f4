"""把拖进来的文件和文件夹摊平成一份有序的文件清单。"""

import os
from collections.abc import Sequence
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.batch import name_key

MAX_FILES = 5_000
"""More files than this in one go is a wrong folder, not a collection round."""


def gather(paths: Sequence[Path]) -> list[Path]:
    """Files as given plus every file inside the folders given, each once, in name order.

    Name order compares the name without its extension, so that ``某局.xlsx`` comes before
    ``某局（修改后）.xlsx``; numbers inside names count as numbers.

    Raises:
        UserError: 路径不存在，或文件太多.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_inside(path)))
        elif path.is_file():
            found[path] = None
        elif path.exists():
            raise UserError(
                f"“{path.name}”不是文件，也不是文件夹", "请选择需求表或放需求表的文件夹"
            )
        else:
            raise UserError(f"找不到“{path}”", "请检查文件或文件夹的位置")
        if len(found) > MAX_FILES:
            raise UserError(
                f"一次最多导入 {MAX_FILES} 个文件", "请检查是否选错了文件夹，或分几次导入"
            )
    return sorted(found, key=lambda path: (name_key(path.name), name_key(str(path.parent))))


def _inside(folder: Path) -> list[Path]:
    """Files, and what could not be entered or followed: that is told, not passed over."""
    closed: list[Path] = []
    found: list[Path] = []

    def denied(error: OSError) -> None:
        closed.append(Path(error.filename or folder))

    # os.walk 不跟随链接，避免链接成环。
    for where, folders, names in os.walk(folder, onerror=denied):
        found += [Path(where, name) for name in names if _counts(Path(where, name))]
        found += [Path(where, name) for name in folders if Path(where, name).is_symlink()]
    return found + closed


def _counts(path: Path) -> bool:
    # 指向不存在的文件的链接也算：读的时候会说明它打不开。
    return path.is_file() or (path.is_symlink() and not path.exists())
