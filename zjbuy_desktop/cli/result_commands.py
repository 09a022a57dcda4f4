"""结果的命令：代理机构、定标。"""

from argparse import Namespace

from zjbuy_desktop.cli import shown
from zjbuy_desktop.cli.answers import Answer, Command, desk_of


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
        ceilings = settings_files.ceilings_from(options.file)
        _, wrong = awarding.preview(desk, options.project, awards, ceilings)
        results = awarding.set_awards(
            desk, options.project, awards, ceilings, reason=options.reason
        )
    return Answer(awarding.as_json(results), shown.awards(results) + wrong, int(bool(wrong)))


def _award_show(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import awarding

    with desk_of(options) as desk:
        results, wrong = awarding.standing(desk, options.project)
    lines = shown.awards(results) + shown.award_shares(results) + wrong
    return Answer(awarding.as_json(results) | {"wrong": wrong}, lines, int(bool(wrong)))


def _award_clear(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import award_clearing

    with desk_of(options) as desk:
        award_clearing.clear_awards(desk, options.project, options.reason)
    return Answer({"cleared": True}, ["已撤销采购结果，需求可以改动；改完重新登记结果。"])


COMMANDS: dict[str, Command] = {
    "agency set": _agency_set,
    "award clear": _award_clear,
    "award set": _award_set,
    "award show": _award_show,
}
