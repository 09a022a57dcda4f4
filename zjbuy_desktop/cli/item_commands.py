"""统一标的的命令：列出、建议、归并、拆开、换算、不采纳、撤销。"""

from argparse import Namespace

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base import money


def _list(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import merging

    with desk_of(options) as desk:
        data = merging.items(desk, options.project)
    lines = [
        f"{i['item']}：{i['rows']} 行，{_quantity(i['quantity'], i['measures'])}，"
        f"{money.yuan(i['amount_fen'])} 元"
        for i in data["items"]
    ]
    return Answer(data, [*lines, f"合计 {money.yuan(data['amount_fen'])} 元"])


def _quantity(sum_of_all: object, measures: list[str]) -> str:
    """Quantity and measure; several measures are named and not added up."""
    if len(measures) == 1:
        return f"{sum_of_all}{measures[0]}"
    return f"计量单位不一（{'、'.join(m or '没有写' for m in measures)}），数量不相加"


def _suggest(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import merging

    with desk_of(options) as desk:
        found = merging.suggested(desk, desk.case(options.project))
    data = [
        {
            "item": s.item,
            "into": s.into,
            "reason": s.reason,
            "rows": s.total.rows,
            "amount_fen": s.total.amount_fen,
        }
        for s in found
    ]
    lines = [f"{s.item} → {s.into}：{s.reason}，{s.total.rows} 行" for s in found]
    return Answer({"suggestions": data}, lines or ["没有归并建议。"])


def _merge(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import merging

    choice = merging.Choice(tuple(options.items), options.unit)
    with desk_of(options) as desk:
        rows = merging.merge(desk, options.project, choice, options.into, options.reason)
    return Answer({"rows": rows}, [f"已归并 {rows} 行到“{options.into}”。"])


def _split(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import merging

    choice = merging.Choice((options.item,), options.unit, options.written, options.spec)
    with desk_of(options) as desk:
        rows = merging.split(desk, options.project, choice, options.to, options.reason)
    return Answer({"rows": rows}, [f"已拆出 {rows} 行。"])


def _convert(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import merging

    choice = merging.Choice((options.item,), options.unit, measure=options.measure)
    factor = merging.measure_factor(options.factor)
    with desk_of(options) as desk:
        rows = merging.convert(desk, options.project, choice, options.into, factor, options.reason)
    return Answer({"rows": rows}, [f"已换算 {rows} 行。"])


def _decline(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import merging

    with desk_of(options) as desk:
        merging.decline(desk, options.project, options.item, options.into, options.reason)
    return Answer({"item": options.item, "into": options.into}, ["已记下，不再建议。"])


def _undo(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import merging

    with desk_of(options) as desk:
        gone = merging.undo(desk, options.project)
    return Answer({"undone": gone}, ["已撤销上一步归并。"])


COMMANDS: dict[str, Command] = {
    "items list": _list,
    "items suggest": _suggest,
    "items merge": _merge,
    "items split": _split,
    "items convert": _convert,
    "items decline": _decline,
    "items undo": _undo,
}
