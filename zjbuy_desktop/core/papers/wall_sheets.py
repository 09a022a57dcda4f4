"""期限一览表和期限月历：贴在墙上、带去开会的一张 A4，横排，黑白也看得清。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.papers.blocks import (
    Block,
    Column,
    Paper,
    Para,
    Style,
    TableBlock,
    chinese_date,
)

LIST, MONTH = "deadline_list", "deadline_month"
_DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_MOST = {4: 5, 5: 4, 6: 3}
"""Things due that one day holds on one A4, by the number of weeks."""
_NOTHING = "没有符合条件的期限。"


@dataclass(frozen=True, slots=True)
class WallLine:
    """One deadline, as it is printed.

    Attributes:
        state: 已逾期, 进行中 …, so that it needs no colour.
        what: 要做什么.
        who: 单位 or 家数.
        project: 项目名称.
        start: 起算日 and 起算的事.
        days: 30 日.
        advised: 建议最后日.
        last: 法定最后日, with 暂推.
        left: 还有 3 个工作日.
        basis: 依据.
    """

    state: str
    what: str
    who: str
    project: str
    start: str
    days: str
    advised: str
    last: str
    left: str
    basis: str


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the month page.

    Attributes:
        label: 20, 20 今天, 1 休.
        due: what is due on it, each short enough for one line.
        own: whether the day belongs to the month.
    """

    label: str
    due: tuple[str, ...]
    own: bool = True


def list_sheet(lines: Sequence[WallLine], told: str, today: date) -> Paper:
    """期限一览表; its head stands on every page.

    Args:
        lines: in the order to be printed.
        told: what they were narrowed to, in words; empty for all.
        today: printed as 制表日期.
    """
    columns = (
        Column("状态", 7, "center"),
        Column("要做什么", 18),
        Column("单位", 10),
        Column("项目", 22),
        Column("起算", 18),
        Column("天数", 8, "center"),
        Column("建议最后日", 10, "center"),
        Column("法定最后日", 10, "center"),
        Column("还有", 12),
        Column("依据", 20),
    )
    rows = tuple(
        (
            line.state, line.what, line.who, line.project, line.start, line.days, line.advised,
            line.last, line.left, line.basis,
        )
        for line in lines
    )  # fmt: skip
    head = _dated(today, f"共{len(lines)}项", told)
    body: Block = TableBlock(columns, rows, dense=True) if rows else Para(_NOTHING, indent=False)
    return Paper(LIST, Style.FORM, "带量采购期限一览表", (head, body), landscape=True)


def month_sheet(month: date, weeks: Sequence[Sequence[DayCell]], told: str, today: date) -> Paper:
    """期限月历 on one page: what a day has no room for is counted.

    Args:
        month: any day of it.
        weeks: from Monday on.
        told: what it was narrowed to, in words; empty for all.
        today: printed as 制表日期.
    """
    most = _MOST[len(weeks)]
    columns = tuple(Column(name, 1) for name in _DAYS)
    rows = tuple(tuple(_cell(day, most) for day in week) for week in weeks)
    count = sum(len(day.due) for week in weeks for day in week if day.own)
    head = _dated(today, f"本月{count}项", told)
    title = f"{month.year}年{month.month}月带量采购期限月历"
    table = TableBlock(columns, rows, dense=True)
    return Paper(MONTH, Style.FORM, title, (head, table), landscape=True)


def _dated(today: date, count: str, told: str) -> Para:
    parts = [f"{chinese_date(today)}制表", count, told]
    return Para("　".join(part for part in parts if part), indent=False)


def _cell(day: DayCell, most: int) -> str:
    """The day and what is due, as many lines whatever is due, so that the weeks are alike high."""
    label = day.label if day.own else f"（{day.label}）"
    shown = list(day.due) if len(day.due) <= most else list(day.due[: most - 1])
    if len(shown) < len(day.due):
        shown.append(f"另有{len(day.due) - len(shown)}项")
    blank = [""] * (most - len(shown))
    return "\n".join([label, *shown, *blank])
