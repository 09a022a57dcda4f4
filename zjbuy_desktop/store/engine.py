"""The connection to SQLite: every pragma and every word of SQL that only SQLite knows."""

import sqlite3
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from zjbuy_desktop.store import database
from zjbuy_desktop.store.masking import masked

WRITING = "zjbuy_writing"
"""Execution option of a connection whose transaction is going to write."""

BUSY_MILLISECONDS = 5_000
_REMOTE = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "fuse.sshfs",
    "9p",
    "afs",
    "davfs",
    "fuse.davfs2",
}
NETWORK_NOTE = "数据文件夹在网络盘上：同一时间只能由一台电脑打开，建议改用本机磁盘。"


def make_engine(file: Path, *, network: bool = False, foreign_keys: bool = True) -> Engine:
    """An engine for one database file, with foreign keys on and every commit on the disk.

    sqlite3 would begin transactions by itself, and only before some statements (never before
    DDL); so its own control is off and BEGIN is sent here. A writing transaction takes the
    write lock at once, so that it cannot fail half way for want of it.

    Args:
        file: the database file; made when missing.
        network: the file lies where WAL does not work or is not safe (``surroundings``).
        foreign_keys: off only while a migration rebuilds tables.
    """
    # An error that named the parameters would put a project's key into the log.
    how: dict[str, Any] = {"hide_parameters": True}
    if database.key_for(file) is not None:
        how["creator"] = lambda: database.connect(file, across_threads=True)
    engine = create_engine(URL.create("sqlite", database=str(file)), **how)

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout = {BUSY_MILLISECONDS}",
            f"journal_mode = {'DELETE' if network else 'WAL'}",
            "synchronous = FULL",
            f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
            "temp_store = MEMORY",
            "cache_size = -65536",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writing = connection.get_execution_options().get(WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def _masked(
        _db: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool
    ) -> tuple[str, Any]:
        return statement, masked(statement, parameters, many=many)

    return engine


def on_network(folder: Path) -> bool:
    """Whether the folder lies on a network drive, where SQLite's WAL would corrupt."""
    if sys.platform == "win32":
        import ctypes

        drive = folder.absolute().drive
        remote = 4
        return drive.startswith("\\\\") or (
            ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == remote
        )
    return mount_of(folder.absolute(), Path("/proc/mounts"))[2] in _REMOTE


def mount_of(folder: Path, mounts: Path) -> tuple[str, str, str]:
    """Device, mount point and file system type: of the longest mount point over the folder."""
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return "", "", ""
    found = ("", "", "")
    for line in lines:
        parts = line.split(" ")
        if len(parts) > 2:
            point = parts[1].replace("\\040", " ")
            if folder.is_relative_to(point) and len(point) >= len(found[1]):
                found = (parts[0], point, parts[2])
    return found
