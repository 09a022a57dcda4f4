"""The longest time the window doesn't answer, page by page: 500 units × 40 items.

Run: ``QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_screens.py [--data DIR]``.

Every page is opened twice by what a click on it calls, and every leaf of a page turned to. A stall
is one pass of the event loop on the GUI thread: nothing typed is heard meanwhile. What counts is
the processor time that thread itself used in it, so that other programs on the machine don't
disturb the figure; the clock's is printed beside it.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

import big_project
from measuring import tell, work_folder
from PySide6.QtWidgets import QApplication, QTabWidget

from zjbuy_desktop.gui.pages.book import PAGES, PROJECT_PAGES
from zjbuy_desktop.gui.session import Session
from zjbuy_desktop.gui.shell.app import make_app
from zjbuy_desktop.gui.shell.navigation import PLACES
from zjbuy_desktop.gui.shell.window import MainWindow

LIMIT_MS = 100
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Stall:
    """The longest pass: processor time of the GUI thread and time by the clock, ms."""

    cpu: float
    clock: float


class Probe:
    """Turns the event loop pass by pass and remembers the longest."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._passes: list[Stall] = []

    def longest(self, action: Callable[[], object], busy: Callable[[], bool]) -> Stall:
        """The longest pass from an action until the window rests; the action is one itself."""
        self._passes = []
        self._timed(action)
        quiet, end = 0, time.monotonic() + PATIENCE
        while quiet < 5 and time.monotonic() < end:
            quiet = 0 if busy() else quiet + 1
            self._timed(self._app.processEvents)
            time.sleep(0.002)
        return Stall(max(p.cpu for p in self._passes), max(p.clock for p in self._passes))

    def _timed(self, action: Callable[[], object]) -> None:
        cpu, clock = time.thread_time(), time.perf_counter()
        action()
        self._passes.append(
            Stall((time.thread_time() - cpu) * 1000, (time.perf_counter() - clock) * 1000)
        )


def steps(session: Session) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every page by the name of its entry, and what a click on it calls."""
    for stage in PAGES:
        yield f"stage {stage}", partial(session.project.go, stage)
    for page in PROJECT_PAGES:
        yield f"page {page}", partial(session.project_pages.show, page)
    for place in PLACES:
        yield f"place {place.id}", partial(session.go_place, place.id)


def leaves(window: MainWindow) -> Iterator[tuple[str, Callable[[], object]]]:
    """The leaves of the page on show that can be turned to."""
    for tabs in window.findChildren(QTabWidget):
        for at in range(tabs.count()) if tabs.isVisible() else ():
            if tabs.isTabVisible(at):
                yield tabs.tabText(at), partial(tabs.setCurrentIndex, at)


def visit(data: Path) -> list[tuple[str, Stall]]:
    """All pages twice, their leaves at the second visit."""
    app = make_app(["bench"])
    probe, found = Probe(app), []
    window = MainWindow()
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    session = Session(window, data, big_project.TODAY)
    probe.longest(lambda: None, lambda: session.work.busy)
    for turn in ("first", "again"):
        for name, step in steps(session):
            found.append((f"{name}, {turn}", probe.longest(step, lambda: session.work.busy)))
            for leaf, show in leaves(window) if turn == "again" else ():
                found.append((f"{name}, {leaf}", probe.longest(show, lambda: session.work.busy)))
    window.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, help="made if it isn't there, and kept")
    options = parser.parse_args()
    with work_folder() as folder:
        os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
        data: Path = options.data or folder / "data"
        if not data.exists():
            big_project.make(data)
        found = visit(data)
    for name, stall in sorted(found, key=lambda pair: -pair[1].cpu)[:12]:
        print(f"  {name:34} {stall.cpu:7.0f} ms, by the clock {stall.clock:7.0f} ms")
    name, worst = max(found, key=lambda pair: pair[1].cpu)
    tell(f"longest stall of the window, 500 × 40 ({name})", worst.cpu, LIMIT_MS, unit="ms")


if __name__ == "__main__":
    main()
