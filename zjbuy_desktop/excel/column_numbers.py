"""表头下面的列号一行：1、2、3=1×2，甲、乙、丙——不是需求，跳过。"""

import re
from collections.abc import Sequence

from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.excel.grid import CellValue, Grid

_NUMBERED = re.compile(
    r"\(?[0-9]{1,2}\)?(?:=.*)?|[甲乙丙丁戊己庚辛壬癸]|栏次|行次|[①-⑳](?:=.*)?|—|-"
)


def below_numbers(grid: Grid, row: int) -> int:
    """The row below a row of column numbers (1, 2, 3=1×2 …), if there is one."""
    if row >= len(grid.rows):
        return row
    values = [value for value in grid.rows[row] if value != ""]
    if len(values) < 3:
        return row
    numbers = [value for value in values if isinstance(value, int | float)]
    if not all(isinstance(v, int | float) or _is_column_number(v) for v in values):
        return row
    return row + 1 if numbers == sorted(numbers) and _from_one(values) else row


def _is_column_number(value: CellValue) -> bool:
    return isinstance(value, str) and bool(_NUMBERED.fullmatch(squeeze(halfwidth(value))))


def _from_one(values: Sequence[CellValue]) -> bool:
    first = values[0]
    if isinstance(first, str):
        return not first.isdecimal() or first == "1"
    return first == 1 and list(values[1:3]) != [1, 1]
