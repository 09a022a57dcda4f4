"""Runs every test but the benchmarks and closes with one summary line for all of them.

The window's tests get a process per file, since a crash inside Qt takes its process along; the
rest gets one per folder, a long folder several. Two processes run side by side. Arguments are
passed on to pytest.
"""

import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT_SECONDS = 900
SHARES = {"usecases": 4, "core": 2}
"""In how many parts a folder is run, so that none comes near the limit on a busy machine."""
NO_TESTS = 5  # pytest's exit code for an empty folder
ORDER = ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "warnings", "errors")
_COUNT = re.compile(r"(\d+) (" + "|".join(word.removesuffix("s") for word in ORDER) + r")s?\b")
_SUMMARY = re.compile(r"^=*\s*\d+ [a-z]+(, \d+ [a-z]+)* in [\d.]+s")
_console = threading.Lock()


@dataclass(frozen=True)
class Outcome:
    """How one pytest process ended."""

    name: str
    code: int
    counts: Counter[str]


def counted(output: str) -> Counter[str]:
    """The numbers of pytest's closing line; empty if the process died before it."""
    closing = [line for line in output.splitlines() if _SUMMARY.match(line)]
    found = _COUNT.findall(closing[-1]) if closing else []
    names = {word.removesuffix("s"): word for word in ORDER}
    return Counter({names[word]: int(number) for number, word in found})


def _environment() -> dict[str, str]:
    """No display; and what one of the many processes has compiled, the others need not."""
    found = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONFAULTHANDLER": "1"}
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


def run(name: str, arguments: list[str]) -> Outcome:
    """Run pytest once; its lines come together at the end."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    process = subprocess.Popen(
        [*command, *sys.argv[1:]],
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    assert process.stdout is not None
    # A modal dialog nobody answers runs no Python: pytest's own time limit cannot end it.
    limit = threading.Timer(LIMIT_SECONDS, process.kill)
    limit.start()
    output = process.stdout.read()
    code = process.wait()
    limit.cancel()
    show(f"---- {name}\n{output}")
    counts = counted(output)
    if code not in (0, NO_TESTS) and not counts["failed"] and not counts["errors"]:
        counts["errors"] = 1
        show(f"---- {name}: the process ended with code {code}\n")
    return Outcome(name, 0 if code == NO_TESTS else code, counts)


def show(text: str) -> None:
    with _console:
        sys.stdout.write(text)
        sys.stdout.flush()


def pieces() -> list[tuple[str, list[str]]]:
    """What gets a process of its own: the longest folders first, each file with a window last."""
    folders = {f.parent for f in (ROOT / "tests").rglob("test_*.py")} - {ROOT / "tests" / "gui"}
    long = ("scan", "usecases", "pdf", "core", "excel", "store")
    order = {name: place for place, name in enumerate(long)}
    rest = sorted(folders, key=lambda folder: (order.get(folder.name, len(long)), folder.name))
    windows = [said(path) for path in sorted((ROOT / "tests" / "gui").rglob("test_*.py"))]
    return [*(part for folder in rest for part in shares(folder)), *((w, [w]) for w in windows)]


def shares(folder: Path) -> list[tuple[str, list[str]]]:
    """The folder, or its files dealt out in turns."""
    parts, name = SHARES.get(folder.name, 1), said(folder)
    if parts == 1:
        return [(name, [name])]
    files = [said(path) for path in sorted(folder.rglob("test_*.py"))]
    return [(f"{name} {n + 1}/{parts}", files[n::parts]) for n in range(parts)]


def said(path: Path) -> str:
    """The path from the project's folder on."""
    return path.relative_to(ROOT).as_posix()


def main() -> int:
    """Run all; 0 when everything passed."""
    start = time.monotonic()
    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [pool.submit(run, name, paths) for name, paths in pieces()]
        outcomes = [job.result() for job in jobs]
    return close(outcomes, time.monotonic() - start)


def spelled(number: int, word: str) -> str:
    """``2 errors``, but ``1 error``, as pytest says it."""
    return f"{number} {word.removesuffix('s') if number == 1 else word}"


def close(outcomes: list[Outcome], seconds: float) -> int:
    """Print what failed and the one closing line; the exit code."""
    total: Counter[str] = sum((outcome.counts for outcome in outcomes), Counter())
    bad = [outcome.name for outcome in outcomes if outcome.code]
    for name in bad:
        show(f"FAILED {name}\n")
    said = ", ".join(spelled(total[word], word) for word in ORDER if total[word])
    show(f" {said or 'no tests ran'} in {seconds:.2f}s ".center(80, "=") + "\n")
    return 1 if bad or not total["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
