"""项目：新建、列出、修改名册与推荐。"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.project import Kind, Lot, Mode, Project
from zjbuy_desktop.core.case.units import Recommendation, Unit
from zjbuy_desktop.core.case.words import Method
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import peek, records
from zjbuy_desktop.store import projects as stored
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.field_words import LOT, PROJECT, named, settled
from zjbuy_desktop.usecases.toml_text import read_toml

_REQUIRED = ("name", "category_code", "category_name", "kind", "lead_unit", "method", "lots")
_OPTIONAL = (
    "mode", "in_central_catalogue", "public_attention", "roster", "call_deadline", "suitability",
    "designation", "project_number", "fiscal_year", "evaluation", "evaluation_reason",
    "sign_together_note", "category_edition", "lead_ranks_above",
)  # fmt: skip


def new_from_file(desk: Desk, file: Path) -> int:
    """``project new --file``: paths inside the file are relative to it.

    Raises:
        UserError: naming the file, the key, what was found and what is expected.
    """
    project, units = read_project_file(file)
    return create(desk, project, units)


def read_project_file(file: Path) -> tuple[Project, tuple[Unit, ...]]:
    """The project and roster a project file describes; nothing is written.

    Raises:
        UserError: naming the file, the key or the cell, what was found and what is expected.
    """
    table = read_toml(file)
    project = project_from(table, file.name)
    roster = table.get("roster")
    units = roster_from_file(file.parent / roster)[0] if roster else ()
    return project, units


def project_from(table: Mapping[str, Any], origin: str) -> Project:
    """A project out of a TOML table.

    Raises:
        UserError: for missing, unknown or wrong keys.
    """
    table = settled(table, PROJECT, _REQUIRED, origin)
    deadline = table.get("call_deadline")
    if deadline is not None and not isinstance(deadline, date):
        raise UserError(f"“{origin}”的填报截止日（call_deadline）不是日期。", "写成 2026-08-20。")
    extra = {k: table[k] for k in _OPTIONAL if k in table and k not in ("mode", "roster")}
    return Project(
        name=str(table["name"]).strip(),
        mode=_choice(Mode, table.get("mode", Mode.SIGN_SEPARATELY.value), "mode", origin),
        category_code=str(table["category_code"]),
        category_name=str(table["category_name"]),
        kind=_choice(Kind, table["kind"], "kind", origin),
        lead_unit=str(table["lead_unit"]),
        method=_choice(Method, table["method"], "method", origin),
        lots=_lots(table["lots"], origin),
        **{"in_central_catalogue": False, "public_attention": False, **extra},
    )


def _lots(rows: Any, origin: str) -> tuple[Lot, ...]:
    try:
        return tuple(_lot(settled(row, LOT, ("name", "item"), f"{origin} 的标项")) for row in rows)
    except (KeyError, TypeError, ValueError):
        raise UserError(
            f"“{origin}”的标项写法有误。",
            "每个标项写 [[lots]]，下面写 name 和 item；可再写 spec、measure，"
            '最高限价 ceiling = "5500.00"（单价）、ceiling_total = "880000.00"（总价）。',
        ) from None


def _lot(row: Mapping[str, Any]) -> Lot:
    ceiling, most = (
        money.fen(row[key]) if key in row else None for key in ("ceiling", "ceiling_total")
    )
    spec, measure = row.get("spec", ""), row.get("measure", "")
    return Lot(str(row["name"]), str(row["item"]), ceiling, spec, measure, most)


def _choice(options: Any, value: Any, key: str, origin: str) -> Any:
    try:
        return options(value)
    except ValueError:
        known = "、".join(o.value for o in options)
        raise UserError(
            f"“{origin}”的{named(key, PROJECT)}写的是“{value}”。", f"可以写：{known}。"
        ) from None


def create(desk: Desk, project: Project, units: Sequence[Unit]) -> int:
    """Create a project with its roster; one transaction.

    Raises:
        UserError: when the name is empty or a project is already called so.
    """
    if not project.name:
        raise UserError("项目没有名称。", "写上项目名称。")
    if any(p.name == project.name for p in peek.projects(desk.data_dir)):
        raise UserError(f"已有同名项目“{project.name}”。", "换一个名称，或打开原来的项目。")
    with desk.store.begin("project_created", f"新建项目“{project.name}”", desk.now()) as work:
        project_id = stored.create_project(work, project, units)
        work.payload.update(project=project_id, units=len(units))
        work.project_id = project_id
    return project_id


def list_projects(desk: Desk) -> list[dict[str, Any]]:
    """Every project: id, name, stage in hand."""
    rows = []
    for row in peek.projects(desk.data_dir):
        case = desk.case(row.id)
        now = flow.current(case)
        rows.append(
            {
                "id": row.id,
                "name": row.name,
                "stage": now.id if now else "done",
                "stage_title": now.title if now else "各环节已完成",
                "units": len(case.units),
            }
        )
    return rows


def update(desk: Desk, project_id: int, project: Project) -> None:
    """Change the project card; finished stages from 立项 on are marked for review.

    最高限价 is set once the needs are known and concerns the plan: it marks those from there on.
    """
    case = desk.case(project_id)
    first = "plan" if _only_ceilings(case.project, project) else "setup"
    with desk.store.begin(
        "project_updated", "修改项目基本信息", desk.now(), project_id=project_id
    ) as work:
        stored.update_project(work, project_id, project)
        for record in flow.after_touching(case, stage(first)):
            records.set_stage(work, project_id, record)
        work.payload["changed"] = _changed(case.project, project)


def _only_ceilings(old: Project, new: Project) -> bool:
    bare = [
        replace(
            project,
            lots=tuple(replace(x, ceiling_fen=None, ceiling_total_fen=None) for x in project.lots),
        )
        for project in (old, new)
    ]
    return bare[0] == bare[1]


def _changed(old: Project, new: Project) -> list[str]:
    return [f for f in Project.__slots__ if getattr(old, f) != getattr(new, f)]


def replace_roster(desk: Desk, project_id: int, units: Sequence[Unit]) -> None:
    """Put another roster in place of the present one.

    Raises:
        UserError: when units with needs would vanish, or after the announcement (指引 十二（一）).
    """
    from zjbuy_desktop.core.case.events import EventKind

    case = desk.case(project_id)
    names = {u.name for u in units}
    gone = [n for n in dict.fromkeys(line.unit for line in case.needs) if n not in names]
    if gone:
        raise UserError(
            f"{'、'.join(gone)}已有需求，不能从名册中去掉。", "不再参加的，登记“退出本次采购”。"
        )
    announced = case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
    if announced and {(u.name, u.role) for u in units} != {(u.name, u.role) for u in case.units}:
        raise UserError(
            f"采购公告已于 {announced} 发布，名册已锁定（浙财采监〔2025〕6号 第十二条（一））。",
            "单位确需退出的，登记退出，写明正当理由和证明材料。",
        )
    ordered = tuple(replace(u, order=i) for i, u in enumerate(units))
    summary = f"更新名册：{len(units)} 家单位"
    with desk.store.begin("roster_replaced", summary, desk.now(), project_id=project_id) as work:
        stored.replace_units(work, project_id, ordered)
        for record in flow.after_touching(case, stage("setup")):
            records.set_stage(work, project_id, record)
        work.payload["units"] = len(units)


def roster_from_file(file: Path) -> tuple[tuple[Unit, ...], tuple[str, ...]]:
    """The units of a roster workbook, and remarks to be confirmed.

    Raises:
        UserError: naming the cells that are wrong.
    """
    from zjbuy_desktop.excel.tables import read_roster

    reading = read_roster(file)
    return reading.units, reading.warnings


def import_roster(desk: Desk, project_id: int, file: Path) -> tuple[str, ...]:
    """Put a roster workbook in place of the present roster; returns remarks to be confirmed.

    Raises:
        UserError: naming the cells that are wrong; nothing is written.
    """
    units, warnings = roster_from_file(file)
    replace_roster(desk, project_id, units)
    return warnings


def set_call_deadline(desk: Desk, project_id: int, day: date | None) -> None:
    """填报截止日: belongs to the call; a finished 立项 need not be looked at again for it."""
    case = desk.case(project_id)
    summary = f"填报截止日定为 {day}" if day else "取消填报截止日"
    with desk.store.begin("call_deadline_set", summary, desk.now(), project_id=project_id) as work:
        stored.update_project(work, project_id, replace(case.project, call_deadline=day))
        for record in flow.after_touching(case, stage("call")):
            records.set_stage(work, project_id, record)
        work.payload["day"] = day.isoformat() if day else None


def set_recommendations(desk: Desk, project_id: int, items: Sequence[Recommendation]) -> None:
    """登记牵头单位推荐 (指引 五)."""
    summary = f"登记 {len(items)} 份牵头单位推荐"
    with desk.store.begin(
        "recommendations_set", summary, desk.now(), project_id=project_id
    ) as work:
        stored.set_recommendations(work, project_id, items)


def status(desk: Desk, project_id: int) -> dict[str, Any]:
    """The JSON of ``project status``."""
    case = desk.case(project_id)
    step = flow.next_step(case, desk.law, desk.today)
    return {
        "project": project_id,
        "name": case.project.name,
        "units": len(case.units),
        "stages": [
            {"id": s.id, "title": s.title, "state": flow.state(case, s).value}
            for s in flow.stages_of(case)
        ],
        "next": step.text,
        "why": step.why,
        "findings": len(flow.findings(case, desk.law, desk.today)),
    }
