"""Columns and words of the pairs of formal and provisional plans."""

from collections.abc import Sequence

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.deriving_contracts import (
    all_plans,
    formal_gap,
    unit_plan,
    whole_formal_gap,
)
from zjbuy_desktop.core.case.deriving_results import all_contracts, unit_contracts
from zjbuy_desktop.core.case.ground import Ask
from zjbuy_desktop.core.case.pairing import Paired
from zjbuy_desktop.core.case.plans import PlanEntry, PlanKind
from zjbuy_desktop.gui.models.columns import Column, money_column, text_column


def pair_columns() -> tuple[Column[Paired], ...]:
    """合同 | 正式计划 | 差 | 编号 | 关联 | 核对."""
    return (
        text_column("单位", lambda r: r.unit, 160, tip=lambda r: r.unit),
        money_column(
            "合同（元）",
            lambda r: r.contract_fen,
            112,
            why=lambda r: _contracts(r.unit),
            why_total=all_contracts,
        ),
        money_column(
            "正式计划（元）",
            lambda r: r.planned_fen,
            116,
            tip=lambda r: r.source,
            why=lambda r: _formal_plan(r.unit),
            why_total=lambda ground: all_plans(ground, PlanKind.FORMAL),
        ),
        money_column(
            "差（元）",
            lambda r: r.gap_fen,
            100,
            whole=True,
            tone=lambda r: "stop" if (r.gap_fen or 0) < 0 else "",
            tip=lambda _: "差 ＝ 正式计划 － 合同",
            why=lambda r: _formal_gap(r.unit),
            why_total=whole_formal_gap,
        ),
        text_column("正式计划编号", _formal, 108, tip=_formal),
        text_column("关联的临时计划", _linked, 108, tip=_linked),
        text_column(
            "核对",
            word,
            104,
            tone=_tone,
            mark=lambda r: {"ok": "check", "quiet": "clock"}.get(_tone(r), "stop"),
            tip=lambda r: "；".join(x.fault.value for x in r.lacks),
        ),
    )


def _contracts(unit: str) -> Ask:
    return lambda ground: unit_contracts(ground, unit)


def _formal_plan(unit: str) -> Ask:
    return lambda ground: unit_plan(ground, unit, PlanKind.FORMAL)


def _formal_gap(unit: str) -> Ask:
    return lambda ground: formal_gap(ground, unit)


def word(at: Paired) -> str:
    """已关联, what lacks, or that nothing has been made yet."""
    if not at.formal:
        return "待编制"
    return "；".join(dict.fromkeys(x.fault.value for x in at.lacks)) or "已关联"


def waiting_text(rows: Sequence[Paired]) -> str:
    """已登记 12/27 家，差额待全部登记后合计; empty once every row has both amounts."""
    known = sum(r.gap_fen is not None for r in rows)
    if known == len(rows):
        return ""
    stray = sum(r.contract_fen is None for r in rows)
    if known + stray == len(rows):
        return f"{stray} 家没有要签的合同，改正后再合计差额"
    return f"已登记 {known}/{len(rows)} 家，差额待全部登记后合计"


def _tone(at: Paired) -> str:
    if not at.formal:
        return "quiet"
    return "stop" if at.lacks else "ok"


def _formal(at: Paired) -> str:
    return "、".join(p.number for p in at.formal if p.number.strip())


def _linked(at: Paired) -> str:
    return "、".join(dict.fromkeys(p.linked for p in at.formal if p.linked.strip()))


def detail(at: Paired) -> str:
    """One unit in full: what lacks and what to do, and where both plans stand."""
    told = [f"{x.message}{x.fix}" for x in at.lacks]
    for plan in at.formal:
        linked = (
            f"关联 {plan.linked}{_from(plan.link_source)}"
            if plan.linked
            else f"没有关联{_from(plan.link_source)}"
        )
        told.append(f"正式 {_plan(plan)}，{linked}")
    told += [f"临时 {_plan(plan)}" for plan in at.provisional]
    return "\n".join(told)


def _plan(plan: PlanEntry) -> str:
    number, amount = plan.number.strip() or "（无编号）", money.yuan(plan.amount_fen)
    return f"{number}　{amount} 元{_from(plan.source)}"


def _from(source: str) -> str:
    return f"（{source}）" if source else ""
