"""每份合同核对到哪一步：未录入、一致、不一致几处、采购结果里没有。"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from zjbuy_desktop.core.case.awards import SignedContract
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.contracts import Contract, contracts
from zjbuy_desktop.core.case.signed import (
    Compared,
    Match,
    by_place,
    compared,
    place,
    without_award,
)

MUST = "录错的，改正后重新录入；合同确实不一致的，请单位与供应商改正合同。"
MAY = "核对合同原件和登记的内容，哪边写错改哪边。"


class Checked(StrEnum):
    """How far one contract has been checked; the value is the word."""

    NOT_ENTERED = "未录入"
    SAME = "一致"
    DIFFERENT = "不一致"
    NO_AWARD = "采购结果里没有"


@dataclass(frozen=True, slots=True)
class ContractStanding:
    """One contract: as awarded, as signed, field by field.

    Attributes:
        unit: who signs it.
        lot: 标项名称.
        contract: as awarded; ``None`` where no award stands behind what was entered.
        signed: as signed; ``None`` before it is entered.
        rows: its fields, what differs and must not first.
    """

    unit: str
    lot: str
    contract: Contract | None
    signed: SignedContract | None
    rows: tuple[Compared, ...]

    @property
    def differing(self) -> int:
        """How many fields differ."""
        return sum(r.match is Match.DIFFERENT for r in self.rows)

    @property
    def checked(self) -> Checked:
        """未录入、一致、不一致、采购结果里没有."""
        if self.contract is None:
            return Checked.NO_AWARD
        if self.signed is None:
            return Checked.NOT_ENTERED
        return Checked.DIFFERENT if self.differing else Checked.SAME

    @property
    def blocks(self) -> bool:
        """Whether signing can't be completed because of it (指引 十二（二）)."""
        must = any(r.must and r.match is Match.DIFFERENT for r in self.rows)
        return must or self.checked is Checked.NO_AWARD

    @property
    def awarded_fen(self) -> int | None:
        """应签金额（分）."""
        return self.contract.share.contract_fen if self.contract else None

    @property
    def signed_fen(self) -> int | None:
        """合同所写金额（分）."""
        return self.signed.amount_fen if self.signed else None

    @property
    def gap_fen(self) -> int | None:
        """合同 − 应签（分）; ``None`` while one of them is missing."""
        if self.awarded_fen is None or self.signed_fen is None:
            return None
        return self.signed_fen - self.awarded_fen


def contract_standings(case: Case) -> tuple[ContractStanding, ...]:
    """Every contract of the award, in their order, then those entered without one."""
    entered = by_place(case.signed)
    known = [_standing(case, c, entered.get(place(c))) for c in contracts(case)]
    stray = [ContractStanding(s.unit, s.lot, None, s, ()) for s in without_award(case)]
    return (*known, *stray)


def _standing(case: Case, contract: Contract, signed: SignedContract | None) -> ContractStanding:
    rows: Sequence[Compared] = compared(case, contract, signed) if signed else ()
    in_order = sorted(rows, key=lambda r: (r.match is not Match.DIFFERENT, not r.must))
    return ContractStanding(*place(contract), contract, signed, tuple(in_order))


def fix_of(row: Compared) -> str:
    """What is to be done about one field that differs; empty where it doesn't."""
    if row.match is not Match.DIFFERENT:
        return ""
    return MUST if row.must else MAY
