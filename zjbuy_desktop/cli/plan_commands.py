"""采购计划的命令：导入、逐家核对、登记编号。"""

from argparse import Namespace
from typing import Any

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.cli.pair_commands import check_formal
from zjbuy_desktop.cli.shown import yuan_or_none
from zjbuy_desktop.core.case.agreement import sums, verdict, warning_after_filing
from zjbuy_desktop.core.case.differences import Difference, Reconciliation
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.plans import PlanKind


def _import(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import planning

    with desk_of(options) as desk:
        data = planning.import_plans(desk, options.project, options.file, options.kind)
    lines = [f"导入 {data['entries']} 条，差异 {len(data['differences'])} 处。"]
    lines += [f"  {d['message']}" for d in data["differences"]]
    return Answer(data, lines, int(bool(data["differences"])))


def _check(options: Namespace) -> Answer:
    from zjbuy_desktop.usecases import planning

    if options.kind is PlanKind.FORMAL:
        return check_formal(options)
    with desk_of(options) as desk:
        case, found = desk.case(options.project), planning.check(desk, options.project)
    lines = [line for d in found.differences for line in _difference(d)]
    lines.append(verdict(case, found))
    lines += [sums(found)] if found.rows else []
    return Answer(_data(found), lines, int(bool(found.differences) or not found.rows))


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
        case, found = desk.case(options.project), planning.check(desk, options.project)
    lines = [f"已登记临时采购计划的编号 {options.number}。"]
    if case.event(EventKind.PROVISIONAL_PLAN_FILED) is None:
        word = EventKind.PROVISIONAL_PLAN_FILED.label
        lines.append(f"登记的只是编号；系统里办结以后，再登记日期：record {case.id} {word} 日期")
    wrong = warning_after_filing(case, found)
    data = {"number": options.number, "differences": len(found.differences), "warning": wrong}
    return Answer(data, [*lines, *([wrong] if wrong else [])], int(bool(wrong)))


COMMANDS: dict[str, Command] = {
    "plans import": _import,
    "plans check": _check,
    "plans file": _file,
}
