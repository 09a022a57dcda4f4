"""询问、质疑、投诉的命令。"""

from argparse import Namespace
from enum import StrEnum
from typing import TypeVar

from zjbuy_desktop.cli import shown
from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.disputes import Dispute, DisputeKind, Outcome
from zjbuy_desktop.core.stages.disputes import SPEC
from zjbuy_desktop.core.stages.flow import stage_findings

W = TypeVar("W", bound=StrEnum)


def _list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import disputing

    with desk_of(options) as desk:
        data = disputing.show(desk, options.project)
        found = stage_findings(desk.case(options.project), SPEC, desk.law, desk.today)
    lines = [
        f"{d['kind']}　{d['name']}（{d['about']}）　{d['received']} 收到，{d['answer_by']} 前答复　"
        + (f"{d['answered']} {d['outcome']}" if d["outcome"] else "还没有答复")
        + ("　逾期提出" if d["late_raised"] else "")
        for d in data["disputes"]
    ] or ["没有登记询问、质疑、投诉。"]
    lines += [
        f"协助　{a['unit']}　{a['asked']}　{a['what']}　{a['reply'] or '还没有回复'}"
        for a in data["assistance"]
    ]
    lines.append(f"受理投诉的财政部门：{data['department'] or '不能推定，按采购文件的约定'}。")
    data["findings"] = [shown.finding_json(f) for f in found]
    return Answer(data, [*lines, *shown.findings(found)], int(bool(found.blocking)))


def _add(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import disputing

    told = Dispute(
        _word(DisputeKind, options.kind),
        "",
        options.supplier,
        options.received,
        disputing.about_named(options.about),
        options.posted,
        options.known,
        options.agency,
        options.affects,
        note=options.note,
    )
    with desk_of(options) as desk:
        made = disputing.add(desk, options.project, told)
        data = disputing.show(desk, options.project)
    return Answer(data, [f"已登记{made.kind.value}：{made.name}。"])


def _answer(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import disputing

    outcome = _word(Outcome, options.outcome)
    with desk_of(options) as desk:
        disputing.answer(desk, options.project, options.name, options.date, outcome)
        data = disputing.show(desk, options.project)
    return Answer(data, [f"已登记{options.name}的结果：{outcome.value}。"])


def _remove(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import disputing

    with desk_of(options) as desk:
        disputing.remove(desk, options.project, options.name, options.reason)
        data = disputing.show(desk, options.project)
    return Answer(data, [f"已删除{options.name}的登记。"])


def _ask(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import disputing

    with desk_of(options) as desk:
        disputing.ask_help(
            desk, options.project, options.name, options.unit, options.date, options.what,
            options.due,
        )  # fmt: skip
        data = disputing.show(desk, options.project)
    return Answer(data, [f"已登记请 {len(options.unit)} 家单位协助。"])


def _reply(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import disputing

    with desk_of(options) as desk:
        disputing.reply_help(
            desk, options.project, options.name, options.unit, options.date, options.reply
        )
        data = disputing.show(desk, options.project)
    return Answer(data, [f"已登记{options.unit}的回复。"])


def _word(kind: type[W], word: str) -> W:
    for one in kind:
        if one.value == word:
            return one
    raise UserError(f"没有“{word}”。", f"可以写：{'、'.join(one.value for one in kind)}。")


COMMANDS: dict[str, Command] = {
    "dispute list": _list,
    "dispute add": _add,
    "dispute answer": _answer,
    "dispute remove": _remove,
    "dispute ask-help": _ask,
    "dispute reply-help": _reply,
}
