"""Bar charts: names at the left, bars that print in black and white, sizes behind them."""

from dataclasses import replace

from zjbuy_desktop.core.papers.blocks import BarChart
from zjbuy_desktop.pdf.geometry import THIN_RULE, WUHAO, XIAOSI, Sheet, TextStyle
from zjbuy_desktop.pdf.paragraphs import baseline, placed_line
from zjbuy_desktop.pdf.pieces import Boxes, Ink, Piece, Rule, Words
from zjbuy_desktop.pdf.typesetter import SetLine, Typesetter

_ROW, _BAR, _GAP = 18.0, 9.0, 6.0
_NAMES = 0.3
"""Share of the width the names may take; a longer one is narrowed."""
_LEAST = 0.75
"""Width of the shortest bar, so that a small sum is seen."""


def bar_chart(block: BarChart, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """One strip for each bar; a chart without bars is left out."""
    if not block.bars:
        return []
    style = TextStyle("fangsong", WUHAO)
    names = [setter.line(name, style) for name, _, _ in block.bars]
    sizes = [setter.line(shown, style) for _, _, shown in block.bars]
    left = min(max(line.width for line in names), _NAMES * sheet.width) + _GAP
    room = sheet.width - left - max(line.width for line in sizes) - _GAP
    most = max(size for _, size, _ in block.bars)
    title = placed_line(block.caption, TextStyle("hei", XIAOSI), sheet, setter, "center")
    pieces = [replace(title, keep=True)]
    for (_, size, _), name, shown in zip(block.bars, names, sizes, strict=True):
        length = max(room * size / most, _LEAST) if size and most else 0.0
        pieces.append(Piece(_ROW, _inks(name, shown, left, length), on_grid=False, keep=True))
    pieces[-1] = replace(pieces[-1], keep=False)
    return pieces


def _inks(name: SetLine, shown: SetLine, left: float, length: float) -> tuple[Ink, ...]:
    y = baseline(name.size, _ROW)
    stretch = min(1.0, (left - _GAP) / name.width) if name.width else 1.0
    inks: list[Ink] = [
        Words(left - _GAP - name.width * stretch, y, name, stretch=stretch),
        Rule(left, 0, left, _ROW, THIN_RULE),
        Words(left + length + _GAP, y, shown),
    ]
    if length:
        inks.append(Boxes(((left, (_ROW - _BAR) / 2, length, _BAR),)))
    return tuple(inks)
