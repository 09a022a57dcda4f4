"""示例：临时采购计划、代理委托。"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.plans import PlanFiling, PlanKind
from zjbuy_desktop.core.case.tally import standings
from zjbuy_desktop.usecases import papers, planning, projects, settings_files, stages
from zjbuy_desktop.usecases.demo.aggregation import number_papers, record_events
from zjbuy_desktop.usecases.demo.script import Script, on
from zjbuy_desktop.usecases.desk import Desk


def plan(desk: Desk, project_id: int, script: Script) -> str:
    """临时采购计划: the units' plan export read back and compared, 编号 registered."""
    desk = on(desk, script.day("plan"))
    folder = script.out / "2-回收"
    draft, export = folder / "各单位采购计划导出（初稿）.csv", folder / "各单位采购计划导出.csv"
    write_plan_export(desk, project_id, draft, script.table["plan"]["mistakes"])
    first = planning.import_plans(desk, project_id, draft, PlanKind.PROVISIONAL)
    write_plan_export(desk, project_id, export, {})
    result = planning.import_plans(desk, project_id, export, PlanKind.PROVISIONAL)
    planning.set_filing(desk, project_id, PlanFiling(script.table["plan"]["number"]))
    record_events(desk, project_id, script, "plan")
    number_papers(desk, project_id, script, "provisional_plan", [""])
    papers.make(desk, project_id, ["provisional_plan"], script.shelf("provisional_plan"))
    stages.complete(desk, project_id, "plan")
    amount = money.yuan(result["amount_fen"])
    counts = [len(r["differences"]) for r in (first, result)]
    return (
        f"计划：初稿与需求不一致 {counts[0]} 处；改正后 {result['entries']} 条，{amount} 元，"
        f"差异 {counts[1]} 处。"
    )


def set_ceilings(desk: Desk, project_id: int, script: Script) -> None:
    """最高限价 within the budget, now that it is known; a big project has another budget."""
    if script.units:
        return
    project = desk.case(project_id).project
    most = {name: money.fen(yuan) for name, yuan in script.table["plan"]["ceilings"].items()}
    lots = tuple(replace(x, ceiling_total_fen=most.get(x.name)) for x in project.lots)
    projects.update(desk, project_id, replace(project, lots=lots))


def write_plan_export(
    desk: Desk, project_id: int, file: Path, mistakes: Mapping[str, Mapping[str, str]]
) -> None:
    """What 预算一体化系统 would export: one row per included unit, as GB18030 CSV.

    ``mistakes`` are what some units wrote otherwise: unit → ``number`` or ``amount``.
    """
    case = desk.case(project_id)
    code = case.project.category_code
    included = [s for s in standings(case) if s.included]
    write_export(
        file,
        ("单位名称", "采购计划编号", "品目编码", "金额(元)"),
        [
            (
                s.unit,
                wrong.get("number", f"临2026{n:04d}"),
                code,
                wrong.get("amount", money.yuan(s.total.amount_fen)),
            )
            for n, s in enumerate(included, 1)
            for wrong in [mistakes.get(s.unit, {})]
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
