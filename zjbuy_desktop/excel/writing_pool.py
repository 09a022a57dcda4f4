"""许多工作簿分给两个进程去写：一个进程中止，它没写的由别的进程写，一份也不少。"""

import contextlib
import gc
import multiprocessing
import pickle
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path

Write = Callable[[Path], Sequence[str]]
"""Writes one workbook and says what couldn't be kept; handed to a process, so picklable."""
Job = tuple[Path, Write]
Answer = Sequence[str] | Exception
"""Remarks about what was written, or why it was not."""

WORTH = 80
"""Below this many workbooks the start of the processes costs more than they save."""

_AHEAD = 3
_POLL_SECONDS = 0.1
_MOST_TRIES = 2
_GC_THRESHOLD = 50_000
"""A workbook is many small objects that go all at once; looking for cycles takes a tenth."""
_READY = b""


class Writers:
    """Processes that write workbooks; they start while the caller still gathers what to write.

    Left by an exception (取消), they are ended at once; the caller takes away what they left.
    """

    def __init__(self, count: int = 2) -> None:
        self._children: list[_Child] = []
        with contextlib.suppress(OSError):  # no process to be had: all is written here
            for _ in range(count):
                self._children.append(_Child())
        self._again: deque[tuple[int, Job]] = deque()
        self._tries: dict[int, int] = {}

    def __enter__(self) -> "Writers":
        return self

    def __exit__(self, *_error: object) -> None:
        self.end()

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        while self._children:
            self._children.pop().end()

    def run(
        self, jobs: Iterable[Job], alive: Callable[[int], None]
    ) -> Iterator[tuple[int, Answer]]:
        """What came of each job, by its number, as it comes; once only.

        The processes have ended when this is over, so that a folder they wrote to can be removed.

        Args:
            jobs: asked for only when their turn comes.
            alive: called every tenth of a second with the number answered for last, 0 at first;
                raising ends everything.
        """
        coming, last = enumerate(jobs), 0
        try:
            while self._give(coming):
                for last, answer in self._heard():
                    yield last, answer
                alive(last)
            for last, job in (*self._again, *coming):  # no process is left
                yield last, attempt(*job)
                alive(last)
        finally:
            self.end()

    def _give(self, coming: Iterator[tuple[int, Job]]) -> bool:
        """Keep every process a little ahead, in turns; whether any has something to do."""
        for ahead in range(1, _AHEAD + 1):
            for child in self._children:
                if len(child.given) < ahead:
                    child.give(self._again.popleft() if self._again else next(coming, None))
        return any(child.given for child in self._children)

    def _heard(self) -> Iterator[tuple[int, Answer]]:
        busy: dict[object, _Child] = {c.pipe: c for c in self._children if c.given}
        for pipe in wait([c.pipe for c in self._children if c.given], _POLL_SECONDS):
            yield from self._message(busy[pipe])

    def _message(self, child: "_Child") -> Iterator[tuple[int, Answer]]:
        message = child.receive()
        if message is None:
            self._children.remove(child)
            child.end()
            yield from self._lost(child)
        elif message != _READY:
            number, _ = child.given.popleft()
            answer: Answer = pickle.loads(message)
            if isinstance(answer, RuntimeError):
                raise answer
            yield number, answer

    def _lost(self, child: "_Child") -> Iterator[tuple[int, Answer]]:
        """The workbook in hand is tried once more; the others were never begun."""
        number, job = child.given.popleft()
        self._again.extendleft(reversed(child.given))
        self._tries[number] = self._tries.get(number, 0) + 1
        if self._tries[number] >= _MOST_TRIES:
            yield number, OSError("写这份表的进程两次意外中止")
        else:
            self._again.appendleft((number, job))


class _Child:
    """One process and the jobs it hasn't answered for; the first is in its hands."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.given: deque[tuple[int, Job]] = deque()

    def give(self, numbered: tuple[int, Job] | None) -> None:
        """Hand it a job; that it is dead shows when it is listened to."""
        if numbered is not None:
            self.given.append(numbered)
            with contextlib.suppress(OSError):
                self.pipe.send_bytes(pickle.dumps(numbered[1], pickle.HIGHEST_PROTOCOL))

    def receive(self) -> bytes | None:
        """The next message; ``None`` when the process is gone."""
        try:
            return self.pipe.recv_bytes()
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()
        for _number, (path, _write) in self.given:
            _part(path).unlink(missing_ok=True)


def attempt(path: Path, write: Write) -> Answer:
    """Write one workbook, whole or not at all; one that fails doesn't stop the others."""
    part = _part(path)
    try:
        notes = write(part)
        part.replace(path)
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError):
            part.unlink()
        return error
    return notes


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def serve(pipe: Connection) -> None:
    """The other side: write what comes, answer in order, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    # What writes is loaded while the parent still gathers what is to be written.
    import openpyxl  # noqa: F401

    import zjbuy_desktop.excel.participants  # noqa: F401

    gc.freeze()
    gc.set_threshold(_GC_THRESHOLD)
    try:
        pipe.send_bytes(_READY)
        while True:
            pipe.send_bytes(pickle.dumps(_answer(*pickle.loads(pipe.recv_bytes()))))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent needs us no more


def _answer(path: Path, write: Write) -> Answer:
    try:
        answer = attempt(path, write)
    except Exception:  # noqa: BLE001 - a bug: raised again in the parent, where it is logged
        return RuntimeError(traceback.format_exc())
    if isinstance(answer, Exception):
        answer.add_note("".join(traceback.format_exception(answer)))  # pickling loses the rest
    return answer
