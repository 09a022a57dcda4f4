"""定标的数怎么来的：预算、中标（成交）金额、各单位合同金额、节约。"""

from collections.abc import Mapping

from zjbuy_desktop.core.case import savings
from zjbuy_desktop.core.case.allocation import lot_results, trial_results
from zjbuy_desktop.core.case.awards import Allocation, LotAward, LotResult
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import Contract
from zjbuy_desktop.core.case.derivation import Derivation, Scale, Way
from zjbuy_desktop.core.case.deriving_needs import Aspect, needs_figure
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.remembered import once_for_a_case
from zjbuy_desktop.core.case.splitting import split_words


def results_of(ground: Ground) -> tuple[LotResult, ...]:
    """The results that stand; the trial over all needs while no unit is included yet."""
    return _standing(ground.case)


@once_for_a_case
def _standing(case: Case) -> tuple[LotResult, ...]:
    found = lot_results(case)
    return found if any(r.allocations for r in found) else trial_results(case)


@once_for_a_case
def _by_unit(case: Case) -> Mapping[str, tuple[tuple[LotResult, Allocation], ...]]:
    found: dict[str, list[tuple[LotResult, Allocation]]] = {}
    for result in _standing(case):
        for share in result.allocations:
            found.setdefault(share.unit, []).append((result, share))
    return {unit: tuple(shares) for unit, shares in found.items()}


def share_budget(ground: Ground, share: Allocation) -> Derivation:
    """预算 of one unit in one lot: its need lines of the item."""
    return needs_figure(ground, Aspect.AMOUNT, unit=share.unit, item=share.item)


def share_quantity(ground: Ground, share: Allocation) -> Derivation:
    """数量 of one unit in one lot."""
    return needs_figure(ground, Aspect.QUANTITY, unit=share.unit, item=share.item)


def lot_budget(ground: Ground, result: LotResult) -> Derivation:
    """预算 of one lot: Σ of the units that share it."""
    shares = result.allocations
    return Derivation(
        f"{result.award.lot}　预算",
        result.budget_fen,
        Scale.FEN,
        Way.SUM,
        f"分得该标项的 {len(shares)} 家单位的预算相加",
        lambda: tuple(share_budget(ground, a) for a in shares),
    )


def lot_quantity(ground: Ground, result: LotResult) -> Derivation:
    """数量 of one lot."""
    shares = result.allocations
    return Derivation(
        f"{result.award.lot}　数量",
        sum(a.quantity for a in shares),
        Scale.MILLI,
        Way.SUM,
        f"{len(shares)} 家单位的数量相加",
        lambda: tuple(share_quantity(ground, a) for a in shares),
    )


def awarded_price(ground: Ground, award: LotAward) -> Derivation:
    """中标（成交）单价 or 总价, as entered."""
    whole = award.unit_price_fen is None
    value = award.total_fen if award.unit_price_fen is None else award.unit_price_fen
    word = "总价" if whole else "单价"
    return Derivation(
        f"{award.lot}　中标（成交）{word}",
        value or 0,
        Scale.FEN,
        Way.ENTERED,
        f"登记采购结果时录入的{word}",
        origin=ground.entry("award", award.lot, f"中标（成交）{word}"),
    )


def lot_award(ground: Ground, result: LotResult) -> Derivation:
    """中标（成交）金额 of one lot: the lump sum as entered, or Σ of what it comes to."""
    award, shares = result.award, result.allocations
    if award.unit_price_fen is None:
        return Derivation(
            f"{award.lot}　中标（成交）金额",
            result.award_fen,
            Scale.FEN,
            Way.SAME,
            "即登记的总价",
            lambda: (awarded_price(ground, award),),
        )
    return Derivation(
        f"{award.lot}　中标（成交）金额",
        result.award_fen,
        Scale.FEN,
        Way.SUM,
        f"{len(shares)} 家单位的合同金额相加",
        lambda: tuple(share_contract(ground, result, a) for a in shares),
    )


def share_contract(ground: Ground, result: LotResult, share: Allocation) -> Derivation:
    """合同金额 of one unit in one lot: multiplied out, or split off the lump sum."""
    award, what = result.award, f"{share.unit}　{share.lot}　合同金额"
    if award.unit_price_fen is not None:
        return Derivation(
            what,
            share.contract_fen,
            Scale.FEN,
            Way.PRODUCT,
            "该单位数量 × 中标（成交）单价，精确到分",
            lambda: (share_quantity(ground, share), awarded_price(ground, award)),
        )
    shares = result.allocations
    place = shares.index(share)
    weights = [a.budget_fen for a in shares]
    if not any(weights):
        return Derivation(what, 0, Scale.FEN, Way.SUM, "各单位预算都是零，没有可分的依据")
    return Derivation(
        what,
        share.contract_fen,
        Scale.FEN,
        Way.SHARE,
        split_words(award.total_fen or 0, weights, place),
        lambda: (awarded_price(ground, award), *(share_budget(ground, a) for a in shares)),
        place=place,
    )


