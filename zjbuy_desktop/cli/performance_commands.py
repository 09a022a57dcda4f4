"""履约的命令：登记验收、发票、支付、保证金、补充合同，撤销，看各份合同办到哪一步。"""

from argparse import Namespace

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.awards import PerformanceStep, Supplement


def _fen(text: str, what: str) -> int:
    try:
        return money.fen(text.replace(",", "")) if text else 0
    except ValueError as error:
        raise UserError(f"{what}“{text}”不是金额。", "以元为单位，只写数字。") from error


def _milli(text: str, what: str) -> int:
    try:
        return quantity.milli(text) if text else 0
    except ValueError as error:
        raise UserError(f"{what}“{text}”不是数量。", "只写数字。") from error


def _add(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import performing

    step = PerformanceStep(
        performing.step_kind(options.kind),
        options.unit,
        options.lot,
        options.date,
        _fen(options.amount, "金额"),
        _milli(options.quantity, "合格数量"),
        _milli(options.refused, "拒收数量"),
        options.due,
        options.number,
        options.note,
    )
    with desk_of(options) as desk:
        told = performing.enter(desk, options.project, [step])
        data = performing.show(desk, options.project)
    own = [s for s in data["shares"] if (s["unit"], s["lot"]) == (step.unit, step.lot)]
    lines = [f"已登记{step.kind.label}。", *told, *map(performing.line_of, own)]
    return Answer(data, lines)


def _undo(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import performing

    with desk_of(options) as desk:
        gone = performing.undo(desk, options.project, options.number, options.reason)
        data = performing.show(desk, options.project)
    return Answer(data, [f"已撤销{gone.kind.label}：{gone.unit}（{gone.lot}）{gone.on}。"])


def _show(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import performing

    with desk_of(options) as desk:
        data = performing.show(desk, options.project)
    late = sum(bool(share["late_days"]) for share in data["shares"])
    lines = [performing.line_of(share) for share in data["shares"]]
    lines += [
        f"  编号 {s['id']}　{performing.step_kind(s['kind']).label}　{s['on']}　"
        f"{s['unit']}（{s['lot']}）"
        for s in data["steps"]
    ]
    lines.append(
        f"合计应付 {money.yuan(data['due_fen'])} 元，已付 {money.yuan(data['paid_fen'])} 元，"
        f"未付 {money.yuan(data['unpaid_fen'])} 元；逾期未付 {late} 份。"
    )
    return Answer(data, lines, int(bool(late)))


def _supplement(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import awarding

    with desk_of(options) as desk:
        if options.amount:
            added = Supplement(
                options.unit, options.lot, _fen(options.amount, "金额"), options.number
            )
            awarding.add_supplement(desk, options.project, added)
        rooms = awarding.supplement_rooms(desk, desk.case(options.project), options.unit)
    found = [r for r in rooms if options.lot in ("", r.lot)]
    lines = [
        f"{r.unit}（{r.lot}）原合同 {money.yuan(r.contract_fen)} 元，累计已补充 "
        f"{money.yuan(r.added_fen)} 元，最多 {money.yuan(r.most_fen)} 元（{r.percent}%），"
        f"还可以补充 {money.yuan(r.left_fen)} 元。"
        for r in found
    ]
    rows = [
        {"unit": r.unit, "lot": r.lot, "contract_fen": r.contract_fen, "added_fen": r.added_fen,
         "most_fen": r.most_fen, "left_fen": r.left_fen}
        for r in found
    ]  # fmt: skip
    return Answer({"rooms": rows}, lines or [f"采购结果里没有{options.unit}的合同。"])


COMMANDS: dict[str, Command] = {
    "performance add": _add,
    "performance undo": _undo,
    "performance show": _show,
    "performance supplement": _supplement,
}
