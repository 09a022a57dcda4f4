"""Tables: repeated heads, cells broken by our own breaker, rows that may run over a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zjbuy_desktop.core.papers.blocks import FieldTable, TableBlock
from zjbuy_desktop.pdf.geometry import (
    THICK_RULE,
    THIN_RULE,
    WUHAO,
    XIAOSI,
    XIAOWU,
    Sheet,
    TextStyle,
)
from zjbuy_desktop.pdf.paragraphs import baseline, placed_line
from zjbuy_desktop.pdf.pieces import Ink, Piece, Rule, Words
from zjbuy_desktop.pdf.typesetter import SetLine, Typesetter
from zjbuy_desktop.pdf.widths import column_widths

_PAD = 4.0
_LEADING = 1.35
_MANY_COLUMNS, _MANY_TURNED = 7, 9
_AIR = 5.5
"""Height of a row beyond its lines."""
_TALLEST = 0.25
"""Share of the page above which a row may be cut between its lines."""
_TOGETHER = 0.15
"""Share of the page up to which the first two rows stay together."""
_LAST_TOGETHER = 0.35
"""The same for the last two: 合计 alone below a repeated head sums up nothing."""
_FORM_ROW = 26.0


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    x: float
    width: float
    align: str
    style: TextStyle


def table(block: TableBlock, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """A table over the whole width; on a page of its own, turned, when it asks for it."""
    if not block.columns:
        return []
    area = sheet.sideways() if block.landscape and not sheet.turned else sheet
    size = _size(block, turned=area.turned)
    widths, size = column_widths(block, area.width, size, setter, 2 * _PAD)
    lefts = [sum(widths[:index]) for index in range(len(widths))]
    body, strong = TextStyle("fangsong", size), TextStyle("hei", size)
    aligns = [column.align for column in block.columns]

    def cells(row: Sequence[str], style: TextStyle, at: Sequence[str]) -> list[_Cell]:
        filled = [*row, *[""] * (len(widths) - len(row))]
        return [_Cell(*cell, style) for cell in zip(filled, lefts, widths, at, strict=False)]

    centred = ["center"] * len(widths)
    heads = _row(cells([c.title for c in block.columns], strong, centred), area, setter)
    heads = [replace(_topped(piece, area.width), keep=True) for piece in heads]
    rows = [_row(cells(row, body, aligns), area, setter) for row in block.rows]
    if block.foot:
        rows.append(_row(cells(block.foot, strong, aligns), area, setter))
    return _assembled(block.caption, heads, rows, area, setter)


def field_table(block: FieldTable, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """Labels and values in a grid, ``per_row`` pairs to a row."""
    per_row = max(1, block.per_row)
    style = TextStyle("fangsong", XIAOSI)
    label_width = _label_width(block, style, sheet.width / per_row, setter)
    rows: list[list[Piece]] = []
    for at in range(0, len(block.pairs), per_row):
        pairs = block.pairs[at : at + per_row]
        cells = _field_cells(pairs, label_width, sheet.width, per_row, style)
        rows.append(_row(cells, sheet, setter, least=_FORM_ROW))
    if rows:
        rows[0][0] = _topped(rows[0][0], sheet.width)
    return _assembled(block.caption, [], rows, sheet, setter)


def _field_cells(
    pairs: Sequence[tuple[str, str]],
    label_width: float,
    width: float,
    per_row: int,
    style: TextStyle,
) -> list[_Cell]:
    share = width / per_row
    cells: list[_Cell] = []
    for index, (label, value) in enumerate(pairs):
        left = index * share
        right = width if index == len(pairs) - 1 else left + share
        cells.append(_Cell(label, left, label_width, "center", style.of("hei")))
        room = right - left - label_width
        cells.append(_Cell(value, left + label_width, room, "left", style))
    return cells


def _label_width(block: FieldTable, style: TextStyle, share: float, setter: Typesetter) -> float:
    strong = style.of("hei")
    widest = max((setter.width(label, strong) for label, _ in block.pairs), default=0.0)
    return min(max(widest + 2 * _PAD + 4, 5 * style.size), share * 0.4)


def _size(block: TableBlock, *, turned: bool) -> float:
    """小四, 五号 for many columns, 小五 for twice as many; a turned page holds more of them."""
    if block.dense:
        return XIAOWU
    many = _MANY_TURNED if turned else _MANY_COLUMNS
    if len(block.columns) < many:
        return XIAOSI
    return WUHAO if len(block.columns) < 2 * many else XIAOWU


def _assembled(
    caption: str, heads: list[Piece], rows: list[list[Piece]], area: Sheet, setter: Typesetter
) -> list[Piece]:
    """Caption, heads and rows; each row piece knows the heads to repeat over it."""
    pieces: list[Piece] = []
    if caption:
        line = placed_line(caption, TextStyle("hei", XIAOSI), area, setter, "center")
        pieces.append(replace(line, keep=True))
    pairs = ((rows[:1], rows[1:2], _TOGETHER), (rows[-2:-1], rows[-1:], _LAST_TOGETHER))
    for row, other, share in pairs:
        if row and other and _height(row[0] + other[0]) <= share * area.height:
            row[0][-1] = replace(row[0][-1], keep=True)
    over = tuple(heads) or (_topped(Piece(0.0, on_grid=False), area.width),)
    closed = [replace(piece, heads=over) for row in rows for piece in row]
    if closed:
        closed[-1] = replace(closed[-1], keep=False)
        closed[-1] = _underlined(closed[-1], area.width)
    elif heads:
        heads[-1] = _underlined(heads[-1], area.width)
    pieces += heads + closed
    return [replace(piece, turned=area.turned) for piece in pieces]


def _row(
    cells: Sequence[_Cell], area: Sheet, setter: Typesetter, least: float = 0.0
) -> list[Piece]:
    """One row as one piece, or as one piece per line when it is too tall to stay whole."""
    set_cells = [_set_cell(cell, setter) for cell in cells]
    leading = max(cell.style.size for cell in cells) * _LEADING
    count = max(len(lines) for lines in set_cells)
    height = max(count * leading + _AIR, least)
    if height <= area.height * _TALLEST:
        return [_slice(cells, set_cells, leading, height)]
    slices = []
    for index in range(count):
        parts = [lines[index : index + 1] for lines in set_cells]
        last = index == count - 1
        above, below = (_AIR / 2 if index == 0 else 0.0), (_AIR / 2 if last else 0.0)
        piece = _slice(cells, parts, leading, leading + above + below, above, last=last)
        slices.append(replace(piece, keep=index in (0, count - 2)))
    return slices


def _set_cell(cell: _Cell, setter: Typesetter) -> tuple[SetLine, ...]:
    set_text = setter.centred_cell if cell.align == "center" else setter.cell
    return set_text(cell.text, cell.style, cell.width - 2 * _PAD)


def _height(pieces: Sequence[Piece]) -> float:
    return sum(piece.height for piece in pieces)


def _slice(
    cells: Sequence[_Cell],
    lines: Sequence[Sequence[SetLine]],
    leading: float,
    height: float,
    above: float | None = None,
    *,
    last: bool = True,
) -> Piece:
    """Words and upright rules; the rule below only under the last line of the row.

    Words stand in the middle of the height unless ``above`` says where the first begins.
    """
    inks: list[Ink] = []
    right = 0.0
    for cell, texts in zip(cells, lines, strict=True):
        top = (height - len(texts) * leading) / 2 if above is None else above
        for index, line in enumerate(texts):
            if line.runs:
                y = top + index * leading + baseline(cell.style.size, leading)
                inks.append(Words(cell.x + _shift(cell, line), y, line))
        inks.append(Rule(cell.x, 0, cell.x, height, THICK_RULE if cell.x == 0 else THIN_RULE))
        right = cell.x + cell.width
    inks.append(Rule(right, 0, right, height, THICK_RULE))
    if last:
        inks.append(Rule(0, height, right, height, THIN_RULE))
    closing = (Rule(0, height, right, height, THICK_RULE),)
    return Piece(height, tuple(inks), on_grid=False, closing=closing)


def _shift(cell: _Cell, line: SetLine) -> float:
    room = cell.width - line.width
    return {"right": room - _PAD, "center": room / 2}.get(cell.align, _PAD)


def _topped(piece: Piece, width: float) -> Piece:
    return replace(piece, inks=(Rule(0, 0, width, 0, THICK_RULE), *piece.inks))


def _underlined(piece: Piece, width: float) -> Piece:
    rule = Rule(0, piece.height, width, piece.height, THICK_RULE)
    return replace(piece, inks=(*piece.inks, rule))
