"""Rows of handed-over projects, put among those that are here under numbers that are free.

Which tables belong to a project, and which columns hold numbers of other rows, is read off the
declared foreign keys; what no key declares is listed below, and a test asks for each such column.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, delete

from zjbuy_desktop.store import audit
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.bulk import insert_rows

OFFICE = ("office_text", "setting", "header_mapping")
"""What the office set for all projects; what is set here already stays."""
OWN = ("meta", "audit_event", "row_log", "original", "baton", "project_outline", *OFFICE)
"""Tables that are not simply copied with a project."""
SOFT = {("made_paper", "run_id"): "paper_run"}
"""Columns that hold another row's number without a foreign key."""
PLAIN = {("made_paper", "data_seq"), ("common_assignment", "step"), ("declined_merge", "step")}
"""Numbers that only look like another row's; ``data_seq`` is followed by hand."""
_IN_PAYLOAD = {"returns": "return_file", "return": "return_file"}


@cache
def moved_tables() -> tuple[Table, ...]:
    """The tables whose rows go with a project, those that are referred to first."""
    found: list[Table] = []
    for table in t.METADATA.sorted_tables:
        keys = {key.column.table for column in table.columns for key in column.foreign_keys}
        if table.name not in OWN and (table.name == "project" or keys & set(found)):
            found.append(table)
    return tuple(found)


def offsets(db: Connection) -> dict[str, int]:
    """How much is added to the numbers of each table, so that none is used twice."""
    found = {}
    for table in moved_tables():
        if _counts(table):
            query = f'SELECT coalesce(max(id), 0) FROM "{table.name}"'
            found[table.name] = int(db.exec_driver_sql(query).scalar_one())
    trail = "SELECT coalesce(max(project), 0) FROM audit_event"
    found["project"] = max(found["project"], int(db.exec_driver_sql(trail).scalar_one()))
    return found


def _counts(table: Table) -> bool:
    key = table.primary_key.columns
    return len(key) == 1 and next(iter(key)).name == "id"


def _refers(column: Column[Any]) -> str:
    """The table whose number the column holds; empty for none."""
    own = (column.table.name, column.name)
    if column.name == "id" and _counts(column.table):
        return column.table.name
    if own in SOFT:
        return SOFT[own]
    for key in column.foreign_keys:
        if key.column.name == "id":
            return key.column.table.name
        if key.column.name == "project_id":
            return "project"
    return ""


def remove(db: Connection, project_id: int) -> None:
    """Take the old copy of a project out, with all that belongs to it but its trail."""
    db.execute(delete(t.project).where(t.project.c.id == project_id))


def move_in(source: sqlite3.Connection, db: Connection) -> dict[str, int]:
    """Copy every project of the source; returns what was added to the numbers of each table."""
    db.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    _originals(source, db)
    added = offsets(db)
    for table in moved_tables():
        columns = list(table.columns)
        shift = [added.get(_refers(column), 0) for column in columns]
        rows = source.execute(_select(table))
        insert_rows(db, table, [_shifted(row, shift) for row in rows])
    for name in OFFICE:
        table = t.METADATA.tables[name]
        insert_rows(db, table, source.execute(_select(table)).fetchall(), "OR IGNORE")
    return added


def _shifted(row: Iterable[Any], shift: Iterable[int]) -> tuple[Any, ...]:
    return tuple(
        value + by if by and value is not None else value
        for value, by in zip(row, shift, strict=True)
    )


def _select(table: Table) -> str:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    return f'SELECT {names} FROM "{table.name}"'


def _originals(source: sqlite3.Connection, db: Connection) -> None:
    table = t.original
    insert_rows(db, table, source.execute(_select(table)).fetchall(), "OR IGNORE")


def continue_trail(
    db: Connection, events: Iterable[Mapping[str, Any]], added: Mapping[str, int]
) -> dict[int, int]:
    """Write the events that came along into the trail here; old number → number here.

    Who did what and when stays as it was; number, project and chain are those of this database.
    """
    numbers: dict[int, int] = {}
    for event in events:
        payload = event["payload"]
        for key, table in _IN_PAYLOAD.items():
            if isinstance(payload, dict) and key in payload:
                payload = {**payload, key: _plus(payload[key], added.get(table, 0))}
        facts = {name: event[name] for name in ("at", "actor", "action", "summary")}
        project = event["project"]
        moved = project + added["project"] if project is not None else None
        numbers[event["seq"]] = audit.append(db, {**facts, "project": moved, "payload": payload})
    return numbers


def _plus(value: Any, by: int) -> Any:
    if isinstance(value, list):
        return [_plus(one, by) for one in value]
    return value + by if isinstance(value, int) else value


def follow_data_seq(db: Connection, added: int, numbers: Mapping[int, int]) -> None:
    """據第几条操作记录: a paper that came along names the event here its data stood at."""
    query = "SELECT id, data_seq FROM made_paper WHERE project_id > ?"
    old = sorted(numbers)
    for key, seq in db.exec_driver_sql(query, (added,)).fetchall():
        before = [number for number in old if number <= seq]
        here = numbers[before[-1]] if before else 0
        db.exec_driver_sql("UPDATE made_paper SET data_seq = ? WHERE id = ?", (here, key))


def as_kept(events: Iterable[Mapping[str, Any]]) -> bytes:
    """The trail as it came, to be kept among the originals: its hashes can be made again."""
    return json.dumps(list(events), ensure_ascii=False, indent=1, sort_keys=True).encode()
