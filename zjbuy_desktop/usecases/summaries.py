"""汇总表：一份总表，每家参与单位一份。"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from zjbuy_desktop.core.case.allocation import allocations_of
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.core.case.tally import UnitStanding, standings
from zjbuy_desktop.core.case.words import words_for
from zjbuy_desktop.excel.summary_data import (
    ParticipantData,
    SummaryData,
    SummaryIssue,
    UnitStatus,
)
from zjbuy_desktop.usecases import collecting
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.names import file_name

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Written:
    """Workbooks that were written, the total one first; notes about characters not kept."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def write_summaries(
    desk: Desk, project_id: int, out: Path, progress: Progress | None = None
) -> Written:
    """Write the total summary and one workbook per participant with needs into ``out``."""
    from zjbuy_desktop.excel.participants import write_participant
    from zjbuy_desktop.excel.summaries import write_summary

    case = desk.case(project_id)
    out.mkdir(parents=True, exist_ok=True)
    found = standings(case)
    total = out / file_name(case.project.name, "需求汇总表", ".xlsx")
    notes = list(write_summary(total, total_data(desk, case, found)))
    files = [total]
    for n, standing in enumerate(found, 1):
        target = out / file_name(standing.unit, "需求确认表", ".xlsx")
        notes += write_participant(target, unit_data(desk, case, standing))
        files.append(target)
        if progress:
            progress(n, len(found), standing.unit)
    return Written(tuple(files), tuple(notes))


def total_data(desk: Desk, case: Case, found: tuple[UnitStanding, ...]) -> SummaryData:
    """What the total workbook shows."""
    known = {s.unit: s for s in found}
    project = case.project
    return SummaryData(
        project=project.name,
        lead_unit=project.lead_unit,
        category=f"{project.category_code} {project.category_name}",
        made_on=desk.today,
        lines=case.needs,
        units=tuple(UnitStatus(u, *status_of(case, u.name, known.get(u.name))) for u in case.units),
        issues=tuple(_issues(desk, case, found)),
    )


def status_of(case: Case, unit: str, standing: UnitStanding | None) -> tuple[str, tuple[str, ...]]:
    """Where a unit stands in words, and what it still has to supply."""
    if standing is None:
        gone = case.happened(EventKind.WITHDRAWN, unit)
        return ("已退出" if gone else "未报送"), ()
    if standing.reason is None:
        return "已纳入计划", ()
    return f"未纳入：{standing.reason.value}", standing.missing


def _issues(desk: Desk, case: Case, found: tuple[UnitStanding, ...]) -> list[SummaryIssue]:
    kept = [r for r in collecting.list_returns(desk, case.id) if not r.undone]
    mended = {r.sha256 for r in kept if r.outcome is Outcome.ACCEPTED}
    issues = [
        SummaryIssue(
            "已更正" if r.sha256 in mended else "已搁置" if r.settled else "待修改",
            "、".join(r.units) or r.file,
            f"实际是“{p.found}”，应当：{p.expected}",
            r.settled or p.hint,
            f"{r.file} {p.sheet or ''} {p.cell or ''}".strip(),
        )
        for r in kept
        if r.outcome is Outcome.REJECTED
        for p in r.problems
    ]
    reasons = {(o.rule, o.subject): o.reason for o in case.overrides}
    for s in (s for s in found if s.reason):
        assert s.reason is not None
        why = reasons.get(("every_need_is_entrusted", s.unit), "")
        issues.append(SummaryIssue("未纳入", s.unit, s.reason.value, why or "见参与委托"))
    known = {s.unit for s in found}
    for unit in (u.name for u in case.units if u.name not in known):
        gone = case.event(EventKind.WITHDRAWN, unit)
        what = "已退出" if gone else "未报送需求"
        issues.append(SummaryIssue(what, unit, gone.note if gone else "没有可用的需求表"))
    return issues


def unit_data(desk: Desk, case: Case, standing: UnitStanding) -> ParticipantData:
    """What one participant's workbook shows."""
    unit, lead = case.unit(standing.unit), case.lead
    assert unit is not None, "a unit with needs is on the roster"
    return ParticipantData(
        project=case.project.name,
        lead_unit=case.project.lead_unit,
        lead_contact=lead.contact if lead else "",
        lead_phone=lead.phone if lead else "",
        made_on=desk.today,
        status=UnitStatus(unit, *status_of(case, unit.name, standing)),
        lines=tuple(line for line in case.needs if line.unit == unit.name),
        shares=allocations_of(case, unit.name),
        result_word=words_for(case.project.method).won,
    )
