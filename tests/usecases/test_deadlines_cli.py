"""``deadlines``: urgent ones first, units of the same day on one line, nothing lost."""

from datetime import date

import pytest

from zjbuy_desktop.cli.deadlines_shown import deadline_lines
from zjbuy_desktop.core.base.citation import Citation
from zjbuy_desktop.core.base.workdays import DayKind
from zjbuy_desktop.core.rules.clocks import Deadline, State

SIGN, FILE = date(2026, 11, 11), date(2026, 10, 28)


def clock(state: State, unit: str, last: date | None = None, what: str = "签订合同") -> Deadline:
    return Deadline(
        what, what, unit, last, 30, DayKind.CALENDAR, last, last, last, False,
        Citation("法", "第一条", "法 第一条"), state,
    )  # fmt: skip


CLOCKS = (
    clock(State.WAITING, "甲", what="支付"),
    clock(State.WAITING, "乙", what="支付"),
    clock(State.MET, "甲", SIGN),
    *(clock(State.RUNNING, unit, SIGN) for unit in "乙丙丁戊"),
    clock(State.RUNNING, "己", FILE, "备案"),
    clock(State.OVERDUE, "庚", SIGN),
)


def test_units_of_the_same_day_share_a_line_and_the_urgent_come_first() -> None:
    lines = deadline_lines(CLOCKS)
    assert [line.split("　")[0] for line in lines[:-1]] == [
        "已逾期", "进行中", "进行中", "已完成", "未起算",
    ]  # fmt: skip
    assert lines[1].startswith("进行中　2026-10-28　最后 2026-10-28　备案　己")
    assert "签订合同　4 家（乙、丙、丁 等）" in lines[2]
    assert "支付　2 家（甲、乙）" in lines[4]
    assert "--all" in lines[-1]


@pytest.mark.parametrize("every", [True, False])
def test_no_clock_is_lost(every: bool) -> None:
    lines = [line for line in deadline_lines(CLOCKS, every) if "--all" not in line]
    assert len(lines) == (len(CLOCKS) if every else 5)


def test_two_days_are_two_lines() -> None:
    lines = deadline_lines([clock(State.RUNNING, "甲", SIGN), clock(State.RUNNING, "乙", FILE)])
    assert len(lines) == 2
