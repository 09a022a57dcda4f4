"""CSV 与制表符文本：编码和分隔符都靠认，不靠猜扩展名。"""

import csv
from io import StringIO

from zjbuy_desktop.excel.extent import check_extent
from zjbuy_desktop.excel.grid import CellValue, Grid
from zjbuy_desktop.excel.kinds import decode
from zjbuy_desktop.excel.precheck import broken

SHEET = "表1"
"""Text has no sheets; this is what its only one is called in addresses."""

_DELIMITERS = ",\t;，"
_SAMPLE_LINES = 40


def text_grids(data: bytes) -> list[Grid]:
    """The one table of a delimited text.

    Raises:
        FileRefused: 不是文本，或过长.
    """
    text = decode(data)
    if text is None:
        raise broken()
    text = text.rstrip("\x1a\x00")
    # 先看分隔符出现在多少行里：标题行往往没有，数据行都有。
    lines = text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]
    delimiter = max(_DELIMITERS, key=lambda d: sum(line.count(d) for line in lines))
    rows: list[list[CellValue]] = []
    widest = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            rows.append(list(row))
            widest = max(widest, len(row))
            check_extent(SHEET, len(rows), widest)
    except csv.Error as error:
        raise broken() from error
    grid = Grid(SHEET, rows)
    grid.level()
    return [grid]
