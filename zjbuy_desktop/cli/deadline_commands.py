"""``deadlines``：各项期限，给人看的行，或写成日历文件。"""

from argparse import Namespace

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.cli.deadlines_shown import deadline_json, deadline_lines
from zjbuy_desktop.cli.law_shown import law_json, law_lines


def _deadlines(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import checking, projects

    if options.ics is not None:
        return _calendar(options)
    with desk_of(options) as desk:
        if options.law:
            return Answer({"law": law_json(desk.law)}, law_lines(desk.law))
        names = {p["id"]: p["name"] for p in projects.list_projects(desk)}
        chosen = [options.project] if options.project else list(names)
        clocks = {project: checking.deadlines(desk, project) for project in chosen}
    lines: list[str] = []
    for project, found in clocks.items():
        lines += [f"项目 {project}　{names[project]}"] if found and len(chosen) > 1 else []
        lines += deadline_lines(found, options.all)
    data = {"deadlines": [deadline_json(d) for found in clocks.values() for d in found]}
    return Answer(data, lines or ["还没有起算的期限。"])


def _calendar(options: Namespace) -> Answer:
    """Those that are still open, of one project or all."""
    from zjbuy_desktop.usecases import deadline_calendar, overview, reminders
    from zjbuy_desktop.usecases.deadline_wall import Wanted, chosen

    with desk_of(options) as desk:
        if options.project:
            desk.case(options.project)  # says so if there is none
        wanted = Wanted(project=options.project, each=options.all)
        clocks = chosen(overview.all_clocks(desk), wanted, desk.today, desk.calendar)
        ahead = reminders.workdays(desk)
        count = deadline_calendar.write_calendar(desk, clocks, options.ics, ahead, each=options.all)
    said = f"已写入 {count} 项期限：{options.ics}；每项提前 {ahead} 个工作日提醒。"
    lines = [said, "在手机或邮箱的日历里导入；以后重新导出再导入，同一期限会换成新的。"]
    return Answer({"file": str(options.ics), "entries": count, "ahead": ahead}, lines)


def _holidays_list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import holidays

    with desk_of(options) as desk:
        years = holidays.known(desk)
    data = [
        {"year": y.schedule.year, "source": y.schedule.source, "own": y.own,
         "off": sorted(y.schedule.off), "work": sorted(y.schedule.work)}
        for y in years
    ]  # fmt: skip
    return Answer({"years": data}, [y.words for y in years])


def _holidays_import(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import holidays

    with desk_of(options) as desk:
        schedule = holidays.read_file(options.file, options.year, options.source)
        holidays.keep(desk, schedule)
    told = f"放假 {len(schedule.off)} 天，调休上班 {len(schedule.work)} 天"
    data = {"year": schedule.year, "off": sorted(schedule.off), "work": sorted(schedule.work)}
    return Answer(data, [f"已补充 {schedule.year} 年放假安排：{told}。"])


def _holidays_drop(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import holidays

    with desk_of(options) as desk:
        holidays.drop(desk, options.year, options.reason)
    return Answer({"year": options.year}, [f"已删除本单位补充的 {options.year} 年放假安排。"])


COMMANDS: dict[str, Command] = {
    "deadlines": _deadlines,
    "holidays list": _holidays_list,
    "holidays import": _holidays_import,
    "holidays drop": _holidays_drop,
}
