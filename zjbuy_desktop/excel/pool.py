"""成批读表：在可以死掉的进程里读别人的文件，一个坏文件不连累其余。"""

import contextlib
import hashlib
import logging
import multiprocessing
import pickle
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from multiprocessing.connection import Connection, wait
from pathlib import Path

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.excel import memory, worker
from zjbuy_desktop.excel.returns import Corrections
from zjbuy_desktop.excel.roster import Roster
from zjbuy_desktop.excel.unit_names import UnitBook
from zjbuy_desktop.excel.wire import unpack

FILE_SECONDS = 20.0
"""A return is read in milliseconds; a reader silent for this long hangs."""

START_SECONDS = 60.0
"""A process starts slowly when a virus scanner looks at it first."""

_BATCH = 8
_FILES_PER_WORKER = 12
"""A second process isn't worth its start for fewer files than this each."""

_ODD = "文件的内部结构有问题，或离表格很远的地方有内容"
_POLL_SECONDS = 0.1
_MAX_STARTS_IN_VAIN = 3

Progress = Callable[[int, int, str], None]
"""(已完成, 总数, 文件名)."""

_log = logging.getLogger(__name__)


class ReadingCancelled(Exception):  # noqa: N818 - 是用户的选择，不是错误
    """The user cancelled; nothing was kept."""


