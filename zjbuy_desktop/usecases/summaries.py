"""汇总表：一份总表，每家参与单位一份。"""

from dataclasses import dataclass
from pathlib import Path

from zjbuy_desktop.core.case.tally import standings
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.names import file_name


@dataclass(frozen=True, slots=True)
class Written:
    """Workbooks that were written, the total one first."""

    files: tuple[Path, ...]


def write_summaries(desk: Desk, project_id: int, out: Path) -> Written:
    """Write the total summary and one workbook per participant with needs into ``out``."""
    from zjbuy_desktop.excel import summaries as excel

    case = desk.case(project_id)
    out.mkdir(parents=True, exist_ok=True)
    total = out / file_name(case.project.name, "需求汇总表", ".xlsx")
    excel.write_summary(total, _total_data(desk, case))
    files = [total]
    for s in standings(case):
        target = out / file_name(s.unit, "需求确认表", ".xlsx")
        excel.write_participant(target, _unit_data(desk, case, s.unit))
        files.append(target)
    return Written(tuple(files))
