"""采购计划的命令：导入、逐家核对、登记编号。"""

from argparse import Namespace
from typing import Any

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.cli.pair_commands import check_formal
from zjbuy_desktop.cli.shown import yuan_or_none
from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.differences import Difference, Reconciliation


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
        return check_formal(options)
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
        f"    需求：{yuan_or_none(found.needed_fen)}{_place(found.need_source)}",
        f"    计划：{yuan_or_none(found.planned_fen)}{_place(found.plan_source)}",
    ]


def _place(source: str) -> str:
    return f"（{source}）" if source else ""


def _file(options: Namespace) -> Answer:
    from zjbuy_desktop.core.case.plans import PlanFiling
    from zjbuy_desktop.usecases import planning

    with desk_of(options) as desk:
        planning.set_filing(desk, options.project, PlanFiling(options.number))
    return Answer({"number": options.number}, [f"已登记临时采购计划 {options.number}。"])


COMMANDS: dict[str, Command] = {
    "plans import": _import,
    "plans check": _check,
    "plans file": _file,
}
