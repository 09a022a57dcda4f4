"""各单位的采购计划与纳入的需求逐家核对：缺、多、不同、不符、无号、重号，两边都说明出处。"""

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.identifiers import normalise_code
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.differences import (
    Difference,
    Mismatch,
    Reconciled,
    Reconciliation,
    sum_fen,
)
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.plans import PlanEntry, PlanKind
from zjbuy_desktop.core.case.remembered import once_for_a_case
from zjbuy_desktop.core.case.tally import standings

_LIKE = 0.6
_BRACKETS = str.maketrans("〔【［[〕】］]", "(((())))")


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
        needed, planned, origin = sum_fen(needs), sum_fen(plans), need_source(needs)
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
        needed, planned = sum_fen(needs), sum_fen(plans)
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


def need_source(needs: Sequence[NeedLine], field: str = "amount") -> str:
    """Where a field of need lines was read, as plans say it: ``a.xlsx!Sheet!G4、G5``."""
    cells: dict[tuple[str, str], list[str]] = {}
    for line in needs:
        cell = dict(line.source.cells).get(field, "")
        cells.setdefault((line.source.file, line.source.sheet), []).append(cell)
    return "；".join(
        "!".join(part for part in (file, sheet, "、".join(c for c in found if c)) if part)
        for (file, sheet), found in cells.items()
    )
