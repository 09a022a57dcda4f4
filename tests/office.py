"""Whether LibreOffice is here, the part of it that a test needs, and mending files with it."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

_PARTS = {"Calc": "libsclo.so", "Writer": "libswlo.so"}
_PYTHON = Path("/usr/bin/python3")

Mender = Callable[[Path, Path, str, dict[str, Any]], None]
"""``mender(source, target, filter, answers)``: follow the sheet 请修改 and save."""


def lacks_office(part: str) -> bool:
    """Whether ``Calc`` or ``Writer`` is not installed: each is a package of its own."""
    program = shutil.which("soffice")
    return program is None or not (Path(program).resolve().parent / _PARTS[part]).exists()


def lacks_uno() -> bool:
    """Whether the system's python can't steer LibreOffice (Debian: python3-uno)."""
    if lacks_office("Calc") or not _PYTHON.exists():
        return True
    return subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True).returncode != 0


@contextmanager
def mending_office(folder: Path) -> Iterator[Mender]:
    """A LibreOffice of its own that mends files as office_mending.py does."""
    pipe = f"zjbuy-mending-{os.getpid()}"
    program = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless",
         "--norestore", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    script = Path(__file__).with_name("office_mending.py")

    def _mend(source: Path, target: Path, kind: str, answers: dict[str, Any]) -> None:
        subprocess.run(
            [_PYTHON, script, pipe, source, target, kind, json.dumps(answers)],
            check=True, timeout=120,
        )  # fmt: skip

    try:
        yield _mend
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, 15)
        program.wait(30)
