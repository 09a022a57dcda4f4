"""一张表的表头与对应方案写的是否一样；不一样时差在哪里。"""

import re
from collections.abc import Iterable, Sequence

from zjbuy_desktop.core.case.header_mapping import HeaderMapping, caption_key, column_number
from zjbuy_desktop.excel import problems
from zjbuy_desktop.excel.grid import Grid
from zjbuy_desktop.excel.headers import searched
from zjbuy_desktop.excel.roster import RosterBook

_MOST_NAMED = 6
"""How many differing heads a note names."""


def captions(grid: Grid, row: int, height: int) -> list[str]:
    """The head of each column as written; texts of several rows are joined by “/”."""
    rows = grid.rows[row : row + height]
    width = max((len(line) for line in rows), default=0)
    texts = ([cell_text(line, column) for line in rows] for column in range(width))
    return ["/".join(filter(None, column)) for column in texts]


def cell_text(line: Sequence[object], column: int) -> str:
    """One cell of a row as people see it; empty outside the row."""
    value = line[column] if column < len(line) else ""
    return "" if value == "" else problems.shown(value).strip()


def is_for(mapping: HeaderMapping, sheet: str, file: str) -> bool:
    """Whether a mapping is for this sheet of this file, by their names."""
    pairs = ((mapping.sheet, sheet), (mapping.file, file))
    return all(not pattern or _fits(pattern, name) for pattern, name in pairs)


def _fits(pattern: str, name: str) -> bool:
    """“*” stands for anything; every other character, brackets too, for itself."""
    parts = re.split(r"\*+", pattern)
    return bool(re.fullmatch(".*".join(map(re.escape, parts)), name, re.DOTALL))


def differences(grid: Grid, mapping: HeaderMapping, row: int) -> list[str]:
    """Letters whose caption is not what the mapping says."""
    there = captions(grid, row, mapping.head_rows)
    return [
        letter
        for letter, text in mapping.heads
        if caption_key(nth(there, column_number(letter))) != caption_key(text)
    ]


def nth(texts: Sequence[str], number: int) -> str:
    """One text; empty beyond the last."""
    return texts[number] if number < len(texts) else ""


def reasons(grid: Grid, mappings: Iterable[HeaderMapping], file: str) -> list[str]:
    """Why these mappings were not used."""
    return [f"对应方案“{m.name}”没有用于“{grid.sheet}”：{_why(grid, m, file)}" for m in mappings]


def reasons_unused(grid: Grid, book: RosterBook, file: str) -> list[str]:
    """Why those given, and those remembered that nearly fit, were not used."""
    if not any(value != "" for line in grid.rows for value in line):
        return []
    near = [m for m in book.remembered if is_near(grid, m, file)]
    return reasons(grid, [*book.mappings, *near], file)


def is_near(grid: Grid, mapping: HeaderMapping, file: str) -> bool:
    """Whether a mapping is for this sheet and most of its heads stand there."""
    differing = len(_nearest(grid, mapping)[1])
    return is_for(mapping, grid.sheet, file) and differing * 2 < len(mapping.heads)


def _why(grid: Grid, mapping: HeaderMapping, file: str) -> str:
    if not is_for(mapping, grid.sheet, file):
        names = (("工作表", mapping.sheet), ("文件", mapping.file))
        wanted = "、".join(f"{what}“{pattern}”" for what, pattern in names if pattern)
        return f"方案只用于{wanted}"
    row, differing = _nearest(grid, mapping)
    there, heads = captions(grid, row, mapping.head_rows), dict(mapping.heads)
    found = [
        f"{letter}{row + 1} 写的是“{nth(there, column_number(letter))}”，方案里是“{heads[letter]}”"
        for letter in differing[:_MOST_NAMED]
    ]
    more = f"等 {len(differing)} 处" if len(differing) > _MOST_NAMED else ""
    return f"{'；'.join(found)}{more}"


def _nearest(grid: Grid, mapping: HeaderMapping) -> tuple[int, list[str]]:
    """The row that is most like the mapping's head, and what differs there."""
    rows = tuple(searched(grid)) or (0,)
    return min(((row, differences(grid, mapping, row)) for row in rows), key=lambda x: len(x[1]))
