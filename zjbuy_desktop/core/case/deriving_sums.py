"""跨标项的合计怎么来的：一家单位的节约、补充合同，一家供应商的中标（成交）金额。"""

from zjbuy_desktop.core.case import deriving_results as results
from zjbuy_desktop.core.case.contracts import additions
from zjbuy_desktop.core.case.derivation import Derivation, Scale, Way
from zjbuy_desktop.core.case.deriving_contracts import supplement_amount
from zjbuy_desktop.core.case.ground import Ground


def unit_saving(ground: Ground, unit: str) -> Derivation:
    """节约额 of one unit over all lots."""
    shares = results.shares_of(ground, unit)
    budget = Derivation(
        f"{unit}　已定标标项的预算",
        sum(a.budget_fen for _, a in shares),
        Scale.FEN,
        Way.SUM,
        f"{len(shares)} 个标项的预算相加",
        lambda: tuple(results.share_budget(ground, a) for _, a in shares),
    )
    return results.saving(unit, budget, results.unit_contracts(ground, unit))


def supplements(ground: Ground, what: str, unit: str = "") -> Derivation:
    """Σ of the 补充合同 of one unit, or of all."""
    found = [a.supplement for a in additions(ground.case)]
    kept = tuple(s for s in found if unit in ("", s.unit))
    return Derivation(
        what,
        sum(s.amount_fen for s in kept),
        Scale.FEN,
        Way.SUM,
        f"{len(kept)} 份补充合同相加",
        lambda: tuple(supplement_amount(ground, s) for s in kept),
    )


def supplier_awards(ground: Ground, supplier: str) -> Derivation:
    """中标（成交）金额 over the lots one supplier won."""
    won = tuple(r for r in results.results_of(ground) if r.award.supplier == supplier)
    return Derivation(
        f"{supplier}　中标（成交）金额",
        sum(r.award_fen for r in won),
        Scale.FEN,
        Way.SUM,
        f"所中 {len(won)} 个标项相加",
        lambda: tuple(results.lot_award(ground, r) for r in won),
    )
