"""计划与代理：导入各单位计划、登记临时计划、确定代理机构。"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.plans import Agency, PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.case.reconciling import Reconciliation, reconciliation
from zjbuy_desktop.core.rules import Rule
from zjbuy_desktop.core.rules import planning as rules
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import plans as stored
from zjbuy_desktop.store import records
from zjbuy_desktop.usecases.desk import Desk

PROVISIONAL_CHECKS: tuple[Rule, ...] = (
    rules.plan_equals_included,
    rules.plan_unit_is_on_roster,
    rules.plan_is_of_the_item,
    rules.plan_number_is_its_own,
)
"""What is asked of the units' plans before the lead files its own."""


def import_plans(desk: Desk, project_id: int, file: Path, kind: PlanKind) -> dict[str, Any]:
    """Read the platform's plan export, keep it, and say where it differs from the needs.

    Raises:
        UserError: for a file that can't be read; nothing is written.
    """
    from zjbuy_desktop.excel.tables import read_plans

    return keep_plans(desk, project_id, read_plans(file, kind), kind, file.name)


def keep_plans(
    desk: Desk, project_id: int, entries: Sequence[PlanEntry], kind: PlanKind, origin: str
) -> dict[str, Any]:
    """Replace the plans of one kind; returns counts and the differences as findings."""
    case = desk.case(project_id)
    entries = named(case, entries)
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


def named(case: Case, entries: Sequence[PlanEntry]) -> tuple[PlanEntry, ...]:
    """Plans under the names of the roster, where only spaces or brackets were typed otherwise.

    A unit on no roster keeps its name: it is listed as such, not dropped.
    """
    names = {_key(unit.name): unit.name for unit in case.units}
    return tuple(replace(e, unit=names.get(_key(e.unit), e.unit)) for e in entries)


def _key(name: str) -> str:
    return squeeze(halfwidth(name))


def plan_differences(desk: Desk, project_id: int, kind: PlanKind) -> list[Finding]:
    """Where the plans and what they are for do not agree."""
    if kind is PlanKind.FORMAL:
        from zjbuy_desktop.core.rules import signing

        checked: tuple[Rule, ...] = (
            signing.formal_plan_is_linked,
            signing.formal_plan_covers_contract,
        )
    else:
        checked = PROVISIONAL_CHECKS
    case = desk.case(project_id)
    return [f for rule in checked for f in rule.check(case, desk.law, desk.today)]


def check(desk: Desk, project_id: int) -> Reconciliation:
    """各单位的采购计划与纳入的需求逐家核对."""
    return reconciliation(desk.case(project_id))


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
