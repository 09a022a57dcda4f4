"""总表的第一页“概况”：几个数、守恒、四张图；图用的数在“图表数据”里，元和万元都写明。"""

from collections.abc import Callable
from typing import Any

from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import total, totals_by
from zjbuy_desktop.excel.sheet_table import Column, Fen, Value
from zjbuy_desktop.excel.stream import Formula, StreamBook, ten_thousands
from zjbuy_desktop.excel.summary_data import SummaryData

_TOP = 8
"""Bars a chart can show to be read; the others are one bar."""
_FACTS = (Column("项目", 26), Column("内容", 40), Column("说明", 66))
_NUMBERS = (
    Column("图", 14), Column("名称", 40), Column("预算金额(元)", 20), Column("预算金额(万元)", 18),
)  # fmt: skip
DATA_SHEET = "图表数据"
_ACCENT = "1D5FAE"
_CHART_ROWS = 17
_WIDE, _HIGH = 13.2, 8.6
"""Centimetres of one chart; two stand beside each other."""

Bars = list[tuple[str, int]]


def write_overview(book: StreamBook, data: SummaryData, key: Callable[[NeedLine], str]) -> None:
    """Write 概况; ``key`` is what “按标的” adds up by."""
    table = book.sheet("概况", _FACTS)
    day = data.made_on
    table.title("采购需求概况")
    table.line(f"项目名称：{data.project}")
    table.line(
        f"牵头单位：{data.lead_unit}　　品目：{data.category}　　"
        f"制表日期：{day.year}年{day.month}月{day.day}日"
    )
    table.head()
    for row in _headlines(data, key):
        table.data(row)
    if data.lines:
        _charts(book, table.page, data, key, table.row + 1)
        table.finish(table.row + 2 * _CHART_ROWS + 2)
        table.page.page_setup.fitToHeight = 1  # 数和图在同一页上
    else:
        table.line("还没有已接收的需求，没有图。")
        table.finish()


def _headlines(data: SummaryData, key: Callable[[NeedLine], str]) -> list[list[Value]]:
    whole = total(data.lines)
    answered = {line.unit for line in data.lines}
    by_unit = totals_by(data.lines, lambda line: line.unit).values()
    by_item = totals_by(data.lines, key)
    kept = all(
        sum(t.amount_fen for t in sums) == whole.amount_fen for sums in (by_unit, by_item.values())
    )
    mark = "✓" if kept else "✗"
    return [
        ["预算合计", f"{yuan(whole.amount_fen)} 元", f"合计 = Σ各单位 = Σ各标的 {mark}"],
        ["需求行", f"{whole.rows} 行", "逐行的来源见“汇总”的最后一列"],
        ["标的", f"{len(by_item)} 种", "见“按标的”"],
        ["已报单位", f"{len(answered)} 家", f"名册共 {len(data.units)} 家，各家状态见“按单位”"],
        ["异常", f"{len(data.issues)} 条", "见“异常清单”"],
    ]


def _charts(
    book: StreamBook, page: Any, data: SummaryData, key: Callable[[NeedLine], str], row: int
) -> None:
    units = {status.unit.name: status.unit for status in data.units}

    def level(line: NeedLine) -> str:
        return units[line.unit].level.value if line.unit in units else "不在名册"

    def district(line: NeedLine) -> str:
        return (units[line.unit].district if line.unit in units else "") or "未填"

    groups: tuple[tuple[str, Callable[[NeedLine], str]], ...] = (
        ("按单位", lambda line: line.unit),
        ("按标的", key),
        ("按预算级次", level),
        ("按行政区划", district),
    )
    numbers = book.sheet(DATA_SHEET, _NUMBERS)
    numbers.head()
    for place, (name, by) in enumerate(groups):
        first = numbers.row
        for label, fen in _bars(data, by):
            # 万元只给图用；要核对的数是元。
            numbers.data(
                [name, label, Fen(fen), Formula(f"C{numbers.row}/10000", ten_thousands(fen))]
            )
        at = f"{'AC'[place % 2]}{row + _CHART_ROWS * (place // 2)}"
        page.add_chart(
            _bar_chart(numbers.page, f"预算金额{name}（万元）", first, numbers.row - 1), at
        )
    numbers.finish()


def _bars(data: SummaryData, by: Callable[[NeedLine], str]) -> Bars:
    sums = totals_by(data.lines, by)
    found = sorted(((n, t.amount_fen) for n, t in sums.items()), key=lambda bar: -bar[1])
    if len(found) <= _TOP + 1:
        return found
    others = found[_TOP:]
    return [*found[:_TOP], (f"其余 {len(others)} 项", sum(fen for _, fen in others))]


def _bar_chart(numbers: Any, title: str, first: int, last: int) -> Any:
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
