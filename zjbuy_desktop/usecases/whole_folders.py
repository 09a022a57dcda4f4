"""写一个文件夹：先写在旁边，写完、落盘再换上；取消、写满、断电都不留半个。"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zjbuy_desktop.store.originals import make_durable, sync_folder
from zjbuy_desktop.usecases.whole_files import unwritable

_MARK = ".未写完-"
_DAY = 24 * 60 * 60


class FolderInWriting:
    """A folder under way.

    Attributes:
        path: where to write for now.
        target: what it will be called.
    """

    def __init__(self, path: Path, target: Path) -> None:
        self.path, self.target = path, target
        self.placed = False

    def place(self) -> None:
        """Make everything written durable and give the folder its name."""
        files = [f for f in self.path.rglob("*") if f.is_file()]
        make_durable(files, self.path)
        for folder in (f for f in self.path.rglob("*") if f.is_dir()):
            sync_folder(folder)
        self.path.rename(self.target)
        self.placed = True
        sync_folder(self.target.parent)


@contextmanager
def whole_folder(target: Path) -> Iterator[FolderInWriting]:
    """A folder that is there whole once the block is left, or not at all.

    The block writes into ``path`` and says ``place()``. Whatever breaks it off, also after that,
    takes everything away again.

    Raises:
        UserError: it can't be written: full, read-only …
    """
    going: FolderInWriting | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        made = Path(tempfile.mkdtemp(prefix=f"{_MARK}{os.getpid()}-", dir=target.parent))
        made.chmod(0o755)
        going = FolderInWriting(made, target)
        yield going
    except BaseException as error:
        if going is not None:
            shutil.rmtree(going.target if going.placed else going.path, ignore_errors=True)
        if isinstance(error, OSError):
            raise unwritable(target, error) from error
        raise
    if not going.placed:
        shutil.rmtree(going.path, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Take away what a program that was killed had not finished writing there."""
    for left in folder.glob(f"{_MARK}*"):
        number = left.name.removeprefix(_MARK).partition("-")[0]
        if number.isdigit() and int(number) != os.getpid() and not _alive(int(number), left):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: int, folder: Path) -> bool:
    """Whether the process that writes a folder is still there.

    Windows can't be asked so (a signal would end it): there a day without a change tells.
    """
    if os.name == "nt":
        return time.time() - folder.stat().st_mtime < _DAY
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def free_name(folder: Path, name: str) -> Path:
    """A folder of that name, numbered where there is one already."""
    target, again = folder / name, 2
    while target.exists():
        target = folder / f"{name}（{again}）"
        again += 1
    return target
