"""Runs every benchmark, one after the other, and closes with the table of all goals.

One that breaks off costs its own figures only. Ends with 1 when a goal is missed or a benchmark
breaks off. Arguments name those to run: ``python tests/benchmarks/run_all.py import matrix``.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import TABLE, table

FOLDER = Path(__file__).parent


def main() -> int:
    """Run them; 1 if something is not as it should be."""
    wanted = sys.argv[1:]
    scripts = [FOLDER / f"bench_{name}.py" for name in wanted] or sorted(FOLDER.glob("bench_*.py"))
    broken = []
    with tempfile.TemporaryDirectory() as place:
        told = Path(place, "table")
        told.touch()
        for script in scripts:
            print(f"== {script.name}", flush=True)
            done = subprocess.run([sys.executable, script], env={**os.environ, TABLE: str(told)})
            if done.returncode:
                broken.append(f"{script.name} broke off with {done.returncode}")
        shown, met = table(told)
    print("", shown, *broken, sep="\n")
    return int(bool(broken) or not met)


if __name__ == "__main__":
    sys.exit(main())
