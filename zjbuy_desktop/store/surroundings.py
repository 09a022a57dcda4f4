"""Where the data folder lies, as far as it matters: network drive, stick, synchronised folder.

On all three SQLite does without WAL: on a network drive its shared memory doesn't work, a stick
may be pulled out with the log still on it, and a synchronising program copies the two files at
different moments. None is refused: the clerk may have no other place, and is told.
"""

import os
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from zjbuy_desktop.store import places
from zjbuy_desktop.store.engine import NETWORK_NOTE, mount_of, on_network

_CLOUDS = {
    "onedrive": "OneDrive", "dropbox": "Dropbox", "nutstore": "坚果云", "坚果云": "坚果云",
    "baidusync": "百度网盘", "baidunetdisk": "百度网盘", "百度网盘": "百度网盘",
    "百度云同步盘": "百度网盘", "wpsdrive": "WPS云盘", "wps云盘": "WPS云盘", "wps 云盘": "WPS云盘",
    "wpscloud": "WPS云盘", "icloud": "iCloud", "google drive": "Google 云端硬盘",
    "googledrive": "Google 云端硬盘", "weiyun": "微云", "微云": "微云", "阿里云盘": "阿里云盘",
    "天翼云盘": "天翼云盘", "和彩云": "和彩云", "nextcloud": "Nextcloud", "owncloud": "ownCloud",
    "seafile": "Seafile", "syncthing": "Syncthing",
}  # fmt: skip
"""How the folder of a synchronising program begins → its name."""
_MARKS = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".nutstore": "坚果云",
    ".seafile-data": "Seafile", ".stfolder": "Syncthing", ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
}  # fmt: skip
"""What such a program leaves in the top folder that it synchronises → its name."""
_STICKS = ("/media", "/run/media")
_REMOVABLE = 2
"""Of Windows' GetDriveTypeW."""
CLOCK_SLACK = timedelta(minutes=10)


class Place(StrEnum):
    """What sort of place a folder is."""

    LOCAL = "local"
    NETWORK = "network"
    STICK = "stick"
    CLOUD = "cloud"


def place_of(folder: Path) -> Place:
    """Where a folder lies."""
    if on_network(folder):
        return Place.NETWORK
    if cloud_of(folder):
        return Place.CLOUD
    return Place.STICK if on_stick(folder) else Place.LOCAL


def without_wal(folder: Path) -> bool:
    """Whether SQLite has to do without its log here."""
    return place_of(folder) is not Place.LOCAL


def cloud_of(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Name of the program that synchronises the folder; empty for none."""
    whole = folder.absolute()
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = environment.get(name)
        if root and whole.is_relative_to(root):
            return "OneDrive"
    for part in (whole, *whole.parents):
        called = part.name.casefold()
        for start, cloud in _CLOUDS.items():
            if called.startswith(start):
                return cloud
        for mark, cloud in _MARKS.items():
            if (part / mark).exists():
                return cloud
    return ""


def on_stick(folder: Path) -> bool:
    """Whether the folder lies on a stick or a disk that can be pulled out."""
    if sys.platform == "win32":
        import ctypes

        root = f"{folder.absolute().drive}\\"
        return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOVABLE)
    device, point, _ = mount_of(folder.absolute(), Path("/proc/mounts"))
    if any(point == top or point.startswith(f"{top}/") for top in _STICKS):
        return True
    return _says_removable(Path("/sys/class/block"), device)


def _says_removable(blocks: Path, device: str) -> bool:
    """What the system says of the disk; a partition lies inside its disk's folder."""
    if not device.startswith("/dev/"):
        return False
    block = (blocks / Path(device).name).resolve()
    for place in (block, block.parent):
        try:
            return (place / "removable").read_text().strip() == "1"
        except OSError:
            continue
    return False


def notes(data_dir: Path) -> list[str]:
    """What is to be told of the place, in Chinese; nothing for a local disk."""
    place, told = place_of(data_dir), []
    if place is Place.NETWORK:
        told.append(NETWORK_NOTE)
    elif place is Place.STICK:
        told.append(
            "数据文件夹在U盘或移动硬盘上：办理期间不要拔出，退出程序后再“安全删除硬件”；"
            "建议数据放在本机磁盘，U盘只放备份。"
        )
    elif place is Place.CLOUD:
        told.append(
            f"数据文件夹在“{cloud_of(data_dir)}”的同步文件夹里：同步会把写到一半的数据传走，"
            "两台电脑同时打开会互相覆盖。建议把数据文件夹移到不同步的位置，或暂停同步。"
        )
    copies = sorted(f.name for f in data_dir.glob("zjbuy*.db") if f != places.database(data_dir))
    if copies:
        told.append(
            f"数据文件夹里有另外的数据库“{'”“'.join(copies)}”，可能是同步软件留下的冲突副本；"
            "本程序只用 zjbuy.db，请核对后把多余的移走。"
        )
    return told


def clock_note(last: str, now: datetime) -> str:
    """What is to be told when the clock stands before the last event; empty otherwise.

    Args:
        last: ISO time of the last audit event; empty for none.
        now: what the clock says.
    """
    if not last:
        return ""
    before = datetime.fromisoformat(last).replace(tzinfo=None)
    if now.replace(tzinfo=None) + CLOCK_SLACK >= before:
        return ""
    return (
        f"电脑时钟现在是 {now:%Y-%m-%d %H:%M}，比最近一次记录（{before:%Y-%m-%d %H:%M}）还早。"
        "请先核对日期和时间：期限、文件日期和备份名称都按时钟算。记录的先后按编号排，不受影响。"
    )
