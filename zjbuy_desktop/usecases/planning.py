"""计划与代理：导入各单位计划、登记临时计划、确定代理机构。"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.case.plans import Agency, PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.rules import Rule
from zjbuy_desktop.core.rules import planning as rules
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import plans as stored
from zjbuy_desktop.store import records
from zjbuy_desktop.usecases.desk import Desk


def import_plans(desk: Desk, project_id: int, file: Path, kind: PlanKind) -> dict[str, Any]:
    """Read the platform's plan export, keep it, and say where it differs from the needs.

    Raises:
        UserError: for a file that can't be read or units not on the roster; nothing is written.
    """
    from zjbuy_desktop.excel.tables import read_plans

    return keep_plans(desk, project_id, read_plans(file, kind), kind, file.name)


def keep_plans(
    desk: Desk, project_id: int, entries: Sequence[PlanEntry], kind: PlanKind, origin: str
) -> dict[str, Any]:
    """Replace the plans of one kind; returns counts and the differences as findings."""
    case = desk.case(project_id)
    strangers = [e.unit for e in entries if case.unit(e.unit) is None]
    if strangers:
        raise UserError(
            f"{origin}里有名册上没有的单位：{'、'.join(strangers)}。", "改正单位名称后重新导入。"
        )
    summary = f"导入{kind.label} {len(entries)} 条（{origin}）"
    with desk.store.begin("plans_imported", summary, desk.now(), project_id=project_id) as work:
        stored.set_plans(work, project_id, kind, entries)
        for record in flow.after_touching(case, stage("plan" if _early(kind) else "signing")):
            records.set_stage(work, project_id, record)
        work.payload["file"] = origin
    return {
        "kind": kind.value,
        "entries": len(entries),
        "amount_fen": sum(e.amount_fen for e in entries),
        "differences": [_shown(f) for f in plan_differences(desk, project_id, kind)],
    }


def _early(kind: PlanKind) -> bool:
    return kind is PlanKind.PROVISIONAL


def plan_differences(desk: Desk, project_id: int, kind: PlanKind) -> list[Finding]:
    """Where the plans and the included needs do not agree."""
    if kind is PlanKind.FORMAL:
        from zjbuy_desktop.core.rules import signing

        checked: tuple[Rule, ...] = (
            signing.formal_plan_is_linked,
            signing.formal_plan_covers_contract,
        )
    else:
        checked = (rules.plan_equals_included, rules.plan_is_of_the_item)
    case = desk.case(project_id)
    return [f for rule in checked for f in rule.check(case, desk.law, desk.today)]


def _shown(finding: Finding) -> dict[str, str]:
    return {"unit": finding.subject, "message": finding.message, "fix": finding.fix}


def set_filing(desk: Desk, project_id: int, filing: PlanFiling) -> None:
    """登记临时采购计划编号 and 类型 as the platform shows them."""
    summary = f"登记临时采购计划 {filing.number}（{filing.plan_type}）"
    with desk.store.begin("plan_filed", summary, desk.now(), project_id=project_id) as work:
        stored.set_filing(work, project_id, filing)


def set_agency(desk: Desk, project_id: int, agency: Agency) -> None:
    """确定采购代理机构."""
    summary = f"确定采购代理机构：{agency.name}"
    with desk.store.begin("agency_set", summary, desk.now(), project_id=project_id) as work:
        stored.set_agency(work, project_id, agency)
        work.payload.update(uscc=agency.uscc, central=agency.is_central)
