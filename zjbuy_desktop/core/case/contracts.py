"""合同与补充合同的称呼：一家单位在一个标项签一份合同，补充合同按先后编号。

统采统签 is another thing: the lead unit signs one contract for each lot, for all units; each
unit still accepts and pays its own share, so that acceptance stays one for each unit and lot.
"""

from collections.abc import Mapping
from typing import NamedTuple

from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.awards import Allocation, LotAward, LotResult, Supplement
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.project import Mode
from zjbuy_desktop.core.case.remembered import once_for_a_case

_THOUSAND = 1000


class Contract(NamedTuple):
    """One contract to be signed, and who won the lot.

    ``share`` is what it is about: a unit's share of a lot or, 统采统签, the whole lot in the name
    of the lead. ``parts`` are the shares of the units it is signed for then; empty otherwise.
    """

    share: Allocation
    award: LotAward
    parts: tuple[Allocation, ...] = ()

    @property
    def key(self) -> str:
        """How lists, files and codes call it."""
        return contract_key(self.share.unit, self.share.lot)


class Delivery(NamedTuple):
    """One unit's share of one lot, to be accepted by that unit, and the contract it is under."""

    share: Allocation
    contract: Contract

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


@once_for_a_case
def contracts(case: Case) -> tuple[Contract, ...]:
    """Every contract of the project, by roster order, then by lot."""
    if case.project.mode is Mode.SIGN_TOGETHER:
        return tuple(_joint(case, r) for r in lot_results(case) if r.allocations)
    found = [Contract(a, r.award) for r in lot_results(case) for a in r.allocations]
    order = {unit.name: place for place, unit in enumerate(case.units)}
    return tuple(sorted(found, key=lambda c: order.get(c.share.unit, len(order))))


def _joint(case: Case, result: LotResult) -> Contract:
    """One contract over a whole lot, signed by the lead for every unit."""
    shares = result.allocations
    quantity = sum(a.quantity for a in shares)
    amount = sum(a.contract_fen for a in shares)
    price, rest = divmod(amount * _THOUSAND, quantity) if quantity else (0, 1)
    exact = price if not rest else None
    given = result.award.unit_price_fen
    whole = Allocation(
        lot=shares[0].lot,
        item=shares[0].item,
        unit=case.project.lead_unit,
        supplier=result.award.supplier,
        quantity=quantity,
        unit_price_fen=exact if given is None else given,
        budget_fen=sum(a.budget_fen for a in shares),
        contract_fen=amount,
    )
    return Contract(whole, result.award, shares)


@once_for_a_case
def deliveries(case: Case) -> tuple[Delivery, ...]:
    """Every unit's share of every lot, by roster order, then by lot."""
    found = [Delivery(a, c) for c in contracts(case) for a in c.parts or (c.share,)]
    order = {unit.name: place for place, unit in enumerate(case.units)}
    return tuple(sorted(found, key=lambda d: order.get(d.share.unit, len(order))))


@once_for_a_case
def contracts_by_share(case: Case) -> Mapping[tuple[str, str], Contract]:
    """(单位, 标项) → the contract under which that unit gets that lot, or which it signs."""
    found = {(d.share.unit, d.share.lot): d.contract for d in deliveries(case)}
    return found | {(c.share.unit, c.share.lot): c for c in contracts(case)}


def contract_of(case: Case, key: str) -> Contract | None:
    """The contract called so."""
    return _contracts_by_key(case).get(key)


def delivery_of(case: Case, key: str) -> Delivery | None:
    """The share called so."""
    return _deliveries_by_key(case).get(key)


@once_for_a_case
def _contracts_by_key(case: Case) -> Mapping[str, Contract]:
    return {contract.key: contract for contract in reversed(contracts(case))}


@once_for_a_case
def _deliveries_by_key(case: Case) -> Mapping[str, Delivery]:
    return {delivery.key: delivery for delivery in reversed(deliveries(case))}


@once_for_a_case
def additions(case: Case) -> tuple[Addition, ...]:
    """Every 补充合同 whose contract stands, in order of entry."""
    standing = contracts_by_share(case)
    counts: dict[str, int] = {}
    found = []
    for supplement in case.supplements:
        contract = standing.get((supplement.unit, supplement.lot))
        if contract is not None:
            counts[contract.key] = counts.get(contract.key, 0) + 1
            found.append(Addition(contract, supplement, counts[contract.key]))
    return tuple(found)


def addition_of(case: Case, key: str) -> Addition | None:
    """The 补充合同 called so."""
    return next((a for a in additions(case) if a.key == key), None)


def added_until(case: Case, addition: Addition) -> int:
    """分 added to the contract by this 补充合同 and those before it."""
    same = (a for a in additions(case) if a.contract.key == addition.contract.key)
    return sum(a.supplement.amount_fen for a in same if a.place <= addition.place)


def unit_of_contract(case: Case, key: str) -> str:
    """The unit that signs it; empty when there is no such contract."""
    contract = contract_of(case, key)
    return contract.share.unit if contract else ""


def unit_of_delivery(case: Case, key: str) -> str:
    """The unit that accepts it; empty when there is no such share."""
    delivery = delivery_of(case, key)
    return delivery.share.unit if delivery else ""


def unit_of_addition(case: Case, key: str) -> str:
    """The unit that signs it; empty when there is no such 补充合同."""
    addition = addition_of(case, key)
    return addition.contract.share.unit if addition else ""
