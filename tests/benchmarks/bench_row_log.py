"""What the log of rows costs: the same writes with and without it, in one process, in turns.

Run: ``python tests/benchmarks/bench_row_log.py [--rounds N]``. Without: nothing is noted and
nothing written down. The import is the whole use-case (200 forms × 30 lines); the write alone is
its transaction, for the first time and once more, when every line replaces another.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from measuring import ROOT, ratio, tell, work_folder

UNITS, ROWS = 200, 30


@contextmanager
def logging(on: bool):  # type: ignore[no-untyped-def]
    """The log as it is, or switched off."""
    from zjbuy_desktop.store import row_log

    own = row_log.watch, row_log.write_down
    if not on:
        row_log.watch = row_log.write_down = lambda db: None
    try:
        yield
    finally:
        row_log.watch, row_log.write_down = own


def written_twice(folder: Path) -> list[float]:
    """Seconds of a batch of 200 returns, and of a second one that replaces all of it."""
    from tests.store.conftest import NOW, accepted, make_project, make_units, sha
    from zjbuy_desktop.store.batches import save_batch
    from zjbuy_desktop.store.opening import open_store
    from zjbuy_desktop.store.projects import create_project

    names = [f"单位{n}" for n in range(UNITS)]
    took = []
    with open_store(Path(tempfile.mkdtemp(dir=folder)), now=NOW, actor="甲") as store:
        with store.begin("create", "新建", NOW) as work:
            create_project(work, make_project(), make_units(names))
        for count in (1, 2):
            given = {name: f"{count}-{name}".encode() for name in names}
            results = [
                accepted(f"{n}.xlsx", c, n, count=count, rows=ROWS) for n, c in given.items()
            ]
            start = perf_counter()
            with store.begin("import", "导入", NOW, 1) as work:
                save_batch(work, 1, results, {sha(c): c for c in given.values()})
            took.append(perf_counter() - start)
    return took


def paired(work: Callable[[], list[float]], rounds: int) -> list[float]:
    """The median ratio with and without, of each figure the work gives."""
    with logging(True):
        work()  # warm the disk cache and the imports
    found: dict[bool, list[list[float]]] = {True: [], False: []}
    for _ in range(rounds):
        for on in (True, False):
            with logging(on):
                found[on].append(work())
    figures = zip(zip(*found[True], strict=True), zip(*found[False], strict=True), strict=True)
    return [ratio(on, off) for on, off in figures]


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from bench_import import import_all, unit_name, write_form

    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with work_folder() as folder:
        forms = folder / "forms"
        forms.mkdir()
        for number in range(UNITS):
            write_form(forms / f"{unit_name(number)}.xlsx", number)
        (whole,) = paired(lambda: [import_all(forms, folder, UNITS)], rounds)
        first, again = paired(lambda: written_twice(folder), rounds)
    tell(f"import of {UNITS} forms × {ROWS} lines with the log / without", whole, 1.3)
    tell("its transaction alone, with / without", first, 1.5)
    tell("the same when every line is replaced, with / without", again, 1.8)


if __name__ == "__main__":
    main()
