"""各种合计：按单位、按标的、纳入与未纳入（design: 汇总守恒）。"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import Funds, NeedLine


@dataclass(frozen=True, slots=True)
class Total:
    """Σ of some need lines: 行数, 数量 (1/1000), 金额 (分)."""

    rows: int = 0
    quantity: int = 0
    amount_fen: int = 0

    def plus(self, line: NeedLine) -> "Total":
        """This total with one more line."""
        return Total(
            self.rows + 1, self.quantity + line.quantity, self.amount_fen + line.amount_fen
        )


def total(lines: Iterable[NeedLine]) -> Total:
    """Sum lines."""
    result = Total()
    for line in lines:
        result = result.plus(line)
    return result


def totals_by(lines: Iterable[NeedLine], key: Callable[[NeedLine], str]) -> dict[str, Total]:
    """Sum lines per key, in order of first appearance."""
    sums: dict[str, Total] = {}
    for line in lines:
        name = key(line)
        sums[name] = sums.get(name, Total()).plus(line)
    return sums


class LeftOut(StrEnum):
    """Why an accepted need isn't in the plan."""

    WITHDRAWN = "已退出"
    NO_LETTER = "委托函未核章"
    NOT_SECURED = "资金未落实"
    FACTS_MISSING = "待补内容未补齐"


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


def missing_facts(lines: Iterable[NeedLine]) -> tuple[str, ...]:
    """The 待补 facts of one unit's lines: needed before the plan, not before the collection."""
    lacks = {
        "资金来源": any(not line.funding for line in lines),
        "预算项目": any(not line.budget_item for line in lines),
        "资金已落实": any(line.funds is Funds.UNKNOWN for line in lines),
        "交付时间地点": any(not line.delivery for line in lines),
        "意向公开方式": any(not line.intention for line in lines),
    }
    return tuple(name for name, lacking in lacks.items() if lacking)


def letter_confirmed(case: Case, unit: str) -> bool:
    """Whether the unit entrusted the lead: its letter is back and its seal confirmed.

    The lead unit entrusts nobody (指引 五、七（一）): it needs no letter for its own need.
    """
    lead = case.lead
    return (lead is not None and lead.name == unit) or bool(
        case.happened(EventKind.SEAL_CONFIRMED, unit)
    )


def standing(case: Case, unit: str) -> UnitStanding:
    """Included = letter confirmed + fund secured + 待补 facts complete, and not withdrawn."""
    lines = tuple(line for line in case.needs if line.unit == unit)
    return _judge(case, unit, lines)


def _judge(case: Case, unit: str, lines: tuple[NeedLine, ...]) -> UnitStanding:
    missing = missing_facts(lines)
    reason: LeftOut | None = None
    if case.happened(EventKind.WITHDRAWN, unit):
        reason = LeftOut.WITHDRAWN
    elif not letter_confirmed(case, unit):
        reason = LeftOut.NO_LETTER
    elif any(line.funds is Funds.NOT_SECURED for line in lines):
        reason = LeftOut.NOT_SECURED
    elif missing:
        reason = LeftOut.FACTS_MISSING
    return UnitStanding(unit, total(lines), missing, reason)


def standings(case: Case) -> tuple[UnitStanding, ...]:
    """Every unit with a need, by roster order."""
    lines: dict[str, list[NeedLine]] = {}
    for line in case.needs:
        lines.setdefault(line.unit, []).append(line)
    names = [u.name for u in case.units if u.name in lines]
    return tuple(_judge(case, name, tuple(lines[name])) for name in names)


def included_lines(case: Case) -> tuple[NeedLine, ...]:
    """The need lines that go into the plan."""
    names = {s.unit for s in standings(case) if s.included}
    return tuple(line for line in case.needs if line.unit in names)
