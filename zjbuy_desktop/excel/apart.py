"""隔开做：要打开别人文件的活，放到可以死掉的进程里做，主进程只等结果。

One process serves many calls; one that dies, hangs or takes too much memory is replaced at the
next call.
"""

import multiprocessing
import pickle
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from zjbuy_desktop.excel import memory, worker

P = ParamSpec("P")
T = TypeVar("T")

CALL_SECONDS = 60.0
"""Marking a workbook takes a tenth of a second."""

_POLL_SECONDS = 0.1


class ApartError(Exception):
    """The process doing it died, hung or took too much memory; says which, in Chinese."""


class Apart:
    """A process to do things in, from ``with`` on until its end."""

    def __init__(self, seconds: float = CALL_SECONDS) -> None:
        self._seconds = seconds
        self._process: Any = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def call(self, fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a module's function gives for arguments that can be pickled.

        Raises:
            ApartError: the process didn't live to tell.
            Exception: what the function itself raised.
        """
        pipe = self._started()
        try:
            pipe.send_bytes(pickle.dumps((fn, args, kwargs)))
            self._wait(pipe)
            answer: tuple[bool, Any] = pickle.loads(pipe.recv_bytes())
        except (EOFError, OSError) as error:
            self._stop()
            raise ApartError("打开文件的程序异常终止") from error
        worked, result = answer
        if not worked:
            raise result
        found: T = result
        return found

    def _started(self) -> Connection:
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe

    def _wait(self, pipe: Connection) -> None:
        until = time.monotonic() + self._seconds
        while not pipe.poll(_POLL_SECONDS):
            if time.monotonic() > until:
                self._stop()
                raise ApartError(f"{int(self._seconds)} 秒还没有做完")
            if (memory.private_bytes(self._process.pid) or 0) > worker.MAX_MEMORY_BYTES:
                self._stop()
                raise ApartError("占用内存过多")

    def _stop(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._process.kill()
            self._process.join()
            self._process.close()
            self._pipe = self._process = None


def serve(pipe: Connection) -> None:
    """Do calls until the pipe closes."""
    worker.shut_in()
    try:
        while True:
            fn, args, kwargs = pickle.loads(pipe.recv_bytes())
            pipe.send_bytes(pickle.dumps(_done(fn, args, kwargs)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # 主进程不再需要我们


def _done(fn: Callable[..., Any], args: Any, kwargs: Any) -> tuple[bool, Any]:
    try:
        return True, fn(*args, **kwargs)
    except MemoryError:
        return False, ApartError("占用内存过多")
    except Exception as error:  # noqa: BLE001 - 交给主进程去分：是用户能改的，还是程序的错
        return False, error
