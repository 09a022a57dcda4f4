"""Makes resources/manual again: every chapter is done in the window, told and pictured.

    python packaging/manual.py [CHAPTER …]

The journeys are in tests/gui/manual. No display is needed. Look at every picture afterwards.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """One run of the journeys that writes instead of comparing."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:randomly",
        "tests/gui/test_manual.py",
    ]
    if sys.argv[1:]:
        command += ["-k", " or ".join(f"window_says[{name}]" for name in sys.argv[1:])]
    environment = os.environ | {"ZJBUY_MANUAL": "1", "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
