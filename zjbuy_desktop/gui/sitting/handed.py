"""双击或拖进来的备份文件、接力文件：说清它是什么、怎样用；不当作需求表读。"""

from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop import OWN_FILES

if TYPE_CHECKING:
    from zjbuy_desktop.gui.sitting.project import Told


def is_own(file: Path) -> bool:
    """Whether a file is one that this program makes to keep or hand over data."""
    return file.suffix.lower() in OWN_FILES


def told_of(file: Path) -> "Told":
    """What is said of it."""
    if not file.is_file():
        return "warn", f"没有找到“{file.name}”。", "它可能已被移走，或所在的 U 盘已拔出。"
    if file.suffix.lower() == ".zjbak":
        hint = "恢复用命令 zjbuy backup restore 加这个文件；恢复前的数据会先留一份。"
        return "info", f"“{file.name}”是备份文件，没有读入。", hint
    return "info", f"“{file.name}”是接力文件，没有读入。", "请先看说明中的“接力”。"
