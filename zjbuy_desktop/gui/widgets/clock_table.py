"""Clocks of a stage: from which day, how long, the last day, how it stands."""

from collections.abc import Callable, Sequence
from datetime import date

from zjbuy_desktop.core.base.workdays import DayKind
from zjbuy_desktop.core.rules.clocks import Deadline, State
from zjbuy_desktop.gui.models.columns import Column, date_column, text_column

_TONES = {
    State.MET: "ok",
    State.RUNNING: "accent",
    State.LATE: "warn",
    State.OVERDUE: "stop",
    State.TOO_SOON: "stop",
    State.PAUSED: "warn",
}
_MARKS = {"ok": "check", "accent": "clock", "warn": "warn", "stop": "stop", "quiet": "circle"}


def tone_of(deadline: Deadline) -> str:
    """Colour token of a state."""
    return _TONES.get(deadline.state, "quiet")


def left_text(deadline: Deadline, workdays: Callable[[date], int]) -> str:
    """进行中，还有 3 个工作日."""
    if deadline.state is not State.RUNNING or deadline.advised_day is None:
        return deadline.state.value
    left = workdays(deadline.advised_day)
    return f"还有 {left} 个工作日" if left > 0 else "今天到期" if left == 0 else "建议日已过"


def _length(deadline: Deadline) -> str:
    unit = "个" if deadline.kind is DayKind.WORKING else ""
    return f"{deadline.days} {unit}{deadline.kind.value}"


def clock_columns(workdays: Callable[[date], int]) -> tuple[Column[Deadline], ...]:
    """事项 | 起算 | 期限 | 最后日 | 办结 | 状态."""
    return (
        text_column("期限", lambda d: d.what, 232, tip=lambda d: d.basis.label),
        date_column("起算", lambda d: d.start, 90),
        text_column("长度", _length, 84),
        date_column("最后日", lambda d: d.last_day, 90, tip=lambda d: d.note),
        date_column("办结", lambda d: d.done, 90),
        text_column(
            "状态",
            lambda d: left_text(d, workdays),
            130,
            tone=tone_of,
            mark=lambda d: _MARKS[tone_of(d)],
            tip=lambda d: d.reason or d.consequence,
        ),
    )


def in_order(deadlines: Sequence[Deadline], ids: Sequence[str]) -> list[Deadline]:
    """Those of these rules, in the order of the rules."""
    return sorted((d for d in deadlines if d.id in ids), key=lambda d: ids.index(d.id))
