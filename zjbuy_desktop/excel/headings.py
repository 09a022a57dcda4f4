"""表里单独一行的小标题：是单位，下面各行就是它的；像单位又不在名册上的，要问清楚。"""

import re
from dataclasses import dataclass

from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.excel.grid import CellValue, Grid
from zjbuy_desktop.excel.unit_names import UnitBook, stated_units

_NUMBER = re.compile(r"^(?:[一二三四五六七八九十0-9]+[、.．]|[(（][一二三四五六七八九十0-9]+[)）])")
_TAIL = re.compile(r"(?:[:：]|[(（](?:小计|合计)[)）]|小计|合计)$")
_LIKE_UNIT = re.compile(
    r"(?:局|委员会|委|办公室|政府|街道|镇|乡|中学|小学|学校|学院|大学|幼儿园|医院|中心|馆|院|站|所|厅|"
    r"法院|检察院|联合会|总队|支队|大队|公司)$"
)
_SAME_PLACE = 3
"""So many first characters in common with a name on the roster: an office of the same place."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that only names what follows.

    Attributes:
        row: where it stands.
        column: the column of its text.
        text: as written.
        unit: the unit on the roster that it names; empty if none.
        claims: a unit's name that isn't on the roster; empty if it names none.
    """

    row: int
    column: int
    text: str
    unit: str = ""
    claims: str = ""


def heading_in(grid: Grid, row: int, units: UnitBook) -> Heading:
    """What the heading in a row says about the rows below it."""
    column, text = _text(grid.rows[row])
    stated = stated_units(grid, (row,))
    if stated:
        written, place = stated[0].name, stated[0].cell or (row, column)
        found = units.find(written)
        return Heading(row, place[1], text, found or "", "" if found else written)
    name = _TAIL.sub("", _NUMBER.sub("", squeeze(halfwidth(text))))
    found = units.find(name)
    if found:
        return Heading(row, column, text, found)
    return Heading(row, column, text, "", name if _like_unit(name, units) else "")


def named_like_unit(text: str) -> bool:
    """Whether a text ends as the names of offices, schools and hospitals do."""
    return bool(_LIKE_UNIT.search(squeeze(text)))


def _like_unit(name: str, units: UnitBook) -> bool:
    if not named_like_unit(name):
        return False
    start = name[:_SAME_PLACE]
    return any(other.startswith(start) for other in units.names) or bool(units.nearest(name))


def _text(values: list[CellValue]) -> tuple[int, str]:
    """The longest text of a row: what stands beside it is its number."""
    texts = [(column, value) for column, value in enumerate(values) if isinstance(value, str)]
    return max(texts, key=lambda pair: len(squeeze(pair[1])))
