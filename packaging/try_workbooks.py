"""Let every table of other projects' test suites go through the import, one command each.

Unpack their source archives side by side in a folder and name it; nothing is written to the
project. Printed are one line per file and a summary per archive: outcome, seconds and memory of
the whole command (its reader included), and the first reason. Exit 1 when a command crashed,
took too long, used too much or gave no reason.

    python packaging/try_workbooks.py UNPACKED [--project project.toml]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = {".xls", ".xlsx", ".xlsm", ".xlsb", ".xltx", ".ods", ".et", ".csv"}
SECONDS, MEGABYTES = 20.0, 500.0
"""The most one file may take, the start of the program included."""

_ZJBUY = (sys.executable, "-m", "zjbuy_desktop")
_SAMPLE = Path(__file__).parents[1] / "tests" / "samples" / "project.toml"


@dataclass(frozen=True, slots=True)
class Try:
    """What one file came to.

    Attributes:
        archive: folder below the one given.
        name: file, from there on.
        outcome: accepted, rejected, superseded, ignored; or what went wrong.
        seconds: wall time of the command.
        megabytes: peak memory of the largest process.
        reason: why it was not accepted.
    """

    archive: str
    name: str
    outcome: str
    seconds: float
    megabytes: float
    reason: str

    @property
    def bad(self) -> bool:
        """Whether the import did not keep its promise."""
        known = self.outcome in ("accepted", "rejected", "superseded", "ignored")
        slow = self.seconds > SECONDS or self.megabytes > MEGABYTES
        return not known or slow or (self.outcome != "accepted" and not self.reason)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try all files below a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--project", type=Path, default=_SAMPLE)
    options = parser.parse_args(arguments)
    files = sorted(p for p in options.folder.rglob("*") if p.suffix.lower() in SUFFIXES)
    with tempfile.TemporaryDirectory() as data, ThreadPoolExecutor(os.cpu_count()) as threads:
        made = [*_ZJBUY, "--data", data, "project", "new", "--file", str(options.project)]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        tried = list(threads.map(lambda f: try_one(options.folder, f, data), files))
    for one in tried:
        print(f"{one.outcome:10} {one.seconds:5.1f} s {one.megabytes:5.0f} MB  {one.archive}/"
              f"{one.name}  {one.reason}")  # fmt: skip
    print(*summary(tried), sep="\n")
    return int(any(one.bad for one in tried))


def try_one(folder: Path, file: Path, data: str) -> Try:
    """Run the command on one file and watch it."""
    archive, *rest = file.relative_to(folder).parts
    with tempfile.TemporaryFile() as out, tempfile.TemporaryDirectory() as own:
        # 一个数据文件夹同时只许一个程序打开。
        shutil.copytree(data, own, dirs_exist_ok=True)
        command = [*_ZJBUY, "--data", own, "forms", "import", "1", str(file), "--dry-run", "--json"]
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - started
        out.seek(0)
        answer = out.read()
    outcome, reason = _told(process.returncode, answer)
    return Try(archive, "/".join(rest), outcome, seconds, usage.ru_maxrss / 1024, reason)


def _told(code: int, answer: bytes) -> tuple[str, str]:
    if code not in (0, 1):
        return f"exit {code}", ""
    result = json.loads(answer)["results"][0]
    reasons = [f"{p['cell'] or ''} {p['found']}".strip() for p in result["problems"]]
    return result["outcome"], next(iter([*reasons, *result["notes"]]), "")


def summary(tried: Iterable[Try]) -> list[str]:
    """One line per archive, and which file was slowest and largest."""
    by_archive: dict[str, list[Try]] = {}
    for one in tried:
        by_archive.setdefault(one.archive, []).append(one)
    lines = []
    for archive, own in by_archive.items():
        counts = Counter(one.outcome for one in own)
        told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items())
        most = max(one.seconds for one in own), max(one.megabytes for one in own)
        bad = sum(one.bad for one in own)
        lines.append(f"{archive}: {len(own)} files: {told}; at most {most[0]:.1f} s,"
                     f" {most[1]:.0f} MB; {bad} bad")  # fmt: skip
    return lines


if __name__ == "__main__":
    sys.exit(main())
