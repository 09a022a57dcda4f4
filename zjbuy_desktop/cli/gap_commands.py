"""命令 gaps：法规没有规定的事，列出、定下做法、撤销。"""

from argparse import Namespace
from typing import Any

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.case.gaps import gap


def _list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import gaps

    with desk_of(options) as desk:
        rows = gaps.ledger(desk.case(options.project))
    lines: list[str] = []
    for row in rows:
        lines.append(f"{row.stage_title}　{row.gap.title}：{row.gap.silent}")
        lines += [f"    {n} {way}" for n, way in enumerate(row.gap.choices, 1)]
        own = (
            f"{row.own.whose}的做法：{row.own.choice}（{row.own.reason}）"
            if row.own
            else "还没有定"
        )
        lines.append(f"    {own}")
    data: list[dict[str, Any]] = [
        {
            "gap": row.gap.id,
            "title": row.gap.title,
            "stage": row.gap.stage,
            "silent": row.gap.silent,
            "choices": list(row.gap.choices),
            "choice": row.own.choice if row.own else None,
            "reason": row.own.reason if row.own else None,
            "office": row.own.office if row.own else None,
            "papers": list(row.gap.papers),
        }
        for row in rows
    ]
    return Answer({"gaps": data}, lines)


def _set(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import gaps

    choice, ways = options.choice, gap(options.gap).choices
    if choice.isascii() and choice.isdigit() and 1 <= int(choice) <= len(ways):
        choice = ways[int(choice) - 1]
    project = None if options.office else options.project
    with desk_of(options) as desk:
        desk.case(options.project)
        kept = gaps.choose(desk, project, options.gap, choice, options.reason)
    return Answer({"gap": kept.gap, "choice": kept.choice}, [f"{kept.whose}的做法：{kept.choice}"])


def _clear(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import gaps

    project = None if options.office else options.project
    with desk_of(options) as desk:
        desk.case(options.project)
        gaps.take_back(desk, project, options.gap, options.reason)
    return Answer({"gap": gap(options.gap).id}, ["已撤销。"])


COMMANDS: dict[str, Command] = {"gaps list": _list, "gaps set": _set, "gaps clear": _clear}
