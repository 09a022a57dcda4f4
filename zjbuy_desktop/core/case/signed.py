"""已签合同与采购结果逐项核对（指引 十二（二）：按采购文件确定的事项签订合同）。"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.identifiers import normalise_code
from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import Contract, contracts, deliveries
from zjbuy_desktop.core.case.remembered import once_for_a_case
from zjbuy_desktop.core.case.tally import included_lines

Signed = Mapping[tuple[str, str], SignedContract]
"""(who signs, lot) → the contract as signed."""


class Match(StrEnum):
    """How one field of a signed contract stands to what it should be."""

    SAME = "一致"
    DIFFERENT = "不一致"
    BLANK = "未填"


class Compared(NamedTuple):
    """One field of one signed contract.

    ``must`` says that the award fixes it: a difference departs from the procurement's result.
    """

    unit: str
    lot: str
    field: str
    expected: str
    written: str
    match: Match
    must: bool


class _Pair(NamedTuple):
    field: str
    expected: str
    written: str
    must: bool = True
    code: bool = False


def by_place(signed: Sequence[SignedContract]) -> Signed:
    """Contracts as signed by who signs and lot; a later one counts."""
    return {(c.unit, c.lot): c for c in signed}


def place(contract: Contract) -> tuple[str, str]:
    """Who signs it, and the lot."""
    return contract.share.unit, contract.share.lot


def comparison(case: Case) -> tuple[Compared, ...]:
    """Every contract entered, field by field, in the order of contracts."""
    entered = by_place(case.signed)
    known = [(c, entered[place(c)]) for c in contracts(case) if place(c) in entered]
    return tuple(row for contract, signed in known for row in compared(case, contract, signed))


def not_entered(case: Case) -> tuple[Contract, ...]:
    """Contracts of the award of which nothing was entered."""
    entered = by_place(case.signed)
    return tuple(c for c in contracts(case) if place(c) not in entered)


def without_award(case: Case) -> tuple[SignedContract, ...]:
    """Contracts entered that no award stands behind any more."""
    standing = {place(c) for c in contracts(case)}
    return tuple(s for s in case.signed if (s.unit, s.lot) not in standing)


def wholly_signed(case: Case, signed: Sequence[SignedContract]) -> dict[str, date]:
    """Units all of whose contracts are entered → the day on which the last was signed.

    统采统签: a unit counts by the contracts the lead signed for it.
    """
    entered = by_place(signed)
    days: dict[str, list[date | None]] = {}
    for delivery in deliveries(case):
        found = entered.get(place(delivery.contract))
        days.setdefault(delivery.share.unit, []).append(found.signed_on if found else None)
    known = {unit: [day for day in all_ if day] for unit, all_ in days.items()}
    return {unit: max(found) for unit, found in known.items() if len(found) == len(days[unit])}


def compared(case: Case, contract: Contract, signed: SignedContract) -> list[Compared]:
    """One contract field by field; what the award leaves open is not asked."""
    pairs = [*_terms(contract, signed), *_words(case, contract, signed)]
    return [
        Compared(signed.unit, signed.lot, p.field, p.expected, p.written, _match(p), p.must)
        for p in pairs
        if p.expected
    ]


def _match(pair: _Pair) -> Match:
    if not pair.written.strip():
        return Match.BLANK
    same = normalise_code if pair.code else _plain
    return Match.SAME if same(pair.expected) == same(pair.written) else Match.DIFFERENT


def _plain(text: str) -> str:
    """A text without white space and with brackets of one width: how it was typed is no term."""
    return squeeze(halfwidth(text))


def _terms(contract: Contract, signed: SignedContract) -> list[_Pair]:
    """What the award fixes; a lump sum without an exact unit price fixes none."""
    share, award = contract.share, contract.award
    count = "" if signed.quantity is None else quantity.show(signed.quantity)
    price = "" if share.unit_price_fen is None else money.yuan(share.unit_price_fen)
    written = "" if signed.unit_price_fen is None else money.yuan(signed.unit_price_fen)
    return [
        _Pair("供应商", award.supplier, signed.supplier),
        _Pair("供应商信用代码", award.supplier_uscc, signed.supplier_uscc, code=True),
        _Pair("数量", quantity.show(share.quantity), count),
        _Pair("合同单价（元）", price, written),
        _Pair("合同金额（元）", money.yuan(share.contract_fen), money.yuan(signed.amount_fen)),
    ]


@once_for_a_case
def _wanted(case: Case) -> Mapping[tuple[str, str], str]:
    """(unit, item) → 交付时间、地点 as its need lines say it."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for line in included_lines(case):
        if line.delivery:
            found.setdefault((line.unit, line.item), {})[line.delivery] = None
    return {at: "；".join(words) for at, words in found.items()}


def _words(case: Case, contract: Contract, signed: SignedContract) -> list[_Pair]:
    """What the office entered itself; another wording may still be right."""
    number = case.details_of("contract", contract.key).number
    wanted = _wanted(case).get((contract.share.unit, contract.share.item), "")
    # 统采统签的一份合同送往各家，交付以附表为准，不拿一家的来比。
    delivery = "" if contract.parts else wanted
    return [
        _Pair("合同编号", number, signed.number, must=False),
        _Pair("交付时间、地点", delivery, signed.delivery, must=False),
    ]
