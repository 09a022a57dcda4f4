"""汇总表：总表一份（单位×标的、按标的、按单位、异常清单、数据来源），每个参与单位一份。"""

from pathlib import Path

from zjbuy_desktop.excel.overview_sheet import fill_overview, start_overview
from zjbuy_desktop.excel.participants import write_participant
from zjbuy_desktop.excel.sheet_table import Column
from zjbuy_desktop.excel.source_rows import SourceRows
from zjbuy_desktop.excel.source_sheet import SOURCES
from zjbuy_desktop.excel.stream import StreamBook, StreamSheet
from zjbuy_desktop.excel.summary_data import (
    ParticipantData,
    SummaryData,
    SummaryIssue,
    UnitStatus,
)
from zjbuy_desktop.excel.total_by_item import ITEM_SHEET, PART_SHEET
from zjbuy_desktop.excel.total_by_unit import BOTH_SHEET, UNIT_SHEET
from zjbuy_desktop.excel.total_sheets import Sheet, Sheets, item_key
from zjbuy_desktop.excel.total_sources import SOURCE_SHEET

__all__ = [
    "ParticipantData",
    "SummaryData",
    "SummaryIssue",
    "UnitStatus",
    "item_key",
    "write_participant",
    "write_summary",
]


def write_summary(path: Path, data: SummaryData) -> tuple[str, ...]:
    """Write the total workbook.

    Returns:
        Notes about characters that couldn't be kept.
    """
    book = StreamBook(data.project, data.lead_unit)
    overview = start_overview(book)
    # 先写各表的表头，行号就定了，彼此才好链接。
    tables = {sheet.name: _start(book, data, sheet) for sheet in SHEETS}
    first = {name: table.row for name, table in tables.items()}
    names = [status.unit.name for status in data.units]
    sheets = Sheets(data, tables, first, SourceRows(data.lines, names, first[SOURCES]))
    for sheet in SHEETS:
        sheet.fill(sheets, tables[sheet.name])
    fill_overview(book, overview, sheets)
    book.save(path)
    return book.notes


def _start(book: StreamBook, data: SummaryData, sheet: Sheet) -> StreamSheet:
    table = book.sheet(sheet.name, sheet.columns)
    day = data.made_on
    table.title(sheet.title)
    table.line(f"项目名称：{data.project}")
    table.line(
        f"牵头单位：{data.lead_unit}　　品目：{data.category}　　"
        f"制表日期：{day.year}年{day.month}月{day.day}日　　金额单位：元"
    )
    if sheet.meaning:
        table.line(sheet.meaning, "small")
    table.head()
    return table


def _issues(sheets: Sheets, table: StreamSheet) -> None:
    issues = sheets.data.issues
    for number, issue in enumerate(issues, start=1):
        table.data([number, issue.kind, issue.subject, issue.place, issue.what, issue.fix])
    table.line(f"共 {len(issues)} 条" if issues else "没有异常")
    table.finish()


_ISSUE_SHEET = Sheet(
    "异常清单",
    "采购需求异常清单",
    (
        Column("序号", 6),
        Column("类别", 14),
        Column("单位或文件", 34),
        Column("位置", 16),
        Column("情况", 44),
        Column("处理建议", 40),
    ),
    _issues,
)
SHEETS = (BOTH_SHEET, ITEM_SHEET, PART_SHEET, UNIT_SHEET, _ISSUE_SHEET, SOURCE_SHEET)
"""The sheets in their order; one more sheet is one more entry."""
