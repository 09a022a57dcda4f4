"""采购计划, its filing, and the agency."""

from collections.abc import Iterable

from sqlalchemy import delete

from zjbuy_desktop.core.case.plans import Agency, PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import (
    insert_all,
    record_of,
    replace_all,
    row_of,
    rows_of,
    values_of,
)
from zjbuy_desktop.store.unit_of_work import View, Work


def set_plans(work: Work, project_id: int, kind: PlanKind, entries: Iterable[PlanEntry]) -> None:
    """Put these entries in place of all of that kind."""
    plan = t.plan_entry.c
    work.db.execute(
        delete(t.plan_entry).where(plan.project_id == project_id, plan.kind == kind.value)
    )
    insert_all(
        work.db,
        t.plan_entry,
        ({"project_id": project_id, **values_of(e), "kind": kind.value} for e in entries),
    )


def set_filing(work: Work, project_id: int, filing: PlanFiling) -> None:
    """Write how 临时采购计划 was filed."""
    replace_all(work.db, t.plan_filing, project_id, [values_of(filing)])


def set_agency(work: Work, project_id: int, agency: Agency | None) -> None:
    """Write the agency; ``None`` takes it back."""
    replace_all(work.db, t.agency, project_id, [values_of(agency)] if agency else [])


def load_plans(view: View, project_id: int) -> tuple[PlanEntry, ...]:
    """采购计划 of both kinds, in the order of the tables they came from."""
    return tuple(
        record_of(PlanEntry, row, kind=PlanKind(row["kind"]))
        for row in rows_of(view.db, t.plan_entry, project_id, "id")
    )


def load_filing(view: View, project_id: int) -> PlanFiling:
    """How 临时采购计划 was filed; blank before."""
    row = row_of(view.db, t.plan_filing, project_id)
    return record_of(PlanFiling, row) if row else PlanFiling()


def load_agency(view: View, project_id: int) -> Agency | None:
    """The agency, once chosen."""
    row = row_of(view.db, t.agency, project_id)
    return record_of(Agency, row) if row else None
