"""Many rows at once, in statements of some hundred rows each."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

_VALUES = 4_000
"""So many values go into one statement; every SQLite we meet takes 32,766."""


def insert_rows(
    db: Connection, table: Table, rows: Sequence[tuple[Any, ...]], otherwise: str = ""
) -> None:
    """Insert ready tuples, in the order of the table's columns.

    One statement a row costs twice as much, and where its row is noted for the log three times:
    SQLite then keeps a copy of each page it touches for every single statement.

    Args:
        db: the transaction.
        table: where to.
        rows: values as SQLite stores them.
        otherwise: ``OR IGNORE`` to leave out what is there.
    """
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    marks = f"({', '.join('?' * len(table.columns))})"
    step = max(1, _VALUES // len(table.columns))
    for at in range(0, len(rows), step):
        part = rows[at : at + step]
        listed = ", ".join([marks] * len(part))
        db.exec_driver_sql(
            f'INSERT {otherwise} INTO "{table.name}" ({names}) VALUES {listed}',
            tuple(value for row in part for value in row),
        )