def read_many(
    paths: Sequence[Path],
    roster: Roster | Callable[[], Roster],
    *,
    corrections: Mapping[str, Corrections] | None = None,
    workers: int = 2,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    arrived: Callable[[ReadReturn, Path], None] | None = None,
    file_seconds: float = FILE_SECONDS,
) -> list[ReadReturn]:
    """Read many files in child processes, results in the order of ``paths``.

    A file whose reader dies or hangs is rejected; the others are read by a new process.

    Args:
        paths: files, as `files.gather` gives them.
        roster: what to read against, or what gives it: called while the processes start.
        corrections: SHA-256 of a file → its corrections.
        workers: most processes at a time.
        progress: called after each file.
        cancelled: asked every tenth of a second.
        arrived: called with each result while the other files are still being read.
        file_seconds: how long one file may take.

    Raises:
        ReadingCancelled: ``cancelled`` said so.
    """
    if not paths:
        return []

    def told(done: int, result: ReadReturn, path: Path) -> None:
        if arrived:
            arrived(result, path)
        if progress:
            progress(done, len(paths), result.file)

    pool = _Pool(
        paths,
        roster if callable(roster) else lambda: roster,
        dict(corrections or {}),
        file_seconds,
        told,
    )
    try:
        pool.run(max(1, min(workers, -(-len(paths) // _FILES_PER_WORKER))), cancelled)
    finally:
        pool.close()
    return pool.ordered()


class _Worker:
    """One child process and the files it was given and hasn't answered for."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=worker.serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.answered = 0
        self.most = 0
        self.given: deque[int] = deque()
        self.since = time.monotonic()

    def tell(self, known: bytes) -> None:
        """Say what to read against; that it is dead shows when it is listened to."""
        with contextlib.suppress(OSError):
            self.pipe.send_bytes(known)

    def receive(self) -> bytes | None:
        """The next message; ``None`` if the process is gone."""
        try:
            message = self.pipe.recv_bytes()
        except (EOFError, OSError):
            return None
        self.since = time.monotonic()
        return message

    def hangs(self, file_seconds: float) -> bool:
        """Whether it has been silent for too long."""
        limit = file_seconds if self.ready else START_SECONDS
        return bool(self.given or not self.ready) and time.monotonic() - self.since > limit

    def bloated(self) -> bool:
        """Whether it takes more memory than it may, where the system itself sets no limit."""
        taken = memory.private_bytes(self.process.pid or 0) if self.given else None
        self.most = max(self.most, taken or 0)
        return self.most > worker.MAX_MEMORY_BYTES

    def was_large(self) -> bool:
        """Whether it may have died for want of memory: one large step can be the last."""
        return self.most > worker.MAX_MEMORY_BYTES // 2

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()


class _Pool:
    def __init__(
        self,
        paths: Sequence[Path],
        roster: Callable[[], Roster],
        corrections: dict[str, Corrections],
        file_seconds: float,
        told: Callable[[int, ReadReturn, Path], None],
    ) -> None:
        self._paths = paths
        self._making, self._corrections = roster, corrections
        self._file_seconds = file_seconds
        self._told = told
        self._todo = deque(range(len(paths)))
        self._results: dict[int, ReadReturn] = {}
        self._workers: list[_Worker] = []
        self._in_vain = 0
        self._next_look = 0.0

    @cached_property
    def _roster(self) -> Roster:
        return self._making()

    @cached_property
    def _known(self) -> bytes:
        return pickle.dumps((self._roster, self._corrections))

    def run(self, count: int, cancelled: Callable[[], bool] | None) -> None:
        self._workers = [_Worker() for _ in range(count)]
        for child in self._workers:  # all start while the roster is made
            child.tell(self._known)
        while len(self._results) < len(self._paths):
            if cancelled and cancelled():
                raise ReadingCancelled
            by_pipe: dict[object, _Worker] = {w.pipe: w for w in self._workers}
            pipes: list[Connection] = [w.pipe for w in self._workers]
            for pipe in wait(pipes, _POLL_SECONDS):
                self._listen(by_pipe[pipe])
            for child in [w for w in self._workers if w.hangs(self._file_seconds)]:
                seconds = int(self._file_seconds)
                self._replace(child, f"读了 {seconds} 秒还没有读完", "文件可能过大或已损坏")
            self._watch_memory()

    def _watch_memory(self) -> None:
        now = time.monotonic()
        if now < self._next_look:
            return
        self._next_look = now + _POLL_SECONDS
        for child in [w for w in self._workers if w.bloated()]:
            self._out_of_memory(child)

    def _out_of_memory(self, child: _Worker) -> None:
        if child.answered:
            # 也许是前面的文件占着没还：给它一个新的进程，再超就是它自己的事。
            self._replace(child)
        else:
            most = worker.MAX_MEMORY_BYTES // 1_000_000
            self._replace(child, f"读取时内存超过 {most} MB", "文件内容过多")

    def close(self) -> None:
        for child in self._workers:
            child.stop()

    def ordered(self) -> list[ReadReturn]:
        return [self._results[i] for i in range(len(self._paths))]

    def _listen(self, child: _Worker) -> None:
        message = child.receive()
        if message is None and child.was_large():
            self._out_of_memory(child)
            return
        if message is None:
            self._replace(child, "读到一半，读表程序异常终止", _ODD)
            return
        if message[:1] == worker.OUT_OF_MEMORY:
            self._out_of_memory(child)
            return
        if message[:1] == worker.READY:
            child.ready = True
        else:
            child.answered += 1
            self._answer(child.given.popleft(), message)
        if len(child.given) <= _BATCH // 2:
            self._give(child)

    def _give(self, child: _Worker) -> None:
        batch = [self._todo.popleft() for _ in range(min(_BATCH, len(self._todo)))]
        if batch:
            child.given.extend(batch)
            child.since = time.monotonic()
            try:
                child.pipe.send_bytes(pickle.dumps([str(self._paths[i]) for i in batch]))
            except OSError:
                return  # 已经死了；下一次接收时按死亡处理

    def _answer(self, i: int, message: bytes) -> None:
        if message[:1] == worker.DONE:
            self._finish(i, unpack(message[1:]))
            return
        _log.error("读表出错：%s\n%s", self._paths[i].name, message[1:].decode(errors="replace"))
        self._finish(i, self._refusal(i, "读取时程序出错", "详情已记入日志"))

    def _replace(self, child: _Worker, found: str = "", why: str = "") -> None:
        """A process died or hangs: blame the file it was at, give the rest to a new one.

        Without ``found`` nobody is to blame, and that file is read again too.
        """
        if child.ready:
            self._in_vain = 0
        else:
            self._in_vain += 1
            if self._in_vain >= _MAX_STARTS_IN_VAIN:
                raise RuntimeError("读表进程无法启动")
        if child.given:
            culprit = child.given.popleft() if found else None
            self._todo.extendleft(reversed(child.given))
            if culprit is not None:
                self._finish(culprit, self._refusal(culprit, found, why))
        child.stop()
        self._workers.remove(child)
        if self._todo:
            self._workers.append(_Worker())
            self._workers[-1].tell(self._known)

    def _refusal(self, i: int, found: str, why: str) -> ReadReturn:
        problem = CellProblem(
            None,
            None,
            found,
            "能正常读出的需求表",
            f"{why}；请用 Excel 或 WPS 打开，另存为新的 xlsx 后再导入",
        )
        path = self._paths[i]
        unit = UnitBook(self._roster.units).inside(path.stem)
        return ReadReturn(
            path.name,
            _sha256(path),
            Outcome.REJECTED,
            (unit,) if unit else (),
            problems=(problem,),
        )

    def _finish(self, i: int, result: ReadReturn) -> None:
        self._results[i] = result
        self._told(len(self._results), result, self._paths[i])


def _sha256(path: Path) -> str:
    """Of a file nobody could read: it is kept and known again all the same."""
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # 没有权限，或刚被移走
