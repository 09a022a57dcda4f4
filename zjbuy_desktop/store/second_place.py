"""第二处备份: copies of verified backups on a USB stick or a share.

The place bears a mark of ours, so that an empty mount point, or another stick under the same
letter, is not taken for it. Each data folder has a folder of its own there.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import places
from zjbuy_desktop.store.durable import copy_whole, read_json, write_json, write_text

FILE = "第二处备份.json"
MARK = "带量采购备份.txt"
KEPT = 14
"""So many copies are kept there."""
_SAID = "这个文件夹里是“浙江带量采购牵头单位工作台”的备份，请不要删改。"


@dataclass(frozen=True, slots=True)
class SecondPlace:
    """Where copies go.

    Attributes:
        folder: as chosen.
        own: the folder of this data folder in it.
    """

    folder: Path
    own: Path

    @property
    def connected(self) -> bool:
        """Whether the place chosen is there now."""
        try:
            return (self.own / MARK).is_file()
        except OSError:
            return False


def chosen(data_dir: Path) -> SecondPlace | None:
    """The place, if one was chosen."""
    kept = read_json(places.backups(data_dir) / FILE)
    folder, own = kept.get("folder"), kept.get("own")
    return SecondPlace(Path(folder), Path(folder) / own) if folder and own else None


def choose(data_dir: Path, folder: Path) -> SecondPlace:
    """Let copies go to a folder from now on; it gets our mark.

    Raises:
        UserError: it is not there, can't be written to, or lies in the data folder.
    """
    if not folder.is_dir():
        raise UserError(f"找不到文件夹“{folder}”。", "插好U盘或接通共享文件夹后再选。")
    if folder.resolve().is_relative_to(data_dir.resolve()):
        raise UserError(
            "第二处不能在数据文件夹里面。",
            "选U盘、移动硬盘或共享文件夹；硬盘坏了两处才不会一起坏。",
        )
    known = chosen(data_dir)
    same = known is not None and known.folder == folder
    own = known.own.name if same and known else f"备份-{secrets.token_hex(4)}"
    place = SecondPlace(folder, folder / own)
    write_text(place.own / MARK, f"{_SAID}\n数据文件夹：{data_dir}\n")
    write_json(places.backups(data_dir) / FILE, {"folder": str(folder), "own": own})
    return place


def forget(data_dir: Path) -> None:
    """Make no more copies; those that are there stay."""
    (places.backups(data_dir) / FILE).unlink(missing_ok=True)


def copy_there(data_dir: Path, file: Path) -> Path | None:
    """Put a verified backup there as well, and let the oldest copies go.

    Returns:
        The copy; ``None`` where no place was chosen.

    Raises:
        UserError: the place is not there now, is full, or gave other bytes than it was given.
    """
    place = chosen(data_dir)
    if place is None:
        return None
    if not place.connected:
        raise UserError(
            f"第二处备份没有接上：“{place.folder}”现在不在。",
            "插好U盘或接通共享文件夹后再备份一次；本机的备份已经做好。",
        )
    target = place.own / file.name
    if not copy_whole(file, target):
        raise UserError(
            "写到第二处的备份读回来不一样，没有保留。",
            f"“{place.folder}”可能坏了，换一个U盘或文件夹；本机的备份已经做好。",
        )
    copies = sorted(place.own.glob(f"*{file.suffix}"), key=lambda p: p.stat().st_mtime)
    for old in copies[:-KEPT]:
        old.unlink(missing_ok=True)
    return target
