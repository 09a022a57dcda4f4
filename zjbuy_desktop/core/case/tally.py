"""各种合计：按单位、按标的、纳入与未纳入（design: 汇总守恒）。"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.merging import common_needs
from zjbuy_desktop.core.case.needs import Funds, NeedLine
from zjbuy_desktop.core.case.units import Role

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Total:
    """Σ of some need lines: 行数, 数量 (1/1000), 金额 (分)."""

    rows: int = 0
    quantity: int = 0
    amount_fen: int = 0


def total(lines: Iterable[NeedLine]) -> Total:
    """Sum lines."""
    listed = lines if isinstance(lines, Sequence) else list(lines)
    return Total(
        len(listed),
        sum([line.quantity for line in listed]),
        sum([line.amount_fen for line in listed]),
    )


def grouped(lines: Iterable[NeedLine], key: Callable[[NeedLine], K]) -> dict[K, list[NeedLine]]:
    """Lines per key, in order of first appearance."""
    groups: defaultdict[K, list[NeedLine]] = defaultdict(list)
    for line in lines:
        groups[key(line)].append(line)
    return dict(groups)


def totals_by(lines: Iterable[NeedLine], key: Callable[[NeedLine], K]) -> dict[K, Total]:
    """Sum lines per key, in order of first appearance.

    Lines are gathered first and then added up: a new sum for every line costs six times as much.
    """
    return {name: total(found) for name, found in grouped(lines, key).items()}


class LeftOut(StrEnum):
    """Why an accepted need isn't in the plan."""

    WITHDRAWN = "已退出"
    NO_LETTER = "委托函未核章"
    NOT_SECURED = "资金未落实"
    FACTS_MISSING = "待补内容未补齐"
    OFF_ROSTER = "不在名册"


_SECURED = "资金已落实"


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """Where one unit stands between its need and the plan.

    Attributes:
        unit: 单位名称.
        total: Σ of its accepted need lines.
        missing: names of the 待补 facts, e.g. ``资金来源``.
        reason: why it is left out; ``None`` when it is included.
    """

    unit: str
    total: Total
    missing: tuple[str, ...]
    reason: LeftOut | None

    @property
    def included(self) -> bool:
        """Whether its need goes into the plan."""
        return self.reason is None and self.total.rows > 0


class Answer(StrEnum):
    """How far one unit's answer to the call is; the value is the word."""

    ACCEPTED = "已接收"
    PROBLEM = "待改"
    WAITING = "待核对"
    MISSING = "未交"
    TAKEN_BACK = "已撤回"
    LEFT = "已退出"

    @property
    def received(self) -> bool:
        """Whether something that is to count came back: 已回收."""
        return self in (Answer.ACCEPTED, Answer.PROBLEM, Answer.WAITING)


def answers(case: Case) -> dict[str, Answer]:
    """Each unit that is asked, by roster order, in exactly one state.

    Those asked are the participants; the lead unit joins them once it reports a need itself.
    待核对 is a unit that has an accepted need and another file still to be mended; 已撤回 one that
    took its need back and sent none since.
    """
    accepted = {line.unit for line in case.needs}
    refused = {unit for item in case.open_returns for unit in item.units}
    gone = {e.unit for e in case.events if e.kind is EventKind.WITHDRAWN}
    back = {unit for unit, _ in case.withdrawn}
    return {
        u.name: _answer(u.name in accepted, u.name in refused, u.name in gone, u.name in back)
        for u in case.units
        if u.role is Role.PARTICIPANT or u.name in accepted | refused | gone | back
    }


def _answer(accepted: bool, refused: bool, gone: bool, back: bool) -> Answer:
    if gone:
        return Answer.LEFT
    if accepted:
        return Answer.WAITING if refused else Answer.ACCEPTED
    if refused:
        return Answer.PROBLEM
    return Answer.TAKEN_BACK if back else Answer.MISSING


def missing_facts(lines: Iterable[NeedLine]) -> tuple[str, ...]:
    """The 待补 facts of one unit's lines: needed before the plan, not before the collection."""
    lacks = {
        "资金来源": any(not line.funding for line in lines),
        "预算项目": any(not line.budget_item for line in lines),
        _SECURED: any(line.funds is Funds.UNKNOWN for line in lines),
        "交付时间地点": any(not line.delivery for line in lines),
        "意向公开方式": any(not line.intention for line in lines),
    }
    return tuple(name for name, lacking in lacks.items() if lacking)


def letter_confirmed(case: Case, unit: str) -> bool:
    """Whether the unit entrusted the lead: its letter is back and its seal confirmed.

    The lead unit entrusts nobody (指引 五、七（一）): it needs no letter for its own need.
    """
    return _Records(case).entrusted(unit)


def standing(case: Case, unit: str) -> UnitStanding:
    """Included = letter confirmed + fund secured + 待补 facts complete, and not withdrawn."""
    lines = tuple(line for line in case.needs if line.unit == unit)
    return _judge(_Records(case), unit, lines)


class _Records:
    """What was recorded about units, to be asked for hundreds of them without a new search."""

    def __init__(self, case: Case) -> None:
        self.lead = case.lead
        self.roster = {u.name for u in case.units}
        self.events = {(e.kind, e.unit) for e in case.events}

    def has(self, kind: EventKind, unit: str) -> bool:
        return (kind, unit) in self.events

    def entrusted(self, unit: str) -> bool:
        leads = self.lead is not None and self.lead.name == unit
        return leads or self.has(EventKind.SEAL_CONFIRMED, unit)


def _judge(records: _Records, unit: str, lines: tuple[NeedLine, ...]) -> UnitStanding:
    # 表上填“否”或没填的，经办人后来登记“资金已落实”即可，不必改单位的原表。
    secured = records.has(EventKind.FUNDS_SECURED, unit)
    missing = tuple(m for m in missing_facts(lines) if not (secured and m == _SECURED))
    denied = any(line.funds is Funds.NOT_SECURED for line in lines) and not secured
    reasons = {
        LeftOut.OFF_ROSTER: unit not in records.roster,
        LeftOut.WITHDRAWN: records.has(EventKind.WITHDRAWN, unit),
        LeftOut.NO_LETTER: not records.entrusted(unit),
        LeftOut.NOT_SECURED: denied,
        LeftOut.FACTS_MISSING: bool(missing),
    }
    reason = next((why for why, holds in reasons.items() if holds), None)
    return UnitStanding(unit, total(lines), missing, reason)


def standings(case: Case) -> tuple[UnitStanding, ...]:
    """Every unit with a need, by roster order; Σ of their totals is Σ of all need lines."""
    lines: dict[str, list[NeedLine]] = {u.name: [] for u in case.units}
    for line in case.needs:
        lines.setdefault(line.unit, []).append(line)
    records = _Records(case)
    return tuple(_judge(records, name, tuple(found)) for name, found in lines.items() if found)


def remaining_needs(case: Case) -> tuple[NeedLine, ...]:
    """The need lines of units that have not left, as their common items see them."""
    gone = {e.unit for e in case.events if e.kind is EventKind.WITHDRAWN}
    return tuple(line for line in common_needs(case) if line.unit not in gone)


def included_lines(case: Case) -> tuple[NeedLine, ...]:
    """The need lines that go into the plan, as their common items see them."""
    names = {s.unit for s in standings(case) if s.included}
    return tuple(line for line in common_needs(case) if line.unit in names)
