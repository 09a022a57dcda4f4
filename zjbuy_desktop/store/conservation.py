"""汇总守恒, asked of the database: Σ lines = Σ by unit = Σ by item = Σ of the files.

The three sums over the lines walk the table and each covering index, so a damaged index shows
as well as a lost line. Works on SQLAlchemy's connections and on bare sqlite3.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

Run = Callable[[str, tuple[Any, ...]], Sequence[Any]]
"""Runs one query with its parameters and returns its rows."""

_SUMS = "count(*), coalesce(sum(quantity), 0), coalesce(sum(amount_fen), 0)"

LINES = f"SELECT {_SUMS} FROM need_line NOT INDEXED WHERE project_id = ? AND current = 1"
BY_UNIT = f"""SELECT unit, {_SUMS} FROM need_line INDEXED BY ix_need_line_by_unit
 WHERE project_id = ? AND current = 1 GROUP BY unit"""
BY_ITEM = f"""SELECT item, {_SUMS} FROM need_line INDEXED BY ix_need_line_by_item
 WHERE project_id = ? AND current = 1 GROUP BY item"""
BY_RETURN = """SELECT unit, line_count, quantity, amount_fen FROM return_unit
 WHERE project_id = ? AND current = 1 AND line_count > 0"""
FILES = """SELECT f.name FROM return_file f WHERE f.project_id = ? AND (f.batch_id = ? OR ? IS NULL)
 AND (f.line_count, f.quantity, f.amount_fen) <> (
 SELECT count(*), coalesce(sum(l.quantity), 0), coalesce(sum(l.amount_fen), 0)
 FROM need_line l WHERE l.return_file_id = f.id)"""


class ConservationError(RuntimeError):
    """The sums do not agree: a bug, never the user's doing."""


def differences(run: Run, project_id: int, batch_id: int | None = None) -> Iterator[str]:
    """What does not add up in one project, in Chinese; nothing when all does.

    Args:
        run: how to ask the database.
        project_id: the project.
        batch_id: look at the files of this batch only; ``None`` for all.
    """
    lines = tuple(run(LINES, (project_id,))[0])
    by_unit = {row[0]: tuple(row[1:]) for row in run(BY_UNIT, (project_id,))}
    by_item = [tuple(row[1:]) for row in run(BY_ITEM, (project_id,))]
    returned = {row[0]: tuple(row[1:]) for row in run(BY_RETURN, (project_id,))}
    if _sum(by_unit.values()) != lines:
        yield "各单位合计与需求行合计不一致"
    if _sum(by_item) != lines:
        yield "各标的合计与需求行合计不一致"
    for unit in sorted(by_unit.keys() | returned.keys()):
        if by_unit.get(unit) != returned.get(unit):
            yield f"{unit}的需求行与回收登记不一致"
    for (name,) in run(FILES, (project_id, batch_id, batch_id)):
        yield f"文件“{name}”的需求行与接收时登记的合计不一致"


def _sum(rows: Any) -> tuple[int, int, int]:
    listed = list(rows)
    return (sum(r[0] for r in listed), sum(r[1] for r in listed), sum(r[2] for r in listed))
