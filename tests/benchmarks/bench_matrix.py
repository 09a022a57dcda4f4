"""单位×标的 of 500 units × 40 items = 20,000 lines out of a real store: scrolling and painting.

Run: ``QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_matrix.py [units items]``. A frame is
one step of the scroll bar until all four parts of the table are painted.
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from measuring import tell
from PySide6.QtWidgets import QApplication, QScrollBar

from tests.usecases import many_needs
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.gui.shell.app import make_app
from zjbuy_desktop.gui.widgets.matrix_table import MatrixTable
from zjbuy_desktop.usecases.matrix import matrix
from zjbuy_desktop.usecases.opening import open_desk

FRAMES = 200


def read(units: int, items: int) -> Case:
    """The case out of a database made for it."""
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder) / "data", date(2026, 8, 17))
        made = many_needs.project(desk, units, items, odd=3)
        start = perf_counter()
        case = desk.case(made)
        print(f"  reading the case (worker)   {(perf_counter() - start) * 1000:7.1f} ms")
        desk.store.close()
    return case


def frames(bar: QScrollBar, step: int) -> list[float]:
    """Milliseconds of each step of a scroll bar, there and back again."""
    times, at = [], 0
    for _ in range(FRAMES):
        at += step
        if not 0 <= at <= bar.maximum():
            step = -step
            at += 2 * step
        start = perf_counter()
        bar.setValue(at)
        QApplication.processEvents()
        times.append((perf_counter() - start) * 1000)
    return times


def tell_frames(what: str, times: list[float]) -> None:
    """Frames a second by the median, and by the 95th percentile."""
    late = quantiles(times, n=20)[-1]
    print(f"  {median(times):.2f} ms a frame, p95 {late:.2f} = {1000 / late:.0f} frames/s")
    tell(f"matrix: {what}", 1000 / median(times), 50, at_least=True, unit="frames/s")


def main() -> None:
    units, items = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (500, 40)
    app = make_app(["bench"])
    print(f"matrix of {units} units × {items} items = {units * items:,} lines")
    case = read(units, items)
    start = perf_counter()
    made = matrix(case)
    print(f"  reckoning it (worker)       {(perf_counter() - start) * 1000:7.1f} ms")
    table = MatrixTable()
    table.resize(1166, 600)
    table.show_matrix(made, made.amounts)
    table.show()
    app.processEvents()
    resets, busy = [], []
    for sheet in (made.quantities, made.amounts) * 10:
        start, started = perf_counter(), process_time()
        table.show_matrix(made, sheet)
        app.processEvents()
        resets.append((perf_counter() - start) * 1000)
        busy.append((process_time() - started) * 1000)
    what = f"matrix of {units} × {items}: reset and paint"
    tell(f"{what}, median", median(resets), 20, unit="ms")
    tell(f"{what}, worst, CPU", max(busy), 20, unit="ms")
    tell_frames("scrolling by rows", frames(table.body.verticalScrollBar(), 1))
    tell_frames("scrolling by pages", frames(table.body.verticalScrollBar(), 15))
    tell_frames("scrolling by columns", frames(table.body.horizontalScrollBar(), 40))


if __name__ == "__main__":
    main()
