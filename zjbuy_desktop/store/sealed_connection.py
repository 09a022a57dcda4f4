"""SQLCipher's connection, which behaves and fails as sqlite3's does.

Only here is its package imported, and only where something is encrypted.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

_NAMED = (
    "IntegrityError", "OperationalError", "ProgrammingError", "NotSupportedError", "DataError",
    "InternalError", "DatabaseError", "InterfaceError", "Error",
)  # fmt: skip


@contextmanager
def _as_sqlite3() -> Iterator[None]:
    try:
        yield
    except dbapi2.Error as error:
        name = next((n for n in _NAMED if type(error).__name__ == n), "DatabaseError")
        known: Any = getattr(sqlite3, name)(*error.args)
        known.sqlite_errorcode = getattr(error, "sqlite_errorcode", 0) or 0
        raise known from error


class _Cursor(dbapi2.Cursor):  # type: ignore[misc]
    def execute(self, *given: Any) -> Any:
        with _as_sqlite3():
            return super().execute(*given)

    def executemany(self, *given: Any) -> Any:
        with _as_sqlite3():
            return super().executemany(*given)

    def fetchone(self) -> Any:
        with _as_sqlite3():
            return super().fetchone()

    def fetchmany(self, *given: Any, **named: Any) -> Any:
        with _as_sqlite3():
            return super().fetchmany(*given, **named)

    def fetchall(self) -> Any:
        with _as_sqlite3():
            return super().fetchall()

    def __next__(self) -> Any:
        with _as_sqlite3():
            return super().__next__()


class _Connection(dbapi2.Connection):  # type: ignore[misc]
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    def execute(self, *given: Any) -> Any:
        return self.cursor().execute(*given)

    def executemany(self, *given: Any) -> Any:
        return self.cursor().executemany(*given)

    def commit(self) -> None:
        with _as_sqlite3():
            super().commit()

    def rollback(self) -> None:
        with _as_sqlite3():
            super().rollback()

    def backup(self, target: Any, **named: Any) -> None:
        with _as_sqlite3():
            super().backup(target, **named)


def opened(address: str, key: bytes | None, options: dict[str, Any]) -> sqlite3.Connection:
    """A connection to an encrypted database; nothing is read yet.

    Args:
        address: SQLite's, with the mode.
        key: 32 bytes; ``None`` for a plain database that is to be encrypted.
        options: of ``sqlite3.connect``.
    """
    with _as_sqlite3():
        connection: Any = dbapi2.connect(address, factory=_Connection, **options)
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"").close()
    return connection  # type: ignore[no-any-return]


def export(file: Path, held: bytes | None, target: Path, wanted: bytes | None) -> None:
    """Write all of a database into an empty file under another key, or under none."""
    options = {"uri": True, "isolation_level": None}
    with closing(opened(f"{file.absolute().as_uri()}?mode=rw", held, options)) as db:
        db.execute("PRAGMA journal_mode = DELETE").fetchall()
        word = f"x'{wanted.hex()}'" if wanted else ""
        db.execute("ATTACH ? AS target KEY ?", (str(target), word))
        db.execute("SELECT sqlcipher_export('target')").fetchall()
        db.execute("DETACH target")
