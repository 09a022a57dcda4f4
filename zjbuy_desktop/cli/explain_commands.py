"""“这个数怎么来的”的命令。"""

from argparse import Namespace
from typing import Any

from zjbuy_desktop.cli import shown
from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base.errors import UserError

_HINT = "用 --unit、--item、--lot、--contract、--paper 或 --total 说明问哪个数。"


def _explain(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import explained, explaining, needs

    if options.paper:
        return _paper(options)
    asked = any((options.unit, options.item, options.lot, options.contract, options.total))
    if not asked:
        raise UserError("没有说问哪个数。", _HINT)
    depth = options.depth or explained.DEPTH
    data: dict[str, Any] = {}
    lines: list[str] = []
    with desk_of(options) as desk:
        if options.unit:
            data = needs.explain(desk, options.project, options.unit, options.item)
            lines = shown.explained(options.unit, data)
        figures = _figures(options, explaining.ground_of(desk, options.project))
    if not lines:
        lines = [line for f in figures for line in explained.text_lines(f, depth)]
    return Answer(data | {"figures": [explained.as_json(f, depth) for f in figures]}, lines)


def _paper(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import explained, paper_figures, papers

    name, _, subject = options.paper.partition("/")
    with desk_of(options) as desk:
        case = desk.case(options.project)
        kind = papers.kind_named(name)
        known = papers.paper_spec(kind).subjects(case)
        if subject not in known:
            listed = "、".join(known[:5]) or "（现在没有）"
            raise UserError(f"没有给“{subject}”的这种文件。", f"写作 种类/对象，对象有：{listed}")
        found = paper_figures.figures_of(desk, case, kind, subject)
    depth = options.depth or explained.DEPTH
    lines, data = [], []
    for p in found:
        tree = explained.as_json(p.figure, depth) if p.figure else None
        data.append({"fact": p.fact, "label": p.label, "text": p.text, "figure": tree})
        told = explained.text_lines(p.figure, depth) if p.figure else ["没有找到来历"]
        lines += [f"{p.label}　{p.text}", *(f"  {line}" for line in told)]
    unknown = sum(p.figure is None for p in found)
    return Answer({"figures": data}, lines, int(unknown > 0))


def _figures(options: Namespace, ground: Any) -> tuple[Any, ...]:
    from zjbuy_desktop.usecases import questions

    if options.contract:
        return questions.of_contract(ground, options.contract, options.lot)
    if options.lot:
        return questions.of_lot(ground, options.lot)
    if options.unit or options.item:
        return questions.of_needs(ground, options.unit, options.item)
    return questions.of_all(ground)


COMMANDS: dict[str, Command] = {"explain": _explain}
