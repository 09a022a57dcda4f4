"""采购意向公开：每家单位由谁公开、公开了没有，距采购活动开始多少日（指引 六（二）、七（二））。"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.core.case.tally import standings

ENTRUSTED, OWN = "委托牵头单位公开", "自行公开"
"""意向公开方式 of a unit, as its form says it."""
BUDGET_BASES = ("部门预算“二上”数", "批复的部门预算", "待批的追加预算")
"""预算依据 of a published budget (财库〔2020〕10号)."""
START_WORDS = "采购活动开始以采购公告发布之日计（文件没有写明从哪一天起算，这是本程序采用的口径）"
"""What this program takes for 采购活动开始; said wherever days are counted to it."""
PAPER = "intention_notice"


class Coverage(StrEnum):
    """How a unit's 意向 stands: each unit is to be covered exactly once."""

    PUBLISHED = "已公开"
    WAITING = "还没有公开"
    TWICE = "重复公开"
    UNCLEAR = "方式不一"


@dataclass(frozen=True, slots=True)
class UnitIntention:
    """One unit of the plan and who publishes its 意向.

    Attributes:
        unit: 单位名称.
        ways: 意向公开方式 of its need lines, each once.
        amount_fen: 预算金额（分）.
        own: its own notice, as recorded.
        shared: the notice the lead published for all that entrusted it, as recorded.
        leads: it is the lead unit, whose own need is in the shared notice.
    """

    unit: str
    ways: tuple[str, ...]
    amount_fen: int
    own: Event | None
    shared: Event | None
    leads: bool = False

    @property
    def entrusted(self) -> bool:
        """Whether the lead publishes for it, and nobody else was named."""
        return self.ways == (ENTRUSTED,)

    @property
    def notice(self) -> Event | None:
        """The notice that covers it; ``None`` while there is none."""
        return self.shared if self.entrusted else self.own

    @property
    def coverage(self) -> Coverage:
        """Covered once, not at all, twice, or not to be told."""
        if len(self.ways) != 1:
            return Coverage.UNCLEAR
        if self.entrusted and self.own is not None:
            return Coverage.TWICE
        return Coverage.WAITING if self.notice is None else Coverage.PUBLISHED


def unit_intentions(case: Case) -> tuple[UnitIntention, ...]:
    """Every unit whose need goes into the plan, by roster order; the lead too if it buys."""
    ways: dict[str, dict[str, None]] = {}
    for line in case.needs:
        ways.setdefault(line.unit, {})[line.intention] = None
    shared = case.event(EventKind.INTENTION_PUBLISHED)
    return tuple(
        UnitIntention(
            s.unit,
            tuple(ways[s.unit]),
            s.total.amount_fen,
            case.event(EventKind.OWN_INTENTION_PUBLISHED, s.unit),
            shared,
            s.unit == case.project.lead_unit,
        )
        for s in standings(case)
        if s.included
    )


def waiver(case: Case) -> Event | None:
    """不公开 for 急需且不可预见, if it was recorded."""
    return case.event(EventKind.INTENTION_WAIVED)


def budget_basis(case: Case) -> str:
    """预算依据, asked for once, with the entries of the public text; empty before."""
    return _entered(case, "budget_basis")


def activity_start(case: Case) -> tuple[date | None, str]:
    """采购活动开始: the day of the announcement, before it the day planned; with its name."""
    announced = case.happened(EventKind.ANNOUNCEMENT_PUBLISHED)
    if announced is not None:
        return announced, "采购公告发布"
    planned = _entered(case, "expected_on")
    return (date.fromisoformat(planned), "预计采购时间") if planned else (None, "")


def days_ahead(case: Case, notice: Event) -> int | None:
    """How many days a notice is ahead of the start; ``None`` while no start is known."""
    start, _ = activity_start(case)
    return (start - notice.on).days if start else None


def _entered(case: Case, name: str) -> str:
    return str(dict(case.particulars_of(PAPER).values).get(name, ""))
