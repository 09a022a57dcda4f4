"""Headings, paragraphs, clauses, the addressee and the list of annexes as lines of the grid."""

from dataclasses import replace

from zjbuy_desktop.core.papers.blocks import Attachments, Clause, Heading, Para
from zjbuy_desktop.pdf.geometry import ASCENT, Sheet, TextStyle
from zjbuy_desktop.pdf.pieces import Piece, Words
from zjbuy_desktop.pdf.titles import break_title
from zjbuy_desktop.pdf.typesetter import SetLine, Typesetter, tidy

_TITLE_LEADING = 1.3
_ROLES = {1: "hei", 2: "kai"}


def blank(sheet: Sheet, count: int = 1, keep: bool = False) -> list[Piece]:
    """Empty lines, which vanish at the top of a page."""
    return [Piece(sheet.pitch, blank=True, keep=keep)] * count


def line_piece(line: SetLine, sheet: Sheet, x: float = 0.0, keep: bool = False) -> Piece:
    """One set line on one line of the grid."""
    return Piece(sheet.pitch, (Words(x, baseline(line.size, sheet.pitch), line),), keep=keep)


def baseline(size: float, height: float) -> float:
    """Baseline of text of that size in the middle of a strip of that height."""
    return (height - size) / 2 + ASCENT * size


def placed_line(text: str, style: TextStyle, sheet: Sheet, setter: Typesetter, at: str) -> Piece:
    """A text on one line at the ``left``, ``center`` or ``right``, narrowed if it must be."""
    line = setter.line(text, style)
    stretch = min(1.0, sheet.width / line.width) if line.width else 1.0
    room = sheet.width - line.width * stretch
    x = {"left": 0.0, "center": room / 2, "right": room}[at]
    ink = Words(x, baseline(line.size, sheet.pitch), line, stretch=stretch)
    return Piece(sheet.pitch, (ink,))


def paragraph(block: Para, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """Body text, two characters in."""
    pieces: list[Piece] = []
    for text in block.text.split("\n"):
        indent = 2.0 if block.indent else 0.0
        pieces += _body([(sheet.body.role, text)], sheet, setter, indent)
    return pieces


def heading(block: Heading, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """“一、” 黑体, “（一）” 楷体, the rest 仿宋; text may run on in the same line."""
    segments = [(_ROLES.get(block.level, sheet.body.role), block.text)]
    if block.run_in:
        segments.append((sheet.body.role, block.run_in))
    pieces = _body(segments, sheet, setter, 2.0)
    return pieces if block.run_in else [replace(piece, keep=True) for piece in pieces]


def clause(block: Clause, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """“第一条　标题” in 黑体."""
    text = f"{block.number}\u3000{block.title}" if block.title else block.number
    pieces = _body([("hei", text)], sheet, setter, 2.0)
    return [replace(piece, keep=True) for piece in pieces]


def addressee(to: str, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """主送机关, flush left, closed by a full-width colon."""
    text = to if to.endswith("：") else f"{to}："
    return _body([(sheet.body.role, text)], sheet, setter, 0.0)


def title(text: str, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """标题, centred, broken by meaning; nothing if there is none."""
    style = sheet.title
    pieces: list[Piece] = []
    clean = "\n".join(tidy(line) for line in text.split("\n"))
    advances = [setter.width(character, style) for character in clean]
    for words in break_title(clean, advances, sheet.width, setter.names) if clean else ():
        for line in setter.paragraph([(style.role, words)], style, sheet.width, justify=False):
            height = max(sheet.pitch, _TITLE_LEADING * style.size if pieces else 0.0)
            ink = Words((sheet.width - line.width) / 2, baseline(style.size, height), line)
            pieces.append(Piece(height, (ink,), on_grid=not pieces, keep=True))
    return pieces


def attachments(block: Attachments, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """附件说明: one blank line below the body; turnover lines hang under the name."""
    pieces = blank(sheet, keep=True)
    several = len(block.names) > 1
    style, em = sheet.body, sheet.body.em
    left = 2 * em
    label = setter.line("附件：", style)
    for number, name in enumerate(block.names, 1):
        mark = setter.line(f"{number}. " if several else "", style)
        at = left + 3 * em + mark.width
        lines = setter.paragraph([(style.role, name)], style, sheet.width - at)
        for index, line in enumerate(lines):
            piece = line_piece(line, sheet, at)
            y = baseline(style.size, sheet.pitch)
            extras = [Words(left + 3 * em, y, mark)] if index == 0 and several else []
            if index == 0 and number == 1:
                extras.append(Words(left, y, label))
            pieces.append(replace(piece, inks=(*extras, *piece.inks)))
    return pieces


def _body(
    segments: list[tuple[str, str]], sheet: Sheet, setter: Typesetter, indent: float
) -> list[Piece]:
    style = sheet.body
    first = indent * style.em
    lines = setter.paragraph(segments, style, sheet.width, first)
    return [
        line_piece(line, sheet, first if index == 0 else 0.0) for index, line in enumerate(lines)
    ]
