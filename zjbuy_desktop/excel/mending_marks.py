"""修改件的记号：“请修改”那张说明页是我们加的，读表时不算；再退回时先拿掉上一次的。"""

from zjbuy_desktop.excel.grid import Grid

SHEET = "请修改"
MARK = "牵头单位退回修改的说明，回收时不读取"
MARK_COLUMN = 8
"""The mark stands in a hidden column of the first row, from 1."""

AUTHOR = "牵头单位"
FILL = "FFFFC7CE"


def without_mending_sheet(grids: list[Grid]) -> list[Grid]:
    """The sheets of a file but the one that only says what to mend.

    Its name doesn't matter: programs rename sheets; the mark does.
    """
    return [grid for grid in grids if grid.at(0, MARK_COLUMN - 1) != MARK]
