"""First painted window of the program against a bare PySide6 window, whole processes in pairs.

Run: ``python tests/benchmarks/bench_start.py [pairs] [--data DIR]``. Both end as soon as their
first paint is over; peak memory is that of the same processes. Also checked: at that moment core,
sqlmodel, reportlab and openpyxl are not imported.

Then the program as ``zjbuy --data DIR`` opens it, with 40 projects × 200 units, until its project
list is painted; what it takes beyond its first window is the figure.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from measuring import ratio, tell, work_folder

from tests.usecases import many_projects

PEAK = """
def peak():
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024
"""
"""Of this program alone, MB; what ``getrusage`` says counts what the parent held at the fork."""

BARE = (
    PEAK
    + """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow, QTableWidget, QToolBar
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    sys.stdout.write(str(peak()))
    QApplication.quit()
app = QApplication(["bare"])
window = Window()
window.addToolBar(QToolBar())
window.setCentralWidget(QTableWidget(5, 5))
window.resize(1280, 720)
window.show()
app.exec()
"""
)

OURS = (
    PEAK
    + """
import sys
sys.argv = ["zjbuy"]
from PySide6.QtWidgets import QApplication
from zjbuy_desktop.__main__ import wants_window
assert wants_window([])
import zjbuy_desktop.bootstrap
from zjbuy_desktop.gui.shell.app import make_app
from zjbuy_desktop.gui.shell.window import MainWindow
app = make_app(["zjbuy"])
window = MainWindow()
def painted():
    early = [m for m in sys.modules if m.split(".")[0] in
             ("sqlmodel", "sqlalchemy", "reportlab", "openpyxl", "pydantic")
             or m.startswith("zjbuy_desktop.core")]
    sys.stdout.write(" ".join([str(peak()), *early]))
    sys.stdout.flush()
    import os
    os._exit(0)
window.painted.connect(painted)
window.show()
app.exec()
"""
)

LISTED = """
import os, sys
from zjbuy_desktop.__main__ import wants_window
assert wants_window(sys.argv[1:])
import zjbuy_desktop.bootstrap as program
from PySide6.QtCore import QTimer
from zjbuy_desktop.gui.widgets import cells, table_view
class Watching(cells.CellDelegate):
    def paint(self, *given):
        super().paint(*given)
        QTimer.singleShot(0, lambda: os._exit(0))
table_view.CellDelegate = Watching
program.run_window(sys.argv[1:])
"""


class Run(NamedTuple):
    """A whole process: seconds, and what it printed (its peak memory first)."""

    seconds: float
    printed: list[str]


def once(script: str, *args: str) -> Run:
    """One process from its start to its end."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # the bundle comes compiled as well
    command = [sys.executable, "-c", script, *args]
    with tempfile.TemporaryFile("w+") as said:
        start = perf_counter()
        child = subprocess.Popen(command, stdout=said, stderr=subprocess.DEVNULL, env=environment)
        assert child.wait() == 0, script
        seconds = perf_counter() - start
        said.seek(0)
        return Run(seconds, said.read().split())


def first_window(pairs: int) -> None:
    """Ours and the bare one in turns."""
    early = once(OURS).printed[1:]
    once(BARE)
    ours, bare = zip(*((once(OURS), once(BARE)) for _ in range(pairs)), strict=True)
    print(f"first painted window, {pairs} pairs, medians")
    for name, runs in (("ours", ours), ("bare", bare)):
        seconds, peak = median(r.seconds for r in runs), median(int(r.printed[0]) for r in runs)
        print(f"  {name}  {seconds * 1000:6.0f} ms  {peak:5.0f} MB")
    if early:
        print(f"  imported too early: {' '.join(early)}")
    what = "first painted window"
    longer = ratio([r.seconds for r in ours], [r.seconds for r in bare])
    larger = ratio([int(r.printed[0]) for r in ours], [int(r.printed[0]) for r in bare])
    tell(f"{what} / bare PySide6 window", longer, 1.35)
    tell(f"{what}: peak memory / bare PySide6 window", larger, 1.4)
    tell(f"{what}: imported too early", len(early), 0, unit="modules")


def project_list(pairs: int, data: Path) -> None:
    """From the first window to the list of projects, processes in turns."""
    once(LISTED, "--data", str(data), "--today", many_projects.TODAY.isoformat())
    more = []
    for _ in range(pairs):
        listed = once(LISTED, "--data", str(data), "--today", many_projects.TODAY.isoformat())
        more.append(listed.seconds - once(OURS).seconds)
    tell("project list of 40 × 200 painted, after the first window", median(more), 1, unit="s")


def main() -> None:
    """Both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", nargs="?", type=int, default=15)
    parser.add_argument("--data", type=Path)
    given = parser.parse_args()
    first_window(given.pairs)
    with work_folder() as room:
        data = room / "many"
        if given.data:
            shutil.copytree(given.data, data)
        else:
            many_projects.make(data)
        project_list(given.pairs, data)


if __name__ == "__main__":
    main()
