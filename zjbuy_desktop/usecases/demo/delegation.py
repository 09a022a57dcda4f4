"""示例：临时采购计划、代理委托。"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.plans import PlanFiling, PlanKind
from zjbuy_desktop.core.case.tally import standings
from zjbuy_desktop.usecases import papers, planning, settings_files, stages
from zjbuy_desktop.usecases.demo.aggregation import number_papers, record_events
from zjbuy_desktop.usecases.demo.script import Script, on
from zjbuy_desktop.usecases.desk import Desk


def plan(desk: Desk, project_id: int, script: Script) -> str:
    """临时采购计划: the units' plan export read back and compared, 编号 registered."""
    desk = on(desk, script.day("plan"))
    export = script.out / "2-回收" / "各单位采购计划导出.csv"
    write_plan_export(desk, project_id, export)
    result = planning.import_plans(desk, project_id, export, PlanKind.PROVISIONAL)
    planning.set_filing(desk, project_id, PlanFiling(script.table["plan"]["number"]))
    record_events(desk, project_id, script, "plan")
    number_papers(desk, project_id, script, "provisional_plan", [""])
    papers.make(desk, project_id, ["provisional_plan"], script.shelf("provisional_plan"))
    stages.complete(desk, project_id, "plan")
    amount = money.yuan(result["amount_fen"])
    return f"计划：{result['entries']} 条，{amount} 元，差异 {len(result['differences'])} 处。"


def write_plan_export(desk: Desk, project_id: int, file: Path) -> None:
    """What 预算一体化系统 would export: one row per included unit, as GB18030 CSV."""
    case = desk.case(project_id)
    code = case.project.category_code
    included = [s for s in standings(case) if s.included]
    write_export(
        file,
        ("单位名称", "采购计划编号", "品目编码", "金额(元)"),
        [
            (s.unit, f"临2026{n:04d}", code, money.yuan(s.total.amount_fen))
            for n, s in enumerate(included, 1)
        ],
    )


def write_export(file: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table as the platform exports it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="gb18030", newline="") as stream:
        export = csv.writer(stream)
        export.writerow(head)
        export.writerows(rows)


def agency(desk: Desk, project_id: int, script: Script) -> str:
    """代理委托: the central agency, its agreement."""
    desk = on(desk, script.day("agency"))
    chosen = settings_files.agency_from(script.folder / "agency.toml")
    planning.set_agency(desk, project_id, chosen)
    record_events(desk, project_id, script, "agency")
    number_papers(desk, project_id, script, "agency_agreement", [""])
    papers.make(desk, project_id, ["agency_agreement"], script.shelf("agency_agreement"))
    stages.complete(desk, project_id, "agency")
    return f"代理：{chosen.name}，委托代理协议 1 份。"
