"""Plans against needs: one row for each unit, and one for each thing that does not agree."""

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.asking import of_needs
from zjbuy_desktop.core.case.deriving_contracts import all_plans as plans_of_all
from zjbuy_desktop.core.case.deriving_contracts import (
    included_needs,
    plan_gap,
    unit_plan,
    whole_gap,
)
from zjbuy_desktop.core.case.deriving_needs import Aspect
from zjbuy_desktop.core.case.differences import Difference, Mismatch, Reconciled
from zjbuy_desktop.core.case.ground import Ask
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.case.reconciling import need_source, plan_source
from zjbuy_desktop.gui.models.columns import Column, money_column, text_column
from zjbuy_desktop.gui.widgets.asking import Asks

SUMS: Asks = (
    ("纳入的需求", lambda ground: included_needs(ground, Aspect.AMOUNT)),
    ("临时采购计划", lambda ground: plans_of_all(ground, PlanKind.PROVISIONAL)),
    ("差额", whole_gap),
)
"""The figures of the sentence above the table."""


def plan_columns() -> tuple[Column[Reconciled], ...]:
    """需求 | 计划 | 差 | 编号 | 品目 | 核对."""
    return (
        text_column("单位", lambda r: r.unit, 168, tip=lambda r: r.unit),
        money_column(
            "需求（元）",
            lambda r: r.needed_fen,
            112,
            tip=lambda r: need_source(r.needs),
            why=lambda r: of_needs(Aspect.AMOUNT, r.unit),
            why_total=lambda ground: included_needs(ground, Aspect.AMOUNT),
        ),
        money_column(
            "计划（元）",
            lambda r: r.planned_fen,
            112,
            tip=lambda r: plan_source(r.plans),
            why=lambda r: _plan(r.unit),
            why_total=lambda ground: plans_of_all(ground, PlanKind.PROVISIONAL),
        ),
        money_column(
            "差（元）",
            lambda r: r.gap_fen,
            104,
            tone=lambda r: "stop" if r.gap_fen else "",
            tip=lambda _: "差 ＝ 需求 － 计划",
            why=lambda r: _gap(r.unit),
            why_total=whole_gap,
        ),
        text_column("计划编号", _numbers, 100, tip=_numbers),
        text_column("品目编码", _codes, 88),
        text_column(
            "核对",
            lambda r: problem(r) or "一致",
            96,
            tone=lambda r: "stop" if r.differences else "ok",
            mark=lambda r: "stop" if r.differences else "check",
            tip=problem,
        ),
    )


def _plan(unit: str) -> Ask:
    return lambda ground: unit_plan(ground, unit, PlanKind.PROVISIONAL)


def _gap(unit: str) -> Ask:
    return lambda ground: plan_gap(ground, unit)


def _numbers(row: Reconciled) -> str:
    return "、".join(p.number for p in row.plans if p.number.strip())


def _codes(row: Reconciled) -> str:
    return "、".join(dict.fromkeys(p.category_code for p in row.plans if p.category_code.strip()))


def problem(row: Reconciled) -> str:
    """What is wrong with one unit's plans, in a few words; empty if nothing is."""
    if any(d.mismatch is Mismatch.STRANGER for d in row.differences):
        return Mismatch.STRANGER.value
    return "；".join(dict.fromkeys(_short(d) for d in row.differences))


def _short(found: Difference) -> str:
    if found.mismatch is not Mismatch.AMOUNT:
        return found.mismatch.value
    return f"{'少' if found.gap_fen > 0 else '多'} {money.yuan(abs(found.gap_fen))} 元"


def difference_columns() -> tuple[Column[Difference], ...]:
    """问题 | 需求 | 计划 | 差 | where both stand | what to do."""
    return (
        text_column("单位", lambda d: d.unit, 132, tip=lambda d: d.unit),
        text_column(
            "问题",
            lambda d: d.mismatch.value,
            112,
            tone=lambda d: "warn" if d.mismatch is Mismatch.REPEATED else "stop",
            mark=lambda d: "warn" if d.mismatch is Mismatch.REPEATED else "stop",
            tip=lambda d: d.message,
        ),
        money_column(
            "需求（元）",
            lambda d: d.needed_fen,
            104,
            total=False,
            why=lambda d: of_needs(Aspect.AMOUNT, d.unit),
        ),
        money_column(
            "计划（元）", lambda d: d.planned_fen, 104, total=False, why=lambda d: _plan(d.unit)
        ),
        money_column(
            "差（元）",
            lambda d: d.gap_fen or None,
            96,
            why=lambda d: _gap(d.unit),
            why_total=whole_gap,
        ),
        text_column("需求出处", lambda d: d.need_source, 96, tip=lambda d: d.need_source),
        text_column("计划出处", lambda d: d.plan_source, 96, tip=lambda d: d.plan_source),
        text_column("怎么办", lambda d: d.fix, 92, tip=lambda d: d.fix),
    )


def detail(found: Difference) -> str:
    """One difference in full: what, where on both sides, and what to do."""
    return "\n".join(
        (
            f"{found.message}{found.fix}",
            f"需求：{_amount(found.needed_fen, found.need_source)}",
            f"计划：{_amount(found.planned_fen, found.plan_source)}",
        )
    )


def _amount(fen: int | None, source: str) -> str:
    return "没有" if fen is None else f"{money.yuan(fen)} 元　{source}".rstrip("　")
