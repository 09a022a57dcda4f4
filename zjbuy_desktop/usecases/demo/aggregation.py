"""示例：立项、征集、回收、委托。"""

from dataclasses import replace

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.needs import Funds, Outcome, UnitFacts
from zjbuy_desktop.core.case.tally import LeftOut, standings
from zjbuy_desktop.core.case.units import Recommendation, Role
from zjbuy_desktop.usecases import (
    collecting,
    delivering,
    freezing,
    papers,
    projects,
    recording,
    stages,
    summaries,
)
from zjbuy_desktop.usecases.demo import filling
from zjbuy_desktop.usecases.demo.script import Script, on
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.toml_text import read_toml


def set_up(desk: Desk, script: Script) -> tuple[int, str]:
    """立项 from the shipped project file and roster."""
    file = script.folder / "project.toml"
    if script.units:
        card = projects.project_from(read_toml(file), file.name)
        project_id = projects.create(desk, card, script.units)
    else:
        project_id = projects.new_from_file(desk, file)
    case = desk.case(project_id)
    keys = ("suitability", "project_number", "fiscal_year", "lead_ranks_above")
    changed = replace(case.project, **{k: script.table[k] for k in keys})
    projects.update(desk, project_id, changed)
    projects.set_recommendations(
        desk, project_id, [Recommendation(u.name, case.project.lead_unit) for u in case.units]
    )
    stages.complete(desk, project_id, "setup")
    return project_id, f"立项：{case.project.name}，名册 {len(case.units)} 家单位。"


def call(desk: Desk, project_id: int, script: Script) -> str:
    """征集: forms, send folders, notice, record of 送达."""
    desk = on(desk, script.day("call"))
    out = script.out / "1-发出"
    number_papers(desk, project_id, script, "call_notice", [""])
    papers.make(desk, project_id, ["call_notice"], out)
    folders = delivering.send_folders(desk, project_id, out / "各单位发送文件夹").folders
    units = [u.name for u in desk.case(project_id).units if u.role is Role.PARTICIPANT]
    delivering.record_delivery(desk, project_id, units, desk.today, "电子邮件")
    record_events(desk, project_id, script, "call")
    stages.complete(desk, project_id, "call")
    return f"征集：通知 1 份，发送文件夹 {len(folders)} 个，已登记送达。"


def collect(desk: Desk, project_id: int, script: Script) -> str:
    """回收: import everything, mend what can be mended, settle the rest with reasons."""
    desk = on(desk, script.day("collection"))
    own = filling.fill_forms(desk, project_id, script, script.out / "2-回收")
    report = collecting.import_returns(desk, project_id, [*script.returns, own])
    kept = {r.file: r.id for r in collecting.list_returns(desk, project_id)}
    for row in script.table["corrections"]:
        cells = {(_sheet(report, row["file"]), c): v for c, v in row["cells"].items()}
        collecting.correct(desk, project_id, kept[row["file"]], cells, row["reason"])
    for row in script.table["set_aside"]:
        collecting.set_aside(desk, project_id, kept[row["file"]], row["reason"])
    for row in script.table["withdrawn"]:
        events = [
            Event(EventKind.WITHDRAWN, desk.today, unit, row["reason"]) for unit in row["units"]
        ]
        recording.record(desk, project_id, events)
    stages.complete(desk, project_id, "collection")
    freezing.freeze(desk, project_id, f"{desk.today.month}月{desk.today.day}日汇总")
    sums = report.accepted
    counts = "，".join(f"{o.label} {report.count(o)}" for o in Outcome)
    return (
        f"回收：{len(report.results)} 个文件（{counts}），"
        f"首次接收 {money.yuan(sums.amount_fen)} 元；更正 {len(script.table['corrections'])} 份。"
    )


def _sheet(report: collecting.ImportReport, file: str) -> str:
    result = next(r for r in report.results if r.file == file)
    return next((p.sheet for p in result.problems if p.sheet), "")


def entrust(desk: Desk, project_id: int, script: Script) -> str:
    """委托: facts, letters out and back, seals, summary workbooks."""
    letters = script.table["letters"]
    desk = on(desk, letters["returned"])
    supply(desk, project_id, script)
    run = papers.make(desk, project_id, ["delegation_letter"], script.shelf("delegation_letter"))
    papers.make(desk, project_id, ["lead_recommendation"], script.shelf("lead_recommendation"))
    late = on(desk, script.day("delegation"))
    units = [p.unit for p in run.made]
    back = [u for u in units if u not in letters["missing"]]
    for kind, day in (
        (EventKind.LETTER_RETURNED, letters["returned"]),
        (EventKind.SEAL_CONFIRMED, letters["confirmed"]),
    ):
        recording.record(late, project_id, [Event(kind, day, unit) for unit in back])
    _explain_left_out(late, project_id, letters["missing_reason"])
    stages.complete(late, project_id, "delegation")
    written = summaries.write_summaries(late, project_id, script.out / "3-汇总")
    return (
        f"委托：委托函 {len(units)} 份，核章 {len(back)} 份；汇总工作簿 {len(written.files)} 个。"
    )


def supply(desk: Desk, project_id: int, script: Script) -> None:
    """待补内容 for every unit that has needs, before its letter states them."""
    table = script.table["facts"]
    units = [s.unit for s in standings(desk.case(project_id)) if s.missing]
    facts = [UnitFacts(unit=u, funds=Funds.SECURED, **table) for u in units]
    recording.supply_facts(desk, project_id, facts)


def _explain_left_out(desk: Desk, project_id: int, reason: str) -> None:
    for s in standings(desk.case(project_id)):
        if s.reason not in (None, LeftOut.WITHDRAWN):
            stages.explain_warning(desk, project_id, "every_need_is_entrusted", s.unit, reason)


def record_events(desk: Desk, project_id: int, script: Script, stage: str) -> None:
    """Record the events the script has for a stage."""
    for row in script.table["events"]:
        if row["stage"] == stage:
            recording.record(desk, project_id, [Event(EventKind(row["event"]), row["on"])])


def number_papers(
    desk: Desk, project_id: int, script: Script, kind: str, subjects: list[str]
) -> None:
    """文号 (counting on from the script's pattern) and 成文日期 for each subject."""
    pattern = script.table["papers"][kind]
    first = 30
    for n, subject in enumerate(subjects, first):
        recording.set_paper_details(
            desk, project_id, kind, subject, pattern["number"].format(n=n), pattern["dated"]
        )
