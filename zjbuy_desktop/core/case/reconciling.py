"""各单位的采购计划与纳入的需求逐家核对：缺、多、不同、不符、无号、重号，两边都说明出处。"""

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.identifiers import normalise_code
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.plans import PlanEntry, PlanKind
from zjbuy_desktop.core.case.remembered import once_for_a_case
from zjbuy_desktop.core.case.tally import standings

_LIKE = 0.6
_BRACKETS = str.maketrans("〔【［[〕】］]", "(((())))")


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
        return _sum(self.needs)

    @property
    def planned_fen(self) -> int | None:
        """Σ of its plans（分）; ``None`` without any."""
        return _sum(self.plans)

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


@once_for_a_case
def reconciliation(case: Case) -> Reconciliation:
    """Every unit's plans against its included need."""
    included = {s.unit for s in standings(case) if s.included}
    needs: dict[str, list[NeedLine]] = {}
    for line in case.needs:
        if line.unit in included:
            needs.setdefault(line.unit, []).append(line)
    order = [u.name for u in case.units if u.name in needs]
    plans: dict[str, list[PlanEntry]] = {unit: [] for unit in order}
    for entry in case.plans_of(PlanKind.PROVISIONAL):
        plans.setdefault(entry.unit, []).append(entry)
    check = _Check(case, [p for found in plans.values() for p in found])
    return Reconciliation(
        tuple(check.row(unit, needs.get(unit, []), found) for unit, found in plans.items())
    )


class _Check:
    """What is asked of every unit's plans, with what only the whole table tells."""

    def __init__(self, case: Case, plans: Sequence[PlanEntry]) -> None:
        self._case = case
        self._own = normalise_code(case.project.category_code)
        self._holders: dict[str, Counter[str]] = {}
        for entry in plans:
            if number_key(entry.number):
                holders = self._holders.setdefault(number_key(entry.number), Counter())
                holders[entry.unit] += 1

    def row(self, unit: str, needs: Sequence[NeedLine], plans: Sequence[PlanEntry]) -> Reconciled:
        told = [*self._amounts(unit, needs, plans), *self._entries(unit, plans)]
        needed, planned, origin = _sum(needs), _sum(plans), need_source(needs)
        differences = tuple(
            Difference(
                unit, what, message, fix, needed, planned,
                entry.number.strip() if entry else "",
                entry.source if entry else plan_source(plans),
                origin,
            )
            for what, entry, message, fix in told
        )  # fmt: skip
        return Reconciled(unit, tuple(needs), tuple(plans), differences)

    def _amounts(
        self, unit: str, needs: Sequence[NeedLine], plans: Sequence[PlanEntry]
    ) -> Iterator["_Told"]:
        needed, planned = _sum(needs), _sum(plans)
        if planned is None:
            yield (
                Mismatch.MISSING,
                None,
                f"{unit}没有采购计划。",
                "请单位在预算一体化系统内编制采购计划，再导入计划表。",
            )
        elif needed is None and self._case.unit(unit) is None:
            yield (
                Mismatch.STRANGER,
                None,
                f"计划表里的“{unit}”不在名册上。",
                f"{self._nearest(unit)}不参加本次采购的，从计划表里去掉；改好后重新导入。",
            )
        elif needed is None:
            yield (
                Mismatch.NOT_NEEDED,
                None,
                f"{unit}有采购计划，但没有纳入本次采购。",
                "核对该单位的委托函和资金，或请其撤回计划。",
            )
        elif planned != needed:
            yield (
                Mismatch.AMOUNT,
                None,
                f"{unit}的计划是 {money.yuan(planned)} 元，需求是 {money.yuan(needed)} 元，"
                f"相差 {money.yuan(abs(planned - needed))} 元。",
                "核对后改正计划或需求。",
            )

    def _nearest(self, unit: str) -> str:
        names = [u.name for u in self._case.units]
        found = difflib.get_close_matches(unit, names, 1, _LIKE)
        return f"单位名称写错的，改成名册上的名称（相近的有“{found[0]}”）；" if found else ""

    def _entries(self, unit: str, plans: Sequence[PlanEntry]) -> Iterator["_Told"]:
        for entry in plans:
            code = normalise_code(entry.category_code)
            if code != self._own:
                yield (
                    Mismatch.ITEM,
                    entry,
                    f"{unit}的计划{f'品目是 {code}' if code else '没有写品目'}，"
                    f"项目是 {self._own}。",
                    "请单位改正计划的品目，再重新导入。",
                )
            if not entry.number.strip():
                yield (
                    Mismatch.UNNUMBERED,
                    entry,
                    f"{unit}的计划没有编号。",
                    "补填采购计划编号。",
                )
        yield from self._numbers(unit, plans)

    def _numbers(self, unit: str, plans: Sequence[PlanEntry]) -> Iterator["_Told"]:
        """Numbers that stand elsewhere too; each said once for each unit."""
        first = {number_key(p.number): p for p in reversed(plans) if number_key(p.number)}
        for key, entry in first.items():
            number, holders = entry.number.strip(), self._holders[key]
            others = [name for name in holders if name != unit]
            if others:
                yield (
                    Mismatch.SHARED,
                    entry,
                    f"{unit}的计划编号 {number} 与{'、'.join(others)}的相同。",
                    "一个编号只属于一家单位：对照系统里的计划改正后重新导入。",
                )
            if holders[unit] > 1:
                yield (
                    Mismatch.REPEATED,
                    entry,
                    f"{unit}的计划编号 {number} 有 {holders[unit]} 行。",
                    "重复导出的，去掉多的一行再导入；同一计划分行列出的，说明理由后继续。",
                )


_Told = tuple[Mismatch, PlanEntry | None, str, str]
"""What is wrong, with which entry, in words, and what to do."""


def number_key(number: str) -> str:
    """A plan's number as it is compared: how brackets and spaces were typed is no difference."""
    return normalise_code(number).translate(_BRACKETS)


def plan_source(plans: Sequence[PlanEntry]) -> str:
    """Where plans were read; empty without any."""
    return "；".join(dict.fromkeys(p.source for p in plans if p.source))


def need_source(needs: Sequence[NeedLine]) -> str:
    """Where the amounts of need lines were read, as plans say it: ``a.xlsx!Sheet!G4、G5``."""
    cells: dict[tuple[str, str], list[str]] = {}
    for line in needs:
        cell = dict(line.source.cells).get("amount", "")
        cells.setdefault((line.source.file, line.source.sheet), []).append(cell)
    return "；".join(
        "!".join(part for part in (file, sheet, "、".join(c for c in found if c)) if part)
        for (file, sheet), found in cells.items()
    )


def _sum(lines: Sequence[NeedLine] | Sequence[PlanEntry]) -> int | None:
    return sum(line.amount_fen for line in lines) if lines else None
