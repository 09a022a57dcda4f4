"""到期提醒：提前几个工作日说，由本单位定；今天有哪些已过期、快到期。"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.core.law.tables import DeadlineSense
from zjbuy_desktop.core.rules.clocks import State
from zjbuy_desktop.store import settings as stored
from zjbuy_desktop.usecases.deadline_wall import Clock, Wanted, chosen
from zjbuy_desktop.usecases.desk import Desk

USUAL, MOST = 3, 20
_KEY = "reminders.workdays"


@dataclass(frozen=True, slots=True)
class Soon:
    """What is to be reminded of.

    Attributes:
        late: periods that are overdue, each unit's by itself.
        near: those due within ``workdays``, each unit's by itself.
        workdays: 提前几个工作日.
        first: the most urgent; ``None`` if there is nothing.
    """

    late: int
    near: int
    workdays: int
    first: Clock | None

    @property
    def words(self) -> str:
        """“已逾期 3 项，3 个工作日内到期 5 项”; empty if there is nothing."""
        late = f"已逾期 {self.late} 项" if self.late else ""
        near = f"{self.workdays} 个工作日内到期 {self.near} 项" if self.near else ""
        return "，".join(part for part in (late, near) if part)


def workdays(desk: Desk) -> int:
    """提前几个工作日提醒, as the office set it."""
    with desk.store.read() as view:
        kept = stored.load_settings(view).get(_KEY, "")
    return int(kept) if kept.isdecimal() else USUAL


def keep(desk: Desk, number: int) -> None:
    """Set it; nothing is written when it is so already.

    Raises:
        UserError: less than 0 or more than 20.
    """
    if not 0 <= number <= MOST:
        raise UserError(f"提前的工作日要在 0 到 {MOST} 之间。", "0 表示只提醒当天到期和已逾期的。")
    if number == workdays(desk):
        return
    summary = f"到期前 {number} 个工作日提醒"
    with desk.store.begin("reminders_kept", summary, desk.now()) as work:
        stored.set_settings(work, {_KEY: str(number)})
        work.payload["workdays"] = number


def soon(clocks: Iterable[Clock], ahead: int, today: date, calendar: Calendar) -> Soon:
    """What is overdue or due within so many 工作日; minimum periods and paused ones aren't."""
    found = [
        c
        for c in chosen(clocks, Wanted(within=ahead), today, calendar)
        if c.deadline.sense is DeadlineSense.LATEST
        and c.deadline.state in (State.RUNNING, State.OVERDUE)
    ]
    late = [c for c in found if c.deadline.state is State.OVERDUE]
    counts = sum(len(c.units) for c in late), sum(len(c.units) for c in found)
    return Soon(counts[0], counts[1] - counts[0], ahead, found[0] if found else None)
