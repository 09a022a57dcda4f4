"""What must be mended in one file: sheet, cell, what stands there, what should, how."""

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.gui.models.columns import Column, text_column
from zjbuy_desktop.gui.widgets.data_table import DataTable


class ProblemTable(DataTable[CellProblem]):
    """Problems with their addresses, to be read and copied to the unit."""

    def __init__(self, name: str) -> None:
        columns: tuple[Column[CellProblem], ...] = (
            text_column("工作表", lambda p: p.sheet or "整个文件", 88),
            text_column("格子", lambda p: p.cell, 52),
            text_column("现在是", lambda p: p.found, 160, tip=lambda p: p.found),
            text_column("应当", lambda p: p.expected, 240, tip=lambda p: p.expected),
            text_column("怎么改", lambda p: p.hint, 320, tip=lambda p: p.hint),
        )
        super().__init__(name, columns, title="待修改之处", filtering=False, empty="没有问题")
