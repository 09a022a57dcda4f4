"""The log file: for the one who is asked for help, never for the clerk."""

import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from zjbuy_desktop.core.base.identifiers import mask_identity

SIZE = 1_000_000
"""Bytes after which a new file is begun."""
KEPT = 3
"""Old files kept beside the present one."""


class _OwnFile(RotatingFileHandler):
    """Its files are the user's alone, also those begun anew."""

    def _open(self) -> TextIOWrapper:
        mode = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        os.close(os.open(self.baseFilename, mode, 0o600))
        return super()._open()


class _Masking(logging.Formatter):
    """Writes no 身份证号, wherever in a message or a traceback it stands."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it is written."""
        return mask_identity(super().format(record))


def start_log(file: Path, *, level: int = logging.INFO) -> logging.Handler | None:
    """Send the program's log into a rotating file; a second call replaces the first.

    Args:
        file: the log file; its folder is made.
        level: least level written.

    Returns:
        The handler; ``None`` when the file cannot be written (a read-only place must not keep
        the program from starting).
    """
    stop_log()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _OwnFile(
            file, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", errors="replace"
        )
    except OSError:
        return None
    handler.setFormatter(_Masking("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.set_name(__name__)
    root = logging.getLogger()
    root.addHandler(handler)
    logging.getLogger("zjbuy_desktop").setLevel(level)
    return handler


def stop_log() -> None:
    """Close the log file."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if handler.get_name() == __name__:
            root.removeHandler(handler)
            handler.close()
