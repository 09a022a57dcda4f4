"""合同与补充合同的称呼：一家单位在一个标项签一份合同，补充合同按先后编号。"""

from typing import NamedTuple

from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.awards import Allocation, LotAward, Supplement
from zjbuy_desktop.core.case.case import Case


class Contract(NamedTuple):
    """One contract to be signed: a unit's share of a lot, and who won the lot."""

    share: Allocation
    award: LotAward

    @property
    def key(self) -> str:
        """How lists, files and codes call it."""
        return contract_key(self.share.unit, self.share.lot)


class Addition(NamedTuple):
    """One 补充合同 with its place among those of the same contract (from 1)."""

    contract: Contract
    supplement: Supplement
    place: int

    @property
    def key(self) -> str:
        """How lists, files and codes call it."""
        return f"{self.contract.key}补充{self.place}"


def contract_key(unit: str, lot: str) -> str:
    """单位（标项）."""
    return f"{unit}（{lot}）"


def contracts(case: Case) -> tuple[Contract, ...]:
    """Every contract of the project, by roster order, then by lot."""
    found = [Contract(a, r.award) for r in lot_results(case) for a in r.allocations]
    order = {unit.name: place for place, unit in enumerate(case.units)}
    return tuple(sorted(found, key=lambda c: order.get(c.share.unit, len(order))))


def contract_of(case: Case, key: str) -> Contract | None:
    """The contract called so."""
    return next((c for c in contracts(case) if c.key == key), None)


def additions(case: Case) -> tuple[Addition, ...]:
    """Every 补充合同 whose contract stands, in order of entry."""
    by_key = {c.key: c for c in contracts(case)}
    counts: dict[str, int] = {}
    found = []
    for supplement in case.supplements:
        key = contract_key(supplement.unit, supplement.lot)
        if key in by_key:
            counts[key] = counts.get(key, 0) + 1
            found.append(Addition(by_key[key], supplement, counts[key]))
    return tuple(found)


def addition_of(case: Case, key: str) -> Addition | None:
    """The 补充合同 called so."""
    return next((a for a in additions(case) if a.key == key), None)


def unit_of_contract(case: Case, key: str) -> str:
    """The unit that signs it; empty when there is no such contract."""
    contract = contract_of(case, key)
    return contract.share.unit if contract else ""


def unit_of_addition(case: Case, key: str) -> str:
    """The unit that signs it; empty when there is no such 补充合同."""
    addition = addition_of(case, key)
    return addition.contract.share.unit if addition else ""
