"""The award split over the units: budget, contract, what is saved."""

from collections.abc import Iterable, Sequence

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.quantity import show
from zjbuy_desktop.core.case.awards import Allocation, LotResult
from zjbuy_desktop.core.case.savings import Saving, percent
from zjbuy_desktop.gui.models.columns import Column, money_column, quantity_column, text_column


def shares(results: Iterable[LotResult]) -> list[Allocation]:
    """Every unit's share of every lot."""
    return [share for result in results for share in result.allocations]


def saved(share: Allocation) -> int:
    """节约额 of one share（分）."""
    return share.budget_fen - share.contract_fen


def split_columns() -> tuple[Column[Allocation], ...]:
    """单位 | 标项 | 数量 | 预算 | 单价 | 合同金额 | 节约额 | 节约率."""
    return (
        text_column("单位", lambda a: a.unit, 160),
        text_column("标项", lambda a: a.lot, 60),
        quantity_column("数量", lambda a: a.quantity, 60),
        money_column("预算（元）", lambda a: a.budget_fen, 118),
        money_column("合同单价（元）", lambda a: a.unit_price_fen, 104, total=False),
        money_column("合同金额（元）", lambda a: a.contract_fen, 118),
        money_column("节约额（元）", saved, 108, tone=lambda a: "stop" if saved(a) < 0 else ""),
        text_column(
            "节约率",
            lambda a: percent(saved(a), a.budget_fen),
            84,
            right=True,
            key=lambda a: saved(a) * 10**6 // max(1, a.budget_fen),
        ),
    )


def sum_text(results: Sequence[LotResult]) -> str:
    """预算 … 元 － 结果 … 元 ＝ 节约 … 元（…%）."""
    budget = sum(r.budget_fen for r in results)
    award = sum(r.award_fen for r in results)
    saved_words = Saving(budget, award).words
    return f"预算 {money.yuan(budget)} 元 － 结果 {money.yuan(award)} 元 ＝ {saved_words}"


def difference(results: Sequence[LotResult]) -> str:
    """Σ of the shares against the awards; empty when they agree to the 分."""
    gap = sum(r.award_fen for r in results) - sum(a.contract_fen for a in shares(results))
    return f"{money.yuan(gap)} 元" if gap else ""


def how(result: LotResult, share: Allocation) -> str:
    """这个数怎么来的, in one sentence."""
    amount = money.yuan(share.contract_fen)
    if result.award.unit_price_fen is not None:
        price = money.yuan(result.award.unit_price_fen)
        return f"单价 {price} 元 × 数量 {show(share.quantity)} ＝ {amount} 元"
    return (
        f"总价 {money.yuan(result.award_fen)} 元按各单位预算占比分摊"
        "（最大余数法，尾差按名册顺序），"
        f"本单位预算 {money.yuan(share.budget_fen)} 元，分得 {amount} 元"
    )
