"""计划与代理：导入各单位计划、登记临时计划、确定代理机构。"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.differences import Reconciliation
from zjbuy_desktop.core.case.pairing import Paired, linked_by_unit, pairs, with_known_links
from zjbuy_desktop.core.case.plans import Agency, PlanEntry, PlanFiling, PlanKind
from zjbuy_desktop.core.case.reconciling import number_key, reconciliation
from zjbuy_desktop.core.rules import Rule, formal_plans
from zjbuy_desktop.core.rules import planning as rules
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import plans as stored
from zjbuy_desktop.store import records
from zjbuy_desktop.usecases.desk import Desk

CHECKS: dict[PlanKind, tuple[Rule, ...]] = {
    PlanKind.PROVISIONAL: (
        rules.plan_equals_included,
        rules.plan_unit_is_on_roster,
        rules.plan_is_of_the_item,
        rules.plan_number_is_its_own,
    ),
    PlanKind.FORMAL: (
        formal_plans.formal_plan_is_linked,
        formal_plans.formal_plan_number_is_its_own,
        formal_plans.formal_plan_has_a_contract,
        formal_plans.formal_plan_covers_contract,
    ),
}
"""What is asked of the units' plans of each kind."""
HAND = "手工填写"
"""Where plans and links come from that were typed."""


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
    entries = with_known_links(case.plans_of(kind), named(case, entries))
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
    case = desk.case(project_id)
    return [f for rule in CHECKS[kind] for f in rule.check(case, desk.law, desk.today)]


def check(desk: Desk, project_id: int) -> Reconciliation:
    """各单位的采购计划与纳入的需求逐家核对."""
    return reconciliation(desk.case(project_id))


def check_formal(desk: Desk, project_id: int) -> tuple[Paired, ...]:
    """各单位的正式采购计划与临时采购计划、合同逐家核对."""
    return pairs(desk.case(project_id))


def pair(desk: Desk, project_id: int, unit: str, formal: str, linked: str) -> None:
    """登记一条正式采购计划关联的临时采购计划; an empty ``linked`` takes the link back.

    Raises:
        UserError: when the unit has no formal plan of that number.
    """
    plans = list(desk.case(project_id).plans_of(PlanKind.FORMAL))
    wanted = [p for p in plans if p.unit == unit and number_key(p.number) == number_key(formal)]
    if not wanted:
        known = "、".join(p.number for p in plans if p.unit == unit)
        raise UserError(
            f"{unit}没有编号为“{formal}”的正式采购计划。",
            f"它的正式计划有：{known}。" if known else "先导入或填写正式采购计划。",
        )
    told = HAND if linked.strip() else ""
    entries = [
        replace(p, linked=linked.strip(), link_source=told) if p in wanted else p for p in plans
    ]
    _keep_links(desk, project_id, plans, entries)


def pair_by_unit(desk: Desk, project_id: int) -> int:
    """Link every formal plan without a link to its unit's only provisional plan; how many.

    Plans of units with several provisional plans, or none, stay as they are and are listed.
    """
    case = desk.case(project_id)
    plans, entries = list(case.plans_of(PlanKind.FORMAL)), linked_by_unit(case)
    return _keep_links(desk, project_id, plans, entries)


def _keep_links(
    desk: Desk, project_id: int, plans: Sequence[PlanEntry], entries: Sequence[PlanEntry]
) -> int:
    changed = [new for old, new in zip(plans, entries, strict=True) if old != new]
    if changed:
        case = desk.case(project_id)
        summary = f"登记正式采购计划的关联 {len(changed)} 条"
        with desk.store.begin("plans_paired", summary, desk.now(), project_id=project_id) as work:
            stored.set_plans(work, project_id, PlanKind.FORMAL, entries)
            for record in flow.after_touching(case, stage("signing")):
                records.set_stage(work, project_id, record)
            work.payload["pairs"] = [[p.unit, p.number, p.linked] for p in changed]
    return len(changed)


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
