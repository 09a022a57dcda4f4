"""正式采购计划与临时采购计划逐家配对（指引 八（七）：编制正式采购计划时需与临时采购计划关联）。"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.identifiers import normalise_code
from zjbuy_desktop.core.case.allocation import contract_totals
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.plans import PlanEntry, PlanKind
from zjbuy_desktop.core.case.reconciling import number_key, plan_source
from zjbuy_desktop.core.case.remembered import once_for_a_case

BY_UNIT = "按单位关联"
"""Where a link comes from that the clerk made for the unit's only provisional plan."""


class Fault(StrEnum):
    """What a unit's formal plans lack; the value is the word."""

    MISSING = "没有正式计划"
    UNNUMBERED = "没有编号"
    UNLINKED = "没有关联"
    ELSEWHERE = "关联有误"
    SHARED = "与别家同号"
    ITEM = "品目不符"
    SHORT = "低于合同金额"
    NO_CONTRACT = "没有要签的合同"


PAIRING = (Fault.MISSING, Fault.UNNUMBERED, Fault.UNLINKED, Fault.ELSEWHERE)
"""Faults with which a unit's formal plan isn't paired with a provisional one."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One fault of one unit's formal plans.

    Attributes:
        fault: what is wrong.
        message: the same in one sentence.
        fix: what to do.
        entry: the plan it is about; ``None`` for the unit's plans as a whole.
    """

    fault: Fault
    message: str
    fix: str
    entry: PlanEntry | None = None


@dataclass(frozen=True, slots=True)
class Paired:
    """One unit that signs, or has a formal plan.

    Attributes:
        unit: 单位名称.
        contract_fen: 合同金额（分）; ``None`` without a contract.
        formal: its formal plans.
        provisional: its provisional plans.
        lacks: what is wrong; empty if nothing is.
    """

    unit: str
    contract_fen: int | None
    formal: tuple[PlanEntry, ...]
    provisional: tuple[PlanEntry, ...]
    lacks: tuple[Lack, ...]

    @property
    def planned_fen(self) -> int | None:
        """Σ of its formal plans（分）; ``None`` without any."""
        return sum(p.amount_fen for p in self.formal) if self.formal else None

    @property
    def gap_fen(self) -> int | None:
        """正式计划 − 合同（分）; ``None`` while one of them is missing."""
        if self.planned_fen is None or self.contract_fen is None:
            return None
        return self.planned_fen - self.contract_fen

    @property
    def paired(self) -> bool:
        """Whether it has formal plans and each is linked to a provisional plan it may use."""
        return bool(self.formal) and not any(x.fault in PAIRING for x in self.lacks)

    @property
    def source(self) -> str:
        """Where the formal plans were read."""
        return plan_source(self.formal)


@once_for_a_case
def pairs(case: Case) -> tuple[Paired, ...]:
    """Every unit that signs, by roster order, then whoever else has a formal plan."""
    formal: dict[str, list[PlanEntry]] = {unit: [] for unit in _signing(case)}
    for entry in case.plans_of(PlanKind.FORMAL):
        formal.setdefault(entry.unit, []).append(entry)
    own = _provisional(case)
    contracts = contract_totals(case)
    check = _Check(case, own)
    return tuple(
        Paired(
            unit,
            contracts.get(unit),
            tuple(found),
            own.get(unit, ()),
            tuple(check.lacks(unit, contracts.get(unit), found)),
        )
        for unit, found in formal.items()
    )


def with_known_links(
    known: Iterable[PlanEntry], entries: Sequence[PlanEntry]
) -> tuple[PlanEntry, ...]:
    """Plans read anew; one of whose link nothing was said keeps the link it had.

    A table without that column takes back nothing that the clerk entered; a blank cell does.
    """
    links = {(p.unit, number_key(p.number)): p for p in known if p.linked and p.number.strip()}

    def kept(entry: PlanEntry) -> PlanEntry:
        old = links.get((entry.unit, number_key(entry.number)))
        if old is None or entry.linked or entry.link_source:
            return entry
        return replace(entry, linked=old.linked, link_source=old.link_source)

    return tuple(kept(entry) for entry in entries)


def linked_by_unit(case: Case) -> tuple[PlanEntry, ...]:
    """The formal plans, those that are linked to none linked to their unit's provisional plan.

    Only where the unit has exactly one number: which of several is meant, only the unit knows.
    """
    numbers = {unit: {number_key(p.number): p for p in found if number_key(p.number)}
               for unit, found in _provisional(case).items()}  # fmt: skip

    def linked(entry: PlanEntry) -> PlanEntry:
        own = list(numbers.get(entry.unit, {}).values())
        if entry.linked.strip() or len(own) != 1:
            return entry
        return replace(entry, linked=own[0].number.strip(), link_source=BY_UNIT)

    return tuple(linked(entry) for entry in case.plans_of(PlanKind.FORMAL))


def _signing(case: Case) -> list[str]:
    totals = contract_totals(case)
    return [u.name for u in case.units if u.name in totals]


