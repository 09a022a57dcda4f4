"""Reading process for scans: it may die of a file; the main process knows of which."""

import hashlib
import os
import pickle
import traceback
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.scan.pages import Pages, open_pages
from zjbuy_desktop.scan.reading import FAST_DPI, FINE_DPI, Seen, read_fast, read_hard

_STDERR = 2


@dataclass(frozen=True, slots=True)
class Task:
    """What a process is asked: to open a file (no pages yet), or to read some of its pages.

    Attributes:
        file: number of the file in the order given.
        path: where it is.
        first: first page, from 0.
        last: page after the last; 0 asks only for hash and number of pages.
    """

    file: int
    path: str
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a process says to a task.

    Attributes:
        sha256: of the file (opening only).
        count: number of pages (opening only).
        seen: what was read, page by page.
        problem: why the file cannot be read, in Chinese.
        bug: traceback for the log, where the program is to blame.
    """

    sha256: str = ""
    count: int = 0
    seen: tuple[Seen, ...] = ()
    problem: str = ""
    bug: str = ""


def serve(pipe: Connection) -> None:
    """Answer tasks until the pipe closes; the first message says that the process stands."""
    _silence()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # nobody needs us any more
        pipe.send_bytes(pickle.dumps(None))
        while True:
            task: Task = pickle.loads(pipe.recv_bytes())
            pipe.send_bytes(pickle.dumps(answer(task)))


def answer(task: Task) -> Answer:
    """Do one task; what is wrong with a file is said, not raised."""
    path = Path(task.path)
    sha256 = ""
    try:
        if not task.last:
            sha256 = _sha256(path)
        with open_pages(path) as pages:
            if not task.last:
                return Answer(sha256, pages.count)
            numbers = range(task.first, task.last)
            return Answer(seen=tuple(_read(pages, number) for number in numbers))
    except UserError as error:
        return Answer(sha256, problem=f"{error.message}{error.hint}")
    except Exception:  # noqa: BLE001  our own fault: logged by the main process, others go on
        return Answer(
            sha256, problem="读取时程序出错，详情已记入日志。", bug=traceback.format_exc()
        )


def _read(pages: Pages, number: int) -> Seen:
    picture = pages.picture
    seen = read_fast(picture(number, FAST_DPI))
    return seen if seen.codes else read_hard(picture(number, FINE_DPI))


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UserError(f"“{path.name}”打不开。", "请关闭正在使用它的程序，再导入。") from error


def _silence() -> None:
    # The readers write English to standard error before they die; the user is told in Chinese.
    with suppress(OSError):  # a program with a window has no standard error
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, _STDERR)
        os.close(null)
