"""The project card, its lots and its roster."""

from collections.abc import Iterable, Sequence

from sqlalchemy import RowMapping, delete, insert, select, union, update

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.project import Kind, Lot, Mode, Project
from zjbuy_desktop.core.case.units import Level, Recommendation, Role, Unit
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.store import tables as t
from zjbuy_desktop.store.mapping import (
    insert_all,
    insert_one,
    record_of,
    replace_all,
    rows_of,
    values_of,
)
from zjbuy_desktop.store.snapshots import refuse_when_frozen
from zjbuy_desktop.store.unit_of_work import View, Work


def create_project(work: Work, project: Project, units: Sequence[Unit]) -> int:
    """Write a new project with its roster; the audit event will bear its id."""
    row = values_of(project, "lots")
    moments = {"stage_hint": "", "created_at": work.at, "updated_at": work.at}
    project_id = insert_one(work.db, t.project, {**row, **moments})
    work.project_id = project_id
    _write_lots(work, project_id, project.lots)
    insert_all(work.db, t.unit, (_unit_row(project_id, unit) for unit in units))
    return project_id


def update_project(work: Work, project_id: int, project: Project) -> None:
    """Write the project card and its lots anew."""
    row = values_of(project, "lots")
    work.db.execute(update(t.project).where(t.project.c.id == project_id).values(**row))
    _write_lots(work, project_id, project.lots)


def delete_project(work: Work, project_id: int) -> None:
    """Delete a project with all that belongs to it; its audit events and originals stay."""
    work.db.execute(delete(t.project).where(t.project.c.id == project_id))


def replace_units(work: Work, project_id: int, units: Sequence[Unit]) -> None:
    """Write the roster anew; units are told apart by their names.

    Raises:
        UserError: a unit that is to go has already sent a need or has events.
    """
    present = {row["name"] for row in rows_of(work.db, t.unit, project_id, "position")}
    gone = present - {unit.name for unit in units}
    _refuse_if_used(work, project_id, gone)
    of_project = t.unit.c.project_id == project_id
    if gone:
        work.db.execute(delete(t.unit).where(of_project, t.unit.c.name.in_(gone)))
    for unit in units:
        row = _unit_row(project_id, unit)
        if unit.name in present:
            change = update(t.unit).where(of_project, t.unit.c.name == unit.name)
            work.db.execute(change.values(**row))
        else:
            work.db.execute(insert(t.unit).values(**row))


def rename_unit(work: Work, project_id: int, old: str, new: str) -> None:
    """Give a unit another name; its needs, events and facts follow.

    Raises:
        UserError: the needs are sealed under the name the unit has.
    """
    refuse_when_frozen(work, project_id)
    where = (t.unit.c.project_id == project_id, t.unit.c.name == old)
    work.db.execute(update(t.unit).where(*where).values(name=new))


def set_recommendations(
    work: Work, project_id: int, recommendations: Iterable[Recommendation]
) -> None:
    """Write 牵头单位推荐 anew, one per unit."""
    rows = (
        {**values_of(recommendation), "position": position}
        for position, recommendation in enumerate(recommendations)
    )
    replace_all(work.db, t.recommendation, project_id, rows)


def load_project(view: View, project_id: int) -> tuple[RowMapping, Project]:
    """The project's row and its card.

    Raises:
        UserError: there is no such project.
    """
    query = select(t.project).where(t.project.c.id == project_id)
    row = view.db.execute(query).mappings().first()
    if row is None:
        raise UserError(
            f"没有编号为 {project_id} 的项目。", "可用 project list 查看已有项目的编号。"
        )
    lots = tuple(record_of(Lot, lot) for lot in rows_of(view.db, t.lot, project_id, "position"))
    project = record_of(
        Project,
        row,
        mode=Mode(row["mode"]),
        kind=Kind(row["kind"]),
        method=Method(row["method"]),
        lots=lots,
    )
    return row, project


def load_units(view: View, project_id: int) -> tuple[Unit, ...]:
    """The roster in its order."""
    return tuple(
        record_of(
            Unit,
            row,
            level=Level(row["level"]),
            role=Role(row["role"]),
            order=row["position"],
        )
        for row in rows_of(view.db, t.unit, project_id, "position", "name")
    )


def load_recommendations(view: View, project_id: int) -> tuple[Recommendation, ...]:
    """牵头单位推荐 in the order entered."""
    rows = rows_of(view.db, t.recommendation, project_id, "position")
    return tuple(record_of(Recommendation, row) for row in rows)


def _write_lots(work: Work, project_id: int, lots: Iterable[Lot]) -> None:
    rows = ({**values_of(lot), "position": place} for place, lot in enumerate(lots))
    replace_all(work.db, t.lot, project_id, rows)


def _unit_row(project_id: int, unit: Unit) -> dict[str, object]:
    return {"project_id": project_id, "position": unit.order, **values_of(unit, "order")}


def _refuse_if_used(work: Work, project_id: int, names: set[str]) -> None:
    users = (
        t.return_unit, t.event, t.supplement, t.signed_contract, t.performance_step, t.assistance,
    )  # fmt: skip
    if not names:
        return
    used = union(
        *(
            select(table.c.unit).where(table.c.project_id == project_id, table.c.unit.in_(names))
            for table in users
        )
    )
    found = sorted(work.db.execute(used).scalars())
    if found:
        raise UserError(
            f"不能从名册中删去：{'、'.join(found)}（已有回收的需求或登记的事项）。",
            "单位不再参加的，请登记“退出本次采购”并写明理由。",
        )
