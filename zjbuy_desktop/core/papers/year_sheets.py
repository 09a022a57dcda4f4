"""年鉴的 PDF：几个数、三张图、各项目一览和四张分组表，横排。"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zjbuy_desktop.core.papers.blocks import (
    BarChart,
    Block,
    Column,
    FieldTable,
    Paper,
    Para,
    Style,
    TableBlock,
    chinese_date,
)

KIND = "year_book"
BARS = 10
"""Bars of one chart; the rest is in the table."""


@dataclass(frozen=True, slots=True)
class GroupTable:
    """One grouping as it is printed: its heading, its rows, its total."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...]


def year_sheet(
    year: int,
    head: Sequence[tuple[str, str]],
    charts: Sequence[BarChart],
    projects: TableBlock,
    groups: Sequence[GroupTable],
    today: date,
) -> Paper:
    """The whole book.

    Args:
        year: 预算年度.
        head: the few figures it begins with.
        charts: drawn below them.
        projects: 各项目一览.
        groups: 按品目, 按采购方式, 按供应商, 按单位.
        today: printed as 制表日期.
    """
    blocks: list[Block] = [
        Para(f"{chinese_date(today)}制表", indent=False),
        FieldTable(tuple(head), per_row=3),
    ]
    if projects.rows:
        blocks += [*(chart for chart in charts if chart.bars), projects]
        blocks += [
            TableBlock(_columns(g.title), g.rows, g.foot, caption=g.title, dense=True)
            for g in groups
            if g.rows
        ]
    else:
        blocks.append(Para("这一年还没有项目。", indent=False))
    title = f"{year}年带量集中采购年鉴"
    return Paper(KIND, Style.FORM, title, tuple(blocks), landscape=True)


def _columns(title: str) -> tuple[Column, ...]:
    return (
        Column("序号", 5, "center"),
        Column(title.removeprefix("按"), 34),
        Column("项目（个）", 8, "center"),
        Column("预算（元）", 16, "right"),
        Column("中标（成交）金额（元）", 16, "right"),
        Column("节约额（元）", 16, "right"),
        Column("节约率", 9, "right"),
    )