def share_price(ground: Ground, result: LotResult, share: Allocation) -> Derivation | None:
    """合同单价; ``None`` where a lump sum leaves no exact one."""
    if result.award.unit_price_fen is not None:
        return awarded_price(ground, result.award)
    if share.unit_price_fen is None:
        return None
    return Derivation(
        f"{share.unit}　{share.lot}　合同单价",
        share.unit_price_fen,
        Scale.FEN,
        Way.QUOTIENT,
        "合同金额 ÷ 数量，恰好除尽才写单价",
        lambda: (share_contract(ground, result, share), share_quantity(ground, share)),
    )


def contract_amount(ground: Ground, contract: Contract) -> Derivation:
    """合同金额 of one contract; 统采统签: Σ of the units it is signed for."""
    result = result_for(ground, contract.share.lot)
    if not contract.parts:
        return share_contract(ground, result, contract.share)
    return Derivation(
        f"{contract.key}　合同金额",
        contract.share.contract_fen,
        Scale.FEN,
        Way.SUM,
        f"合同所含 {len(contract.parts)} 家单位的金额相加",
        lambda: tuple(share_contract(ground, result, a) for a in contract.parts),
    )


def result_for(ground: Ground, lot: str) -> LotResult:
    """The result of one lot.

    Raises:
        KeyError: that lot has none.
    """
    for result in results_of(ground):
        if result.award.lot == lot:
            return result
    raise KeyError(lot)


def shares_of(ground: Ground, unit: str) -> tuple[tuple[LotResult, Allocation], ...]:
    """What one unit gets, lot by lot."""
    return _by_unit(ground.case).get(unit, ())


def unit_contracts(ground: Ground, unit: str) -> Derivation:
    """合同金额合计 of one unit over all lots."""
    found = shares_of(ground, unit)
    return Derivation(
        f"{unit}　合同金额合计",
        sum(a.contract_fen for _, a in found),
        Scale.FEN,
        Way.SUM,
        f"{len(found)} 个标项的合同金额相加",
        lambda: tuple(share_contract(ground, r, a) for r, a in found),
    )


def all_contracts(ground: Ground) -> Derivation:
    """合同金额 over all units."""
    units = _by_unit(ground.case)
    return Derivation(
        "合同金额合计",
        sum(a.contract_fen for shares in units.values() for _, a in shares),
        Scale.FEN,
        Way.SUM,
        f"{len(units)} 家单位的合同金额相加",
        lambda: tuple(unit_contracts(ground, unit) for unit in units),
    )


def all_awards(ground: Ground) -> Derivation:
    """中标（成交）金额 over all lots."""
    results = results_of(ground)
    return Derivation(
        "中标（成交）金额合计",
        sum(r.award_fen for r in results),
        Scale.FEN,
        Way.SUM,
        f"{len(results)} 个标项相加",
        lambda: tuple(lot_award(ground, r) for r in results),
    )


def all_budgets(ground: Ground) -> Derivation:
    """预算 of all awarded lots."""
    results = results_of(ground)
    return Derivation(
        "已定标标项的预算合计",
        sum(r.budget_fen for r in results),
        Scale.FEN,
        Way.SUM,
        f"{len(results)} 个标项相加",
        lambda: tuple(lot_budget(ground, r) for r in results),
    )


def saving(what: str, budget: Derivation, award: Derivation) -> Derivation:
    """节约额 = 预算 − 中标（成交）金额; negative where the award is dearer."""
    return Derivation(
        f"{what}　节约额",
        int(budget.value) - int(award.value),
        Scale.FEN,
        Way.DIFFERENCE,
        "预算 − 中标（成交）金额",
        lambda: (budget, award),
    )


def saving_rate(what: str, budget: Derivation, award: Derivation) -> Derivation | None:
    """节约率 to two decimals of a percent; ``None`` without a budget."""
    if int(budget.value) <= 0:
        return None
    saved = saving(what, budget, award)
    return Derivation(
        f"{what}　节约率",
        savings.hundredths(int(saved.value), int(budget.value)),
        Scale.HUNDREDTHS,
        Way.RATE,
        "节约额 ÷ 预算，四舍五入到万分之一",
        lambda: (saved, budget),
    )
