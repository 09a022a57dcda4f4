"""Every figure of a case that core can derive, for tests that walk all of them."""

from collections.abc import Iterator

from zjbuy_desktop.core.case import deriving_ceilings as ceilings
from zjbuy_desktop.core.case import deriving_contracts as contracts
from zjbuy_desktop.core.case import deriving_results as results
from zjbuy_desktop.core.case import deriving_signed as signed
from zjbuy_desktop.core.case.contracts import additions
from zjbuy_desktop.core.case.contracts import contracts as all_contracts
from zjbuy_desktop.core.case.derivation import Derivation
from zjbuy_desktop.core.case.deriving_needs import Aspect, needs_figure
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.plans import PlanKind


def every_figure(ground: Ground) -> Iterator[Derivation]:
    """Roots of all trees."""
    found = [*_needs(ground), *_results(ground), *_contracts(ground)]
    return (figure for figure in found if figure is not None)


def _needs(ground: Ground) -> Iterator[Derivation]:
    items = {n.item for n in ground.case.needs} | {n.common_item for n in ground.case.needs}
    for aspect in Aspect:
        yield needs_figure(ground, aspect)
        yield contracts.included_needs(ground, aspect)
        for item in sorted(items):
            yield needs_figure(ground, aspect, item=item)
            yield contracts.included_needs(ground, aspect, item)
        for unit in ground.case.units:
            yield needs_figure(ground, aspect, unit=unit.name)
            for item in sorted(items):
                yield needs_figure(ground, aspect, unit=unit.name, item=item)


def _results(ground: Ground) -> Iterator[Derivation | None]:
    for result in results.results_of(ground):
        lot = result.award.lot
        budget, award = results.lot_budget(ground, result), results.lot_award(ground, result)
        yield from (budget, award, results.lot_quantity(ground, result))
        yield results.saving(lot, budget, award)
        yield results.saving_rate(lot, budget, award)
        yield ceilings.lot_limit(ground, result)
        for share in result.allocations:
            yield results.share_price(ground, result, share)
            yield results.share_contract(ground, result, share)
    yield results.all_awards(ground)
    yield ceilings.whole_limit(ground)
    yield results.all_contracts(ground)
    yield results.all_budgets(ground)
    for unit in ground.case.units:
        yield results.unit_contracts(ground, unit.name)


def _contracts(ground: Ground) -> Iterator[Derivation | None]:
    for kind in PlanKind:
        yield contracts.all_plans(ground, kind)
        for unit in ground.case.units:
            yield contracts.unit_plan(ground, unit.name, kind)
    for unit in ground.case.units:
        yield contracts.plan_gap(ground, unit.name)
        yield contracts.formal_gap(ground, unit.name)
    yield contracts.whole_gap(ground)
    yield contracts.whole_formal_gap(ground)
    for lot in ground.case.project.lots:
        yield from ceilings.ceilings(ground, lot)
        for unit in ground.case.units:
            yield contracts.signed_amount(ground, unit.name, lot.name)
            yield signed.awarded_amount(ground, unit.name, lot.name)
            yield signed.signed_gap(ground, unit.name, lot.name)
    yield signed.all_signed(ground)
    yield signed.all_signed_gaps(ground)
    for contract in all_contracts(ground.case):
        yield results.contract_amount(ground, contract)
    for addition in additions(ground.case):
        yield contracts.supplement_amount(ground, addition.supplement)
        yield contracts.supplement_limit(ground, addition, 10, "指引 十一")
        for including in (True, False):
            yield contracts.added_before(ground, addition, including=including)


def nodes(figure: Derivation) -> Iterator[Derivation]:
    """A figure and all below it."""
    yield figure
    if not figure.leaf:
        for part in figure.parts:
            yield from nodes(part)
