"""What a sitting reads, each in one go on the worker thread; touches no widget."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from zjbuy_desktop.core.base.findings import Finding, Severity
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.book import stage
from zjbuy_desktop.core.stages.flow import NextStep
from zjbuy_desktop.core.stages.spec import StageSpec
from zjbuy_desktop.usecases import checking, papers, stages, trust
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.overview import Due, nearest
from zjbuy_desktop.usecases.results import PaperRow
from zjbuy_desktop.usecases.trust import BackupState

Fetch = Callable[[Desk, Case], Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """A project as it stands, seen from one stage.

    Attributes:
        case: all facts.
        spec: the stage looked at.
        findings: those of the stage.
        draft: what was typed there and not kept.
        extra: what its page asked for besides.
        step: the next step of the project.
        due: what is due next.
        backup: the last backup.
    """

    case: Case
    spec: StageSpec
    findings: tuple[Finding, ...]
    draft: Mapping[str, Any]
    extra: Any
    step: NextStep
    due: Due | None
    backup: BackupState


def read_stage(desk: Desk, project_id: int, spec: StageSpec, fetch: Fetch) -> Reading:
    """Everything a page and the frame around it show."""
    case = desk.case(project_id)
    return Reading(
        case=case,
        spec=spec,
        findings=findings_of(desk, case, spec),
        draft=stages.load_draft(desk, project_id, spec.id),
        extra=fetch(desk, case),
        step=flow.next_step(case, desk.law, desk.today),
        due=nearest(desk, case),
        backup=trust.backup_state(desk),
    )


def findings_of(desk: Desk, case: Case, spec: StageSpec) -> tuple[Finding, ...]:
    """The findings of a stage; of one that was done elsewhere (接手) they are only advice."""
    found = tuple(checking.check_stage(desk, case, spec))
    record = case.stage(spec.id)
    if record.taken_over and record.completed_on:
        return tuple(replace(f, severity=Severity.ADVISE) for f in found)
    return found


def stage_in_hand(desk: Desk, project_id: int) -> StageSpec:
    """The stage to open a project at: the one in hand, or the last when all are done."""
    case = desk.case(project_id)
    return flow.current(case) or flow.in_turn(case)[-1]


@dataclass(frozen=True, slots=True)
class Completion:
    """What became of the wish to complete a stage.

    Attributes:
        done: whether it was completed now.
        following: the stage to go on to; the same once all are done.
        held: what keeps it from being completed, the most severe first.
    """

    done: bool
    following: str
    held: tuple[Finding, ...] = ()


def complete_stage(desk: Desk, project_id: int, stage_id: str) -> Completion:
    """Complete a stage, unless it is completed and needs no second look, or something holds it."""
    case = desk.case(project_id)
    record = case.stage(stage_id)
    due = record.completed_on is None or record.stale
    if due:
        found = checking.check_stage(desk, case, stage(stage_id))
        if not flow.may_complete(found):
            held = tuple(f for f in found if f.severity is not Severity.ADVISE)
            return Completion(done=False, following=stage_id, held=held)
        stages.complete(desk, project_id, stage_id)
        stages.drop_draft(desk, project_id, stage_id)
    case = desk.case(project_id)
    now, ids = flow.current(case), [s.id for s in flow.in_turn(case)]
    if due or stage_id == ids[-1]:
        return Completion(due, now.id if now else stage_id)
    return Completion(due, ids[ids.index(stage_id) + 1])


def read_papers(desk: Desk, case: Case, spec: StageSpec) -> tuple[PaperRow, ...]:
    """The papers of a stage with their states; composing hundreds takes a while."""
    kinds = [paper.kind for paper in spec.papers]
    return tuple(papers.list_papers(desk, case, kinds)) if kinds else ()
