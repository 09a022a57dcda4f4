"""统一标的的归并、换算与不采纳的建议：只添加，撤销时去掉最后一步。"""

from collections.abc import Iterable
from fractions import Fraction

from sqlalchemy import Table, delete, func, select

from zjbuy_desktop.core.case.merging import Assignment
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_all, insert_one, rows_of
from zjbuy_desktop.store.unit_of_work import View, Work


def load_assignments(view: View, project_id: int) -> tuple[Assignment, ...]:
    """Every assignment, the latest last."""
    return tuple(
        Assignment(
            row["unit"],
            (row["item"], row["spec"], row["measure"], row["category_code"]),
            row["common"],
            row["common_measure"],
            Fraction(row["numerator"], row["denominator"]),
            row["reason"],
        )
        for row in rows_of(view.db, t.common_assignment, project_id, "id")
    )


def load_declined(view: View, project_id: int) -> frozenset[tuple[str, str]]:
    """(标的, 统一标的) of suggestions the clerk declined."""
    rows = rows_of(view.db, t.declined_merge, project_id, "id")
    return frozenset((row["item"], row["into"]) for row in rows)


def add_assignments(work: Work, project_id: int, made: Iterable[Assignment]) -> None:
    """Add the assignments of one action."""
    step = _last_step(work, project_id) + 1
    insert_all(work.db, t.common_assignment, (_row(work, project_id, step, a) for a in made))


def _row(work: Work, project_id: int, step: int, made: Assignment) -> dict[str, object]:
    names = ("item", "spec", "measure", "category_code")
    return {
        "project_id": project_id,
        "step": step,
        "unit": made.unit,
        **dict(zip(names, made.wording, strict=True)),
        "common": made.common,
        "common_measure": made.measure,
        "numerator": made.factor.numerator,
        "denominator": made.factor.denominator,
        "reason": made.reason,
        "at": work.at,
    }


def add_declined(work: Work, project_id: int, item: str, into: str, reason: str) -> None:
    """Remember that a suggestion was declined."""
    row = {"item": item, "into": into, "reason": reason, "at": work.at}
    step = _last_step(work, project_id) + 1
    insert_one(work.db, t.declined_merge, {"project_id": project_id, "step": step, **row})


def undo_last(work: Work, project_id: int) -> int:
    """Take the last action back; returns how many rows went, 0 where there was none."""
    step = _last_step(work, project_id)
    return sum(_removed(work, table, project_id, step) for table in _TABLES)


_TABLES = (t.common_assignment, t.declined_merge)


def _removed(work: Work, table: Table, project_id: int, step: int) -> int:
    these = (table.c.project_id == project_id, table.c.step == step)
    return work.db.execute(delete(table).where(*these)).rowcount


def _last_step(view: View, project_id: int) -> int:
    def last(table: Table) -> int:
        query = select(func.max(table.c.step)).where(table.c.project_id == project_id)
        return view.db.execute(query).scalar() or 0

    return max(last(table) for table in _TABLES)
