"""文件里的数可能是哪些：一家单位、一个标项、全项目、一种文件自己的，由近及远。"""

from collections.abc import Callable, Iterator

from zjbuy_desktop.core.case import asking_awards as asked
from zjbuy_desktop.core.case import deriving_ceilings as limits
from zjbuy_desktop.core.case import deriving_contracts as contracts
from zjbuy_desktop.core.case import deriving_results as results
from zjbuy_desktop.core.case import deriving_sums as sums
from zjbuy_desktop.core.case.derivation import Derivation
from zjbuy_desktop.core.case.deriving_needs import (
    Aspect,
    chosen_needs,
    line_amount,
    line_price,
    needs_figure,
    written_quantity,
)
from zjbuy_desktop.core.case.ground import Ground, lines_by_unit
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.plans import PlanKind
from zjbuy_desktop.core.case.project import Lot

_BOTH = (Aspect.AMOUNT, Aspect.QUANTITY)


def of_unit(ground: Ground, unit: str, lot: Lot | None) -> Iterator[Derivation]:
    """What a paper may say of one unit: in one lot, then altogether, then line by line."""
    for result in results.results_of(ground):
        for share in result.allocations:
            if share.unit == unit and lot is not None and share.lot == lot.name:
                yield results.share_contract(ground, result, share)
                price = results.share_price(ground, result, share)
                if price is not None:
                    yield price
                yield asked.share_saving(ground, result, share)
    if lot is not None:
        for aspect in _BOTH:
            yield needs_figure(ground, aspect, unit=unit, item=lot.item)
    for aspect in _BOTH:
        yield needs_figure(ground, aspect, unit=unit)
    yield results.unit_contracts(ground, unit)
    yield sums.unit_saving(ground, unit)
    yield sums.supplements(ground, f"{unit}　补充合同", unit)
    for kind in PlanKind:
        yield contracts.unit_plan(ground, unit, kind)
    for seen in lines_by_unit(ground.case).get(unit, ()):
        yield line_amount(ground, seen.written)
        yield line_price(ground, seen.written)
        yield written_quantity(ground, seen.written)


def of_lot(ground: Ground, lot: Lot) -> Iterator[Derivation]:
    """What a paper may say of one lot: its award, its price, its needs, its ceilings."""
    for result in results.results_of(ground):
        if result.award.lot == lot.name:
            budget, award = results.lot_budget(ground, result), results.lot_award(ground, result)
            yield from (award, results.awarded_price(ground, result.award), budget)
            yield results.lot_quantity(ground, result)
            yield results.saving(lot.name, budget, award)
    for aspect in _BOTH:
        yield contracts.included_needs(ground, aspect, lot.item)
        yield needs_figure(ground, aspect, item=lot.item)
        yield entrusted_needs(ground, aspect, lot.item)
    yield from limits.ceilings(ground, lot)


def of_all(ground: Ground, supplier: str) -> Iterator[Derivation]:
    """What a paper may say of the project, or of what one supplier won."""
    if supplier:
        yield sums.supplier_awards(ground, supplier)
    for aspect in _BOTH:
        yield contracts.included_needs(ground, aspect)
        yield needs_figure(ground, aspect)
        yield entrusted_needs(ground, aspect)
    if results.results_of(ground):
        yield from (results.all_awards(ground), results.all_budgets(ground))
        yield from (results.all_contracts(ground), asked.whole_saving(ground))
        yield asked.whole_quantity(ground)
    most = limits.whole_limit(ground)
    if most is not None:
        yield most
    yield sums.supplements(ground, "补充合同合计")
    for kind in PlanKind:
        yield contracts.all_plans(ground, kind)
    yield from _by_funding(ground)


ENTRUSTED = "委托牵头单位公开"
"""意向公开方式 of the needs the lead unit publishes."""


def entrusted_needs(ground: Ground, aspect: Aspect, item: str = "") -> Derivation:
    """Σ of the included needs whose intention the lead unit publishes."""
    included = set(contracts.included_units(ground))
    return chosen_needs(
        ground,
        aspect,
        f"{item}　委托公开意向的{aspect.value}" if item else f"委托公开意向的{aspect.value}",
        "纳入的单位中委托牵头单位公开意向的需求行相加",
        lambda line: (
            line.unit in included and line.intention == ENTRUSTED and item in ("", line.item)
        ),
    )


def _by_funding(ground: Ground) -> Iterator[Derivation]:
    included = set(contracts.included_units(ground))
    sources = dict.fromkeys(n.funding for n in ground.case.needs if n.unit in included)
    for funding in sources:
        yield chosen_needs(
            ground,
            Aspect.AMOUNT,
            f"资金来源为{funding or '（未写）'}的预算",
            "纳入的单位中该资金来源的需求行相加",
            _funded(included, funding),
        )


def _funded(included: set[str], funding: str) -> Callable[[NeedLine], bool]:
    return lambda line: line.unit in included and line.funding == funding
