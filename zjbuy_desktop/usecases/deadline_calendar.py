"""期限写成日历文件：导入手机、邮箱的日历，到日子提醒；再导一次，同一期限换成新的。"""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from zjbuy_desktop.core.base.icalendar import Appointment, calendar_bytes
from zjbuy_desktop.core.base.workdays import Calendar, workdays_between
from zjbuy_desktop.core.law.tables import DeadlineSense
from zjbuy_desktop.core.rules.clocks import State
from zjbuy_desktop.usecases.deadline_wall import Clock, with_names
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.whole_files import write_whole

NAME = "带量采购期限"
_NAMED = 50
"""Units named in the text of one entry."""
_SIGNS = {State.OVERDUE: "【逾期】", State.PAUSED: "【暂停】"}


def write_calendar(
    desk: Desk, clocks: Iterable[Clock], file: Path, ahead: int, *, each: bool = False
) -> int:
    """Write a calendar file; how many entries are in it.

    Args:
        desk: today and the holidays.
        clocks: what goes in; those without a day are left out.
        file: where to.
        ahead: how many 工作日 before the day one is reminded.
        each: whether they are listed unit by unit, so that each unit keeps its own entry.

    Raises:
        UserError: the file can't be written.
    """
    entries = [
        appointment(clock, day, ahead, desk.calendar, each=each)
        for clock in clocks
        if (day := clock.deadline.advised_day) is not None
    ]
    write_whole(file, calendar_bytes(NAME, entries, desk.now()))
    return len(entries)


def appointment(
    clock: Clock, day: date, ahead: int, calendar: Calendar, *, each: bool = False
) -> Appointment:
    """One deadline as an entry on its 建议最后日."""
    return Appointment(
        uid=_uid(clock, each=each),
        day=day,
        summary=_summary(clock),
        text=_text(clock),
        categories=(NAME,),
        alarm=_before(day, ahead, calendar) if clock.deadline.state.open else None,
    )


def _uid(clock: Clock, *, each: bool) -> str:
    """The same for the same period in every file.

    Units alike are told apart by the days they began and ended on: the entry of those who still
    have something to do stays the same while others get done with it.
    """
    deadline, whole = clock.deadline, clock.units == ("",)
    parts = [clock.mark, str(clock.project_id), deadline.id]
    if not whole:
        parts += [*clock.units] if each else [str(deadline.start), str(deadline.done or "")]
    return f"{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}@zjbuy"


def _summary(clock: Clock) -> str:
    deadline = clock.deadline
    earliest = "最早日：" if deadline.sense is DeadlineSense.EARLIEST else ""
    words = f"{_SIGNS.get(deadline.state, '')}{earliest}{deadline.what}"
    doubt = "（暂推）" if deadline.provisional else ""
    return f"{words} {clock.who}".rstrip() + f"{doubt}　{clock.project}"


def _text(clock: Clock) -> str:
    deadline = clock.deadline
    lines = [
        f"项目：{clock.project}",
        f"单位：{with_names(clock, _NAMED)}" if clock.units != ("",) else "",
        f"起算：{deadline.start} {clock.event}，{deadline.days} {deadline.kind.value}"
        f"（{deadline.sense.value}）",
        f"建议最后日：{deadline.advised_day}，法定最后日：{deadline.last_day}",
        f"状态：{deadline.state.value}",
        "暂停：期限暂不计算，恢复后请重新导出。" if deadline.state is State.PAUSED else "",
        f"暂推：{deadline.note}，公布后会变，请重新导出。"
        if deadline.provisional
        else deadline.note,
        f"依据：{deadline.basis.label}",
        f"逾期的后果：{deadline.consequence}" if deadline.consequence else "",
    ]
    return "\n".join(line for line in lines if line)


def _before(day: date, ahead: int, calendar: Calendar) -> date:
    """The last working day with so many 工作日 from it to the day."""
    found = day
    while not calendar.is_workday(found) or workdays_between(found, day, calendar) < ahead:
        found -= timedelta(days=1)
    return found
