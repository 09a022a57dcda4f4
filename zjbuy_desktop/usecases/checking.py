"""检查与期限：红线、时钟、按日计算。"""

from datetime import date

from zjbuy_desktop.core.base.findings import Findings
from zjbuy_desktop.core.base.workdays import DayKind, Reckoning, reckon
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.rules import clocks
from zjbuy_desktop.core.rules.clocks import Deadline
from zjbuy_desktop.core.stages import flow
from zjbuy_desktop.core.stages.spec import StageSpec
from zjbuy_desktop.usecases.desk import Desk


def check(desk: Desk, project_id: int) -> Findings:
    """All findings of the stages reached so far."""
    return flow.findings(desk.case(project_id), desk.law, desk.today)


def check_stage(desk: Desk, case: Case, spec: StageSpec) -> Findings:
    """The findings of one stage of a case at hand."""
    return flow.stage_findings(case, spec, desk.law, desk.today)


def deadlines(desk: Desk, project_id: int) -> tuple[Deadline, ...]:
    """Every clock of one project, the earliest alarm first."""
    return clocks.deadlines(desk.case(project_id), desk.law, desk.calendar, desk.today)


def days(desk: Desk, start: date, add: int, kind: DayKind) -> Reckoning:
    """``add`` 日 or 工作日 after a day; the day itself is not counted."""
    return reckon(start, add, kind, desk.calendar)
