"""Red heads, numbers and titles: what stands above the body on the first page."""

from zjbuy_desktop.core.papers.blocks import Paper, Style
from zjbuy_desktop.pdf.geometry import (
    ASCENT,
    MM,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    RED,
    SANHAO,
    TOP,
    XIAOSI,
    Sheet,
    TextStyle,
)
from zjbuy_desktop.pdf.paragraphs import baseline, placed_line, title
from zjbuy_desktop.pdf.pieces import Ink, Piece, Placed, Rule, Words
from zjbuy_desktop.pdf.typesetter import Typesetter

_MARK_SIZE, _MARK_LEAST, _NARROWEST = 46.0, 30.0, 0.66
_MARK_TOP = 35 * MM
_LETTER_MARK_TOP = 30 * MM
_LETTER_RULE = 170 * MM
_THICK, _THIN, _BETWEEN = 1.7, 0.6, 1.5
_LETTER_FOOT = PAPER_HEIGHT - 20 * MM


def head(paper: Paper, sheet: Sheet, setter: Typesetter, letterhead: bool) -> list[Piece]:
    """Everything down to the title; a letter's red mark is in :func:`letter_margin`."""
    if paper.style is Style.OFFICIAL and paper.issuer:
        return _official(paper, sheet, setter, letterhead)
    if paper.style is Style.LETTER and paper.issuer:
        return _letter(paper, sheet, setter)
    pieces = title(paper.title, sheet, setter)
    if paper.number:
        label = "" if "〔" in paper.number or "号" in paper.number else "编号："
        style = TextStyle("fangsong", XIAOSI)
        pieces.append(placed_line(f"{label}{paper.number}", style, sheet, setter, "right"))
    return pieces


def letter_margin(paper: Paper, setter: Typesetter, letterhead: bool) -> list[Placed]:
    """信函格式: mark 30 mm from the paper's edge and the two red double rules."""
    if not letterhead or not paper.issuer:
        return []
    mark, height = _mark(paper.issuer, PAPER_WIDTH / 2, _LETTER_MARK_TOP, setter)
    left = (PAPER_WIDTH - _LETTER_RULE) / 2
    upper = _double(left, _LETTER_MARK_TOP + height + 4 * MM, thick_first=True)
    lower = _double(left, _LETTER_FOOT, thick_first=False)
    return [Placed(0.0, 0.0, (mark, *upper, *lower))]


def _official(paper: Paper, sheet: Sheet, setter: Typesetter, letterhead: bool) -> list[Piece]:
    """发文机关标志, 发文字号, red rule; the place is kept on pre-printed paper."""
    name = paper.issuer if paper.issuer.endswith("文件") else f"{paper.issuer}文件"
    mark, height = _mark(name, sheet.width / 2, _MARK_TOP, setter)
    top = _grid_line(_MARK_TOP + height, sheet, round_up=False) + 2 * sheet.pitch
    inks: list[Ink] = [mark] if letterhead else []
    if paper.number:
        line = setter.line(paper.number, sheet.body)
        y = top + baseline(sheet.body.size, sheet.pitch)
        inks.append(Words((sheet.width - line.width) / 2, y, line))
    under = top + (sheet.pitch + SANHAO) / 2 + 4 * MM
    if letterhead:
        inks.append(Rule(0, under, sheet.width, under, 0.5 * MM, RED))
    end = _grid_line(under, sheet, round_up=False) + 2 * sheet.pitch
    return [Piece(end, tuple(inks), keep=True), *title(paper.title, sheet, setter)]


def _letter(paper: Paper, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """文号 at the right, 7/8 of a 3号 character below the first red line."""
    _, height = _mark(paper.issuer, 0.0, 0.0, setter)
    rule = _LETTER_MARK_TOP + height + 4 * MM + _THICK + _BETWEEN + _THIN - TOP
    inks: tuple[Ink, ...] = ()
    below = rule + SANHAO * 7 / 8
    if paper.number:
        line = setter.line(paper.number, sheet.body)
        inks = (Words(sheet.width - line.width, below + ASCENT * SANHAO, line),)
        below += SANHAO
    end = _grid_line(below, sheet, round_up=False) + 2 * sheet.pitch
    return [Piece(end, inks, keep=True), *title(paper.title, sheet, setter)]


def _mark(name: str, centre: float, top: float, setter: Typesetter) -> tuple[Words, float]:
    """The red mark, narrowed and then made smaller until it fits, and its height."""
    size = _MARK_SIZE
    room = _LETTER_RULE - 20 * MM
    natural = setter.width(name, TextStyle("title", 1.0))
    while size > _MARK_LEAST and natural * size * _NARROWEST > room:
        size -= 1.0
    spread = 1.25 if natural * size * 1.25 <= room else 1.0
    style = TextStyle("title", size, size * spread)
    line = setter.line(name, style)
    stretch = min(1.0, room / line.width) if line.width else 1.0
    x = centre - line.width * stretch / 2
    return Words(x, top + ASCENT * size, line, RED, stretch), size


def _double(left: float, top: float, *, thick_first: bool) -> tuple[Rule, Rule]:
    first, second = (_THICK, _THIN) if thick_first else (_THIN, _THICK)
    lower = top + first + _BETWEEN
    right = left + _LETTER_RULE
    return (
        Rule(left, top + first / 2, right, top + first / 2, first, RED),
        Rule(left, lower + second / 2, right, lower + second / 2, second, RED),
    )


def _grid_line(y: float, sheet: Sheet, *, round_up: bool) -> float:
    """The line of the grid at or next to ``y``; half a line is not worth a whole one."""
    lines = y / sheet.pitch
    whole = int(lines)
    up = lines - whole > (0.0 if round_up else 0.5)
    return (whole + 1 if up else whole) * sheet.pitch
