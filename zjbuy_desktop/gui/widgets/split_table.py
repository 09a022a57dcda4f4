"""The award split over the units: budget, contract, what is saved."""

from collections.abc import Iterable, Sequence

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case import asking_awards as asking
from zjbuy_desktop.core.case import deriving_results as results_of
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
        quantity_column(
            "数量",
            lambda a: a.quantity,
            60,
            why=lambda a: asking.of_share(a, lambda g, _, s: results_of.share_quantity(g, s)),
            why_total=asking.whole_quantity,
        ),
        money_column(
            "预算（元）",
            lambda a: a.budget_fen,
            118,
            why=lambda a: asking.of_share(a, lambda g, _, s: results_of.share_budget(g, s)),
            why_total=results_of.all_budgets,
        ),
        money_column(
            "合同单价（元）",
            lambda a: a.unit_price_fen,
            104,
            total=False,
            why=lambda a: asking.of_share(a, results_of.share_price),
        ),
        money_column(
            "合同金额（元）",
            lambda a: a.contract_fen,
            118,
            why=lambda a: asking.of_share(a, results_of.share_contract),
            why_total=results_of.all_contracts,
        ),
        money_column(
            "节约额（元）",
            saved,
            108,
            tone=lambda a: "stop" if saved(a) < 0 else "",
            why=lambda a: asking.of_share(a, asking.share_saving),
            why_total=asking.whole_saving,
        ),
        text_column(
            "节约率",
            lambda a: percent(saved(a), a.budget_fen),
            84,
            right=True,
            key=lambda a: saved(a) * 10**6 // max(1, a.budget_fen),
            why=lambda a: asking.of_share(a, asking.share_rate),
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
