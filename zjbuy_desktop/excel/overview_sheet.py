"""总表的第一页“概况”：几个数、守恒、四张图；图用的数在“图表数据”里，元和万元都写明。"""

from collections.abc import Iterator, Sequence
from typing import Any

from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.core.case.tally import total, totals_by
from zjbuy_desktop.excel.overview_bars import groups
from zjbuy_desktop.excel.sheet_links import Span
from zjbuy_desktop.excel.sheet_table import Column, Value
from zjbuy_desktop.excel.source_sheet import SOURCES
from zjbuy_desktop.excel.stream import (
    Formula,
    StreamBook,
    StreamSheet,
    plain_yuan,
    ten_thousands,
)
from zjbuy_desktop.excel.total_sheets import BOTH, BY_ITEM, BY_UNIT, PARTS, Sheets, item_key

_FACTS = (Column("项目", 26), Column("内容", 40), Column("说明", 66))
_NUMBERS = (
    Column("图", 14), Column("名称", 40), Column("预算金额(元)", 20), Column("预算金额(万元)", 18),
)  # fmt: skip
DATA_SHEET = "图表数据"
_ACCENT = "1D5FAE"
_CHART_ROWS = 17
_WIDE, _HIGH = 13.2, 8.6
"""Centimetres of one chart; two stand beside each other."""

_Target = tuple[str, Span]
"""A sheet and rows of it."""


def start_overview(book: StreamBook) -> StreamSheet:
    """概况 is the first sheet; it is filled when the others are, being drawn from them."""
    return book.sheet("概况", _FACTS)


def fill_overview(book: StreamBook, table: StreamSheet, sheets: Sheets) -> None:
    """Write 概况, its charts and the sheet they are drawn from."""
    data = sheets.data
    day = data.made_on
    table.title("采购需求概况")
    table.line(f"项目名称：{data.project}")
    table.line(
        f"牵头单位：{data.lead_unit}　　品目：{data.category}　　"
        f"制表日期：{day.year}年{day.month}月{day.day}日"
        + (f"　　记录号：{data.mark}" if data.mark else "")
    )
    table.head()
    for values, target in _headlines(sheets):
        links = (sheets.to(target[0], 1, 1, target[1]),) if target and data.lines else ()
        table.data(values, links=links)
    if data.lines:
        _charts(book, table.page, sheets, table.row + 1)
        table.finish(table.row + 2 * _CHART_ROWS + 2)
        table.page.page_setup.fitToHeight = 1  # 数和图在同一页上
    else:
        table.line("还没有已接收的需求，没有图。")
        table.finish()


def _headlines(sheets: Sheets) -> Iterator[tuple[Sequence[Value | Formula], _Target | None]]:
    data, rows = sheets.data, sheets.rows
    whole = total(data.lines)
    by_unit = totals_by(data.lines, lambda line: line.unit).values()
    by_item = totals_by(data.lines, item_key)
    kept = all(
        sum(t.amount_fen for t in sums) == whole.amount_fen for sums in (by_unit, by_item.values())
    )
    mark = "✓" if kept else "✗"
    origin = (SOURCES, rows.whole)
    equal = f"合计 = Σ各单位 = Σ各标的 {mark}"
    yield ["预算合计", f"{yuan(whole.amount_fen)} 元", equal], origin
    tables = (BOTH, BY_ITEM, PARTS, BY_UNIT, SOURCES)
    cells = ",".join(map(sheets.total_cell, tables))
    check = Formula(f"ROUND(MAX({cells})-MIN({cells}),2)", "0")
    yield ["各表核对", check, f"{'、'.join(tables)}五张表合计的最大相差，应为 0.00"], None
    yield ["需求行", f"{whole.rows} 行", "逐行的文件、格子、接收时间、校验值见“数据来源”"], origin
    items = (BY_ITEM, sheets.amounts(BY_ITEM)[1])
    yield ["标的", f"{len(by_item)} 种", "见“按标的”；由哪些单位合成见“标的构成”"], items
    units = (BY_UNIT, sheets.amounts(BY_UNIT)[1])
    known = f"名册共 {len(data.units)} 家，各家状态见“按单位”"
    yield ["已报单位", f"{len(rows.by_unit)} 家", known], units
    yield ["异常", f"{len(data.issues)} 条", "见“异常清单”"], None


def _charts(book: StreamBook, page: Any, sheets: Sheets, row: int) -> None:
    numbers = book.sheet(DATA_SHEET, _NUMBERS)
    numbers.head()
    for place, (name, bars) in enumerate(groups(sheets)):
        first = numbers.row
        for bar in bars:
            fen, here = bar.fen, numbers.row
            formula = bar.formula.format(row=here, above=here - 1, first=first)
            # 万元只给图用；要核对的数是元。
            money = Formula(formula, plain_yuan(fen)), Formula(f"C{here}/10000", ten_thousands(fen))
            link = sheets.to(bar.sheet, 2, 2, bar.span)
            numbers.data([name, bar.label, *money], links=(link,))
        at = f"{'AC'[place % 2]}{row + _CHART_ROWS * (place // 2)}"
        page.add_chart(
            bar_chart(numbers.page, f"预算金额{name}（万元）", first, numbers.row - 1), at
        )
    numbers.finish()


def bar_chart(numbers: Any, title: str, first: int, last: int) -> Any:
    """Bars of the rows ``first`` to ``last`` of a sheet: names in B, 万元 in D."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.label import DataLabelList

    chart: Any = BarChart()
    chart.type, chart.style, chart.gapWidth = "bar", 10, 40
    chart.title, chart.legend = title, None
    chart.width, chart.height = _WIDE, _HIGH
    chart.add_data(Reference(numbers, min_col=4, min_row=first, max_row=last))
    chart.set_categories(Reference(numbers, min_col=2, min_row=first, max_row=last))
    bars = chart.series[0]
    bars.graphicalProperties.solidFill = _ACCENT
    bars.dLbls = DataLabelList(showVal=True, numFmt="#,##0.00")
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(bars.dLbls, name, False)
    chart.x_axis.scaling.orientation = "maxMin"  # 最大的在最上面
    chart.x_axis.tickLblSkip = 1
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    return chart
