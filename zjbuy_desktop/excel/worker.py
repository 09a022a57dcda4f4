"""读表进程：一个一个地读，读完一个报一个；它可以死，主进程知道死在哪个文件上。

Imports here are what a start costs: the table reader and the core's nouns, nothing else.
"""

import gc
import os
import pickle
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

from zjbuy_desktop.excel.returns import Corrections, read_with
from zjbuy_desktop.excel.roster import Roster, RosterBook
from zjbuy_desktop.excel.wire import pack

READY = b"r"
DONE = b"d"
FAILED = b"f"
OUT_OF_MEMORY = b"m"
"""First byte of a message: started; a packed result; a traceback; no memory left."""

_GC_THRESHOLD = 50_000
"""The reader makes many small objects and hardly any cycles."""

_STDERR = 2

MAX_MEMORY_BYTES = 500_000_000
"""What a reader may take; a return takes a tenth of it."""


def serve(pipe: Connection) -> None:
    """Read files until the pipe closes.

    First comes a pickled `Roster` with the corrections by SHA-256, then lists of paths. One
    message goes back per file, in order.
    """
    gc.set_threshold(_GC_THRESHOLD)
    shut_in()
    try:
        pipe.send_bytes(READY)
        known: tuple[Roster, dict[str, Corrections]] = pickle.loads(pipe.recv_bytes())
        roster, corrections = known
        book = RosterBook(roster)
        while True:
            for path in pickle.loads(pipe.recv_bytes()):
                pipe.send_bytes(_read(Path(path), book, corrections))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # 主进程不再需要我们


def _read(path: Path, book: RosterBook, corrections: dict[str, Corrections]) -> bytes:
    try:
        return DONE + pack(read_with(path, book, lambda sha256: corrections.get(sha256, {})))
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception:  # noqa: BLE001 - 程序的错：交给主进程记日志，别的文件照常读
        return FAILED + traceback.format_exc().encode()


def shut_in() -> None:
    """What a process that reads other people's files may do to the computer: little."""
    _silence()
    _limit_memory()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows 没有这种限制：主进程看着（pool）
    _soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = MAX_MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(hard, MAX_MEMORY_BYTES)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _silence() -> None:
    # 读表库异常终止时会往标准错误写一大段英文，主进程另有中文说明。
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, _STDERR)
        os.close(null)
    except OSError:
        return  # 没有标准错误（窗口程序）就没有要静默的
