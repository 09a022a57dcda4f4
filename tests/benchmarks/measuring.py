"""What the benchmarks share: a folder to work in, paired medians, goals with their verdicts.

run_all.py names a file in ``ZJBUY_BENCH_TABLE``; every figure with a goal is added to it.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

TABLE = "ZJBUY_BENCH_TABLE"
ROOT = Path(__file__).parents[2]


@contextmanager
def work_folder() -> Iterator[Path]:
    """A folder beside the program, emptied only at the very end.

    Not in ``/tmp``: ext4 steps over every inode freed there within the last minutes, one by one,
    so making a file costs fifty times as much where thousands have just been deleted.
    """
    parent = ROOT / ".bench"
    parent.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    start = perf_counter()
    work()
    return perf_counter() - start


def rounds(ways: Sequence[Callable[[], object]], count: int) -> list[list[float]]:
    """Seconds of each way, one list a way; the ways take turns, so that all share the weather."""
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(count):
        for way, found in zip(ways, times, strict=True):
            found.append(timed(way))
    return times


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """The median of the rounds' ratios: what disturbs a round disturbs both."""
    return median(a / b for a, b in zip(ours, theirs, strict=True))


def tell(
    what: str, measured: float, goal: float, *, at_least: bool = False, unit: str = ""
) -> None:
    """Print a figure with its goal, and hand it on to the table of them all."""
    line = _line(what, measured, goal, at_least, unit)
    print(f"  {line}")
    if TABLE in os.environ:
        with Path(os.environ[TABLE]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _line(what: str, measured: float, goal: float, at_least: bool, unit: str) -> str:
    met = measured >= goal if at_least else measured <= goal
    shown = f"{measured:.3g} {unit or '×'}"
    wanted = f"{'≥' if at_least else '≤'} {goal:g} {unit or '×'}"
    return f"{what:66} {shown:>14}  {wanted:>16}  {'met' if met else 'MISSED'}"


def table(file: Path) -> tuple[str, bool]:
    """All figures handed on, as one table with its sum; whether every goal was met."""
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    met = sum(not line.endswith("MISSED") for line in lines)
    head = f"{'':66} {'measured':>14}  {'goal':>16}"
    closing = f"{met} of {len(lines)} goals met"
    return "\n".join((head, *lines, closing)), met == len(lines)
