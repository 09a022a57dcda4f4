"""定标：登记结果，按单位分配。"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zjbuy_desktop.core.base import quantity
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case import savings
from zjbuy_desktop.core.case.allocation import lot_results, signer_for, trial_results
from zjbuy_desktop.core.case.awards import LotAward, LotResult, Supplement
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import additions, contracts_by_share
from zjbuy_desktop.core.case.contradicting import Contradiction, contradictions
from zjbuy_desktop.core.case.project import Project
from zjbuy_desktop.core.case.tally import included_lines
from zjbuy_desktop.core.rules.awarding import (
    allocation_equals_award,
    award_within_budget,
    contract_within_unit_budget,
)
from zjbuy_desktop.core.rules.ceilings import award_within_ceilings, ceilings_within_budget
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import awards as stored
from zjbuy_desktop.store import projects as stored_projects
from zjbuy_desktop.store import records
from zjbuy_desktop.usecases.desk import Desk

_SHOWN = 5
Ceilings = Mapping[str, Mapping[str, Any]]
"""标项名称 → the fields of ``Lot`` that set its 最高限价（分, or ``None``）."""

_CHECKS = (
    award_within_budget,
    award_within_ceilings,
    ceilings_within_budget,
    allocation_equals_award,
    contract_within_unit_budget,
)

TRIAL = (
    "还没有单位纳入计划，以下按已接收的需求试算；"
    "在“参与委托”核章并补齐内容后，以纳入的单位为准，在此之前不出合同文件。"
)
"""Said with a split that no contract may follow."""


def preview(
    desk: Desk, project_id: int, awards: Sequence[LotAward], ceilings: Ceilings | None = None
) -> tuple[tuple[LotResult, ...], list[str]]:
    """The split these awards would give, and what is wrong with them; nothing is written.

    ``ceilings`` are 最高限价 as they would be then.

    Raises:
        UserError: for a lot the project doesn't have, or not exactly one price.
    """
    case = desk.case(project_id)
    case = replace(case, project=_with_ceilings(case.project, ceilings or {}))
    known = {lot.name for lot in case.project.lots}
    for award in awards:
        if award.lot not in known:
            raise UserError(f"项目里没有“{award.lot}”。", f"标项有：{'、'.join(sorted(known))}")
        if (award.unit_price_fen is None) == (award.total_fen is None):
            raise UserError(f"{award.lot}要么填单价，要么填总价。", "两者只填一个。")
    trial = replace(case, awards=tuple(awards))
    if not included_lines(case):
        return trial_results(trial), [TRIAL]
    found = [f.message for rule in _CHECKS for f in rule.check(trial, desk.law, desk.today)]
    return lot_results(trial), found


def _with_ceilings(project: Project, ceilings: Ceilings) -> Project:
    lots = tuple(replace(lot, **ceilings.get(lot.name, {})) for lot in project.lots)
    return replace(project, lots=lots)


def contradicted(
    desk: Desk, project_id: int, awards: Sequence[LotAward]
) -> tuple[Contradiction, ...]:
    """Signed contracts from which these awards would depart."""
    case = desk.case(project_id)
    return contradictions(case, replace(case, awards=tuple(awards)))


def _refuse(found: Sequence[Contradiction], reason: str) -> None:
    """Never silently against a signed contract (指引 十二（二）).

    What was only recorded as signed could not be compared afterwards, so it is entered first.
    """
    unknown = [c for c in found if not c.entered]
    if unknown:
        raise UserError(
            f"{_listed(unknown)}：已登记签订，合同内容还没有录入，改了结果就无从核对。",
            "先在“通知与签约”的“合同核对”录入这些合同（命令行 contracts enter），再改采购结果。",
        )
    if found and not reason.strip():
        raise UserError(
            f"改采购结果会与已签的 {len(found)} 份合同不一致：{_listed(found)}。",
            "核对登记的结果和合同；确实要改的，写明理由（命令行 --reason），"
            "改后这些合同列为必须改。",
        )


def _listed(found: Sequence[Contradiction]) -> str:
    more = f"；另有 {len(found) - _SHOWN} 份" if len(found) > _SHOWN else ""
    return "；".join(c.text for c in found[:_SHOWN]) + more


def set_awards(
    desk: Desk,
    project_id: int,
    awards: Sequence[LotAward],
    ceilings: Ceilings | None = None,
    *,
    reason: str = "",
) -> tuple[LotResult, ...]:
    """登记采购结果, and 最高限价 where ``ceilings`` gives them anew.

    A result that departs from signed contracts needs a ``reason``; the contracts are then found
    by ``signed_contract_follows_award``, and the papers made of the old result are out of date.

    While no unit is included yet the split returned is a trial over the accepted needs; what
    counts is always computed from the included units.

    Raises:
        UserError: as ``preview``; also for a lot that none of the included units needs, and for
            a departure from signed contracts without a reason, naming them.
    """
    results, _ = preview(desk, project_id, awards, ceilings)
    if any(not r.allocations for r in results):
        empty = "、".join(r.award.lot for r in results if not r.allocations)
        raise UserError(
            f"{empty}还没有纳入的单位，无法分配。", "先在“参与委托”核章并补齐资金等内容。"
        )
    against = contradicted(desk, project_id, awards)
    _refuse(against, reason)
    case = desk.case(project_id)
    project = _with_ceilings(case.project, ceilings or {})
    limited = project != case.project
    summary = "登记采购结果：" + "；".join(f"{a.lot} {a.supplier}" for a in awards)
    if against:
        summary += f"（与已签合同 {len(against)} 份不一致，理由：{reason.strip()}）"
    with desk.store.begin("award_set", summary, desk.now(), project_id=project_id) as work:
        stored.set_awards(work, project_id, awards)
        if limited:
            stored_projects.update_project(work, project_id, project)
            work.payload["ceilings"] = {
                x.name: [x.ceiling_fen, x.ceiling_total_fen] for x in project.lots
            }
        # 最高限价写在采购计划里，改了它，计划也要复核。
        for record in flow.after_touching(case, stage("plan" if limited else "award")):
            records.set_stage(work, project_id, record)
        work.payload["award_fen"] = {r.award.lot: r.award_fen for r in results}
        if against:
            work.payload["reason"] = reason.strip()
            work.payload["contradicted"] = [c.text for c in against]
    return results


def standing(desk: Desk, project_id: int) -> tuple[tuple[LotResult, ...], list[str]]:
    """The recorded awards with their split, and what is wrong with them.

    Raises:
        UserError: when no result is recorded yet.
    """
    awards = desk.case(project_id).awards
    if not awards:
        raise UserError("还没有登记采购结果。", "评审结束后，用 award set 或在“结果确认”登记。")
    return preview(desk, project_id, awards)


@dataclass(frozen=True, slots=True)
class Room:
    """How much one contract may still grow by 补充合同 (指引 十一).

    Attributes:
        unit: 单位名称.
        lot: 标项名称.
        contract_fen: 原合同金额（分）.
        added_fen: 已有补充合同累计（分）.
        most_fen: 累计最多（分）.
        percent: 上限比例.
    """

    unit: str
    lot: str
    contract_fen: int
    added_fen: int
    most_fen: int
    percent: int

    @property
    def left_fen(self) -> int:
        """还可以补充的金额（分）; never below zero."""
        return max(0, self.most_fen - self.added_fen)


def supplement_rooms(desk: Desk, case: Case, unit: str) -> tuple[Room, ...]:
    """What is left for 补充合同 in each contract of one unit; 统采统签: in the lead's."""
    percent = desk.law.number("supplement_limit_percent", desk.today).value
    standing = contracts_by_share(case)
    added: dict[str, int] = {}
    for a in additions(case):
        added[a.contract.key] = added.get(a.contract.key, 0) + a.supplement.amount_fen
    return tuple(
        Room(
            unit,
            lot,
            contract.share.contract_fen,
            added.get(contract.key, 0),
            contract.share.contract_fen * percent // 100,
            percent,
        )
        for (who, lot), contract in standing.items()
        if who == unit
    )


