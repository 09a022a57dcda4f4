"""Widths of a table's columns: by weight, but no number or word is cut while there is room."""

from math import ceil

from zjbuy_desktop.core.papers.blocks import TableBlock
from zjbuy_desktop.pdf.breaking import words
from zjbuy_desktop.pdf.geometry import XIAOWU, TextStyle
from zjbuy_desktop.pdf.typesetter import Typesetter

_STEP = 0.75
_SLOP = 1.0
"""Of an em: what breaking between words may waste on a line."""
_HEAD_CHARACTERS = 2
_HEAD_WEIGHT = 3
"""A head counts as much as so many cells: it is read first, and repeated on each page."""


def column_widths(
    block: TableBlock, width: float, size: float, setter: Typesetter, padding: float
) -> tuple[list[float], float]:
    """Widths of the columns and the size of type at which every word finds room.

    Heads are broken like cells, at two characters at the narrowest. When even 小五 is too wide,
    the weights decide alone and words are cut.
    """
    total = sum(column.width for column in block.columns) or 1.0
    shares = [column.width / total * width for column in block.columns]
    while True:
        least = _least(block, size, setter, padding)
        if sum(least) <= width:
            least = _grown(block, least, width, size, setter, padding)
            return _stretched(shares, least, width), size
        if size <= XIAOWU:
            return shares, size
        size = max(XIAOWU, size - _STEP)


def _least(block: TableBlock, size: float, setter: Typesetter, padding: float) -> list[float]:
    """The widest word of each column; numbers at the right stay whole."""
    style, strong = TextStyle("fangsong", size), TextStyle("hei", size)
    least: list[float] = []
    for index, column in enumerate(block.columns):
        widest = _HEAD_CHARACTERS * size
        cells = [(row[index], style) for row in block.rows if index < len(row)]
        if index < len(block.foot):
            cells.append((block.foot[index], strong))
        for text, font in cells:
            line = setter.line(text, font).width
            if line > widest:
                whole = column.align == "right"
                widest = max(widest, line if whole else _widest_word(text, font, setter))
        head = _widest_word(column.title, strong, setter)
        least.append(max(widest, head) + padding + 0.5)
    return least


def _grown(
    block: TableBlock,
    least: list[float],
    width: float,
    size: float,
    setter: Typesetter,
    padding: float,
) -> list[float]:
    """Columns widened one after the other where that saves most lines for the room it takes."""
    slop = _SLOP * size
    long = _long_cells(block, least, size, setter, padding)
    widths, spare = list(least), width - sum(least)
    while True:
        best = (0.0, 0, 0.0)
        for index, cells in enumerate(long):
            room = widths[index] - padding
            wider = _next_width(cells, room, slop) + padding
            step = wider - widths[index]
            if 0 < step <= spare:
                gain = _weight(cells, room, slop) - _weight(cells, wider - padding, slop)
                best = max(best, (gain / step, index, step))
        if best[0] <= 0:
            return widths
        _, index, step = best
        widths[index] += step
        spare -= step


def _long_cells(
    block: TableBlock,
    least: list[float],
    size: float,
    setter: Typesetter,
    padding: float,
) -> list[list[float]]:
    """Of each column, the lengths of the texts that do not fit on one line as it is."""
    style, strong = TextStyle("fangsong", size), TextStyle("hei", size)
    long: list[list[float]] = []
    for index, (column, room) in enumerate(zip(block.columns, least, strict=True)):
        lengths = [setter.line(r[index], style).width for r in block.rows if index < len(r)]
        lengths += [setter.line(column.title, strong).width] * _HEAD_WEIGHT
        long.append([length for length in lengths if length > room - padding])
    return long


def _count(length: float, room: float, slop: float) -> int:
    """How many lines a text is likely to take."""
    return 1 if length <= room else ceil(length / max(1.0, room - slop))


def _weight(cells: list[float], room: float, slop: float) -> int:
    """What the lines of a column cost: a tall cell makes its whole row tall."""
    return sum(_count(length, room, slop) ** 2 for length in cells)


def _next_width(cells: list[float], room: float, slop: float) -> float:
    """The room at which the tallest cells of a column lose a line."""
    most = max((_count(length, room, slop) for length in cells), default=1)
    if most == 1:
        return 0.0
    tallest = max(length for length in cells if _count(length, room, slop) == most)
    return tallest + 0.1 if most == 2 else tallest / (most - 1) + slop + 0.1


def _widest_word(text: str, style: TextStyle, setter: Typesetter) -> float:
    return max((setter.line(word, style).width for word in words(text)), default=0.0)


def _stretched(shares: list[float], least: list[float], width: float) -> list[float]:
    """Shares raised to what each column needs, the rest shrunk in proportion."""
    widths = list(shares)
    fixed: set[int] = set()
    while True:
        short = {i for i, share in enumerate(widths) if share < least[i] and i not in fixed}
        if not short:
            return widths
        fixed |= short
        room = width - sum(least[i] for i in fixed)
        weight = sum(shares[i] for i in range(len(shares)) if i not in fixed)
        widths = [least[i] if i in fixed else shares[i] / weight * room for i in range(len(shares))]
