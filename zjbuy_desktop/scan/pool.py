"""Many scans read by processes of their own: a file that kills its reader costs one file."""

import logging
import multiprocessing
import pickle
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

from zjbuy_desktop.scan import worker
from zjbuy_desktop.scan.reading import Seen
from zjbuy_desktop.scan.worker import Answer, Task

TASK_SECONDS = 90.0
"""A page takes a tenth of a second, a hard one a whole; silent for this long, a reader hangs."""
START_SECONDS = 60.0
"""A process starts slowly when a virus scanner looks at it first."""
PAGES_PER_TASK = 6
_WORTH_A_SECOND = 24
"""Fewer pages are read before another process has started."""
_POLL_SECONDS = 0.1
_MOST_DEATHS = 3
_STOPPED = "读到一半，读取程序异常终止：文件的内部结构有问题。请重新扫描后再导入。"
_HANGS = "读了很久还没有读完：文件可能已损坏。请重新扫描后再导入。"

Progress = Callable[[int, int, str], None]
"""(pages read, pages known so far, file name)."""

_log = logging.getLogger(__name__)


class ReadingCancelled(Exception):  # noqa: N818 - the user's choice, no error
    """The user cancelled; nothing was kept."""


@dataclass(slots=True)
class ScannedFile:
    """One file and what was read on its pages.

    Attributes:
        path: where it is.
        sha256: of its content; empty if it could not even be opened.
        pages: what was seen, page by page; empty for a file with a problem.
        problem: why it cannot be read, in Chinese.
    """

    path: Path
    sha256: str = ""
    pages: list[Seen] = field(default_factory=list)
    problem: str = ""


def read_scans(
    paths: Sequence[Path],
    *,
    skip: Callable[[str], bool] = lambda sha256: False,
    workers: int = 2,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    task_seconds: float = TASK_SECONDS,
) -> list[ScannedFile]:
    """Read every page of every file, in the order of ``paths``.

    Args:
        paths: files.
        skip: whether a file with that SHA-256 need not be read (it was received before).
        workers: most processes at a time.
        progress: called after each group of pages.
        cancelled: asked every tenth of a second.
        task_seconds: how long a group of pages may take.

    Raises:
        ReadingCancelled: ``cancelled`` said so.
    """
    if not paths:
        return []
    pool = _Pool(paths, skip, workers, task_seconds, progress)
    try:
        pool.run(cancelled)
    finally:
        pool.close()
    return pool.files


class _Worker:
    """One child process and the task it was given."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=worker.serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.task: Task | None = None
        self.since = time.monotonic()

    def give(self, task: Task) -> None:
        """Hand over a task; a process that died meanwhile shows when it is listened to."""
        self.task, self.since = task, time.monotonic()
        try:
            self.pipe.send_bytes(pickle.dumps(task))
        except OSError:
            return

    def hangs(self, task_seconds: float) -> bool:
        """Whether it has been silent for too long."""
        waiting = self.task is not None or not self.ready
        limit = task_seconds if self.ready else START_SECONDS
        return waiting and time.monotonic() - self.since > limit

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
        skip: Callable[[str], bool],
        workers: int,
        task_seconds: float,
        progress: Progress | None,
    ) -> None:
        self.files = [ScannedFile(path) for path in paths]
        self._skip, self._most, self._seconds = skip, max(1, workers), task_seconds
        self._progress = progress
        self._todo = deque(Task(n, str(path)) for n, path in enumerate(paths))
        self._seen: list[dict[int, Seen]] = [{} for _ in paths]
        self._workers: list[_Worker] = []
        self._pages = self._read = self._deaths_in_vain = 0

    def run(self, cancelled: Callable[[], bool] | None) -> None:
        self._workers = [_Worker()]
        while self._todo or any(w.task for w in self._workers):
            if cancelled and cancelled():
                raise ReadingCancelled
            self._hire()
            by_pipe: dict[object, _Worker] = {w.pipe: w for w in self._workers}
            pipes: list[Connection] = [w.pipe for w in self._workers]
            for pipe in wait(pipes, _POLL_SECONDS):
                self._listen(by_pipe[pipe])
            for child in [w for w in self._workers if w.hangs(self._seconds)]:
                self._replace(child, _HANGS)
        for file, seen in zip(self.files, self._seen, strict=True):
            if not file.problem:
                file.pages = [seen[n] for n in sorted(seen)]

    def close(self) -> None:
        for child in self._workers:
            child.stop()

    def _hire(self) -> None:
        """Another process where there is work for it; tasks for those who have none."""
        waiting = sum(max(1, task.last - task.first) for task in self._todo)
        if len(self._workers) < self._most and waiting >= _WORTH_A_SECOND:
            self._workers.append(_Worker())
        for child in self._workers:
            if child.ready and child.task is None and self._todo:
                child.give(self._todo.popleft())

    def _listen(self, child: _Worker) -> None:
        try:
            said: Answer | None = pickle.loads(child.pipe.recv_bytes())
        except (EOFError, OSError):
            self._replace(child, _STOPPED)
            return
        task, child.task, child.ready = child.task, None, True
        self._deaths_in_vain = 0
        if said is not None and task is not None:
            self._take(task, said)

    def _take(self, task: Task, said: Answer) -> None:
        file = self.files[task.file]
        if said.bug:
            _log.error("读取扫描件出错：%s\n%s", task.path, said.bug)
        file.sha256 = said.sha256 or file.sha256
        if said.problem:
            self._refuse(task.file, said.problem)
        elif not task.last:
            self._plan(task, said.count)
        else:
            self._seen[task.file].update(enumerate(said.seen, task.first))
            self._read += len(said.seen)
        if self._progress:
            self._progress(self._read, self._pages, file.path.name)

    def _plan(self, opened: Task, count: int) -> None:
        """The pages of a file that was opened come next, so that files end one after another."""
        if self._skip(self.files[opened.file].sha256):
            return
        self._pages += count
        parts = range(0, count, PAGES_PER_TASK)
        self._todo.extend(
            Task(opened.file, opened.path, at, min(at + PAGES_PER_TASK, count)) for at in parts
        )

    def _refuse(self, number: int, problem: str) -> None:
        """A file with a problem is refused as a whole: half a paper is worse than none."""
        self.files[number].problem = problem
        self._todo = deque(task for task in self._todo if task.file != number)

    def _replace(self, child: _Worker, problem: str) -> None:
        if not child.ready:
            self._deaths_in_vain += 1
            if self._deaths_in_vain >= _MOST_DEATHS:
                raise RuntimeError("读取进程无法启动")
        task = child.task
        child.stop()
        self._workers.remove(child)
        if task is not None:
            self._refuse(task.file, f"“{Path(task.path).name}”{problem}")
        if not self._workers:
            self._workers.append(_Worker())
