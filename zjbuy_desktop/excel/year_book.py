"""年鉴的表：概况和图、各项目、按品目、按采购方式、按供应商、按单位，每张合计都核对。"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from zjbuy_desktop.core.case.savings import Saving
from zjbuy_desktop.core.stages.year_book import Group, YearBook
from zjbuy_desktop.excel.overview_sheet import DATA_SHEET, bar_chart
from zjbuy_desktop.excel.sheet_table import Column, Fen, Value
from zjbuy_desktop.excel.stream import Formula, StreamBook, ten_thousands

_FACTS = (Column("项目", 26), Column("内容", 40), Column("说明", 66))
_PROJECTS = (
    Column("序号", 6), Column("项目", 40), Column("品目", 20), Column("采购方式", 14),
    Column("代理机构", 26), Column("环节", 18), Column("单位（家）", 10),
    Column("需求预算(元)", 18),
    Column("已定标预算(元)", 18), Column("中标（成交）金额(元)", 20), Column("节约额(元)", 18),
    Column("节约率", 10), Column("已签/应签（家）", 14), Column("补充合同(元)", 16),
    Column("退出（家）", 10), Column("质疑投诉（件）", 12),
)  # fmt: skip
_NUMBERS = (
    Column("图", 14), Column("名称", 40), Column("中标金额(元)", 20), Column("中标金额(万元)", 18),
)  # fmt: skip
_BARS, _CHART_ROWS = 10, 17


def write_year_book(
    path: Path, book: YearBook, head: Sequence[tuple[str, str]], on: date
) -> tuple[str, ...]:
    """Write the book; ``head`` are the few figures it begins with.

    Returns:
        Notes about characters that couldn't be kept.
    """
    made = StreamBook(f"{book.year}年带量集中采购年鉴", "")
    first = made.sheet("概况", _FACTS)
    first.title(f"{book.year}年带量集中采购年鉴")
    first.line(f"制表日期：{on.year}年{on.month}月{on.day}日")
    first.head()
    mark = "✓" if book.agrees else "✗"
    for words, text in head:
        first.data((words, text, ""))
    first.data(("核对", mark, "按品目、采购方式、供应商、单位各加一遍，与各项目合计一致"))
    groups = (
        ("按品目", book.by_category),
        ("按采购方式", book.by_method),
        ("按供应商", book.by_supplier),
        ("按单位", book.by_unit),
    )
    _projects(made, book)
    for title, rows in groups:
        _groups(made, title, rows)
    _charts(made, first.page, groups, first.row + 1)
    first.finish(first.row + 2 * _CHART_ROWS + 2)
    first.page.page_setup.fitToHeight = 1  # 数和图在同一页上
    made.save(path)
    return made.notes


def _projects(made: StreamBook, book: YearBook) -> None:
    sheet = made.sheet("各项目", _PROJECTS)
    sheet.title(f"{book.year}年各项目")
    sheet.head()
    first = sheet.row
    for number, line in enumerate(book.lines, start=1):
        saving = line.saving
        sheet.data(
            (
                number, line.name, line.category, line.method, line.agency, line.stage, line.units,
                Fen(line.need_fen), Fen(line.budget_fen), Fen(line.award_fen),
                Fen(saving.saved_fen), saving.percent, f"{line.signed}/{line.signing}",
                Fen(line.supplement_fen), line.withdrawn, line.complaints,
            )
        )  # fmt: skip
    whole = book.saving
    total: list[Value] = ["", "合计", "", "", "", "", "", Fen(book.need_fen)]
    total += _money(whole)
    total += ["", Fen(sum(line.supplement_fen for line in book.lines)), "", ""]
    sheet.data(total, bold=True)
    sheet.check(first, 9, whole.award_fen, "各项目")
    sheet.finish()


def _money(saving: Saving) -> list[Value]:
    """预算、金额、节约额、节约率."""
    return [Fen(saving.budget_fen), Fen(saving.award_fen), Fen(saving.saved_fen), saving.percent]


def _groups(made: StreamBook, title: str, rows: Sequence[Group]) -> None:
    columns = (
        Column("序号", 6), Column(title.removeprefix("按"), 40), Column("项目（个）", 10),
        Column("预算(元)", 20), Column("中标（成交）金额(元)", 20), Column("节约额(元)", 20),
        Column("节约率", 10),
    )  # fmt: skip
    sheet = made.sheet(title, columns)
    sheet.title(title)
    sheet.head()
    first = sheet.row
    for number, row in enumerate(rows, start=1):
        sheet.data((number, row.name, row.projects, *_money(row.saving)))
    whole = Saving(sum(r.budget_fen for r in rows), sum(r.award_fen for r in rows))
    sheet.data(("", "合计", "", *_money(whole)), bold=True)
    sheet.check(first, 4, whole.award_fen, columns[1].caption)
    sheet.finish()


def _charts(
    made: StreamBook, page: Any, groups: Sequence[tuple[str, Sequence[Group]]], row: int
) -> None:
    numbers = made.sheet(DATA_SHEET, _NUMBERS)
    numbers.head()
    for place, (title, rows) in enumerate(groups):
        first = numbers.row
        for group in rows[:_BARS]:
            here = numbers.row
            wan = Formula(f"C{here}/10000", ten_thousands(group.award_fen))
            numbers.data([title, group.name, Fen(group.award_fen), wan])
        if numbers.row > first:
            chart = bar_chart(numbers.page, f"中标金额{title}（万元）", first, numbers.row - 1)
            at = f"{'AC'[place % 2]}{row + _CHART_ROWS * (place // 2)}"
            page.add_chart(chart, at)
    numbers.finish()
