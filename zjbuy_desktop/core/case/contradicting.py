"""改采购结果会碰到哪些已签的合同：点出来，不让它悄悄不一致（指引 十二（二））。"""

from collections.abc import Iterator
from typing import NamedTuple

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import Contract, contracts
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.signed import Match, by_place, comparison, place


class Contradiction(NamedTuple):
    """A signed contract that a changed award departs from.

    ``number`` is its 合同编号, empty where only its signing was recorded; ``entered`` says
    whether its terms were entered, so that the difference stays visible afterwards.
    """

    unit: str
    lot: str
    number: str
    entered: bool
    told: str

    @property
    def text(self) -> str:
        """The contract and what would differ, as one clause."""
        number = f"，编号 {self.number}" if self.number else ""
        return f"{self.unit}（{self.lot}{number}）{self.told}"


def contradictions(before: Case, after: Case) -> tuple[Contradiction, ...]:
    """Signed contracts whose terms change from one case to the other and no longer agree.

    A change that brings the award to what was signed contradicts nothing.
    """
    return tuple(_found(before, after))


def _found(before: Case, after: Case) -> Iterator[Contradiction]:
    entered = by_place(before.signed)
    later = {place(c): c for c in contracts(after)}
    differing: dict[tuple[str, str], list[str]] = {}
    for row in comparison(after):
        if row.must and row.match is Match.DIFFERENT:
            told = f"{row.field}合同是 {row.written}，改后应为 {row.expected}"
            differing.setdefault((row.unit, row.lot), []).append(told)
    for contract in contracts(before):
        at, then = place(contract), later.get(place(contract))
        if _terms(contract) == _terms(then):
            continue
        signed = entered.get(at)
        if signed is not None:
            wrong = differing.get(at, []) if then else ["改后没有这份合同"]
            if wrong:
                yield Contradiction(*at, signed.number, True, "、".join(wrong))
        elif _recorded(before, contract):
            yield Contradiction(*at, "", False, _change(contract, then))


def _terms(contract: Contract | None) -> tuple[object, ...] | None:
    """What the award fixes of a contract."""
    if contract is None:
        return None
    share, award = contract.share, contract.award
    terms = (share.quantity, share.unit_price_fen, share.contract_fen)
    return (award.supplier, award.supplier_uscc, *terms)


def _recorded(case: Case, contract: Contract) -> bool:
    units = {contract.share.unit, *(part.unit for part in contract.parts)}
    return any(case.happened(EventKind.CONTRACT_SIGNED, unit) for unit in units)


def _change(contract: Contract, then: Contract | None) -> str:
    old = f"{contract.award.supplier} {money.yuan(contract.share.contract_fen)} 元"
    if then is None:
        return f"原为 {old}，改后没有这份合同"
    new = f"{then.award.supplier} {money.yuan(then.share.contract_fen)} 元"
    return f"原为 {old}，改后 {new}"
