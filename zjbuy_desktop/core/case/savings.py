"""节约：预算与中标（成交）金额之差，按标项、按单位和合计都用同一个算法。"""

from collections.abc import Sequence
from dataclasses import dataclass

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.awards import Allocation, LotResult


@dataclass(frozen=True, slots=True)
class Saving:
    """What was saved against a budget.

    Attributes:
        budget_fen: 预算（分）.
        award_fen: 中标（成交）金额，对单位是合同金额（分）.
    """

    budget_fen: int
    award_fen: int

    @property
    def saved_fen(self) -> int:
        """节约额（分）= 预算 − 中标; negative where the award is dearer."""
        return self.budget_fen - self.award_fen

    @property
    def percent(self) -> str:
        """节约率 to two decimals of a percent; – without a budget."""
        return percent(self.saved_fen, self.budget_fen)

    @property
    def words(self) -> str:
        """节约 … 元（…%）, or 超预算 … 元（…%）."""
        word = "节约" if self.saved_fen >= 0 else "超预算"
        return f"{word} {money.yuan(abs(self.saved_fen))} 元（{self.percent}）"


def percent(part: int, whole: int) -> str:
    """6.25%, rounded half away from zero; – without a whole."""
    if whole <= 0:
        return "–"
    value = hundredths(part, whole)
    return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}%"


def hundredths(part: int, whole: int) -> int:
    """The same as a whole number of hundredths of a percent; ``whole`` is above zero."""
    rounded = (abs(part) * 20_000 + whole) // (2 * whole)
    return -rounded if part < 0 else rounded


def of_lot(result: LotResult) -> Saving:
    """The saving of one lot."""
    return Saving(result.budget_fen, result.award_fen)


def of_share(share: Allocation) -> Saving:
    """The saving of one unit in one lot."""
    return Saving(share.budget_fen, share.contract_fen)


def of_all(results: Sequence[LotResult]) -> Saving:
    """The saving over all lots."""
    return Saving(sum(r.budget_fen for r in results), sum(r.award_fen for r in results))
