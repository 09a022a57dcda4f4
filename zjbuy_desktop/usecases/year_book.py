"""年鉴：一年里所有项目的统计，写成表（Excel）或 PDF。"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.case.savings import Saving
from zjbuy_desktop.core.papers.blocks import BarChart, Column, Paper, TableBlock
from zjbuy_desktop.core.papers.year_sheets import BARS, GroupTable, year_sheet
from zjbuy_desktop.core.stages.year_book import Group, YearBook, book_year, year_book
from zjbuy_desktop.usecases.desk import Desk
from zjbuy_desktop.usecases.overview import cases

_PROJECTS = (
    Column("序号", 4, "center"),
    Column("项目", 26),
    Column("品目", 11),
    Column("采购方式", 9),
    Column("环节", 10),
    Column("单位（家）", 6, "center"),
    Column("需求预算（元）", 13, "right"),
    Column("已定标预算（元）", 13, "right"),
    Column("中标（成交）金额（元）", 13, "right"),
    Column("节约额（元）", 12, "right"),
    Column("节约率", 7, "right"),
    Column("已签/应签", 7, "center"),
)


def years(desk: Desk) -> tuple[int, ...]:
    """Years that have projects, the last first."""
    return tuple(sorted({book_year(case) for case in cases(desk)} - {0}, reverse=True))


def book(desk: Desk, year: int) -> YearBook:
    """The year book of one year; empty where it has no projects."""
    return year_book(cases(desk), year)


def headlines(found: YearBook) -> tuple[tuple[str, str], ...]:
    """The few figures it begins with."""
    lines, whole = found.lines, found.saving
    signing, signed = sum(x.signing for x in lines), sum(x.signed for x in lines)
    return (
        ("项目", f"{len(lines)} 个，已定标 {sum(bool(x.shares) for x in lines)} 个"),
        ("参加单位", f"{sum(x.units for x in lines)} 家次"),
        ("需求预算合计", f"{money.yuan(found.need_fen)} 元"),
        ("已定标预算", f"{money.yuan(whole.budget_fen)} 元"),
        ("中标（成交）金额", f"{money.yuan(whole.award_fen)} 元"),
        ("节约额", f"{money.yuan(whole.saved_fen)} 元（{whole.percent}）"),
        ("签约", f"{signed}/{signing} 家次"),
        ("补充合同", f"{money.yuan(sum(x.supplement_fen for x in lines))} 元"),
        ("退出、质疑投诉", f"{sum(x.withdrawn for x in lines)} 家，"
                    f"{sum(x.complaints for x in lines)} 件"),
    )  # fmt: skip


def paper(desk: Desk, found: YearBook) -> Paper:
    """It as pages."""
    charts = (
        BarChart("中标（成交）金额按品目（元）", _bars(found.by_category)),
        BarChart("中标（成交）金额按供应商（元）", _bars(found.by_supplier)),
        BarChart("中标（成交）金额按单位（元）", _bars(found.by_unit)),
    )
    groups = [
        _table("按品目", found.by_category),
        _table("按采购方式", found.by_method),
        _table("按供应商", found.by_supplier),
        _table("按单位", found.by_unit),
    ]
    return year_sheet(found.year, headlines(found), charts, _projects(found), groups, desk.today)


def write(desk: Desk, year: int, file: Path) -> YearBook:
    """Write it as the name says: ``.xlsx`` or ``.pdf``.

    Raises:
        UserError: another kind of file, no project in that year, or it can't be written.
    """
    found = book(desk, year)
    if not found.lines:
        known = "、".join(str(y) for y in years(desk))
        hint = f"有项目的年度：{known}。" if known else "先新建项目。"
        raise UserError(f"{year} 年还没有项目，没有年鉴。", hint)
    if file.suffix.lower() == ".pdf":
        _write_pages(desk, found, file)
    elif file.suffix.lower() == ".xlsx":
        _write_workbook(desk, found, file)
    else:
        raise UserError(f"“{file.name}”不是表也不是 PDF。", "文件名以 .xlsx 或 .pdf 结尾。")
    return found


def _write_pages(desk: Desk, found: YearBook, file: Path) -> None:
    from zjbuy_desktop.pdf.render import render
    from zjbuy_desktop.usecases.rendering import font_book

    render(paper(desk, found), file, font_book())


def _write_workbook(desk: Desk, found: YearBook, file: Path) -> None:
    from zjbuy_desktop.excel.year_book import write_year_book
    from zjbuy_desktop.usecases.whole_files import unwritable

    try:
        write_year_book(file, found, headlines(found), desk.today)
    except OSError as error:
        raise unwritable(file, error) from error


def _bars(groups: Sequence[Group]) -> tuple[tuple[str, int, str], ...]:
    return tuple((g.name, g.award_fen, money.yuan(g.award_fen)) for g in groups[:BARS])


def _money(saving: Saving) -> tuple[str, str, str, str]:
    return (
        money.yuan(saving.budget_fen),
        money.yuan(saving.award_fen),
        money.yuan(saving.saved_fen),
        saving.percent,
    )


def _table(title: str, groups: Sequence[Group]) -> GroupTable:
    rows = tuple(
        (str(n), g.name, str(g.projects), *_money(g.saving)) for n, g in enumerate(groups, 1)
    )
    whole = Saving(sum(g.budget_fen for g in groups), sum(g.award_fen for g in groups))
    return GroupTable(title, rows, ("", "合计", "", *_money(whole)))


def _projects(found: YearBook) -> TableBlock:
    rows = tuple(
        (
            str(n), x.name, x.category, x.method, x.stage, str(x.units), money.yuan(x.need_fen),
            *_money(x.saving), f"{x.signed}/{x.signing}",
        )
        for n, x in enumerate(found.lines, 1)
    )  # fmt: skip
    foot = ("", "合计", "", "", "", "", money.yuan(found.need_fen), *_money(found.saving), "")
    return TableBlock(_PROJECTS, rows, foot, caption="各项目", dense=True)


def as_json(found: YearBook) -> dict[str, Any]:
    """The book for the command line; money in 分."""

    def groups(some: Sequence[Group]) -> list[dict[str, Any]]:
        return [
            {
                "name": g.name,
                "projects": g.projects,
                "budget_fen": g.budget_fen,
                "award_fen": g.award_fen,
                "saving": g.saving.percent,
            }
            for g in some
        ]

    return {
        "year": found.year,
        "need_fen": found.need_fen,
        "budget_fen": found.saving.budget_fen,
        "award_fen": found.saving.award_fen,
        "saving": found.saving.percent,
        "agrees": found.agrees,
        "projects": [
            {
                "project": x.project_id,
                "name": x.name,
                "stage": x.stage,
                "need_fen": x.need_fen,
                "budget_fen": x.budget_fen,
                "award_fen": x.award_fen,
                "signing": x.signing,
                "signed": x.signed,
            }
            for x in found.lines
        ],
        "by_category": groups(found.by_category),
        "by_method": groups(found.by_method),
        "by_supplier": groups(found.by_supplier),
        "by_unit": groups(found.by_unit),
    }
