"""各单位办到哪一步：预算、合同、节约、补充合同、签订到支付的日期（统计和归档都看它）。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zjbuy_desktop.core.case.allocation import lot_results
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import additions
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.units import Unit


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """One unit's contracts and what became of them by a day.

    Attributes:
        unit: the unit.
        budget_fen: its budget in the awarded lots（分）.
        contract_fen: Σ of its contracts（分）, without 补充合同.
        supplement_fen: Σ of its 补充合同（分）.
        supplements: (标项, 累计占原合同的比例), for each contract that was added to.
        signed: 合同签订日.
        announced: 合同公告日.
        filed: 备案日.
        accepted: 验收日.
        paid: 支付日.
        days: from 通知书发出 to 签订 (自然日); ``None`` while either is unknown.
    """

    unit: Unit
    budget_fen: int
    contract_fen: int
    supplement_fen: int
    supplements: tuple[tuple[str, Fraction | None], ...]
    signed: date | None
    announced: date | None
    filed: date | None
    accepted: date | None
    paid: date | None
    days: int | None

    @property
    def saving_fen(self) -> int:
        """节约额 = 预算 − 合同; negative where the contract is dearer."""
        return self.budget_fen - self.contract_fen


def unit_records(case: Case, as_of: date | None = None) -> tuple[UnitRecord, ...]:
    """Every unit that signs, by roster order; events after ``as_of`` don't count yet."""
    issued = happened_by(case, EventKind.AWARD_NOTICE_ISSUED, "", as_of)
    shares: dict[str, list[tuple[int, int]]] = {}
    for share in (a for result in lot_results(case) for a in result.allocations):
        shares.setdefault(share.unit, []).append((share.budget_fen, share.contract_fen))
    added = _added(case)
    return tuple(
        _record(case, unit, shares[unit.name], added.get(unit.name, {}), issued, as_of)
        for unit in case.units
        if unit.name in shares
    )


def happened_by(case: Case, kind: EventKind, unit: str, as_of: date | None) -> date | None:
    """The day of an event, unless it lies after ``as_of``."""
    on = case.happened(kind, unit)
    return on if on and (as_of is None or on <= as_of) else None


def percent(part: int, whole: int) -> str:
    """``12.50%``, rounded half up; ``—`` where there is nothing to divide by."""
    if not whole:
        return "—"
    basis = Fraction(part * 10_000, whole)
    # 五入按绝对值，负的节约率与正的同样取整。
    rounded = (abs(basis) + Fraction(1, 2)).__floor__()
    sign = "-" if basis < 0 and rounded else ""
    return f"{sign}{rounded // 100}.{rounded % 100:02d}%"


def _record(
    case: Case,
    unit: Unit,
    shares: Sequence[tuple[int, int]],
    added: dict[str, tuple[int, int]],
    issued: date | None,
    as_of: date | None,
) -> UnitRecord:
    def on(kind: EventKind) -> date | None:
        return happened_by(case, kind, unit.name, as_of)

    signed = on(EventKind.CONTRACT_SIGNED)
    return UnitRecord(
        unit=unit,
        budget_fen=sum(budget for budget, _ in shares),
        contract_fen=sum(contract for _, contract in shares),
        supplement_fen=sum(more for more, _ in added.values()),
        supplements=tuple(
            (lot, Fraction(more, contract) if contract else None)
            for lot, (more, contract) in added.items()
        ),
        signed=signed,
        announced=on(EventKind.CONTRACT_ANNOUNCED),
        filed=on(EventKind.CONTRACT_FILED),
        accepted=on(EventKind.ACCEPTANCE_DONE),
        paid=on(EventKind.PAID),
        days=(signed - issued).days if signed and issued else None,
    )


def _added(case: Case) -> dict[str, dict[str, tuple[int, int]]]:
    """单位 → 标项 → (补充合同累计, 原合同金额), both in 分."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for addition in additions(case):
        share = addition.contract.share
        lots = found.setdefault(share.unit, {})
        before = lots.get(share.lot, (0, 0))[0]
        lots[share.lot] = (before + addition.supplement.amount_fen, share.contract_fen)
    return found