def _provisional(case: Case) -> dict[str, tuple[PlanEntry, ...]]:
    found: dict[str, list[PlanEntry]] = {}
    for entry in case.plans_of(PlanKind.PROVISIONAL):
        found.setdefault(entry.unit, []).append(entry)
    return {unit: tuple(entries) for unit, entries in found.items()}


class _Check:
    """What is asked of every unit's formal plans, with what only the whole table tells."""

    def __init__(self, case: Case, provisional: Mapping[str, Sequence[PlanEntry]]) -> None:
        self._item = normalise_code(case.project.category_code)
        self._filed = case.filing.number.strip()
        self._provisional = provisional
        self._owner = {
            number_key(p.number): unit for unit, found in provisional.items() for p in found
        }
        self._holders: dict[str, list[str]] = {}
        for entry in case.plans_of(PlanKind.FORMAL):
            holders = self._holders.setdefault(number_key(entry.number), [])
            if entry.unit not in holders:
                holders.append(entry.unit)

    def lacks(
        self, unit: str, contract_fen: int | None, formal: Sequence[PlanEntry]
    ) -> Iterator[Lack]:
        if contract_fen is None:
            yield Lack(
                Fault.NO_CONTRACT,
                f"{unit}有正式采购计划，但没有要签的合同。",
                "核对单位名称和采购结果：写错的改正后重新导入，不签合同的请其撤回计划。",
            )
        elif not formal:
            yield Lack(
                Fault.MISSING,
                f"{unit}没有正式采购计划。",
                "请单位在系统内编制正式采购计划并关联临时采购计划，再导入计划表。",
            )
        for entry in formal:
            yield from self._entry(unit, entry)
        planned = sum(p.amount_fen for p in formal)
        if formal and contract_fen is not None and planned < contract_fen:
            yield Lack(
                Fault.SHORT,
                f"{unit}的正式计划是 {money.yuan(planned)} 元，"
                f"低于合同金额 {money.yuan(contract_fen)} 元。",
                "请单位核对正式采购计划的金额。",
            )

    def _entry(self, unit: str, entry: PlanEntry) -> Iterator[Lack]:
        number = entry.number.strip()
        others = [name for name in self._holders[number_key(number)] if name != unit]
        if not number:
            yield Lack(
                Fault.UNNUMBERED,
                f"{unit}的正式采购计划没有编号。",
                "照系统里的编号补填，再导入计划表。",
                entry,
            )
        elif others:
            yield Lack(
                Fault.SHARED,
                f"{unit}的正式计划编号 {number} 与{'、'.join(others)}的相同。",
                "一个编号只属于一家单位：对照系统里的计划改正后重新导入。",
                entry,
            )
        code = normalise_code(entry.category_code)
        if code != self._item:
            yield Lack(
                Fault.ITEM,
                f"{unit}的正式计划{f'品目是 {code}' if code else '没有写品目'}，"
                f"项目是 {self._item}。",
                "请单位改正计划的品目，再重新导入。",
                entry,
            )
        yield from self._link(unit, entry)

    def _link(self, unit: str, entry: PlanEntry) -> Iterator[Lack]:
        linked = entry.linked.strip()
        named = f"正式计划{f' {entry.number.strip()} ' if entry.number.strip() else ''}"
        if not linked:
            yield Lack(
                Fault.UNLINKED,
                f"{unit}的{named}没有关联临时采购计划。",
                f"请单位在系统内关联{self._right(unit)}，再导入计划表，或在“正式计划”里登记关联。",
                entry,
            )
        elif number_key(linked) not in self._allowed(unit):
            owner = self._owner.get(number_key(linked))
            what = f"那是{owner}的" if owner else "本项目没有这个编号"
            yield Lack(
                Fault.ELSEWHERE,
                f"{unit}的{named}关联的是 {linked}，{what}。",
                f"应关联{self._right(unit)}；写错的改正登记，系统里关联错的请单位改正。",
                entry,
            )

    def _allowed(self, unit: str) -> set[str]:
        """The unit's own provisional plans, and the one the lead filed for all."""
        numbers = {number_key(p.number) for p in self._provisional.get(unit, ())}
        return (numbers | {number_key(self._filed)}) - {""}

    def _right(self, unit: str) -> str:
        return _what_to_link(self._provisional.get(unit, ()), self._filed)


def _what_to_link(own: Sequence[PlanEntry], filed: str) -> str:
    numbers = [p.number.strip() for p in own if p.number.strip()]
    if numbers:
        return f"本单位的临时采购计划 {'、'.join(dict.fromkeys(numbers))}"
    if filed:
        return f"牵头单位办理的临时采购计划 {filed}"
    return "受委托采购的临时采购计划"


def what_to_link(case: Case, paired: Paired) -> str:
    """Which provisional plan a unit's formal plans are to be linked to, with its number."""
    return _what_to_link(paired.provisional, case.filing.number.strip())
