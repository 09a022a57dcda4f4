"""履约: acceptances, invoices, payments and deposits."""

from collections.abc import Sequence

from sqlalchemy import delete

from zjbuy_desktop.core.case.awards import PerformanceStep, StepKind
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import insert_all, record_of, rows_of, values_of
from zjbuy_desktop.store.unit_of_work import View, Work


def add_steps(work: Work, project_id: int, steps: Sequence[PerformanceStep]) -> None:
    """Write steps; each is given its number by the database."""
    rows = ({"project_id": project_id, **values_of(step, "id")} for step in steps)
    insert_all(work.db, t.performance_step, rows)


def drop_step(work: Work, project_id: int, number: int) -> None:
    """Delete one step."""
    steps = t.performance_step.c
    same = (steps.project_id == project_id, steps.id == number)
    work.db.execute(delete(t.performance_step).where(*same))


def load_steps(view: View, project_id: int) -> tuple[PerformanceStep, ...]:
    """Every step, in order of entry."""
    rows = rows_of(view.db, t.performance_step, project_id, "id")
    return tuple(record_of(PerformanceStep, r, kind=StepKind(r["kind"])) for r in rows)
