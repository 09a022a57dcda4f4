"""Rows ↔ core's frozen values, where their names agree."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Insert, RowMapping, Table, delete, insert, select

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Record = TypeVar("Record", bound=DataclassInstance)
else:
    Record = TypeVar("Record")


def values_of(record: "DataclassInstance", *leave_out: str) -> dict[str, Any]:
    """A record's fields by name, one level deep."""
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name not in leave_out}


def record_of(kind: type[Record], row: RowMapping, /, **given: Any) -> Record:
    """A record from a row; ``given`` are the fields that are not simply a column."""
    plain = {f.name: row[f.name] for f in fields(kind) if f.name not in given}
    return kind(**plain, **given)


def rows_of(db: Connection, table: Table, project_id: int, *order: str) -> list[RowMapping]:
    """All rows of one project, in the order of the named columns."""
    query = select(table).where(table.c.project_id == project_id)
    return list(db.execute(query.order_by(*(table.c[name] for name in order))).mappings())


def row_of(db: Connection, table: Table, project_id: int) -> RowMapping | None:
    """The one row of one project, if there is one."""
    query = select(table).where(table.c.project_id == project_id)
    return db.execute(query).mappings().first()


def insert_all(db: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows in one executemany; nothing for none."""
    listed = list(rows)
    if listed:
        db.execute(insert(table), listed)


def insert_one(db: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Insert one row and return its key."""
    statement: Insert = insert(table).values(**row)
    key = db.execute(statement).inserted_primary_key
    return int(key[0]) if key else 0


def replace_all(
    db: Connection, table: Table, project_id: int, rows: Iterable[Mapping[str, Any]]
) -> None:
    """Put these rows in place of all the project had."""
    db.execute(delete(table).where(table.c.project_id == project_id))
    insert_all(db, table, ({"project_id": project_id, **row} for row in rows))
