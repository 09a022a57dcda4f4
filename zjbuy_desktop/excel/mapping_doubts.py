"""表头对得上，表里别处却与对应方案不合：金额单位另有说法，表头与数据之间夹着需求；不猜，要人看。"""

from collections.abc import Iterator

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.cells import NUMBERS
from zjbuy_desktop.excel.grid import Grid, address
from zjbuy_desktop.excel.headers import Header
from zjbuy_desktop.excel.money_unit import statements
from zjbuy_desktop.excel.roster import RosterBook
from zjbuy_desktop.excel.rows import RowKind, RowSorter, looks_numeric, remark


def contradictions(
    grid: Grid, mapping: HeaderMapping, header: Header, book: RosterBook
) -> Iterator[CellProblem]:
    """What of a table a mapping can't have meant, although its heads are the same.

    The captions are part of the mapping; what is written outside the head is not.
    """
    end = header.end or len(grid.rows)
    scales = (header.price_scale, header.amount_scale)
    lead = range(header.lead, header.row)
    for said in statements(grid, lead, range(header.first_row, end)):
        if any(scale not in scales for scale in said.scales):
            yield problems.at(
                grid.sheet,
                address(said.row, said.column),
                grid.at(said.row, said.column),
                f"与对应方案“{mapping.name}”一致：单价以{mapping.price_unit}计，"
                f"金额以{mapping.amount_unit}计",
                "金额单位的说法不一致，请核对后改这一格，或改方案里的金额单位",
            )
    sorter = RowSorter(grid, header, book)
    for row in range(header.row + mapping.head_rows, header.first_row):
        item = grid.at(row, header.columns["item"][0]) or mapping.fixed_text("item")
        figures = [grid.at(row, c) for name in NUMBERS for c in header.columns[name]]
        if sorter.kind(row, item) is RowKind.DATA and any(v and looks_numeric(v) for v in figures):
            yield problems.at(
                grid.sheet,
                address(row, header.columns["quantity"][0]),
                remark(grid, row),
                f"对应方案“{mapping.name}”的表头与数据之间没有需求",
                "是需求的，请把方案里的数据起始行改到这一行；是示例的，请在序号或标的前写明“例”",
            )
