"""每条命令调用哪个用例，回答什么。"""

from argparse import Namespace

from zjbuy_desktop.cli import shown, texts
from zjbuy_desktop.cli.answers import Answer, Command, desk_of, name_of
from zjbuy_desktop.cli.archive_commands import COMMANDS as ARCHIVE_COMMANDS
from zjbuy_desktop.cli.assist_commands import COMMANDS as ASSIST_COMMANDS
from zjbuy_desktop.cli.contract_commands import COMMANDS as CONTRACT_COMMANDS
from zjbuy_desktop.cli.deadline_commands import COMMANDS as DEADLINE_COMMANDS
from zjbuy_desktop.cli.disclosure_commands import COMMANDS as DISCLOSURE_COMMANDS
from zjbuy_desktop.cli.dispute_commands import COMMANDS as DISPUTE_COMMANDS
from zjbuy_desktop.cli.encryption_commands import COMMANDS as ENCRYPTION_COMMANDS
from zjbuy_desktop.cli.explain_commands import COMMANDS as EXPLAIN_COMMANDS
from zjbuy_desktop.cli.gap_commands import COMMANDS as GAP_COMMANDS
from zjbuy_desktop.cli.handover_commands import COMMANDS as HANDOVER_COMMANDS
from zjbuy_desktop.cli.intention_commands import COMMANDS as INTENTION_COMMANDS
from zjbuy_desktop.cli.item_commands import COMMANDS as ITEM_COMMANDS
from zjbuy_desktop.cli.judging_commands import COMMANDS as JUDGING_COMMANDS
from zjbuy_desktop.cli.mapping_commands import COMMANDS as MAPPING_COMMANDS
from zjbuy_desktop.cli.needs_commands import COMMANDS as NEEDS_COMMANDS
from zjbuy_desktop.cli.pair_commands import COMMANDS as PAIR_COMMANDS
from zjbuy_desktop.cli.paper_commands import COMMANDS as PAPER_COMMANDS
from zjbuy_desktop.cli.performance_commands import COMMANDS as PERFORMANCE_COMMANDS
from zjbuy_desktop.cli.plan_commands import COMMANDS as PLAN_COMMANDS
from zjbuy_desktop.cli.record_commands import COMMANDS as RECORD_COMMANDS
from zjbuy_desktop.cli.renew_commands import COMMANDS as RENEW_COMMANDS
from zjbuy_desktop.cli.requirement_commands import COMMANDS as REQUIREMENT_COMMANDS
from zjbuy_desktop.cli.result_commands import COMMANDS as RESULT_COMMANDS
from zjbuy_desktop.cli.scan_commands import COMMANDS as SCAN_COMMANDS
from zjbuy_desktop.cli.self_test_commands import COMMANDS as SELF_TEST_COMMANDS
from zjbuy_desktop.cli.tender_commands import COMMANDS as TENDER_COMMANDS
from zjbuy_desktop.cli.trust_commands import COMMANDS as TRUST_COMMANDS
from zjbuy_desktop.cli.version_commands import COMMANDS as VERSION_COMMANDS


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


def _texts_conditions(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import general_conditions

    with desk_of(options) as desk:
        given = general_conditions.import_conditions(desk, options.file)
        clauses = general_conditions.clauses(given)
    data = {"key": given.key, "source": given.source, "clauses": len(clauses)}
    lines = [f"已导入合同通用条款 {len(clauses)} 条（{given.source}），货物合同从此印它。"]
    return Answer(data, lines + [f"  {clause}" for clause in clauses])


def _days(options: Namespace) -> Answer:
    from zjbuy_desktop.core.base.workdays import reckon
    from zjbuy_desktop.usecases.library import calendar

    result = reckon(options.start, options.add, options.kind, calendar())
    data = shown.reckoning_json(result)
    return Answer(data, [shown.reckoning_line(options, result)])


COMMANDS: dict[str, Command] = {
    "demo": _demo,
    "project new": _project_new,
    "project list": _project_list,
    "project status": _project_status,
    **NEEDS_COMMANDS,
    **DISPUTE_COMMANDS,
    **EXPLAIN_COMMANDS,
    **MAPPING_COMMANDS,
    **ITEM_COMMANDS,
    **VERSION_COMMANDS,
    **PAPER_COMMANDS,
    **SCAN_COMMANDS,
    "texts conditions": _texts_conditions,
    **texts.COMMANDS,
    **INTENTION_COMMANDS,
    **PLAN_COMMANDS,
    **PAIR_COMMANDS,
    **TENDER_COMMANDS,
    **REQUIREMENT_COMMANDS,
    **RESULT_COMMANDS,
    **CONTRACT_COMMANDS,
    **PERFORMANCE_COMMANDS,
    **ARCHIVE_COMMANDS,
    **RECORD_COMMANDS,
    **JUDGING_COMMANDS,
    **SELF_TEST_COMMANDS,
    **GAP_COMMANDS,
    **DEADLINE_COMMANDS,
    **DISCLOSURE_COMMANDS,
    **ASSIST_COMMANDS,
    **RENEW_COMMANDS,
    "days": _days,
    **TRUST_COMMANDS,
    **ENCRYPTION_COMMANDS,
    **HANDOVER_COMMANDS,
}
