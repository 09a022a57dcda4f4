"""Where this program keeps things on this computer."""

import os
import sys
from pathlib import Path

import platformdirs

FOLDER = "zjbuy"


def default_data_dir() -> Path:
    """The user's own data folder for this program; it is not made here."""
    return Path(platformdirs.user_data_dir(FOLDER, appauthor=False, roaming=False))


def log_file(data_dir: Path) -> Path:
    """The log of what went wrong, kept beside the data it happened to."""
    return data_dir / "logs" / "zjbuy.log"


def office_font_folders() -> tuple[Path, ...]:
    """Where the PC keeps the fonts the office has bought: the system's and the user's own."""
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    local = Path(os.environ.get("LOCALAPPDATA", "~")).expanduser() / "Microsoft/Windows/Fonts"
    home = Path.home()
    folders = (
        (windows, local)
        if sys.platform == "win32"
        else (Path("/usr/share/fonts"), home / ".local/share/fonts", home / ".fonts")
    )
    return tuple(folder for folder in folders if folder.is_dir())
