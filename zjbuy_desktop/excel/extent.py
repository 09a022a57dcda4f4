"""一张表能有多大：读表库把表铺到最后一格，太远的格子铺不开。"""

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.excel import problems

MAX_ROW = 120_000
MAX_COLUMN = 256
MAX_CELLS = 4_000_000
"""Rows × columns of one sheet once laid out."""


def too_far(rows: int, columns: int) -> bool:
    """Whether a sheet of this many rows and columns can't be laid out."""
    return rows > MAX_ROW or columns > MAX_COLUMN or rows * columns > MAX_CELLS


def check_extent(sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet whose last cell lies too far out to be laid out.

    Raises:
        FileRefused: 行列数过大.
    """
    if too_far(rows, columns):
        from zjbuy_desktop.excel.grid import address

        raise problems.FileRefused(far_problem(sheet, address(rows - 1, columns - 1)))


def far_problem(sheet: str, cell: str) -> CellProblem:
    """What to say about a cell far from the table."""
    return problems.at(
        sheet,
        cell,
        "远离表格的地方有内容",
        f"内容都在第 {MAX_ROW} 行、第 {MAX_COLUMN} 列以内",
        "请选中表格以外的整行整列，删除后保存；或把表格复制到新工作簿再发送",
    )
