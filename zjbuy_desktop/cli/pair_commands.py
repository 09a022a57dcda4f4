"""正式采购计划的命令：与临时计划配对，逐家核对。"""

from argparse import Namespace
from typing import Any

from zjbuy_desktop.cli.answers import Answer, Command, desk_of
from zjbuy_desktop.cli.shown import yuan_or_none
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.pairing import Paired


def check_formal(options: Namespace) -> Answer:
    """各单位的正式计划与临时计划、合同逐家核对。"""
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
        f"{state}　{row.unit}　{shown or '没有正式计划'}　合同 {yuan_or_none(row.contract_fen)}，"
        f"正式计划 {yuan_or_none(row.planned_fen)}",
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
    checked = check_formal(options)
    return Answer(
        {"linked": count, **checked.data}, [f"登记关联 {count} 条。", *checked.lines], checked.code
    )


COMMANDS: dict[str, Command] = {"plans pair": _pair}
