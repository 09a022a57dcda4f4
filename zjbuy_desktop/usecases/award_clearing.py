"""撤销采购结果: the way back to the needs; not while something rests on the result."""

from collections.abc import Iterator

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.preconditions import RESTING_ON_AWARDS
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import awards as stored
from zjbuy_desktop.store import records
from zjbuy_desktop.store.mapping import values_of
from zjbuy_desktop.usecases.desk import Desk

_SHOWN = 5


def clear_awards(desk: Desk, project_id: int, reason: str) -> None:
    """Take the recorded results back: needs may be changed again, the results entered anew.

    What was recorded stays in the audit event.

    Raises:
        UserError: nothing is recorded, no reason is given, or an agreement, a notice or a
            contract rests on the results; then those are taken back first.
    """
    case = desk.case(project_id)
    if not case.awards:
        raise UserError("还没有登记采购结果，不用撤销。", "刷新后再看。")
    if not reason.strip():
        raise UserError("撤销采购结果需要写明理由。", "例如：单位来函更正数量，重新汇总后再登记。")
    resting = list(_resting(case))
    if resting:
        more = f"；另有 {len(resting) - _SHOWN} 件" if len(resting) > _SHOWN else ""
        raise UserError(
            f"已据采购结果办理：{'；'.join(resting[:_SHOWN])}{more}。",
            "登记错了的，先撤销这些登记和录入的合同；已经办了的，结果不能撤销，"
            "要改只能重新登记并写明理由。",
        )
    summary = f"撤销采购结果：{'、'.join(a.lot for a in case.awards)}（{reason.strip()}）"
    with desk.store.begin("award_cleared", summary, desk.now(), project_id=project_id) as work:
        stored.set_awards(work, project_id, ())
        for record in flow.after_touching(case, stage("award")):
            records.set_stage(work, project_id, record)
        work.payload.update(reason=reason.strip(), awards=[values_of(a) for a in case.awards])


def _resting(case: Case) -> Iterator[str]:
    """What was done on the ground of the results."""
    for supplement in case.supplements:
        yield f"{supplement.unit}（{supplement.lot}）登记了补充合同"
    for signed in case.signed:
        yield f"{signed.unit}（{signed.lot}）录入了合同"
    for step in case.steps:
        yield f"{step.unit}（{step.lot}）登记了“{step.kind.label}”"
    for event in case.events:
        if event.kind in RESTING_ON_AWARDS:
            yield f"{event.unit}“{event.kind.label}”（{event.on}）"
