"""计划与需求核对的结果：一家一行，每一处不一致两边都说明出处。"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.plans import PlanEntry


class Mismatch(StrEnum):
    """How a plan and the need it is for can disagree; the value is the word."""

    MISSING = "没有计划"
    NOT_NEEDED = "未纳入却有计划"
    STRANGER = "单位不在名册"
    AMOUNT = "金额不同"
    ITEM = "品目不符"
    UNNUMBERED = "没有编号"
    SHARED = "与别家同号"
    REPEATED = "编号重复"


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which one unit's plan disagrees with its need.

    Attributes:
        unit: 单位名称, as the plan writes it where it is on no roster.
        mismatch: what is wrong.
        message: the same in one sentence.
        fix: what to do.
        needed_fen: 需求纳入额（分） of the unit; ``None`` without an included need.
        planned_fen: Σ of its plans（分）; ``None`` without any.
        number: 采购计划编号 of the plan in question, if it is about one.
        plan_source: file, sheet and cells of the plan's amount; empty without a plan.
        need_source: file, sheet and cells of the need's amounts; empty without a need.
    """

    unit: str
    mismatch: Mismatch
    message: str
    fix: str
    needed_fen: int | None
    planned_fen: int | None
    number: str
    plan_source: str
    need_source: str

    @property
    def gap_fen(self) -> int:
        """需求 − 计划（分）, said where the amounts are what is wrong; otherwise 0."""
        counted = (Mismatch.MISSING, Mismatch.NOT_NEEDED, Mismatch.STRANGER, Mismatch.AMOUNT)
        if self.mismatch not in counted:
            return 0
        return (self.needed_fen or 0) - (self.planned_fen or 0)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One unit: what it needs, what it planned, what does not agree.

    Attributes:
        unit: 单位名称.
        needs: its included need lines, as written.
        plans: its plans, in the order of the export.
        differences: what is wrong; empty if nothing is.
    """

    unit: str
    needs: tuple[NeedLine, ...]
    plans: tuple[PlanEntry, ...]
    differences: tuple[Difference, ...]

    @property
    def needed_fen(self) -> int | None:
        """需求纳入额（分）; ``None`` without an included need."""
        return sum_fen(self.needs)

    @property
    def planned_fen(self) -> int | None:
        """Σ of its plans（分）; ``None`` without any."""
        return sum_fen(self.plans)

    @property
    def gap_fen(self) -> int:
        """需求 − 计划（分）; what is missing counts as nothing, so that the column adds up."""
        return (self.needed_fen or 0) - (self.planned_fen or 0)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All units; Σ需求 = Σ计划 + Σ差额, to the 分.

    Attributes:
        rows: included units by roster order, then whoever else has a plan.
    """

    rows: tuple[Reconciled, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Everything that does not agree, by unit."""
        return tuple(d for row in self.rows for d in row.differences)

    @property
    def needed_fen(self) -> int:
        """Σ需求（分）."""
        return sum(row.needed_fen or 0 for row in self.rows)

    @property
    def planned_fen(self) -> int:
        """Σ计划（分）."""
        return sum(row.planned_fen or 0 for row in self.rows)

    @property
    def gap_fen(self) -> int:
        """Σ差额（分）, summed over the differences listed."""
        return sum(d.gap_fen for d in self.differences)


def sum_fen(lines: Sequence[NeedLine] | Sequence[PlanEntry]) -> int | None:
    """Σ of amounts（分）; ``None`` without any."""
    return sum(line.amount_fen for line in lines) if lines else None
