"""Who may read the files: the user the data belongs to, and nobody else.

On POSIX by the files' modes, whatever the umask; existing ones are mended at opening. On Windows
the folder under ``%LOCALAPPDATA%`` inherits rights for its user, SYSTEM and administrators alone,
and there is nothing to set; a folder chosen elsewhere has the rights of that place.
"""

import os
import sys
from pathlib import Path

_FILE, _FOLDER = 0o600, 0o700
POSIX = sys.platform != "win32"


def begin(file: Path) -> Path:
    """Make a file anew, empty and the user's alone, before another library fills it."""
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _FILE))
    shut(file)
    return file


def write(file: Path, data: bytes) -> None:
    """Write a file anew that is the user's alone from its first byte."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(file, flags, _FILE), "wb") as stream:
        stream.write(data)


def folder(path: Path) -> Path:
    """Make a folder, and those above it, the user's alone; one that is there keeps its rights."""
    if not path.parent.exists():
        folder(path.parent)
    path.mkdir(mode=_FOLDER, exist_ok=True)
    return path


def shut(path: Path) -> None:
    """Take everybody else's rights from a file or folder of this user's.

    Sticks know no modes, and on a share they are the server's: there it stays as it is.
    """
    if not POSIX:
        return
    try:
        found = path.stat()
        wanted = _FOLDER if path.is_dir() else _FILE
        if found.st_uid == os.geteuid() and found.st_mode & 0o777 != wanted:
            path.chmod(wanted)
    except OSError:
        return


def shut_in(data_dir: Path) -> None:
    """Mend the rights of a data folder: all of it once, what is few every time it is opened."""
    if not POSIX:
        return
    open_to_others = data_dir.stat().st_mode & 0o077
    shut(data_dir)
    few = (*data_dir.glob("*"), *(data_dir / "backups").glob("*"), *(data_dir / "logs").glob("*"))
    for path in data_dir.rglob("*") if open_to_others else few:
        if not path.is_symlink():
            shut(path)
