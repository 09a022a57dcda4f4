"""到了哪一步、下一步是什么、为什么；哪些环节因改动而要复核。"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from zjbuy_desktop.core.base.findings import Finding, Findings, Severity
from zjbuy_desktop.core.case.case import Case, StageRecord
from zjbuy_desktop.core.law.book import LawBook
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.core.stages.spec import StageSpec


class State(StrEnum):
    """环节状态 with the mark the rail shows."""

    DONE = "已完成"
    STALE = "需复核"
    CURRENT = "进行中"
    OPEN = "未开始"

    @property
    def mark(self) -> str:
        """One character, so that colour never carries the meaning alone."""
        return {"已完成": "✓", "需复核": "↻", "进行中": "◐", "未开始": "○"}[self.value]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next and why.

    Attributes:
        stage: the stage it belongs to; ``None`` when everything is done.
        text: 下一步.
        why: 为什么.
    """

    stage: StageSpec | None
    text: str
    why: str


def stages_of(case: Case) -> tuple[StageSpec, ...]:
    """The stages that are part of this project."""
    return tuple(s for s in STAGES if s.applies_when(case))


def in_turn(case: Case) -> tuple[StageSpec, ...]:
    """Those that are done one after the other."""
    return tuple(s for s in stages_of(case) if not s.along)


def state(case: Case, spec: StageSpec) -> State:
    """How far one stage is; one that runs beside the others is in hand once it was begun."""
    if spec.along:
        if not spec.begun(case):
            return State.OPEN
        return State.DONE if spec.settled_when(case) else State.CURRENT
    record = case.stage(spec.id)
    if record.completed_on:
        return State.STALE if record.stale else State.DONE
    first_open = next((s for s in in_turn(case) if not case.stage(s.id).completed_on), None)
    return State.CURRENT if first_open is spec else State.OPEN


def current(case: Case) -> StageSpec | None:
    """The stage to work on: the first that is open or to be looked at again."""
    for spec in in_turn(case):
        if state(case, spec) in (State.CURRENT, State.STALE):
            return spec
    return None


def stage_findings(case: Case, spec: StageSpec, law: LawBook, on: date) -> Findings:
    """All findings of one stage, the most severe first; explained ones are left out."""
    explained = {(o.rule, o.subject) for o in case.overrides}
    found = [
        f
        for f in _all(case, spec, law, on)
        if f.severity is not Severity.WARN or not ({(f.rule, f.subject), (f.rule, "")} & explained)
    ]
    order = list(Severity)
    return Findings(tuple(sorted(found, key=lambda f: order.index(f.severity))))


def _all(case: Case, spec: StageSpec, law: LawBook, on: date) -> Iterator[Finding]:
    for rule in spec.rules:
        yield from rule.check(case, law, on)
    for item in spec.checklist:
        if item.required and case.happened(item.event) is None:
            yield Finding(
                rule=f"{item.event.value}_is_recorded",
                severity=Severity.BLOCK,
                message=f"还没有登记“{item.event.label}”。",
                basis=item.basis,
                fix=item.fix,
                field=item.event.value,
            )


def reached(case: Case) -> tuple[StageSpec, ...]:
    """The stages up to the last one that is current, finished, or has facts of its own.

    Facts may come before the stages they follow are closed: what is wrong with them is said.
    """
    stages, now = in_turn(case), current(case)
    there = [
        place
        for place, spec in enumerate(stages, 1)
        if spec is now or case.stage(spec.id).completed_on or spec.begun(case)
    ]
    known = set(stages[: max(there, default=0)])
    return tuple(s for s in stages_of(case) if s in known or (s.along and s.begun(case)))


def findings(case: Case, law: LawBook, on: date) -> Findings:
    """The findings of the stages reached: the red-line report.

    Those of a stage that was taken over as done elsewhere (接手) are only 建议: the program
    wasn't told what happened there.
    """
    result: list[Finding] = []
    for spec in reached(case):
        record = case.stage(spec.id)
        elsewhere = record.taken_over and record.completed_on is not None
        for finding in stage_findings(case, spec, law, on):
            result.append(replace(finding, severity=Severity.ADVISE) if elsewhere else finding)
    return Findings(tuple(result))


def may_complete(found: Findings) -> bool:
    """Whether a stage can be completed: nothing blocks and every warning is explained."""
    return not any(f.severity in (Severity.BLOCK, Severity.WARN) for f in found)


def next_step(case: Case, law: LawBook, on: date) -> NextStep:
    """The next step and why, always visible at the foot of the window."""
    urgent = _urgent(case, law, on)
    if urgent is not None:
        return urgent
    spec = current(case)
    if spec is None:
        return NextStep(None, "各环节都已完成，项目办结", "以后数据再有变动，重新生成归档文件夹")
    found = [f for f in stage_findings(case, spec, law, on) if f.severity is not Severity.ADVISE]
    if not found:
        return NextStep(spec, spec.action, f"{spec.title}的检查都已通过")
    return _step(spec, found)


def _urgent(case: Case, law: LawBook, on: date) -> NextStep | None:
    """What blocks in a stage that runs beside the others: an answer that is overdue."""
    for spec in stages_of(case):
        if spec.along and spec.begun(case):
            found = stage_findings(case, spec, law, on).blocking
            if found:
                return _step(spec, found)
    return None


def _step(spec: StageSpec, found: Sequence[Finding]) -> NextStep:
    first = found[0]
    more = f"，另有 {len(found) - 1} 项待办" if len(found) > 1 else ""
    why = f"依据：{first.basis.label}" if first.basis else "这是本程序自己的检查"
    text = (first.fix or first.message).rstrip("。") + more
    return NextStep(spec, text, f"{first.message.rstrip('。')}。{why}")


def after_completing(case: Case, spec: StageSpec, on: date) -> StageRecord:
    """The record of a stage that is completed here on that day."""
    return replace(case.stage(spec.id), completed_on=on, stale=False, taken_over=False)


def after_reopening(case: Case, spec: StageSpec) -> Sequence[StageRecord]:
    """Records to store when a stage is reopened: later ones turn stale, none is deleted."""
    stages = in_turn(case)
    place = stages.index(spec)
    records = [replace(case.stage(spec.id), completed_on=None, stale=False)]
    for later in stages[place + 1 :]:
        record = case.stage(later.id)
        if record.completed_on:
            records.append(replace(record, stale=True))
    return records


def after_touching(case: Case, spec: StageSpec) -> Sequence[StageRecord]:
    """Records to store when data of a finished stage changes: it and later ones turn stale."""
    if spec.along:
        return []
    stages = in_turn(case)
    done = (case.stage(s.id) for s in stages[stages.index(spec) :])
    return [replace(r, stale=True) for r in done if r.completed_on and not r.stale]


def taken_over(case: Case, first_open: StageSpec, on: date, note: str) -> Sequence[StageRecord]:
    """Records for a project that comes with the stages before ``first_open`` already done.

    A stage that was completed here keeps its own record.
    """
    stages = in_turn(case)
    return [
        StageRecord(s.id, completed_on=on, taken_over=True, note=note)
        for s in stages[: stages.index(first_open)]
        if not case.stage(s.id).completed_on
    ]
