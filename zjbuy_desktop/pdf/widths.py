"""Widths of a table's columns: by weight, but no number or word is cut while there is room."""

from collections import Counter
from math import ceil
from typing import NamedTuple

from zjbuy_desktop.core.papers.blocks import TableBlock
from zjbuy_desktop.pdf.breaking import words
from zjbuy_desktop.pdf.geometry import XIAOWU, TextStyle
from zjbuy_desktop.pdf.typesetter import Typesetter

_STEP = 0.75
_TRIED = 8
"""Widths tried for a column at a time."""
_SLOP = 1.0
"""Of an em: what breaking between words may waste on a line."""
_HEAD_CHARACTERS = 2
_HEAD_WEIGHT = 3
"""A head counts as much as so many cells: it is read first, and repeated on each page."""


class _Text(NamedTuple):
    """A cell's text and its length on one line."""

    text: str
    style: TextStyle
    length: float


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
        columns = _texts(block, size, setter)
        least = _least(block, columns, size, setter, padding)
        if sum(least) <= width:
            long = [
                Counter(round(text.length) + 1 for text in texts if text.length > room - padding)
                for texts, room in zip(columns, least, strict=True)
            ]
            return _stretched(shares, _grown(long, least, width, size, padding), width), size
        if size <= XIAOWU:
            return shares, size
        size = max(XIAOWU, size - _STEP)


def _texts(block: TableBlock, size: float, setter: Typesetter) -> list[list[_Text]]:
    """The texts of each column: cells, 合计, and the head as often as it counts."""
    body, strong = TextStyle("fangsong", size), TextStyle("hei", size)
    columns: list[list[_Text]] = []
    for index, column in enumerate(block.columns):
        cells = [(row[index], body) for row in block.rows if index < len(row)]
        cells += [(text, strong) for text in block.foot[index : index + 1]]
        texts = [_Text(text, style, _length(text, style, setter)) for text, style in cells]
        head = _Text(column.title, strong, _length(column.title, strong, setter))
        columns.append([*texts, *[head] * _HEAD_WEIGHT])
    return columns


def _length(text: str, style: TextStyle, setter: Typesetter) -> float:
    """Length of a text, of its longest line if it has several."""
    if "\n" not in text:
        return setter.line(text, style).width
    return max(setter.line(part, style).width for part in text.split("\n"))


def _least(
    block: TableBlock,
    columns: list[list[_Text]],
    size: float,
    setter: Typesetter,
    padding: float,
) -> list[float]:
    """The widest word of each column; numbers at the right stay whole."""
    least: list[float] = []
    for column, texts in zip(block.columns, columns, strict=True):
        widest = _HEAD_CHARACTERS * size
        whole = column.align == "right"
        for text, style, length in texts[:-_HEAD_WEIGHT]:
            if length > widest:
                widest = max(widest, length if whole else _widest_word(text, style, setter))
        head = texts[-1]
        widest = max(widest, _widest_word(head.text, head.style, setter))
        least.append(widest + padding + 0.5)
    return least


def _grown(
    long: list[Counter[int]], least: list[float], width: float, size: float, padding: float
) -> list[float]:
    """Columns widened one after the other where that saves most lines for the room it takes.

    Args:
        long: of each column, the lengths of its texts that need more than a line, how often.
        least: what each column needs in any case.
        width: of the table.
        size: of type.
        padding: left and right of a text together.
    """
    slop = _SLOP * size
    widths, spare = list(least), width - sum(least)
    steps = [
        _steps(lengths, room - padding, slop) for lengths, room in zip(long, least, strict=True)
    ]
    while True:
        fitting = [
            (worth, index, step)
            for index, known in enumerate(steps)
            for worth, step in known
            if step <= spare
        ]
        worth, index, step = max(fitting, default=(0.0, 0, 0.0))
        if worth <= 0:
            return widths
        widths[index] += step
        spare -= step
        steps[index] = _steps(long[index], widths[index] - padding, slop)


def _steps(lengths: Counter[int], room: float, slop: float) -> list[tuple[float, float]]:
    """How far a column must grow until some text loses a line, and what a point then saves.

    A text counts the square of its lines: a tall cell makes its whole row tall.
    """
    counts = {length: _count(length, room, slop) for length in lengths}
    tall = sorted(length for length, count in counts.items() if count > 1)
    steps: list[tuple[float, float]] = []
    for length in tall[:: -max(1, len(tall) // _TRIED)]:
        fewer = counts[length] - 1
        step = length / fewer + (slop if fewer > 1 else 0.0) + 0.1 - room
        saved = sum(
            often * (counts[other] ** 2 - _count(other, room + step, slop) ** 2)
            for other, often in lengths.items()
        )
        if step > 0:
            steps.append((saved / step, step))
    return steps


def _count(length: float, room: float, slop: float) -> int:
    """How many lines a text is likely to take."""
    return 1 if length <= room else ceil(length / max(1.0, room - slop))


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
