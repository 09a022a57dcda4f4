"""采购计划的命令：导入、逐家核对、登记编号。"""

from argparse import Namespace
from typing import Any

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.pairing import Paired
from zjbuy_desktop.core.case.reconciling import Difference, Reconciliation


def _import(options: Namespace) -> Answer:
    from zjbuy_desktop.core.case.plans import PlanKind
    from zjbuy_desktop.usecases import planning

    with desk_of(options) as desk:
        data = planning.import_plans(desk, options.project, options.file, PlanKind(options.kind))
    lines = [f"导入 {data['entries']} 条，差异 {len(data['differences'])} 处。"]
    lines += [f"  {d['message']}" for d in data["differences"]]
    return Answer(data, lines, int(bool(data["differences"])))


def _check(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import planning

    if options.kind == "formal":
        return _check_formal(options)
    with desk_of(options) as desk:
        found = planning.check(desk, options.project)
    return Answer(_data(found), _lines(found), int(bool(found.differences)))


def _data(found: Reconciliation) -> dict[str, Any]:
    return {
        "units": len(found.rows),
        "needed_fen": found.needed_fen,
        "planned_fen": found.planned_fen,
        "difference_fen": found.gap_fen,
        "differences": [
            {
                "unit": d.unit,
                "mismatch": d.mismatch.value,
                "message": d.message,
                "fix": d.fix,
                "needed_fen": d.needed_fen,
                "planned_fen": d.planned_fen,
                "difference_fen": d.gap_fen,
                "number": d.number,
                "plan_source": d.plan_source,
                "need_source": d.need_source,
            }
            for d in found.differences
        ],
    }


def _lines(found: Reconciliation) -> list[str]:
    lines = [line for d in found.differences for line in _difference(d)]
    whole = found.needed_fen == found.planned_fen + found.gap_fen
    told = f"不一致 {len(found.differences)} 处" if found.differences else "逐家一致"
    return [
        *lines,
        f"{len(found.rows)} 家，{told}。",
        f"Σ需求 {money.yuan(found.needed_fen)} 元 {'＝' if whole else '≠'} "
        f"Σ计划 {money.yuan(found.planned_fen)} 元 ＋ Σ差额 {money.yuan(found.gap_fen)} 元"
        f"{' ✓' if whole else ' ✗'}",
    ]


def _difference(found: Difference) -> list[str]:
    return [
        f"{found.mismatch.value}　{found.message}{found.fix}",
        f"    需求：{_amount(found.needed_fen)}{_place(found.need_source)}",
        f"    计划：{_amount(found.planned_fen)}{_place(found.plan_source)}",
    ]


def _amount(fen: int | None) -> str:
    return "没有" if fen is None else f"{money.yuan(fen)} 元"


def _place(source: str) -> str:
    return f"（{source}）" if source else ""


def _check_formal(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import planning

    with desk_of(options) as desk:
        found = planning.check_formal(desk, options.project)
    data = {"pairs": [_pair_data(row) for row in found]}
    lacking = sum(bool(row.lacks) for row in found)
    lines = [line for row in found for line in _pair_lines(row)]
    paired = sum(row.paired for row in found)
    return Answer(data, [*lines, f"{len(found)} 家，已配对 {paired} 家。"], int(bool(lacking)))


def _pair_data(row: Paired) -> dict[str, Any]:
    return {
        "unit": row.unit,
        "contract_fen": row.contract_fen,
        "planned_fen": row.planned_fen,
        "paired": row.paired,
        "formal": [
            {
                "number": p.number,
                "amount_fen": p.amount_fen,
                "source": p.source,
                "linked": p.linked,
                "link_source": p.link_source,
            }
            for p in row.formal
        ],
        "provisional": [{"number": p.number, "source": p.source} for p in row.provisional],
        "lacks": [{"fault": x.fault.value, "message": x.message, "fix": x.fix} for x in row.lacks],
    }


def _pair_lines(row: Paired) -> list[str]:
    shown = "；".join(
        f"{p.number or '（无编号）'} ← {p.linked or '（未关联）'}" for p in row.formal
    )
    state = "已配对" if row.paired else "未配对"
    return [
        f"{state}　{row.unit}　{shown or '没有正式计划'}　合同 {_amount(row.contract_fen)}，"
        f"正式计划 {_amount(row.planned_fen)}",
        *(f"    {x.message}{x.fix}" for x in row.lacks),
    ]


def _pair(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import planning

    given = (options.unit, options.formal, options.provisional)
    with desk_of(options) as desk:
        if all(given):
            planning.pair(desk, options.project, *given)
            count = 1
        elif any(given):
            raise UserError(
                "配一对要写全 --unit、--formal、--provisional。", "都不写则按单位配对。"
            )
        else:
            count = planning.pair_by_unit(desk, options.project)
    checked = _check_formal(options)
    return Answer(
        {"linked": count, **checked.data}, [f"登记关联 {count} 条。", *checked.lines], checked.code
    )


def _file(options: Namespace) -> Answer:
    from zjbuy_desktop.core.case.plans import PlanFiling
    from zjbuy_desktop.usecases import planning

    with desk_of(options) as desk:
        planning.set_filing(desk, options.project, PlanFiling(options.number))
    return Answer({"number": options.number}, [f"已登记临时采购计划 {options.number}。"])


COMMANDS: dict[str, Command] = {
    "plans import": _import,
    "plans check": _check,
    "plans pair": _pair,
    "plans file": _file,
}
