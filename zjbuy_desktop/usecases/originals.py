"""原件：核对指纹，在程序里看它的一格，或取一份副本用表格软件打开。"""

from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.origins import CellOrigin
from zjbuy_desktop.usecases.desk import Desk

if TYPE_CHECKING:
    from zjbuy_desktop.excel.original_view import SheetView as SheetView


def look(desk: Desk, origin: CellOrigin) -> "SheetView":
    """The sheet around the cell a figure was read from; the original's hash is compared first.

    Raises:
        UserError: the original is missing, was changed, or can't be read.
    """
    from zjbuy_desktop.excel import original_view

    return original_view.look(
        desk.store.originals.read(origin.sha256), origin.sheet, origin.cell or first_cell(origin)
    )


def first_cell(origin: CellOrigin) -> str:
    """An address in the row, where the figure itself has none."""
    return next((cell for _, cell in origin.row_cells), "")
