"""命令行上问的数：按单位、标的、标项、合同或全部。"""

from collections.abc import Iterator

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case import deriving_ceilings
from zjbuy_desktop.core.case import deriving_contracts as contracts
from zjbuy_desktop.core.case import deriving_results as results
from zjbuy_desktop.core.case.awards import Allocation
from zjbuy_desktop.core.case.derivation import Derivation
from zjbuy_desktop.core.case.deriving_needs import Aspect, needs_figure
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.plans import PlanKind


def of_needs(ground: Ground, unit: str = "", item: str = "") -> tuple[Derivation, ...]:
    """金额 and 数量 of a unit's, an item's or all needs.

    Raises:
        UserError: nothing of the kind was accepted.
    """
    amount = needs_figure(ground, Aspect.AMOUNT, unit=unit, item=item)
    if not amount.parts:
        raise UserError(
            f"没有{unit or item or '已接收'}的需求行。", "单位和标的的名称要与汇总表完全一致。"
        )
    return (amount, needs_figure(ground, Aspect.QUANTITY, unit=unit, item=item))


def of_lot(ground: Ground, name: str) -> tuple[Derivation, ...]:
    """预算、数量、限价 of a lot and, once awarded, its award and what it saves.

    Raises:
        UserError: the project has no such lot.
    """
    lot = next((lot for lot in ground.case.project.lots if lot.name == name), None)
    if lot is None:
        known = "、".join(lot.name for lot in ground.case.project.lots)
        raise UserError(f"项目里没有“{name}”。", f"标项有：{known}")
    given: list[Derivation | None] = [*deriving_ceilings.ceilings(ground, lot)]
    found = next((r for r in results.results_of(ground) if r.award.lot == name), None)
    if found is None:
        given += of_needs(ground, item=lot.item)
    else:
        budget, award = results.lot_budget(ground, found), results.lot_award(ground, found)
        given += [budget, results.lot_quantity(ground, found), award]
        given += [results.saving(name, budget, award), results.saving_rate(name, budget, award)]
    return tuple(figure for figure in given if figure is not None)


def of_contract(ground: Ground, unit: str, lot: str = "") -> tuple[Derivation, ...]:
    """合同金额 of a unit: over all lots, or in one.

    Raises:
        UserError: the unit has no contract (in that lot).
    """
    found = (a for r in results.results_of(ground) for a in r.allocations)
    shares = [a for a in found if a.unit == unit and lot in ("", a.lot)]
    if not shares:
        raise UserError(f"{unit}{lot}没有要签的合同。", "先登记采购结果，并让该单位纳入计划。")
    return tuple(_of_shares(ground, unit, shares, whole=not lot))


def _of_shares(
    ground: Ground, unit: str, shares: list[Allocation], *, whole: bool
) -> Iterator[Derivation]:
    if whole:
        yield results.unit_contracts(ground, unit)
    for share in shares:
        result = results.result_for(ground, share.lot)
        budget = results.share_budget(ground, share)
        contract = results.share_contract(ground, result, share)
        price = results.share_price(ground, result, share)
        yield contract
        if price is not None:
            yield price
        yield results.saving(f"{unit}　{share.lot}", budget, contract)


def of_all(ground: Ground) -> tuple[Derivation, ...]:
    """The project's totals: needs, what is included, plans, award, saving."""
    found: list[Derivation | None] = [*of_needs(ground)]
    if contracts.included_units(ground):
        found.append(contracts.included_needs(ground, Aspect.AMOUNT))
    for kind in PlanKind:
        if any(ground.case.plans_of(kind)):
            found.append(contracts.all_plans(ground, kind))
    if results.results_of(ground):
        budget, award = results.all_budgets(ground), results.all_awards(ground)
        found += [budget, award, results.saving("全部标项", budget, award)]
        found.append(results.saving_rate("全部标项", budget, award))
    return tuple(figure for figure in found if figure is not None)
