"""需求明细与合计的 CSV：一行一条需求；按单位、按标的各一段合计。"""

from collections.abc import Iterator

from zjbuy_desktop.core.case.merging import as_common
from zjbuy_desktop.core.case.need_fields import named_cells
from zjbuy_desktop.core.case.tally import total, totals_by
from zjbuy_desktop.excel.csv_out import csv_bytes
from zjbuy_desktop.excel.sheet_table import Fen, Milli, Value
from zjbuy_desktop.excel.summaries import item_key
from zjbuy_desktop.excel.summary_data import SummaryData

_LINES = (
    "序号", "采购单位", "统一社会信用代码", "预算单位编码", "标的名称", "规格型号/服务要求",
    "计量单位", "数量", "单价(元)", "预算金额(元)", "品目编码", "资金来源", "预算项目", "资金落实",
    "交付时间地点", "意向公开", "来源文件", "工作表", "单元格", "SHA-256",
)  # fmt: skip
_TOTALS = ("类别", "名称", "行数", "数量", "预算金额(元)")


def lines_csv(data: SummaryData, encoding: str) -> bytes:
    """Every need line that counts, with its source."""
    return csv_bytes(_LINES, _line_rows(data), encoding)


def _line_rows(data: SummaryData) -> Iterator[list[Value]]:
    units = {status.unit.name: status.unit for status in data.units}
    for number, line in enumerate(data.lines, start=1):
        unit, source = units.get(line.unit), line.source
        yield [
            number, line.unit, unit.uscc if unit else "", unit.budget_code if unit else "",
            line.item, line.spec, line.measure, Milli(line.quantity), Fen(line.price_fen),
            Fen(line.amount_fen), line.category_code, line.funding, line.budget_item,
            line.funds.value, line.delivery, line.intention, source.file, source.sheet,
            named_cells(dict(source.cells)), source.sha256,
        ]  # fmt: skip


def totals_csv(data: SummaryData, encoding: str) -> bytes:
    """Σ by unit, by item and of all; quantities of several measures are not added up."""
    return csv_bytes(_TOTALS, _total_rows(data), encoding)


def _total_rows(data: SummaryData) -> Iterator[list[Value]]:
    same = len({line.measure for line in data.lines}) <= 1
    for kind, key in (("按单位", lambda n: n.unit), ("按标的", item_key)):
        for name, sums in totals_by(map(as_common, data.lines), key).items():
            quantity = Milli(sums.quantity) if same or kind == "按标的" else None
            yield [kind, name, sums.rows, quantity, Fen(sums.amount_fen)]
    whole = total(data.lines)
    yield ["合计", "", whole.rows, Milli(whole.quantity) if same else None, Fen(whole.amount_fen)]
