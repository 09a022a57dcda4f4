"""双击或拖进来的备份文件、接力文件：说清它是什么、怎样用；不当作需求表读。"""

from pathlib import Path
from typing import TYPE_CHECKING

from zjbuy_desktop import OWN_FILES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zjbuy_desktop.gui.shell.frame import Frame
    from zjbuy_desktop.gui.sitting.project import Told


def is_own(file: Path) -> bool:
    """Whether a file is one that this program makes to keep or hand over data."""
    return file.suffix.lower() in OWN_FILES


def turned_away(frame: "Frame", paths: "Sequence[Path]") -> bool:
    """Say why what was dropped isn't read: it is a file of our own, or all is only looked at."""
    own = next((path for path in paths if is_own(path)), None)
    if own is not None:
        frame.show_banner(*told_of(own))  # type: ignore[arg-type]
    elif frame.viewing.on:
        frame.show_banner("warn", frame.notice.words)
    return own is not None or frame.viewing.on


def told_of(file: Path) -> "Told":
    """What is said of it."""
    if not file.is_file():
        return "warn", f"没有找到“{file.name}”。", "它可能已被移走，或所在的 U 盘已拔出。"
    if file.suffix.lower() == ".zjbak":
        hint = "要恢复，在工作台的“备份与交接”里选它；恢复前的数据会先留一份。"
        return "info", f"“{file.name}”是备份文件，没有读入。", hint
    return "info", f"“{file.name}”是接力文件，没有读入。", "要接收，在工作台的“备份与交接”里选它。"


def bring_in(page: object, paths: "Sequence[Path]") -> None:
    """Hand files to the page that imports them."""
    page.import_files(paths)  # type: ignore[attr-defined]
