"""环节的推进：完成、重开、说明理由、暂存。"""

from collections.abc import Sequence
from typing import Any

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.case import Override
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.store import records as stored
from zjbuy_desktop.usecases.desk import Desk


def complete(desk: Desk, project_id: int, stage_id: str) -> None:
    """Complete a stage.

    Raises:
        UserError: while something blocks or a warning has no reason given.
    """
    spec = stage(stage_id)
    if spec.along:
        raise UserError(f"“{spec.title}”一直开着，不用完成。", "逐件登记、答复即可。")
    case = desk.case(project_id)
    found = flow.stage_findings(case, spec, desk.law, desk.today)
    if not flow.may_complete(found):
        first = found.items[0]
        raise UserError(f"“{spec.title}”还不能完成：{first.message}", first.fix)
    with desk.store.begin(
        "stage_completed", f"完成“{spec.title}”", desk.now(), project_id=project_id
    ) as work:
        stored.set_stage(work, project_id, flow.after_completing(case, spec, desk.today))
        work.payload["stage"] = spec.id


def reopen(desk: Desk, project_id: int, stage_id: str) -> None:
    """Reopen a finished stage; later finished ones are marked for review, nothing is deleted."""
    spec = stage(stage_id)
    case = desk.case(project_id)
    with desk.store.begin(
        "stage_reopened", f"重开“{spec.title}”", desk.now(), project_id=project_id
    ) as work:
        for record in flow.after_reopening(case, spec):
            stored.set_stage(work, project_id, record)
        work.payload["stage"] = spec.id


def take_over(desk: Desk, project_id: int, first_open: str, note: str) -> None:
    """接手：mark every stage before ``first_open`` as already done elsewhere, with a note why."""
    if not note.strip():
        raise UserError("接手项目需要一句说明。", "写明前面的环节在哪里、由谁办理。")
    case = desk.case(project_id)
    with desk.store.begin(
        "project_taken_over", f"接手项目，从“{stage(first_open).title}”开始", desk.now(),
        project_id=project_id,
    ) as work:  # fmt: skip
        for record in flow.taken_over(case, stage(first_open), desk.today, note.strip()):
            stored.set_stage(work, project_id, record)
        work.payload["note"] = note.strip()


def explain_warning(desk: Desk, project_id: int, rule: str, subject: str, reason: str) -> None:
    """说明理由后继续: keep the reason for a warning.

    Raises:
        UserError: when the reason is empty.
    """
    explain_warnings(desk, project_id, rule, [subject], reason)


def explain_warnings(
    desk: Desk, project_id: int, rule: str, subjects: Sequence[str], reason: str
) -> None:
    """One reason for the warnings of one rule about several units or lots, in one transaction.

    Raises:
        UserError: when the reason is empty; nothing is written.
    """
    reason = reason.strip()
    if not reason:
        raise UserError("没有写理由。", "写明为什么可以继续，审计时会看到。")
    who = f"（{subjects[0]}等 {len(subjects)} 处）" if len(subjects) > 1 else ""
    with desk.store.begin(
        "warning_explained", f"说明理由{who}：{reason}", desk.now(), project_id=project_id
    ) as work:
        for subject in subjects:
            stored.add_override(work, project_id, Override(rule, subject, reason))
        if len(subjects) > 1:
            work.payload.update(rule=rule, subjects=list(subjects))
        else:
            work.payload.update(rule=rule, subject=subjects[0])


def save_draft(desk: Desk, project_id: int, stage_id: str, payload: dict[str, Any]) -> None:
    """Keep what was typed but not yet confirmed; not audited."""
    desk.store.save_draft(project_id, stage_id, payload, at=desk.now())


def drop_draft(desk: Desk, project_id: int, stage_id: str) -> None:
    """Forget what was typed: it is stored for good, or its stage is completed."""
    desk.store.drop_draft(project_id, stage_id)


def load_draft(desk: Desk, project_id: int, stage_id: str) -> dict[str, Any]:
    """What was typed last time and not confirmed; empty if nothing."""
    draft = desk.store.load_draft(project_id, stage_id)
    return draft.payload if draft else {}
