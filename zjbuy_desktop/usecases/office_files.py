"""本单位放在数据文件夹里的文件（补充的法规、放假安排，平台的录入顺序）：随备份、恢复、交接走。

They stay files, so that they can be looked at and written by hand; what they say is kept in the
data as well, or a restored or handed-over project would count its periods by other days.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from zjbuy_desktop.store.keeping import keep_original
from zjbuy_desktop.store.settings import load_settings, set_settings
from zjbuy_desktop.store.store import Store
from zjbuy_desktop.store.unit_of_work import Work
from zjbuy_desktop.usecases.whole_files import write_whole

LAW = "法规补充.toml"
HOLIDAYS = "放假安排.toml"
ENTRY_TABLES = "平台录入表.toml"
ENTRY_ORDER = "平台录入顺序.toml"
NAMES = (LAW, HOLIDAYS, ENTRY_TABLES, ENTRY_ORDER)
KEY = "office_file."
"""Setting of a file: the SHA-256 it lies under among the originals; empty once it is gone."""
_RESTORED = ".restored"
Clock = Callable[[], datetime]


def settle(store: Store, now: Clock) -> None:
    """At opening: after a restore the files come back as they were; then what is there is kept."""
    mark = store.data_dir / _RESTORED
    with store.read() as view:
        kept = named(load_settings(view))
    if mark.exists():
        _bring_back(store, kept)
    if _found(store.data_dir) != kept:
        with store.begin("office_files_kept", "记下本单位在数据文件夹里的文件", now()) as work:
            note(work, store.data_dir)
    mark.unlink(missing_ok=True)


def note(work: Work, data_dir: Path) -> None:
    """Keep what the files say now; called also where the program writes one of them."""
    kept = named(load_settings(work))
    found = _found(data_dir)
    changed = {n: found.get(n, "") for n in NAMES if found.get(n, "") != kept.get(n, "")}
    for name in changed:
        if found.get(name):
            keep_original(work, name, (data_dir / name).read_bytes())
    set_settings(work, {KEY + name: sha256 for name, sha256 in changed.items()})
    work.payload["office_files"] = changed


def named(settings: Mapping[str, str]) -> dict[str, str]:
    """File name → SHA-256, of those that are there."""
    return {n: settings[KEY + n] for n in NAMES if settings.get(KEY + n)}


@contextmanager
def expecting(data_dir: Path) -> Iterator[None]:
    """Data comes in; whatever breaks off after it, the next opening brings its files back."""
    mark = data_dir / _RESTORED
    data_dir.mkdir(parents=True, exist_ok=True)
    mark.touch()
    try:
        yield
    except BaseException:
        mark.unlink(missing_ok=True)
        raise


def _bring_back(store: Store, kept: Mapping[str, str]) -> None:
    """As they were in the backup; one that says something else now stays beside it."""
    for name, sha256 in kept.items():
        file = store.data_dir / name
        if _sum(file) == sha256:
            continue
        if not store.originals.path(sha256).is_file():
            continue  # the check of the data names it
        content = store.originals.read(sha256)
        if file.exists():
            file.replace(_beside(file, "恢复前"))
        write_whole(file, content)


def arrived(store: Store, came: Mapping[str, str], now: Clock) -> tuple[str, ...]:
    """Lay out the files that came with a hand-over; one that is here already stays as it is.

    Args:
        store: with the originals that came along.
        came: file name → SHA-256.
        now: the clock, for the record.

    Returns:
        中文, what the clerk has to know or do.
    """
    said = []
    for name, sha256 in came.items():
        file = store.data_dir / name
        if _sum(file) == sha256:
            continue
        there = file.exists()
        target = _beside(file, "交来") if there else file
        write_whole(target, store.originals.read(sha256))
        said.append(
            f"这里的“{name}”与交来的不同，没有替换；交来的存为“{target.name}”，请核对以哪份为准。"
            if there
            else f"“{name}”随交接一起来了，期限和录入照它办。"
        )
    with store.begin("office_files_kept", "记下交接带来的本单位文件", now()) as work:
        note(work, store.data_dir)
    (store.data_dir / _RESTORED).unlink(missing_ok=True)
    return tuple(said)


def _found(data_dir: Path) -> dict[str, str]:
    return {name: found for name in NAMES if (found := _sum(data_dir / name))}


def _sum(file: Path) -> str:
    """SHA-256; empty if there is no such file."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _beside(file: Path, why: str) -> Path:
    """放假安排（恢复前）.toml; with a number if that is taken."""
    target, number = file.with_stem(f"{file.stem}（{why}）"), 2
    while target.exists():
        target, number = file.with_stem(f"{file.stem}（{why}{number}）"), number + 1
    return target