def add_supplement(desk: Desk, project_id: int, supplement: Supplement) -> None:
    """登记补充合同; refused when the sum would pass the limit per contract (指引 十一).

    Raises:
        UserError: beyond the limit, with the head-room that is left.
    """
    from zjbuy_desktop.core.rules.signing import supplements_within_limit

    if supplement.amount_fen <= 0:
        raise UserError("补充合同的增加金额要大于 0。", "填写本次增加的金额，单位为元。")
    case = desk.case(project_id)
    trial = replace(case, supplements=(*case.supplements, supplement))
    signer = signer_for(case, supplement.unit)
    for finding in supplements_within_limit.check(trial, desk.law, desk.today):
        if finding.subject == signer:
            raise UserError(finding.message, finding.fix)
    summary = f"登记补充合同：{supplement.unit}{supplement.lot}"
    with desk.store.begin("supplement_added", summary, desk.now(), project_id=project_id) as work:
        stored.add_supplement(work, project_id, supplement)
        work.payload["amount_fen"] = supplement.amount_fen


def as_json(results: Sequence[LotResult]) -> dict[str, Any]:
    """The JSON of ``award set`` and ``award show``: each lot and share with what it saves."""
    return {
        **_saving(savings.of_all(results)),
        "lots": [
            {
                "name": r.award.lot,
                "supplier": r.award.supplier,
                "budget_fen": r.budget_fen,
                "award_fen": r.award_fen,
                **_saving(savings.of_lot(r)),
                "allocations": [
                    {
                        "unit": a.unit,
                        "quantity": quantity.units(a.quantity),
                        "budget_fen": a.budget_fen,
                        "unit_price_fen": a.unit_price_fen,
                        "contract_fen": a.contract_fen,
                        **_saving(savings.of_share(a)),
                    }
                    for a in r.allocations
                ],
            }
            for r in results
        ],
    }


def _saving(saving: savings.Saving) -> dict[str, Any]:
    return {"saving_fen": saving.saved_fen, "saving_rate": saving.percent}
