"""第一眼：窗口刚出来时就能显示的项目名单，不必等数据库完全打开。

Imports nothing heavier than sqlite3: the list is on screen before the desk is ready.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zjbuy_desktop.host.paths import default_data_dir
from zjbuy_desktop.store import peek, places

DEMO_MARK = "示例日期.txt"


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What can be said of a data folder before it is opened.

    Attributes:
        folder: 数据文件夹.
        pinned: the fixed day of a demo folder; ``None`` elsewhere.
        projects: (id, 项目名称), the last changed first.
    """

    folder: Path
    pinned: date | None
    projects: tuple[tuple[int, str], ...]


def glimpse(data_dir: Path | None) -> Glimpse:
    """The projects of a data folder (``None``: the user's own), read at once.

    Raises:
        UserError: the database is damaged, not ours, or newer than this program.
    """
    folder = data_dir or default_data_dir()
    found = tuple((p.id, p.name) for p in peek.projects(folder))
    return Glimpse(folder, pinned_day(folder), found)


def has_lock(data_dir: Path | None) -> bool:
    """Whether the folder's window is opened by a passphrase; asked before anything is shown."""
    return places.screen_lock(data_dir or default_data_dir()).exists()


def is_sealed(data_dir: Path | None) -> bool:
    """Whether the folder's data is encrypted."""
    return places.keyring(data_dir or default_data_dir()).exists()


def pinned_day(data_dir: Path) -> date | None:
    """The fixed day of a demo data folder, which the window labels; ``None`` elsewhere."""
    file = data_dir / DEMO_MARK
    return date.fromisoformat(file.read_text("utf-8").strip()) if file.exists() else None
