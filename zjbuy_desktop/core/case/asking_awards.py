"""定标、签约页上每一格数对应的问题。"""

from collections.abc import Callable
from dataclasses import replace

from zjbuy_desktop.core.case import deriving_results as results
from zjbuy_desktop.core.case.awards import Allocation, LotAward, LotResult
from zjbuy_desktop.core.case.derivation import Derivation, Scale, Way
from zjbuy_desktop.core.case.ground import Ask, Ground


def of_share(
    share: Allocation, build: Callable[[Ground, LotResult, Allocation], Derivation | None]
) -> Ask:
    """A figure of one unit in one lot, as the ground's awards give it."""

    def ask(ground: Ground) -> Derivation | None:
        for result in results.results_of(ground):
            for found in result.allocations:
                if (found.unit, found.lot) == (share.unit, share.lot):
                    return build(ground, result, found)
        return None

    return ask


def share_saving(ground: Ground, result: LotResult, share: Allocation) -> Derivation:
    """节约额 of one unit in one lot."""
    budget = results.share_budget(ground, share)
    contract = results.share_contract(ground, result, share)
    return results.saving(f"{share.unit}　{share.lot}", budget, contract)


def share_rate(ground: Ground, result: LotResult, share: Allocation) -> Derivation | None:
    """节约率 of one unit in one lot."""
    budget = results.share_budget(ground, share)
    contract = results.share_contract(ground, result, share)
    return results.saving_rate(f"{share.unit}　{share.lot}", budget, contract)


def whole_saving(ground: Ground) -> Derivation:
    """节约额 over all lots."""
    return results.saving("全部标项", results.all_budgets(ground), results.all_awards(ground))


def whole_quantity(ground: Ground) -> Derivation:
    """数量 of all lots."""
    found = results.results_of(ground)
    return Derivation(
        "已定标标项的数量合计",
        sum(a.quantity for r in found for a in r.allocations),
        Scale.MILLI,
        Way.SUM,
        f"{len(found)} 个标项相加",
        lambda: tuple(results.lot_quantity(ground, r) for r in found),
    )


def whole_rate(ground: Ground) -> Derivation | None:
    """节约率 over all lots."""
    budget, award = results.all_budgets(ground), results.all_awards(ground)
    return results.saving_rate("全部标项", budget, award)


def with_awards(ask: Ask, awards: tuple[LotAward, ...]) -> Ask:
    """The same question over awards as typed; those not kept yet have no record."""

    def asked(ground: Ground) -> Derivation | None:
        kept = {a.lot for a in awards if a in ground.case.awards}
        entries = {
            key: found
            for key, found in ground.entries.items()
            if key[0] != "award" or key[1] in kept
        }
        return ask(replace(ground, case=replace(ground.case, awards=awards), entries=entries))

    return asked
