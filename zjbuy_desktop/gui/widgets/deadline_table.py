"""Deadlines as rows: what, who, from when, how long, the last days, how it stands, the basis."""

from collections.abc import Sequence

from zjbuy_desktop.core.rules.clocks import State
from zjbuy_desktop.gui.models.columns import Column, date_column, text_column
from zjbuy_desktop.gui.widgets.clock_wall import Bar
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.usecases.deadline_wall import Clock, with_names

_TONES = {
    State.RUNNING: "accent",
    State.OVERDUE: "stop",
    State.LATE: "warn",
    State.TOO_SOON: "warn",
    State.MET: "ok",
    State.PAUSED: "warn",
}
_MARKS = {"stop": "stop", "warn": "warn", "ok": "check", "accent": "half"}
_NAMED = 20


def deadline_table() -> DataTable[Clock]:
    """One row for all units that a period runs alike for, or for each of them."""
    columns: tuple[Column[Clock], ...] = (
        text_column("要做什么", lambda c: c.deadline.what, 136, tip=_more),
        text_column("单位", lambda c: c.who, 96, tip=lambda c: with_names(c, _NAMED)),
        text_column("起算", _start, 158, tip=_start, key=lambda c: c.deadline.start),
        text_column("天数", _days, 76, key=lambda c: c.deadline.days),
        date_column("建议最后日", lambda c: c.deadline.advised_day, 88),
        text_column("法定最后日", _last, 92, key=lambda c: c.deadline.last_day, tip=_note),
        text_column("还有", _left, 112, tone=tone_of, key=lambda c: c.deadline.advised_day),
        text_column(
            "状态",
            lambda c: c.deadline.state.value,
            84,
            tone=tone_of,
            mark=lambda c: _MARKS.get(tone_of(c), "circle"),
        ),
        text_column("依据", lambda c: c.deadline.basis.label, 130, tip=_more),
        text_column("项目", lambda c: c.project, 120, tip=lambda c: c.project),
    )
    return DataTable("deadlines", columns, title="全部期限", empty="没有符合条件的期限")


def tone_of(clock: Clock) -> str:
    """Colour token of a state; the word stands beside it."""
    return _TONES.get(clock.deadline.state, "quiet")


def bars(clocks: Sequence[Clock]) -> list[Bar]:
    """One bar for all units whose same period runs from and to the same days."""
    return [_bar(clock) for clock in clocks if clock.deadline.last_day]


def _bar(clock: Clock) -> Bar:
    deadline = clock.deadline
    assert deadline.start is not None
    assert deadline.last_day is not None
    first, last = sorted((deadline.start, deadline.advised_day or deadline.last_day))
    text = f"{deadline.what}　{clock.who}".rstrip("　")
    words = clock.words or deadline.state.value
    tip = f"{clock.project}　{text}　{words}"
    return Bar(f"{text}　{clock.project}", first, last, words, tone_of(clock), tip)


def _start(clock: Clock) -> str:
    return f"{clock.deadline.start}　{clock.event}"


def _days(clock: Clock) -> str:
    return f"{clock.deadline.days} {clock.deadline.kind.value}"


def _last(clock: Clock) -> str | None:
    day = clock.deadline.last_day
    return None if day is None else f"{day}　暂推" if clock.deadline.provisional else str(day)


def _note(clock: Clock) -> str:
    return clock.deadline.note


def _left(clock: Clock) -> str:
    return f"{clock.words}（暂推）" if clock.deadline.provisional else clock.words


def _more(clock: Clock) -> str:
    deadline = clock.deadline
    lines = [
        f"{deadline.start} 起 {_days(clock)}（{deadline.sense.value}）",
        deadline.note,
        deadline.reason,
        f"谁办：{deadline.who}" if deadline.who else "",
        deadline.consequence and f"逾期：{deadline.consequence}",
        f"条文核对：{deadline.confidence}" if deadline.confidence else "",
    ]
    return "\n".join(line for line in lines if line)
