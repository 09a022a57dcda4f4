"""期限写成给人看的行：急的在前，同一期限的各家合成一行；和固定字段的 JSON。"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zjbuy_desktop.core.rules.clocks import Deadline, State

_ORDER = (
    State.OVERDUE, State.TOO_SOON, State.RUNNING, State.PAUSED, State.LATE, State.MET,
    State.EXPIRED, State.WAITING,
)  # fmt: skip
_NAMED = 3


def deadline_json(d: Deadline) -> dict[str, Any]:
    """One clock of ``deadlines``."""
    return {
        "id": d.id,
        "what": d.what,
        "unit": d.unit,
        "start": d.start,
        "days": d.days,
        "kind": d.kind.value,
        "nominal": d.nominal,
        "last_day": d.last_day,
        "advised_day": d.advised_day,
        "provisional": d.provisional,
        "basis": d.basis.label,
        "state": d.state.value,
        "who": d.who,
        "lot": d.lot,
        "reason": d.reason,
    }


def deadline_lines(clocks: Sequence[Deadline], every: bool = False) -> list[str]:
    """The clocks of one project: the most urgent state first, then by day.

    Args:
        clocks: in their own order, which is kept within a state and day.
        every: one line a unit; otherwise units with the same state, rule and day share one.
    """
    found = sorted(clocks, key=lambda d: (_ORDER.index(d.state), d.advised_day or date.max))
    groups: dict[tuple[Any, ...], list[Deadline]] = {}
    for number, d in enumerate(found):
        same = (d.state, d.id, d.what, d.last_day, d.advised_day, d.provisional, d.lot, d.reason)
        groups.setdefault((*same, number) if every else same, []).append(d)
    lines = [_line(group) for group in groups.values()]
    return lines + (["要逐家列出，加 --all。"] if len(groups) < len(found) else [])


def _line(group: Sequence[Deadline]) -> str:
    d = group[0]
    parts = [d.state.value]
    if d.last_day is not None:
        sure = "（暂按周末推算）" if d.provisional else ""
        parts += [str(d.advised_day), f"最后 {d.last_day}{sure}"]
    lot = [d.lot] if d.lot else []
    why = [d.reason] if d.reason else []
    return "　".join([*parts, d.what, *_who(group), *lot, str(d.basis), *why])


def _who(group: Sequence[Deadline]) -> list[str]:
    names = [d.unit for d in group if d.unit]
    if len(names) < len(group) or not names:
        return [f"{len(group)} 项"] if len(group) > 1 else []
    if len(names) == 1:
        return names
    more = " 等" if len(names) > _NAMED else ""
    return [f"{len(names)} 家（{'、'.join(names[:_NAMED])}{more}）"]
