"""Whether LibreOffice is here, and the part of it that a test needs."""

import shutil
from pathlib import Path

_PARTS = {"Calc": "libsclo.so", "Writer": "libswlo.so"}


def lacks_office(part: str) -> bool:
    """Whether ``Calc`` or ``Writer`` is not installed: each is a package of its own."""
    program = shutil.which("soffice")
    return program is None or not (Path(program).resolve().parent / _PARTS[part]).exists()
