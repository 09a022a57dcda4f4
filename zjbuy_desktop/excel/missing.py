"""表头缺列时怎么说：没认出的表头可能就是它；没有这样的，就在右边补一列。"""

import re
from collections.abc import Iterable, Mapping, Sequence

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.grid import CellValue, Grid, address
from zjbuy_desktop.excel.header_words import LABELS

_MONEY = frozenset({"price", "amount"})
_NUMERIC = _MONEY | {"quantity"}
_SHOWN = 6
_NUMBER = re.compile(r"[￥¥]?[\d,，.]+\S{0,2}")


def missing_columns(
    grid: Grid, rows: range, known: Iterable[int], missing: Sequence[str]
) -> CellProblem:
    """What to say when deciding columns are missing from a head.

    The cell is the first caption that was not understood and has the right kind of content below:
    it may be the column by another name. Where there is none, it is the first free cell to the
    right of the head, and a single missing caption is suggested for it.

    Args:
        grid: the sheet.
        rows: the rows of the head, from 0.
        known: the columns whose captions were understood.
        missing: the fields that were not found.
    """
    strange = [
        each
        for each in _strange(grid, rows, frozenset(known))
        if _may_be(grid, rows, each[1], missing)
    ]
    wanted = "”“".join(LABELS[name] for name in missing)
    place = strange[0][:2] if strange else (rows[-1], _width(grid, rows))
    return problems.at(
        grid.sheet,
        address(*place),
        f"表头里没有“{wanted}”列",
        "表头含有标的名称、数量、单价、预算金额",
        _hint(wanted, [text for _row, _column, text in strange], place),
        _caption(missing[0]) if len(missing) == 1 and not strange else "",
    )


def unmeasured(
    grid: Grid, columns: Mapping[str, Sequence[int]], rows: Mapping[str, Sequence[int]]
) -> list[str]:
    """Notes on lines that state no 计量单位: which unit left it out, and in which cells.

    Args:
        grid: the sheet.
        columns: field → its columns, from 0.
        rows: unit → its rows without one, from 0.
    """
    later = "立项时写明了计量单位的按它计，没有写明的待补"
    found = columns.get("measure")
    if not found:
        return [f"{unit}的表里没有计量单位列；{later}" for unit in rows]
    notes = []
    for unit, blank in rows.items():
        cells = "、".join(address(row, found[0]) for row in blank[:_SHOWN])
        more = f"等 {len(blank)} 格" if len(blank) > _SHOWN else ""
        notes.append(f"{unit}没有填计量单位：{grid.sheet} {cells}{more}；{later}")
    return notes


def _hint(wanted: str, strange: Sequence[str], place: tuple[int, int]) -> str:
    if not strange:
        return f"请从 {address(*place)} 起在表的右边补上“{wanted}”列，逐行填写；或改用统一的填报表"
    names = "”“".join(strange[:_SHOWN])
    more = "等" if len(strange) > _SHOWN else ""
    return (
        f"没认出的表头有“{names}”{more}：哪一列就是“{wanted}”，请把它的表头改成这个词；"
        "都不是的，请在表的右边补上；或改用统一的填报表"
    )


def _caption(name: str) -> str:
    return f"{LABELS[name]}（元）" if name in _MONEY else LABELS[name]


def _strange(grid: Grid, rows: range, known: frozenset[int]) -> list[tuple[int, int, str]]:
    """Row, column and text of the lowest caption of each column that was not understood."""
    found = []
    for column in range(_width(grid, rows)):
        below = [(row, _text(grid.at(row, column))) for row in rows]
        texts = [(row, text) for row, text in below if text and not text.isdigit()]
        if texts and column not in known:
            found.append((texts[-1][0], column, texts[-1][1]))
    return found


def _may_be(grid: Grid, rows: range, column: int, missing: Sequence[str]) -> bool:
    """Whether numbers stand below a caption, or text, as one of the missing columns has it."""
    below = (grid.at(row, column) for row in range(rows[-1] + 1, len(grid.rows)))
    first = next((value for value in below if value != ""), "")
    numeric = _NUMBER.fullmatch(squeeze(halfwidth(str(first)))) is not None
    # 还没有填的列，两种都可能。
    return first == "" or any((name in _NUMERIC) == numeric for name in missing)


def _width(grid: Grid, rows: range) -> int:
    """How many columns the head covers, merged captions included."""
    filled = [
        column + 1 for row in rows for column, value in enumerate(grid.rows[row]) if _text(value)
    ]
    joined = [right + 1 for (top, _left), (_bottom, right) in grid.merges if top in rows]
    return max([*filled, *joined], default=0)


def _text(value: CellValue) -> str:
    return "".join(value.split()) if isinstance(value, str) else ""
