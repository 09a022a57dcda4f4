"""Ten times as much takes ten times as long: 20,000 against 200,000 lines, and the memory it takes.

Run: ``python tests/benchmarks/bench_growth.py``. 500 and 5,000 returned forms of 40 lines are
imported, the total workbook of as many lines is written and the case is read. Each in a process of
its own, whose largest memory is printed, that of its largest reading child beside it.
"""

import argparse
import json
import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

import bench_import
import bench_summaries
from measuring import tell, timed, work_folder

SMALL, LARGE, ROWS = 500, 5_000, 40
LIMIT = 11
_STAND_IN = 7_777_777
"""The number of a unit that doesn't exist; each form gets its own in its place."""


def forms(folder: Path, count: int) -> None:
    """Returned forms, made out of one by putting in the number of each unit."""
    bench_import.ROWS = ROWS
    model = folder.with_suffix(".xlsx")
    bench_import.write_form(model, _STAND_IN)
    with zipfile.ZipFile(model) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    folder.mkdir()
    for number in range(count):
        path = folder / f"{bench_import.unit_name(number)}.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in parts.items():
                archive.writestr(name, content.replace(b"7777777", b"%d" % number))


def imported(folder: Path, count: int) -> float:
    """Seconds of the import, the rest of the way as in bench_import."""
    forms(folder / "forms", count)
    bench_import.ROWS = ROWS
    return bench_import.import_all(folder / "forms", folder, count)


def summed(folder: Path, count: int) -> float:
    """Seconds of the total workbook."""
    from zjbuy_desktop.excel.summaries import write_summary

    data = bench_summaries.summary(count)
    return timed(lambda: write_summary(folder / "total.xlsx", data))


def read(folder: Path, count: int) -> float:
    """Seconds of reading the case out of the database."""
    from tests.usecases import many_needs
    from zjbuy_desktop.usecases.opening import open_desk

    desk = open_desk(folder / "data", bench_import.DAY)
    units = min(count, 1_000)
    made = many_needs.project(desk, units, ROWS * count // units)
    start = perf_counter()
    assert desk.case(made).needs, "nothing to read"
    elapsed = perf_counter() - start
    desk.store.close()
    return elapsed


PARTS = {"import": imported, "total workbook": summed, "reading the case": read}


def child(part: str, count: int) -> None:
    """One part in this process; prints seconds and MB."""
    with work_folder() as folder:
        seconds = PARTS[part](folder, count)
    who = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    print(json.dumps([seconds, *(resource.getrusage(w).ru_maxrss // 1024 for w in who)]))


def apart(part: str, count: int) -> list[float]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--part", part, "--count", str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [float(value) for value in json.loads(done.stdout.splitlines()[-1])]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--count", type=int, default=SMALL)
    options = parser.parse_args()
    if options.part:
        child(options.part, options.count)
        return
    for part in PARTS:
        found = [apart(part, count) for count in (SMALL, LARGE)]
        for count, (seconds, own, children) in zip((SMALL, LARGE), found, strict=True):
            said = f"{part}, {count * ROWS:,} lines: {seconds:.2f} s, {own:.0f} MB at most"
            print(f"  {said}{f', a reader {children:.0f} MB' if part == 'import' else ''}")
        tell(f"{part}: time for ten times the lines", found[1][0] / found[0][0], LIMIT)


if __name__ == "__main__":
    main()
