"""The C library that kills and fails, built once and spoken to through ctypes."""

import ctypes
import os
import shutil
import subprocess
import sys
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")


class How(IntEnum):
    """What happens at the chosen point."""

    COUNT = 0
    KILL = 1
    FULL = 2
    BROKEN = 3
    BROKEN_ONCE = 4


def can_build() -> bool:
    """Whether this computer can build and preload it."""
    return sys.platform.startswith("linux") and shutil.which("cc") is not None


def build(folder: Path) -> Path:
    """The library, built into a folder."""
    made = folder / "shim.so"
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-O1", "-o", str(made), str(SOURCE), "-ldl"], check=True
    )
    return made


def arm(below: Path, point: int, how: How) -> None:
    """Count from now on what is written below a folder, and act at that point."""
    library = ctypes.CDLL(os.environ["LD_PRELOAD"])
    library.crash_arm(os.fsencode(below), ctypes.c_long(point), int(how))


def disarm() -> int:
    """Let everything pass again; how many calls were counted."""
    library = ctypes.CDLL(os.environ["LD_PRELOAD"])
    library.crash_seen.restype = ctypes.c_long
    return int(library.crash_seen())
