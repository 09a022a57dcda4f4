"""把一件件材料写进文件夹：卷的编号、不重的文件名、校验值，最后写 SHA256SUMS 和核对页。"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from zjbuy_desktop.core.base.checksums import SUMS, sums_text
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.archive_kinds import Group
from zjbuy_desktop.host import resources
from zjbuy_desktop.store.originals import hash_file
from zjbuy_desktop.usecases.archive_pieces import Piece
from zjbuy_desktop.usecases.names import file_name, shortened

Progress = Callable[[int, int, str], None]

CHECK_PAGE = "核对说明.html"
_EXPORTS = "电子数据"
_NAME_BYTES, _FOLDER_BYTES = 200, 150
"""Windows takes 260 characters for a whole path, Linux 255 bytes for a name."""


def folder_name(what: str, project: str, on: date) -> str:
    """归档_项目名_日期, the name of the project cut where it is very long."""
    return f"{what}_{shortened(file_name(project, ''), _FOLDER_BYTES)}_{on.isoformat()}"


def volume(group: Group | None) -> str:
    """Folder of a volume: its number in the catalogue's order, and its name."""
    groups = list(Group)
    place = groups.index(group) + 1 if group else len(groups) + 1
    return f"{place}-{group.value if group else _EXPORTS}"


@dataclass(frozen=True, slots=True)
class Filed:
    """A piece as it lies in the folder.

    Attributes:
        piece: what it is.
        path: where, from the folder, with ``/``.
        sha256: of its bytes.
        size: bytes.
    """

    piece: Piece
    path: str
    sha256: str
    size: int


@dataclass(slots=True)
class Writing:
    """Writes pieces into a folder and remembers their checksums.

    Attributes:
        root: the folder.
        sums: path → SHA-256 of all that was written.
    """

    root: Path
    sums: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def put(self, piece: Piece, folder: str) -> Filed:
        """Write one piece into a folder below the root, under a name not yet taken there."""
        name = shortened(piece.name, _NAME_BYTES)
        stem, suffix = Path(name).stem, Path(name).suffix
        path, again = f"{folder}/{name}".lstrip("/"), 2
        while path.casefold() in self._taken:
            path, again = f"{folder}/{stem}（{again}）{suffix}".lstrip("/"), again + 1
        self._taken.add(path.casefold())
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        piece.write(target)
        self.sums[path] = hash_file(target)
        return Filed(piece, path, self.sums[path], target.stat().st_size)

    def put_all(
        self, pieces: Iterable[Piece], progress: Progress, begun: int, total: int
    ) -> list[Filed]:
        """Write pieces, each into its volume; ``progress`` may break it off."""
        filed = []
        for done, piece in enumerate(pieces, begun):
            progress(done, total, piece.title)
            filed.append(self.put(piece, volume(piece.group)))
        return filed

    def add(self, name: str, content: bytes) -> None:
        """Write a file of the root as it is."""
        target = self.root / name
        target.write_bytes(content)
        self.sums[name] = hash_file(target)

    def close(self) -> str:
        """Add the page that checks the folder, then the list of all; its own SHA-256."""
        self.add(CHECK_PAGE, check_page())
        content = sums_text(self.sums).encode()
        (self.root / SUMS).write_bytes(content)
        return hash_file(self.root / SUMS)


def check_page() -> bytes:
    """核对说明: one page that needs neither this program nor a network."""
    return resources.read_text("archive/check.html").encode()


def refuse_failed(failed: Iterable[str]) -> None:
    """A workbook that couldn't be written breaks the folder off.

    Raises:
        UserError: with the reason.
    """
    for said in failed:
        raise UserError(f"有一张表没有写成：{said}。", "清理磁盘或换一个文件夹后再做一次。")


def by_volume(filed: Iterable[Filed]) -> Mapping[str, int]:
    """Volume → how many files, in order."""
    counts: dict[str, int] = {}
    for one in filed:
        name = one.path.partition("/")[0]
        counts[name] = counts.get(name, 0) + 1
    return dict(sorted(counts.items()))
