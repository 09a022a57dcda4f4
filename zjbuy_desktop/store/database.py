"""Every way to a database file: plain, or encrypted with the key its folder is open by.

Without encryption this is ``sqlite3.connect`` and nothing else is imported.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

from zjbuy_desktop.core.base.errors import LockedDataError, UserError
from zjbuy_desktop.store import guarding, open_keys, places

_PLAIN = b"SQLite format 3\0"
Mode = Literal["rw", "ro", "rwc"]


def is_plain(file: Path) -> bool:
    """Whether a file holds a database that anybody can read."""
    try:
        with file.open("rb") as stream:
            return stream.read(len(_PLAIN)) == _PLAIN
    except OSError:
        return False


def key_for(file: Path) -> bytes | None:
    """The key a database is opened with; ``None`` for a plain one.

    What is encrypted or plain by mistake of the moment (a conversion that was broken off) is told
    by its first bytes.

    Raises:
        LockedDataError: the folder is encrypted and its passphrase was not given yet.
    """
    from_folder = open_keys.key_for(file)
    if from_folder is None and places.keyring(file.parent).exists() and not is_plain(file):
        raise LockedDataError("数据是加密的，要先输入口令。")
    return None if from_folder is None or is_plain(file) else from_folder


def connect(
    file: Path,
    *,
    mode: Mode = "rwc",
    isolation_level: Any = "",
    key: bytes | None = None,
    across_threads: bool = False,
) -> sqlite3.Connection:
    """A connection of sqlite3's kind.

    Args:
        file: the database.
        mode: of SQLite's address: made when missing (``rwc``), or only opened.
        isolation_level: as sqlite3's.
        key: of a file that does not go by its folder (a backup's, a hand-over file's).
        across_threads: for a pool that sees to it itself.
    """
    key = key or key_for(file)
    address = f"{file.absolute().as_uri()}?mode={mode}"
    options: dict[str, Any] = {
        "uri": True, "isolation_level": isolation_level, "check_same_thread": not across_threads
    }  # fmt: skip
    if key is None:
        plain: sqlite3.Connection = sqlite3.connect(address, **options)
        return plain
    from zjbuy_desktop.store import sealed_connection

    return sealed_connection.opened(address, key, options)


def recrypt(file: Path, held: bytes | None, wanted: bytes | None) -> None:
    """Bring a database from one key to another, or from and to none; nothing else may use it.

    The copy is made beside it, checked, and put in its place by one rename.

    Raises:
        UserError: the copy does not hold what the file holds.
    """
    if held == wanted:
        return
    from zjbuy_desktop.store import archive
    from zjbuy_desktop.store.sealed_connection import export

    fresh = file.with_name(f".{file.name}.fresh")
    try:
        guarding.begin(fresh)
        export(file, held, fresh, wanted)
        with (
            closing(connect_as(file, held)) as old,
            closing(connect_as(fresh, wanted)) as new,
        ):
            problem = archive.unsound(new)
            told = (archive.revision, archive.counts, archive.totals)
            if problem or any(ask(old) != ask(new) for ask in told):
                raise UserError(f"转换后的数据与原来不一致，没有采用。{problem}")
        for side in ("-wal", "-shm", "-journal"):
            file.with_name(f"{file.name}{side}").unlink(missing_ok=True)
        fresh.replace(file)
    finally:
        for part in ("", "-wal", "-shm", "-journal"):
            fresh.with_name(f"{fresh.name}{part}").unlink(missing_ok=True)


def connect_as(file: Path, key: bytes | None) -> sqlite3.Connection:
    """A connection under exactly this key, whatever folder the file lies in."""
    if key is None:
        return sqlite3.connect(file)
    return connect(file, key=key)
