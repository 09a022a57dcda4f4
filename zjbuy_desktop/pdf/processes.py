"""A long run shared by processes of its own, in which one may die without the rest."""

import contextlib
import multiprocessing
import pickle
import time
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing.connection import wait

from zjbuy_desktop.pdf.batch import BATCH, Cancelled, RenderFailure, Result, part_of
from zjbuy_desktop.pdf.child import READY, STOP, Numbered, Source, serve

_LEAST_BATCH = 8
"""Batches grow smaller towards the end, so that all processes end together."""
_POLL_SECONDS = 0.05
_STOP_SECONDS = 3.0
"""A process stops after the paper in hand; for a longer one nobody waits."""
_MOST_DEATHS = 4
"""Deaths in a row, without a paper in between, after which nobody tries any more."""
_LOST = "排版这份文件的进程意外中止，其余文件不受影响。"


class CannotStart(Exception):  # noqa: N818 - is handled, not shown
    """Processes die here before they are ready (memory, a virus scanner)."""


class Processes:
    """Some processes and the jobs they were given.

    A process that dies is replaced; the papers of its batch are made again one by one, so that
    only the one it dies of is lost.
    """

    def __init__(self, jobs: Iterable[Numbered], total: int, source: Source, count: int) -> None:
        """``jobs`` are ``total`` many, and asked for only when their turn comes."""
        self._jobs = iter(jobs)
        self._waiting = total
        self._source = source
        self._count = count
        self._again: deque[list[Numbered]] = deque()
        self._children: list[_Child] = []
        self._deaths = 0
        self._ready = False

    def run(self, cancelled: Cancelled) -> Iterator[tuple[int, Result]]:
        """Results by number as they come; ends early when cancelled.

        Raises:
            CannotStart: the jobs not answered for are in :meth:`left`.
        """
        self._children = [_Child(self._source) for _ in range(self._count)]
        try:
            self._give()
            while any(child.given for child in self._children):
                if cancelled():
                    yield from self._stopped()
                    return
                yield from self._heard()
                self._give()
        finally:
            for child in self._children:
                child.tell_to_stop()
            for child in self._children:
                child.end()

    def left(self) -> Iterator[Numbered]:
        """The jobs nobody has made."""
        for batch in (*(b for child in self._children for b in child.jobs()), *self._again):
            yield from batch
        yield from self._jobs

    def _give(self) -> None:
        """Keep every process one batch ahead, so that none waits."""
        for ahead in (1, 2):
            for child in self._children:
                if len(child.given) < ahead and (batch := self._next()):
                    child.give(batch)

    def _next(self) -> list[Numbered]:
        if self._again:
            return self._again.popleft()
        share = self._waiting // (2 * self._count)
        batch = list(islice(self._jobs, max(_LEAST_BATCH, min(BATCH, share))))
        self._waiting -= len(batch)
        return batch

    def _heard(self) -> Iterator[tuple[int, Result]]:
        by_pipe: dict[object, _Child] = {child.answers: child for child in self._children}
        for pipe in wait([child.answers for child in self._children], _POLL_SECONDS):
            child = by_pipe[pipe]
            message = child.receive()
            if message is None:
                yield from self._replace(child)
            elif message == READY:
                self._ready = True
            else:
                self._deaths = 0
                yield child.answered(message)

    def _replace(self, child: "_Child") -> Iterator[tuple[int, Result]]:
        child.end()
        self._children.remove(child)
        current, *others = child.jobs() or [[]]
        self._again.extendleft(reversed(others))
        self._deaths += 1
        if self._ready and len(current) == 1:
            yield current[0][0], RenderFailure(current[0][1][1], _LOST)
        else:
            self._again.extendleft([job] for job in reversed(current))
        if self._deaths < _MOST_DEATHS:
            self._children.append(_Child(self._source))
        elif not self._ready:
            raise CannotStart
        elif not self._children:
            yield from ((number, RenderFailure(path, _LOST)) for number, (_, path) in self.left())

    def _stopped(self) -> Iterator[tuple[int, Result]]:
        """What the processes still finish: the paper each has in hand."""
        for child in self._children:
            child.tell_to_stop()
        end = time.monotonic() + _STOP_SECONDS
        for child in self._children:
            while child.answers.poll(max(0.0, end - time.monotonic())):
                message = child.receive()
                if message is None:
                    break
                if message != READY:
                    yield child.answered(message)


class _Child:
    """One process and the batches it hasn't answered for; the first is in its hands."""

    def __init__(self, source: Source) -> None:
        context = multiprocessing.get_context("spawn")
        theirs, self._orders = context.Pipe(duplex=False)
        self.answers, their_answers = context.Pipe(duplex=False)
        self._process = context.Process(
            target=serve, args=(theirs, their_answers, source), daemon=True
        )
        self._process.start()
        theirs.close()
        their_answers.close()
        self.given: deque[dict[int, Numbered]] = deque()

    def jobs(self) -> list[list[Numbered]]:
        """What it was given and hasn't made."""
        return [list(batch.values()) for batch in self.given]

    def give(self, batch: list[Numbered]) -> None:
        """Hand it a batch; that it is dead shows when it is listened to."""
        self.given.append({job[0]: job for job in batch})
        with contextlib.suppress(OSError):
            self._orders.send_bytes(pickle.dumps(batch))

    def receive(self) -> bytes | None:
        """The next message; ``None`` when the process is gone."""
        try:
            return self.answers.recv_bytes()
        except (EOFError, OSError):
            return None

    def answered(self, message: bytes) -> tuple[int, Result]:
        """Which paper a message is about, and what came of it."""
        number, result = pickle.loads(message)
        self.given[0].pop(number)
        if not self.given[0]:
            self.given.popleft()
        return number, result

    def tell_to_stop(self) -> None:
        """It stops after the paper in hand."""
        with contextlib.suppress(OSError):
            self._orders.send_bytes(STOP)

    def end(self) -> None:
        """See it end, or end it; what it wrote half is taken away."""
        self._process.join(_STOP_SECONDS)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        for batch in self.jobs():
            for _, (_, path) in batch:
                part_of(path, self._process.pid or 0).unlink(missing_ok=True)
        self._process.close()
        self._orders.close()
        self.answers.close()
