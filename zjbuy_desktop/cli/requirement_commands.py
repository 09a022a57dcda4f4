"""需求调查、编制、审查的命令：看办到了哪里，登记调查的情形和审查结论。"""

from argparse import Namespace
from typing import Any

from zjbuy_desktop.cli import shown
from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base.findings import Findings
from zjbuy_desktop.core.papers.book import paper
from zjbuy_desktop.core.stages import requirement as drafting_stage
from zjbuy_desktop.core.stages import review as review_stage
from zjbuy_desktop.core.stages.flow import stage_findings


def _show(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import requirement

    with desk_of(options) as desk:
        data = requirement.as_json(desk, options.project)
        case = desk.case(options.project)
        found = stage_findings(case, drafting_stage.SPEC, desk.law, desk.today)
    why = "；".join(f"{t['item']}，{t['why']}" for t in data["triggers"])
    lines = [f"应当开展需求调查：{why}。" if why else "不属于应当开展需求调查的情形。"]
    if data["waiver"]:
        lines.append(f"不重复调查：{data['waiver']}")
    surveyed = data["surveyed_on"] or "还没有登记"
    lines.append(f"需求调查完成：{surveyed}；市场主体调查对象 {len(data['respondents'])} 家。")
    lines += [
        f"《{paper(kind).title}》：{day or '还没有成文'}" for kind, day in data["drafted"].items()
    ]
    lines += [
        f"{a['unit']}　{a['answered_on']}　{a['answer']}"
        if a["answered_on"]
        else f"{a['unit']}　还没有反馈"
        for a in data["answers"]
    ]
    return _with(data, lines, found)


def _set(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import requirement

    with desk_of(options) as desk:
        ground = requirement.SurveyGround(options.trigger, options.waiver, options.earlier)
        requirement.set_survey(desk, options.project, ground)
        data = requirement.as_json(desk, options.project)
    return Answer(data, ["已登记需求调查的情形。"])


def _review(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import requirement

    with desk_of(options) as desk:
        data = requirement.review_json(desk, options.project)
        case = desk.case(options.project)
        found = stage_findings(case, review_stage.SPEC, desk.law, desk.today)
    lines = ["重点审查（含一般性审查）。" if data["key_review"] else "一般性审查。"]
    lines += [
        f"{i['number']}　{i['question']}　{i['said'] or '还没有结论'}　{i['opinion']}".rstrip()
        for i in data["items"]
    ]
    people = "、".join(f"{name}（{what}）" for what, name in data["reviewers"])
    lines.append(f"审查人员：{people or '还没有填写'}。")
    return _with(data, lines, found)


def _judge(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import requirement

    with desk_of(options) as desk:
        said = [(n, options.said, options.opinion) for n in options.items]
        requirement.set_verdicts(desk, options.project, said)
        data = requirement.review_json(desk, options.project)
    return Answer(data, [f"已登记 {len(options.items)} 项的审查结论：{options.said}。"])


def _with(data: dict[str, Any], lines: list[str], found: Findings) -> Answer:
    data["findings"] = [shown.finding_json(f) for f in found]
    return Answer(data, [*lines, *shown.findings(found)], int(bool(found.blocking)))


COMMANDS: dict[str, Command] = {
    "requirement show": _show,
    "requirement set": _set,
    "review show": _review,
    "review set": _judge,
}
