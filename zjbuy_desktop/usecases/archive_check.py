"""核对归档文件夹：逐个文件算校验值，说出改动、缺少、多出的；清单本身是不是登记的那一份。"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zjbuy_desktop.core.base.checksums import SUMS, Comparison, compare, read_sums
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.store import seals
from zjbuy_desktop.store.originals import hash_file
from zjbuy_desktop.usecases.archive_writing import Progress
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.sealing import LIST_FILE
from zjbuy_desktop.usecases.whole_files import why_unwritable


@dataclass(frozen=True, slots=True)
class Difference:
    """One file that is not as it was sealed.

    Attributes:
        what: 被改动, 缺少, 多出, 清单读不懂.
        path: which, from the folder.
    """

    what: str
    path: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a folder came to.

    Attributes:
        folder: the folder.
        comparison: files beside their list.
        sha256: of its SHA256SUMS now.
        seal: the record of that very list; ``None`` where there is none.
        meant: the seal the folder says it is, where its list is not the recorded one.
    """

    folder: Path
    comparison: Comparison
    sha256: str
    seal: seals.Seal | None
    meant: seals.Seal | None = None

    @property
    def sound(self) -> bool:
        """Every file as listed, and the list as recorded."""
        return self.comparison.same and self.seal is not None

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every file that differs."""
        found = self.comparison
        said = (
            ("被改动", found.changed),
            ("缺少", found.missing),
            ("多出", found.surplus),
            ("清单读不懂", tuple(f"{SUMS} 第 {n} 行" for n in found.unread)),
        )
        return tuple(Difference(what, path) for what, paths in said for path in paths)

    @property
    def list_words(self) -> str:
        """Whether the list itself is the recorded one, in a sentence."""
        if self.seal is not None:
            at = self.seal.at
            return f"清单与 {at:%Y-%m-%d %H:%M} {self.seal.actor} 封存时登记的一致。"
        if self.meant is not None:
            at = self.meant.at
            return (
                f"清单（{SUMS}）不是 {at:%Y-%m-%d %H:%M} 封存时登记的那一份，被改写过："
                "各文件即使与它相符，也不能证明没有改动。"
            )
        return "这个文件夹的清单没有登记在本机：不是本程序的数据封存的，或清单被改写过。"

    @property
    def words(self) -> str:
        """The outcome in one sentence."""
        found = self.comparison
        if found.same:
            return f"{found.whole} 个文件都与清单相符。"
        counts = (
            ("被改动", found.changed), ("缺少", found.missing), ("多出", found.surplus),
        )  # fmt: skip
        told = [f"{what} {len(paths)} 个" for what, paths in counts if paths]
        if found.unread:
            told.append(f"清单有 {len(found.unread)} 行读不懂")
        return f"与清单不符：{'，'.join(told)}；其余 {found.whole} 个相符。"


def verify(desk: Desk, folder: Path, progress: Progress | None = None) -> Checked:
    """Compare a sealed folder with its list and its list with what was recorded.

    Raises:
        UserError: it is no such folder, or can't be read.
    """
    sums = folder / SUMS
    if not sums.is_file():
        raise UserError(
            f"“{folder.name}”里没有 {SUMS}，不是归档文件夹。", "选“归档_……”这个文件夹本身。"
        )
    try:
        listed, unread = read_sums(sums.read_bytes().decode("utf-8", "replace"))
        there = dict(_hashes(folder, progress or (lambda done, total, what: None)))
        sha256 = hash_file(sums)
    except OSError as error:
        name = Path(error.filename or folder).name
        raise UserError(
            f"“{name}”读不出来：{why_unwritable(error)}。", "检查磁盘，关闭打开它的程序后再核对。"
        ) from error
    found = compare(listed, there)
    comparison = Comparison(found.whole, found.changed, found.missing, found.surplus, unread)
    with desk.store.read() as view:
        known = seals.list_seals(view)
    seal = next((s for s in known if s.sha256 == sha256), None)
    return Checked(folder, comparison, sha256, seal, None if seal else _meant(folder, known))


def _hashes(folder: Path, tell: Progress) -> Iterator[tuple[str, str]]:
    """Path → SHA-256 of every file; a link counts as a file and is never followed out."""
    files = sorted(f for f in folder.rglob("*") if f.is_symlink() or f.is_file())
    for done, file in enumerate(files):
        path = file.relative_to(folder).as_posix()
        tell(done, len(files), path)
        yield path, "" if file.is_symlink() else hash_file(file)
    tell(len(files), len(files), "")


def _meant(folder: Path, known: tuple[seals.Seal, ...]) -> seals.Seal | None:
    """The seal of that name, or of the moment its list for machines tells."""
    for seal in known:
        if seal.folder == folder.name:
            return seal
    try:
        said = json.loads((folder / LIST_FILE).read_text(encoding="utf-8"))
        at = str(said["sealed_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return next((s for s in known if s.at.isoformat(timespec="seconds") == at), None)
