"""意向公开的命令：逐家看公开了没有，写预算依据和预计采购时间。"""

from argparse import Namespace

from zjbuy_desktop.cli import shown
from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.intentions import START_WORDS
from zjbuy_desktop.core.stages.flow import stage_findings
from zjbuy_desktop.core.stages.intention import SPEC


def _show(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import intentions

    with desk_of(options) as desk:
        data = intentions.as_json(desk, options.project)
        found = stage_findings(desk.case(options.project), SPEC, desk.law, desk.today)
    lines = [
        f"{u['unit']}　{'、'.join(u['ways'])}　{money.yuan(u['amount_fen'])} 元　{u['coverage']}"
        + (f"　{u['published_on']}　{u['link']}".rstrip() if u["published_on"] else "")
        for u in data["units"]
    ]
    lines += [] if lines else ["还没有纳入计划的单位。"]
    start = f"{data['start']}（{data['start_is']}）" if data["start"] else "还没有填写"
    lines.append(f"预算依据：{data['budget_basis'] or '还没有选择'}；采购活动开始：{start}。")
    lines.append(f"{START_WORDS}。")
    data["findings"] = [shown.finding_json(f) for f in found]
    return Answer(data, [*lines, *shown.findings(found)], int(bool(found.blocking)))


def _set(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import intentions

    with desk_of(options) as desk:
        intentions.set_basis(desk, options.project, options.basis, options.expected)
        data = intentions.as_json(desk, options.project)
    return Answer(
        data, [f"已登记：预算依据 {data['budget_basis']}，预计采购时间 {data['start']}。"]
    )


COMMANDS: dict[str, Command] = {"intention show": _show, "intention set": _set}
