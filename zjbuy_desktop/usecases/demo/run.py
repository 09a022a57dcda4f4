"""示例项目的总流程与结果说明。"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.tally import included_lines, total
from zjbuy_desktop.store.opening import open_store
from zjbuy_desktop.usecases import library, needs, trust
from zjbuy_desktop.usecases.demo import (
    aggregation,
    award,
    big,
    delegation,
    disputes,
    early,
    paperwork,
    tender,
)
from zjbuy_desktop.usecases.demo.script import Script, load, on
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.opening import pin_day

_MARK = "示例日期.txt"
STAGES: tuple[Callable[[Desk, int, Script], str], ...] = (
    aggregation.call,
    aggregation.collect,
    aggregation.entrust,
    early.publish_intentions,
    early.write_requirement,
    early.review,
    delegation.plan,
    delegation.agency,
    tender.conduct,
    disputes.challenge,
    award.award,
    award.sign,
    award.check_contracts,
    paperwork.write_papers,
)


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the demo made.

    Attributes:
        data: the JSON of ``demo``.
        lines: the same in plain Chinese.
    """

    data: dict[str, Any]
    lines: list[str] = field(default_factory=list)


def run_demo(out: Path, *, units: int | None = None) -> DemoReport:
    """Run the whole sample project into ``out``.

    Args:
        units: make a big project of so many invented units instead of the shipped sample.

    Raises:
        UserError: when ``out`` holds something that isn't an earlier demo; nothing is deleted.
    """
    script = load(out)
    if units is not None:
        script = big.scaled(script, units)
    _clear(out)
    data_dir = out / "data"
    pin_day(data_dir, script.table["day"])
    start = datetime.combine(script.day("setup"), time(9, 0))
    with open_store(data_dir, now=start, actor="示例经办人", daily_backup=False) as store:
        desk = Desk(
            store, library.law_book(), library.calendar(), script.day("setup"), lambda: start
        )
        project_id, first = aggregation.set_up(desk, script)
        lines = [first, *(stage(desk, project_id, script) for stage in STAGES)]
        return _report(on(desk, script.table["day"]), project_id, script, lines)


def _clear(out: Path) -> None:
    if not out.exists() or not any(out.iterdir()):
        out.mkdir(parents=True, exist_ok=True)
        return
    if not (out / "data" / _MARK).exists():
        raise UserError(f"文件夹“{out}”里已有别的内容。", "换一个空文件夹；没有删除任何文件。")
    shutil.rmtree(out)
    out.mkdir(parents=True)


def _report(desk: Desk, project_id: int, script: Script, lines: list[str]) -> DemoReport:
    case = desk.case(project_id)
    sums = needs.summary_of(case)
    included = total(included_lines(case))
    results = lot_results(case)
    awarded = sum(r.award_fen for r in results)
    backup = trust.make_backup(desk, script.out / "5-备份" / "示例项目备份.zjbak")
    data = {
        "project": project_id,
        "out": str(script.out),
        "data": str(desk.data_dir),
        "today": script.table["day"].isoformat(),
        "accepted": {k: sums[k] for k in ("rows", "quantity", "amount_fen")},
        "included_fen": included.amount_fen,
        "award_fen": awarded,
        "contracts_fen": sum(a.contract_fen for r in results for a in r.allocations),
        "backup": backup["file"],
    }
    return DemoReport(data, [*lines, *_totals(sums, included.amount_fen, included.quantity, data)])


def _totals(
    sums: dict[str, Any], included_fen: int, included_quantity: int, data: dict[str, Any]
) -> list[str]:
    left_out = sums["amount_fen"] - included_fen
    same = data["award_fen"] == data["contracts_fen"]
    return [
        "控制合计",
        f"  已接收需求　{sums['rows']} 行　{sums['quantity']} 台　"
        f"{money.yuan(sums['amount_fen'])} 元",
        f"  ＝纳入计划　{quantity.show(included_quantity)} 台　{money.yuan(included_fen)} 元",
        f"  ＋未纳入　　{money.yuan(left_out)} 元（原因见需求汇总表“异常清单”）",
        f"  中标金额　　{money.yuan(data['award_fen'])} 元　"
        + ("＝Σ各单位合同 ✓" if same else "≠Σ各单位合同 ✗"),
        f"全部内容在 {data['out']}；数据在 {data['data']}（打开时日期固定为 {data['today']}）。",
    ]
