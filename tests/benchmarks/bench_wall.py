"""The workbench and the wall of deadlines over 40 projects × 200 units, against empty ones.

Run: ``QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_wall.py [--data DIR]``.

The workbench is opened as a click on it does, from the click until the window rests, over the full
data folder and over an empty one in turns; the processor time of the whole process counts, so that
waiting for the worker's turn doesn't. The wall redraws as a filter does it: each leaf is on show,
everything is chosen anew and painted.
"""

import argparse
import os
import shutil
import sys
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from measuring import ratio, rounds, tell, timed, work_folder
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tests.usecases import many_projects
from zjbuy_desktop.gui.session import Session
from zjbuy_desktop.gui.shell.app import make_app
from zjbuy_desktop.gui.shell.window import MainWindow
from zjbuy_desktop.usecases.opening import open_desk

ROUNDS = 15
WITHIN, REDRAW_MS = 2.0, 50.0
_ALL = QEventLoop.ProcessEventsFlag.AllEvents
_WAIT = _ALL | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
"""As the program's own loop waits: asleep, so that the worker has the processor for itself."""


class Sitting:
    """A window on a data folder."""

    def __init__(self, app: QApplication, data: Path) -> None:
        self._app = app
        self.window = MainWindow()
        self.window.resize(1366, 768)
        self.window.show()
        self.session = Session(self.window, data, many_projects.TODAY)
        self.rest()

    def rest(self) -> None:
        """Until the worker is done and all of it is painted."""
        quiet, end = 0, time.monotonic() + 60
        while quiet < 3 and time.monotonic() < end:
            busy = self.session.work.busy
            self._app.processEvents(_WAIT if busy else _ALL)
            quiet = 0 if busy else quiet + 1

    def open(self, place: str) -> None:
        """A click on a place at the left, until it is there."""
        self.session.go_place(place)
        self.rest()

    def close(self) -> None:
        """As a user closes it."""
        self.session.work.close()
        self.window.close()


def workbench(full: Sitting, empty: Sitting) -> None:
    """工作台 over the full folder against the empty one."""
    ours, theirs = [], []
    for _ in range(ROUNDS):
        for sitting, times in ((full, ours), (empty, theirs)):
            sitting.open("texts")
            times.append(timed(lambda at=sitting: at.open("workbench")))
    print(f"  工作台：{median(ours) * 1000:.1f} ms，空的 {median(theirs) * 1000:.1f} ms")
    tell("workbench of 40 × 200 against an empty one", ratio(ours, theirs), WITHIN)


def wall(full: Sitting) -> None:
    """Every leaf of 期限, drawn anew."""
    full.open("deadlines")
    page = full.session.places.deadlines
    for at in range(page.leaves.count()):
        page.leaves.setCurrentIndex(at)
        full.rest()

        def redraw() -> None:
            page.filters.changed.emit()
            page.repaint()
            QApplication.processEvents()

        (times,) = rounds([redraw], ROUNDS)
        name = page.leaves.tabText(at).split("(")[0]
        tell(f"{name} of all deadlines drawn anew", median(times) * 1000, REDRAW_MS, unit="ms")


def main() -> None:
    """Both, over a folder made for it or the one given."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path)
    given = parser.parse_args().data
    app = make_app(["bench"], "light")
    with work_folder() as room:
        data = room / "full"
        if given:
            shutil.copytree(given, data)
        else:
            many_projects.make(data)
        open_desk(room / "empty", many_projects.TODAY).store.close()
        full, empty = Sitting(app, data), Sitting(app, room / "empty")
        workbench(full, empty)
        wall(full)
        full.close()
        empty.close()


if __name__ == "__main__":
    main()
