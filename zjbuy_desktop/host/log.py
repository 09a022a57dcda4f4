"""The log file: for the one who is asked for help, never for the clerk."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

SIZE = 1_000_000
"""Bytes after which a new file is begun."""
KEPT = 3
"""Old files kept beside the present one."""


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
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            file, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", errors="replace"
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
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
