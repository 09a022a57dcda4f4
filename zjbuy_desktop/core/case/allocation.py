"""定标金额按单位分配，Σ各单位 = 中标（成交）金额，精确到分。"""

from collections.abc import Mapping, Sequence

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.awards import Allocation, LotAward, LotResult
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.project import Lot, Mode
from zjbuy_desktop.core.case.remembered import once_for_a_case
from zjbuy_desktop.core.case.tally import Total, included_lines, remaining_needs, totals_by

_THOUSAND = 1000


@once_for_a_case
def lot_results(case: Case) -> tuple[LotResult, ...]:
    """The result of each awarded lot that the project has, in lot order."""
    return _split(case, included_lines(case))


def trial_results(case: Case) -> tuple[LotResult, ...]:
    """The split over every accepted need that stands: a trial, before units are included.

    No paper and no contract comes of it; ``lot_results`` counts once units are included.
    """
    return _split(case, remaining_needs(case))


def _split(case: Case, lines: Sequence[NeedLine]) -> tuple[LotResult, ...]:
    by_lot = {award.lot: award for award in case.awards}
    return tuple(
        lot_result(case, lot, by_lot[lot.name], [n for n in lines if n.item == lot.item])
        for lot in case.project.lots
        if lot.name in by_lot
    )


def lot_result(case: Case, lot: Lot, award: LotAward, lines: Sequence[NeedLine]) -> LotResult:
    """Split one award over the units that need the lot.

    A unit price is multiplied out; a lump sum is split by largest remainder, weighted by the
    accepted budget, ties by roster order, and a contract unit price is given only if exact.
    """
    totals = totals_by(lines, lambda line: line.unit)
    names = [u.name for u in case.units if u.name in totals]
    amounts = _amounts(award, [totals[name] for name in names])
    allocations = tuple(
        Allocation(
            lot=lot.name,
            item=lot.item,
            unit=name,
            supplier=award.supplier,
            quantity=totals[name].quantity,
            unit_price_fen=_unit_price(award, totals[name].quantity, contract),
            budget_fen=totals[name].amount_fen,
            contract_fen=contract,
        )
        for name, contract in zip(names, amounts, strict=True)
    )
    given = award.total_fen if award.total_fen is not None else sum(amounts)
    return LotResult(award, sum(totals[n].amount_fen for n in names), given, allocations)


def _amounts(award: LotAward, totals: Sequence[Total]) -> Sequence[int]:
    if award.unit_price_fen is not None:
        return [money.amount(t.quantity, award.unit_price_fen) for t in totals]
    weights = [t.amount_fen for t in totals]
    if award.total_fen is None or not any(weights):
        return [0] * len(totals)
    return money.split(award.total_fen, weights)


def _unit_price(award: LotAward, quantity: int, contract: int) -> int | None:
    if award.unit_price_fen is not None:
        return award.unit_price_fen
    price, rest = divmod(contract * _THOUSAND, quantity) if quantity else (0, 1)
    return price if rest == 0 else None


def contract_totals(case: Case) -> dict[str, int]:
    """单位名称 → 合同金额合计（分） over all lots."""
    sums: dict[str, int] = {}
    for share in (a for r in lot_results(case) for a in r.allocations):
        sums[share.unit] = sums.get(share.unit, 0) + share.contract_fen
    return sums


def contract_total(case: Case, unit: str) -> int:
    """合同金额合计（分） of one unit over all lots."""
    return contract_totals(case).get(unit, 0)


def allocations_of(case: Case, unit: str) -> tuple[Allocation, ...]:
    """What one unit signs, by lot."""
    return _by_unit(case).get(unit, ())


@once_for_a_case
def _by_unit(case: Case) -> Mapping[str, tuple[Allocation, ...]]:
    shares: dict[str, list[Allocation]] = {}
    for share in (a for r in lot_results(case) for a in r.allocations):
        shares.setdefault(share.unit, []).append(share)
    return {unit: tuple(found) for unit, found in shares.items()}


def notified_units(case: Case) -> tuple[str, ...]:
    """Units the lead has to notify (指引 九: 参与单位): all that sign, but not the lead itself."""
    lead = case.project.lead_unit
    return tuple(name for name in signing_units(case) if name != lead)


def signing_units(case: Case) -> tuple[str, ...]:
    """Units for which a contract is to be signed, by roster order."""
    names = {a.unit for r in lot_results(case) for a in r.allocations}
    return tuple(u.name for u in case.units if u.name in names)


def contract_signers(case: Case) -> tuple[str, ...]:
    """Units that sign with the supplier, announce and file: each its own; 统采统签: the lead."""
    units = signing_units(case)
    joint = case.project.mode is Mode.SIGN_TOGETHER
    return (case.project.lead_unit,) if joint and units else units


def signer_for(case: Case, unit: str) -> str:
    """Who signs that unit's contract: itself; 统采统签: the lead unit."""
    return case.project.lead_unit if case.project.mode is Mode.SIGN_TOGETHER else unit
