"""The keys that are held in memory, by folder and by what they are called.

Asked at every opening of a database, so nothing is imported here.
"""

from pathlib import Path

_held: dict[Path, bytes] = {}
_named: dict[str, bytes] = {}


def hold(data_dir: Path, key: bytes) -> None:
    """Open a data folder for this process."""
    _held[data_dir.resolve()] = key


def let_go(data_dir: Path) -> None:
    """Forget the key of a folder."""
    _held.pop(data_dir.resolve(), None)


def is_held(data_dir: Path) -> bool:
    """Whether the folder is open."""
    return data_dir.resolve() in _held


def key_for(path: Path) -> bytes | None:
    """The key of the folder that a file lies under, if it is held."""
    if not _held:
        return None
    whole = path.resolve()
    return next((_held[p] for p in (whole, *whole.parents) if p in _held), None)


def know(name: str, key: bytes) -> None:
    """Let files under the key of that name be read."""
    _named[name] = key


def named(name: str) -> bytes | None:
    """The key of that name, if it is known."""
    return _named.get(name)
