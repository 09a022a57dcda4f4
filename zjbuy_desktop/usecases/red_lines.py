"""红线自查：各环节每条规则现在怎么样；收回说明过的理由。"""

from datetime import date

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Case, Override
from zjbuy_desktop.core.case.red_lines import RedLine
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.core.stages.red_lines import red_lines
from zjbuy_desktop.store import reasons as stored
from zjbuy_desktop.store import records
from zjbuy_desktop.usecases.desk import Desk


def check(
    desk: Desk, case: Case, stage_id: str = "", on: date | None = None
) -> tuple[RedLine, ...]:
    """Every rule of all stages, or of one, as it stands today (or on another day)."""
    with desk.store.read() as view:
        given = stored.given(view, case.id)
    return red_lines(case, desk.law, on or desk.today, given, stage_id)


def take_back(desk: Desk, project_id: int, rule: str, subject: str, why: str) -> Override:
    """Take back a reason; its warning holds again, and the stage it let pass is to be looked at.

    Raises:
        UserError: there is no such reason, or nothing says why it is taken back.
    """
    why = why.strip()
    if not why:
        raise UserError("收回理由要写明为什么。", "写一句原因后再收回，审计时会看到。")
    case = desk.case(project_id)
    own = next((o for o in case.overrides if (o.rule, o.subject) == (rule, subject)), None)
    if own is None:
        raise UserError("没有这条说明过的理由。", "在“红线自查”里看有哪些已说明理由。")
    who = f"（{subject}）" if subject else ""
    with desk.store.begin(
        "reason_taken_back", f"收回说明的理由{who}：{why}", desk.now(), project_id=project_id
    ) as work:
        stored.remove_override(work, project_id, own)
        spec = next((s for s in STAGES if rule in {r.id for r in s.rules}), None)
        if spec is not None and spec in flow.stages_of(case):
            for record in flow.after_touching(case, spec):
                records.set_stage(work, project_id, record)
        work.payload.update(rule=rule, subject=subject, reason=own.reason, why=why)
    return own
