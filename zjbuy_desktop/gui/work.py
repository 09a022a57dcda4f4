"""Work off the GUI thread: one thread for everything that touches the database.

Nothing here knows what the work is. A function gets ``report(done, total, what)``; that call is
also where a cancelled task stops, by ``Cancelled``.
"""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, Signal, Slot
from shiboken6 import isValid

from zjbuy_desktop.gui import errors

T = TypeVar("T")
Report = Callable[[int, int, str], None]

# A bar that moves more often than this only costs time.
_REPORT_EVERY = 0.05


class Cancelled(BaseException):
    """The user cancelled.

    Not an ``Exception``: a loop that goes on after one bad paper catches those.
    """


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task is.

    Attributes:
        done: 已完成数.
        total: 总数; 0 while unknown.
        what: 正在处理的单位或文件.
        remaining: 估计还需秒数; ``None`` while unknown.
    """

    done: int
    total: int
    what: str
    remaining: float | None


class Task(QObject):
    """One piece of work under way; lives on the GUI thread.

    Signals:
        progressed: a ``Progress``.
        finished: done, failed or cancelled; whatever it was, it is over.
    """

    progressed = Signal(object)
    finished = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label
        self._cancelled = threading.Event()
        self._began = time.monotonic()
        self._reported = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next report; nothing is left half-written."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._cancelled.is_set()

    def begin(self) -> None:
        """The work starts now (on the worker thread); waiting in the queue does not count."""
        self._began = time.monotonic()
        if self.cancelled:
            raise Cancelled

    def report(self, done: int, total: int, what: str = "") -> None:
        """Called by the work, on its own thread; raises ``Cancelled`` when it is to stop."""
        if self.cancelled:
            raise Cancelled
        now = time.monotonic()
        if now - self._reported < _REPORT_EVERY and done < total:
            return
        self._reported = now
        self.progressed.emit(Progress(done, total, what, remaining(now - self._began, done, total)))


def remaining(elapsed: float, done: int, total: int) -> float | None:
    """Seconds still to go at the pace so far; ``None`` before there is a pace."""
    if done <= 0 or total <= 0 or elapsed < 1:
        return None
    return elapsed / done * max(0, total - done)


@dataclass(frozen=True, slots=True)
class _Job:
    task: Task
    parent: QObject
    fn: Callable[[Report], Any]
    success: Callable[[Any], object] | None
    failure: Callable[[Exception], object] | None


class Work(QObject):
    """The one worker.

    Signals:
        started: a ``Task`` was taken on.
    """

    started = Signal(object)
    _delivered = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None, *, threaded: bool = True) -> None:
        """``threaded=False`` does everything at once on the calling thread, for tests."""
        super().__init__(parent)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._open: list[Task] = []
        self._closed = False
        self._thread: threading.Thread | None = None
        self._threaded = threaded
        self._delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything is under way or waiting."""
        return bool(self._open)

    def run(
        self,
        parent: QObject,
        fn: Callable[[Report], T],
        *,
        success: Callable[[T], object] | None = None,
        failure: Callable[[Exception], object] | None = None,
        label: str,
    ) -> Task:
        """Do ``fn(report)`` after what already waits; call back on the GUI thread.

        Nothing is called back once ``parent`` is gone. Without ``failure`` an error becomes a
        banner or, if it is a bug, a dialog. A cancelled task calls nothing but ``finished``.
        """
        task = Task(label)
        job = _Job(task, parent, fn, success, failure)
        self._open.append(task)
        self.started.emit(task)
        if not self._threaded:
            self._deliver(job, *_outcome(job))
        elif not self._closed:
            self._ensure_thread()
            self._jobs.put(job)
        return task

    def close(self, wait_ms: int = 30_000) -> bool:
        """Cancel what is open and wait for it; ``False`` if it did not end in that time."""
        self._closed = True
        for task in self._open:
            task.cancel()
        self._jobs.put(None)
        deadline = time.monotonic() + wait_ms / 1000
        while self._thread is not None and self._thread.is_alive():
            if time.monotonic() > deadline:
                return False
            self._thread.join(0.02)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return True

    def _ensure_thread(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name="worker", daemon=True)
            self._thread.start()

    def _loop(self) -> None:
        while (job := self._jobs.get()) is not None:
            result, error = _outcome(job)
            self._delivered.emit(job, result, error)

    @Slot(object, object, object)
    def _deliver(self, job: _Job, result: Any, error: BaseException | None) -> None:
        if job.task in self._open:
            self._open.remove(job.task)
        job.task.finished.emit()
        if not isValid(job.parent) or isinstance(error, Cancelled):
            return
        if error is None:
            if job.success is not None:
                job.success(result)
        elif job.failure is not None and isinstance(error, Exception):
            job.failure(error)
        else:
            errors.present(job.parent, error)


def _outcome(job: _Job) -> tuple[Any, BaseException | None]:
    """What the work gave or raised; every error reaches the GUI thread."""
    try:
        job.task.begin()
        return job.fn(job.task.report), None
    except BaseException as error:  # noqa: BLE001  (delivered, not swallowed)
        return None, error
