"""Long runs of letters: two processes against one, memory, and 5,000 letters against 500.

Run: ``python tests/benchmarks/bench_papers_long.py`` (``--quick``: fewer letters and rounds).
Every figure is of a fresh process, start and all; rounds alternate, medians are judged: one short
run beside one of a minute may be off by a third.
When something else keeps the machine busy (one process gets much less than a core), the wall
times say nothing: then the speed-up is reckoned from CPU times, and said to be.
The letter is that of bench_papers.py.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from measuring import tell

SPEED_UP = 1.7
"""Of two processes over one, whole wall time."""
MEMORY, MEMORY_LONG = 1.6, 2.5
"""Peak of 500 letters over that of one; of 5,000, whose contents alone are some 40 MB."""
BUSY = 1.1
"""Wall over CPU time of one process above which the machine was busy with something else."""
LINEAR = 1.15
"""CPU time of a letter among 5,000 over one among 500."""


def make(way: str, count: int) -> dict[str, float]:
    """What a fresh process does: letters one file each (by 1 or 2 processes), or in one file."""
    from letters import FONTS, letter

    from zjbuy_desktop.pdf.fonts import FontBook
    from zjbuy_desktop.pdf.render import Rendered, render_many, render_one_file

    before = sum(os.times()[:2])
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if way == "combined":
            papers = [letter(number) for number in range(count)]
            results = render_one_file(papers, folder / "all.pdf", FontBook.load(FONTS))
        else:
            jobs = [(letter(number), folder / f"{number}.pdf") for number in range(count)]
            results = render_many(jobs, FONTS, workers=int(way))
        assert sum(isinstance(r, Rendered) and r.pages == 2 for r in results) == count
    times = os.times()
    return {
        "cpu": times.user + times.system + times.children_user + times.children_system,
        "before": before,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def fresh(way: str, count: int) -> dict[str, float]:
    """Figures of one fresh process, with its wall time."""
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, __file__, "--child", way, str(count)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    figures: dict[str, float] = json.loads(done.stdout)
    return {**figures, "wall": perf_counter() - start}


def processes(count: int, rounds: int) -> None:
    """Two processes against one."""
    pairs = [(fresh("1", count), fresh("2", count)) for _ in range(rounds)]
    for name, place in (("one process", 0), ("two processes", 1)):
        wall, cpu = (median(pair[place][what] for pair in pairs) for what in ("wall", "cpu"))
        print(f"  {count} letters, {name:<14} wall {wall:6.2f} s, CPU {cpu:6.2f} s")
    what = f"{count:,} letters: one process / two, wall"
    ratio = median(one["wall"] / two["wall"] for one, two in pairs)
    if median(one["wall"] / one["cpu"] for one, _ in pairs) > BUSY:
        print(f"  {what} {ratio:.2f}, not judged: the machine was busy")
        what = f"{count:,} letters: one process / two, from CPU times"
        ratio = median(one["cpu"] / on_two_cores(two) for one, two in pairs)
    tell(what, ratio, SPEED_UP, at_least=True)


def on_two_cores(run: dict[str, float]) -> float:
    """What a run takes on two free cores: its start on one, the rest on both."""
    return run["before"] + (run["cpu"] - run["before"]) / 2


def growth(some: int, many: int, rounds: int) -> None:
    """Memory and time of one, some and many letters, one file each and all in one file."""
    for way, name in (("1", "one file each"), ("combined", "one common file")):
        runs = [[fresh(way, count) for count in (1, some, many)] for _ in range(rounds)]
        for place, count in enumerate((1, some, many)):
            cpu, size = (median(run[place][what] for run in runs) for what in ("cpu", "megabytes"))
            print(f"  {name}, {count:>5}: {size:5.0f} MB, CPU {cpu:6.2f} s")
        for place, count, most in ((1, some, MEMORY), (2, many, MEMORY_LONG)):
            peak = median(run[place]["megabytes"] / run[0]["megabytes"] for run in runs)
            tell(f"letters, {name}: memory of {count:,} / 1", peak, most)
        each = median(
            (lot["cpu"] - one["cpu"]) / many / ((few["cpu"] - one["cpu"]) / some)
            for one, few, lot in runs
        )
        tell(f"letters, {name}: time of one, {many:,} / {some:,}", each, LINEAR)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--child", nargs=2, metavar=("WAY", "COUNT"))
    options = parser.parse_args()
    if options.child:
        way, count = options.child
        print(json.dumps(make(way, int(count))))
        return
    fresh("1", 1)  # warms the disk's cache
    print("fresh processes")
    growth(*(200, 1000, 1) if options.quick else (500, 5000, 3))
    processes(*(400, 1) if options.quick else (3000, 3))


if __name__ == "__main__":
    main()
