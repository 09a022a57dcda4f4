"""Widths of a table's columns: by weight, but no number or word is cut while there is room."""

from zjbuy_desktop.core.papers.blocks import TableBlock
from zjbuy_desktop.pdf.breaking import words
from zjbuy_desktop.pdf.geometry import XIAOWU, TextStyle
from zjbuy_desktop.pdf.typesetter import Typesetter

_STEP = 0.75
_HEAD_CHARACTERS = 2
_SHORT_HEAD = 7


def column_widths(
    block: TableBlock, width: float, size: float, setter: Typesetter, padding: float
) -> tuple[list[float], float]:
    """Widths of the columns and the size of type at which every word finds room.

    Heads stay on one line if that costs nothing else. When even 小五 is too wide, the weights
    decide alone and words are cut.
    """
    total = sum(column.width for column in block.columns) or 1.0
    shares = [column.width / total * width for column in block.columns]
    while True:
        for whole_heads in (True, False):
            least = _least(block, size, setter, padding, whole_heads)
            if sum(least) <= width:
                return _stretched(shares, least, width), size
        if size <= XIAOWU:
            return shares, size
        size = max(XIAOWU, size - _STEP)


def _least(
    block: TableBlock, size: float, setter: Typesetter, padding: float, whole_heads: bool
) -> list[float]:
    """The widest word of each column; numbers at the right and short heads stay whole."""
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
        head = setter.line(column.title, strong).width
        if not (whole_heads and head <= _SHORT_HEAD * size):
            head = min(head, _widest_word(column.title, strong, setter))
        least.append(max(widest, head) + padding + 0.5)
    return least


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
