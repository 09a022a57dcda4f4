"""录入的一份合同，连同每一项写在哪里：有问题时指得到地方。"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import contracts


@dataclass(frozen=True, slots=True)
class Entered:
    """A contract as it was read.

    Attributes:
        contract: what is written; the lot may be blank.
        where: field → file, sheet and cell; ``unit`` is always there.
    """

    contract: SignedContract
    where: Mapping[str, str]

    def at(self, field: str) -> str:
        """Where that field is written; the unit's place if the list has no such column."""
        return self.where.get(field) or self.where["unit"]


def settle(
    case: Case, entries: Sequence[Entered], today: date
) -> tuple[tuple[SignedContract, ...], list[str]]:
    """The contracts under the names the project uses, and what is wrong with the others.

    A blank lot is settled where the unit signs but one contract. A problem is a sentence that
    begins with its place.
    """
    units = _units(case)
    settled: dict[tuple[str, str], SignedContract] = {}
    problems: list[str] = []
    for entry in entries:
        wrong = list(_problems(units, entry, today))
        if not wrong:
            contract = _named(units, entry.contract)
            if (contract.unit, contract.lot) in settled:
                wrong = [f"{entry.at('unit')} {contract.unit}{contract.lot}写了两次，只留一行"]
            settled[contract.unit, contract.lot] = contract
        problems += wrong
    return tuple(settled.values()), problems


class _Unit(NamedTuple):
    name: str
    lots: dict[str, str]


def _units(case: Case) -> dict[str, _Unit]:
    """Who signs what, by names as they are compared."""
    found: dict[str, _Unit] = {}
    for share in (contract.share for contract in contracts(case)):
        unit = found.setdefault(_key(share.unit), _Unit(share.unit, {}))
        unit.lots[_key(share.lot)] = share.lot
    return found


def _key(name: str) -> str:
    return squeeze(halfwidth(name))


def _problems(units: Mapping[str, _Unit], entry: Entered, today: date) -> Iterator[str]:
    given = entry.contract
    unit = units.get(_key(given.unit))
    if unit is None:
        yield f"{entry.at('unit')} “{given.unit}”没有要签的合同，请核对单位名称和采购结果"
    elif not given.lot and len(unit.lots) > 1:
        listed = _or(unit)
        yield f"{entry.at('lot')} {unit.name}有 {len(unit.lots)} 份合同，请写明标项：{listed}"
    elif given.lot and _key(given.lot) not in unit.lots:
        yield f"{entry.at('lot')} {unit.name}没有“{given.lot}”的合同，应为{_or(unit)}"
    if given.signed_on > today:
        yield f"{entry.at('signed_on')} 签订日期 {given.signed_on} 晚于今天 {today}"
    if given.amount_fen <= 0 or (given.unit_price_fen or 0) < 0:
        yield f"{entry.at('amount')} 合同金额应大于 0，单价不能是负数"


def _or(unit: _Unit) -> str:
    return "或".join(f"“{name}”" for name in unit.lots.values())


def _named(units: Mapping[str, _Unit], given: SignedContract) -> SignedContract:
    unit = units[_key(given.unit)]
    lot = unit.lots[_key(given.lot)] if given.lot else next(iter(unit.lots.values()))
    return replace(given, unit=unit.name, lot=lot)
