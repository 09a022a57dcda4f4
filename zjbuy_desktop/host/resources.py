"""随程序带的资源文件在哪里，怎样读。"""

import sys
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def resource_dir() -> Path:
    """The ``resources`` folder: frozen program, checkout, or installed wheel.

    Raises:
        FileNotFoundError: the program was packed without its resources (a bug, not the user's).
    """
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [
        *([Path(frozen) / "resources"] if frozen else []),
        Path(__file__).resolve().parents[2] / "resources",
        Path(sys.prefix) / "share" / "zjbuy_desktop" / "resources",
    ]
    for folder in candidates:
        if (folder / "law").is_dir():
            return folder
    raise FileNotFoundError(f"no resources folder among {candidates}")


def read_text(rel: str) -> str:
    """A resource as text (UTF-8)."""
    return (resource_dir() / rel).read_text(encoding="utf-8")


def read_toml(rel: str) -> dict[str, Any]:
    """A resource as a parsed TOML table."""
    return tomllib.loads(read_text(rel))


def paths(rel_folder: str, suffix: str) -> tuple[Path, ...]:
    """The files of one resource folder with that suffix (``.toml``), by name."""
    return tuple(sorted((resource_dir() / rel_folder).glob(f"*{suffix}")))
