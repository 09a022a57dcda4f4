"""每条命令调用哪个用例，回答什么。"""

from argparse import Namespace

from zjbuy_desktop.cli import shown, texts
from zjbuy_desktop.cli.answers import Answer, Command, desk_of, name_of
from zjbuy_desktop.cli.paper_commands import COMMANDS as PAPER_COMMANDS
from zjbuy_desktop.cli.scan_commands import COMMANDS as SCAN_COMMANDS


def answer(options: Namespace) -> Answer:
    """Run the command that was asked for; a paper may be called by its Chinese name."""
    if options.command in ("papers", "scans") and hasattr(options, "kind"):
        from zjbuy_desktop.usecases.papers import kind_named

        options.kind = kind_named(options.kind)
    return COMMANDS[name_of(options)](options)


def _demo(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases.demo import run_demo

    report = run_demo(options.out, units=options.units)
    return Answer(report.data, report.lines, 0)


def _project_new(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import checking, projects

    with desk_of(options) as desk:
        project_id = projects.new_from_file(desk, options.file)
        case = desk.case(project_id)
        found = checking.check(desk, project_id)
    data = {
        "project": project_id,
        "units": len(case.units),
        "findings": [shown.finding_json(f) for f in found],
    }
    lines = [f"已新建项目 {project_id}：{case.project.name}，{len(case.units)} 家单位。"]
    return Answer(data, lines + shown.findings(found))


def _project_list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import projects

    with desk_of(options) as desk:
        rows = projects.list_projects(desk)
    lines = [f"{r['id']}　{r['name']}　{r['units']} 家　{r['stage_title']}" for r in rows]
    return Answer({"projects": rows}, lines or ["还没有项目。用 project new --file 新建。"])


def _project_status(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import projects

    with desk_of(options) as desk:
        data = projects.status(desk, options.project)
    lines = [f"{data['name']}　{data['units']} 家单位"]
    lines += [f"  {s['state']}　{s['title']}" for s in data["stages"]]
    return Answer(data, [*lines, f"下一步：{data['next']}", f"原因：{data['why']}"])


def _forms_export(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import delivering

    with desk_of(options) as desk:
        files = delivering.export_forms(desk, options.project, options.out)
    return Answer({"files": files}, [f"已写出 {len(files)} 份填报表，在 {options.out}"])


def _forms_send(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import delivering

    with desk_of(options) as desk:
        folders = delivering.send_folders(desk, options.project, options.out)
    return Answer({"folders": folders}, [f"已备好 {len(folders)} 个发送文件夹，在 {options.out}"])


def _forms_import(options: Namespace) -> Answer:
    from zjbuy_desktop.core.case.needs import Outcome
    from zjbuy_desktop.usecases import collecting

    with desk_of(options) as desk:
        report = collecting.import_returns(
            desk, options.project, options.paths, dry_run=options.dry_run
        )
    rejected = report.count(Outcome.REJECTED)
    return Answer(
        collecting.as_json(report), shown.import_report(report, options.dry_run), int(rejected > 0)
    )


def _forms_facts(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import recording

    with desk_of(options) as desk:
        facts = recording.import_facts(desk, options.project, options.file)
    return Answer({"units": [f.unit for f in facts]}, [f"已补充 {len(facts)} 家单位的内容。"])


def _needs(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import needs

    with desk_of(options) as desk:
        data = needs.needs(desk, options.project)
    return Answer(data, shown.needs(data))


def _explain(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import needs

    with desk_of(options) as desk:
        data = needs.explain(desk, options.project, options.unit, options.item)
    return Answer(data, shown.explained(options.unit, data))


def _summary(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import summaries

    with desk_of(options) as desk:
        written = summaries.write_summaries(desk, options.project, options.out)
    lines = [f"已写出 {len(written.files)} 个工作簿，在 {options.out}"]
    return Answer({"files": list(written.files)}, lines)


def _texts_conditions(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import general_conditions

    with desk_of(options) as desk:
        given = general_conditions.import_conditions(desk, options.file)
        clauses = general_conditions.clauses(given)
    data = {"key": given.key, "source": given.source, "clauses": len(clauses)}
    lines = [f"已导入合同通用条款 {len(clauses)} 条（{given.source}），货物合同从此印它。"]
    return Answer(data, lines + [f"  {clause}" for clause in clauses])


def _plans_import(options: Namespace) -> Answer:
    from zjbuy_desktop.core.case.plans import PlanKind
    from zjbuy_desktop.usecases import planning

    with desk_of(options) as desk:
        data = planning.import_plans(desk, options.project, options.file, PlanKind(options.kind))
    lines = [f"导入 {data['entries']} 条，差异 {len(data['differences'])} 处。"]
    lines += [f"  {d['message']}" for d in data["differences"]]
    return Answer(data, lines, int(bool(data["differences"])))


def _plans_file(options: Namespace) -> Answer:
    from zjbuy_desktop.core.case.plans import PlanFiling
    from zjbuy_desktop.usecases import planning

    with desk_of(options) as desk:
        planning.set_filing(desk, options.project, PlanFiling(options.number))
    return Answer({"number": options.number}, [f"已登记临时采购计划 {options.number}。"])


def _agency_set(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import checking, planning, settings_files

    with desk_of(options) as desk:
        agency = settings_files.agency_from(options.file)
        planning.set_agency(desk, options.project, agency)
        found = [f for f in checking.check(desk, options.project) if f.field.startswith("agency")]
    data = {"agency": agency.name, "findings": [shown.finding_json(f) for f in found]}
    return Answer(data, [f"已登记采购代理机构：{agency.name}"] + shown.findings(found))


def _award_set(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import awarding, settings_files

    with desk_of(options) as desk:
        awards = settings_files.awards_from(options.file)
        _, wrong = awarding.preview(desk, options.project, awards)
        results = awarding.set_awards(desk, options.project, awards)
    return Answer(awarding.as_json(results), shown.awards(results) + wrong, int(bool(wrong)))


def _record(options: Namespace) -> Answer:
    from zjbuy_desktop.core.case.events import Event
    from zjbuy_desktop.usecases import recording

    kind = recording.event_kind(options.event)
    with desk_of(options) as desk:
        event = Event(kind, options.date, options.unit, options.note)
        recording.record(desk, options.project, [event])
    data = {"event": kind.value, "date": options.date, "unit": options.unit}
    return Answer(data, [f"已登记：{kind.label} {options.date} {options.unit}".rstrip()])


def _check(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import checking

    with desk_of(options) as desk:
        found = checking.check(desk, options.project)
    data = {"findings": [shown.finding_json(f) for f in found]}
    return Answer(data, shown.findings(found) or ["没有问题。"], int(bool(found.blocking)))


def _deadlines(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import checking, projects

    with desk_of(options) as desk:
        chosen = [options.project] if options.project else [
            p["id"] for p in projects.list_projects(desk)
        ]  # fmt: skip
        clocks = [d for p in chosen for d in checking.deadlines(desk, p)]
    data = {"deadlines": [shown.deadline_json(d) for d in clocks]}
    return Answer(data, [shown.deadline_line(d) for d in clocks] or ["还没有起算的期限。"])


def _days(options: Namespace) -> Answer:
    from zjbuy_desktop.core.base.workdays import reckon
    from zjbuy_desktop.usecases.library import calendar

    result = reckon(options.start, options.add, options.kind, calendar())
    data = shown.reckoning_json(result)
    return Answer(data, [shown.reckoning_line(options, result)])


def _backup_make(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import trust

    with desk_of(options) as desk:
        data = trust.make_backup(desk, options.file)
    return Answer(data, [f"备份已验证：{data['file']}"])


def _backup_restore(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import trust

    data = trust.restore_backup(options.data, options.file)
    return Answer(data, [f"已恢复；恢复前的数据留在 {data['kept']}"])


def _verify(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import trust

    data = trust.verify_data(options.data)
    return Answer(
        data, [*data["problems"]] or ["核验通过：数据完好。"], int(bool(data["problems"]))
    )


COMMANDS: dict[str, Command] = {
    "demo": _demo,
    "project new": _project_new,
    "project list": _project_list,
    "project status": _project_status,
    "forms export": _forms_export,
    "forms send": _forms_send,
    "forms import": _forms_import,
    "forms facts": _forms_facts,
    "needs": _needs,
    "explain": _explain,
    "summary": _summary,
    **PAPER_COMMANDS,
    **SCAN_COMMANDS,
    "texts conditions": _texts_conditions,
    **texts.COMMANDS,
    "plans import": _plans_import,
    "plans file": _plans_file,
    "agency set": _agency_set,
    "award set": _award_set,
    "record": _record,
    "check": _check,
    "deadlines": _deadlines,
    "days": _days,
    "backup make": _backup_make,
    "backup restore": _backup_restore,
    "verify": _verify,
}
