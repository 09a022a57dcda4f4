"""First painted window of the program against a bare PySide6 window, whole processes in pairs.

Run: ``python tests/benchmarks/bench_start.py [pairs]``. Both end as soon as their first paint is
over. Also checked: at that moment core, sqlmodel, reportlab and openpyxl are not imported.
"""

import argparse
import os
import subprocess
import sys
from statistics import median
from time import perf_counter

from measuring import ratio, tell

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow, QTableWidget, QToolBar
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)
app = QApplication(["bare"])
window = Window()
window.addToolBar(QToolBar())
window.setCentralWidget(QTableWidget(5, 5))
window.resize(1280, 720)
window.show()
app.exec()
"""

OURS = """
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
    sys.stdout.write(" ".join(early))
    sys.stdout.flush()
    import os
    os._exit(0)
window.painted.connect(painted)
window.show()
app.exec()
"""


def once(script: str) -> tuple[float, str]:
    """Seconds of the whole process, and what it printed."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    return perf_counter() - start, done.stdout.strip()


def peak_megabytes(script: str) -> float:
    """Peak memory of one run."""
    watcher = (
        "import resource, subprocess, sys;"
        f"subprocess.run([sys.executable, '-c', {script!r}], stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    _, printed = once(watcher)
    return float(printed) / 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", nargs="?", type=int, default=15)
    pairs = parser.parse_args().pairs
    _, early = once(OURS)
    once(BARE)
    times = [(once(OURS)[0], once(BARE)[0]) for _ in range(pairs)]
    print(f"first painted window, {pairs} pairs, medians")
    print(f"  ours  {median(t for t, _ in times) * 1000:6.0f} ms  {peak_megabytes(OURS):5.0f} MB")
    print(f"  bare  {median(t for _, t in times) * 1000:6.0f} ms  {peak_megabytes(BARE):5.0f} MB")
    if early:
        print(f"  imported too early: {early}")
    what = "first painted window"
    tell(f"{what} / bare PySide6 window", ratio([a for a, _ in times], [b for _, b in times]), 1.35)
    tell(f"{what}: imported too early", len(early.split()), 0, unit="modules")


if __name__ == "__main__":
    main()
