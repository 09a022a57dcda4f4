"""署名 and 成文日期, signature blocks, and the 版记 at the foot of the last page."""

from dataclasses import replace
from datetime import date
from itertools import zip_longest

from zjbuy_desktop.core.papers.blocks import Paper, Party, Signatures, SignOff, Style, chinese_date
from zjbuy_desktop.pdf.breaking import words
from zjbuy_desktop.pdf.geometry import ASCENT, SIHAO, THICK_RULE, THIN_RULE, Sheet, TextStyle
from zjbuy_desktop.pdf.paragraphs import baseline, blank, line_piece
from zjbuy_desktop.pdf.pieces import Ink, Piece, Rule, Words
from zjbuy_desktop.pdf.typesetter import SetLine, Typesetter

_DATE_FROM_RIGHT = 4
_NAME_FROM_RIGHT = 2
_SEAL_LINES = 2
_SIGNING_ROOM = 6
_COLUMN_GAP = 12.0

_Lines = list[tuple[float, SetLine]]
"""Lines with their indents."""


def sign_off(block: SignOff, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """Name centred over the date, the date four characters from the right.

    Two blank lines above keep the seal's place clear; all of it stays together. The signer,
    if one is asked for, has room to sign between the two.
    """
    style, em = sheet.body, sheet.body.em
    dated = setter.line(chinese_date(block.dated), style)
    names = setter.paragraph(
        [(style.role, block.name)], style, sheet.width - 2 * _NAME_FROM_RIGHT * em, justify=False
    )
    widest = max(line.width for line in names)
    centre = sheet.width - _DATE_FROM_RIGHT * em - dated.width / 2
    centre = min(centre, sheet.width - _NAME_FROM_RIGHT * em - widest / 2)
    pieces = blank(sheet, _SEAL_LINES, keep=True)
    for line in names if block.name else ():
        pieces.append(line_piece(line, sheet, centre - line.width / 2, keep=True))
    room = _SIGNING_ROOM * em if block.signer.endswith(("：", ":")) else 0.0
    label = [(style.role, block.signer)]
    signing = setter.paragraph(label, style, sheet.width - room, justify=False)
    for line in signing if block.signer else ():
        left = min(centre - widest / 2, sheet.width - room - line.width)
        pieces.append(line_piece(line, sheet, max(0.0, left), keep=True))
    return [*pieces, line_piece(dated, sheet, centre - dated.width / 2)]


def signatures(block: Signatures, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """Both parties side by side, on one page."""
    width = (sheet.width - _COLUMN_GAP) / 2
    sides = _aligned(block, sheet.body, width, setter)
    y = baseline(sheet.body.size, sheet.pitch)
    pieces = blank(sheet, keep=True)
    for left, right in sides:
        for one, other in zip_longest(left, right):
            lines = ((0.0, one), (width + _COLUMN_GAP, other))
            inks = tuple(Words(x + line[0], y, line[1]) for x, line in lines if line)
            pieces.append(Piece(sheet.pitch, inks, keep=True))
    pieces[-1] = replace(pieces[-1], keep=False)
    return pieces


def _aligned(
    block: Signatures, style: TextStyle, width: float, setter: Typesetter
) -> list[tuple[_Lines, _Lines]]:
    """What both parties say of the same begins on one line; the date, if both end with it, too."""
    left, right = (_party(party, style, width, setter) for party in (block.left, block.right))
    ends = [party.details[-1][0] if party.details else "" for party in (block.left, block.right)]
    gap: list[_Lines] = [[]] * abs(len(left) - len(right))
    if gap and ends[0] == ends[1]:
        shorter = min(left, right, key=len)
        shorter[-1:-1] = gap
    return list(zip_longest(left, right, fillvalue=[]))


def _party(party: Party, style: TextStyle, width: float, setter: Typesetter) -> list[_Lines]:
    """Name and details of one party; turnover lines hang under the value."""
    details = [
        _pair(f"{label}：", value, style, style, width, setter) for label, value in party.details
    ]
    return [_named(party, style, width, setter), *details]


def _named(party: Party, style: TextStyle, width: float, setter: Typesetter) -> _Lines:
    """The party's name whole: below its role where both do not fit on a line."""
    strong, role = style.of("hei"), f"{party.role}："
    label, name = setter.line(role, strong), setter.line(party.name, style)
    if label.width + name.width <= width or name.width > width:
        return _pair(role, party.name, strong, style, width, setter)
    return [(0.0, label), (min(2 * style.em, width - name.width), name)]


def _pair(
    label: str, value: str, head: TextStyle, style: TextStyle, width: float, setter: Typesetter
) -> _Lines:
    wide = setter.width(label, head)
    hang = wide if wide <= width / 3 else 2 * style.em
    longest = max((setter.width(word, style) for word in words(value)), default=0.0)
    hang = max(0.0, min(hang, width - longest - 1))
    lines = setter.paragraph(
        [(head.role, label), (style.role, value)], style, width - hang, -hang, justify=False
    )
    return [(0.0 if index == 0 else hang, line) for index, line in enumerate(lines)]


def imprint(paper: Paper, sheet: Sheet, setter: Typesetter) -> tuple[float, tuple[Ink, ...]]:
    """版记: its height, and its inks with the last rule at that height.

    A letter's has neither rules nor 印发 line (GB/T 9704 10.1).
    """
    official = paper.style is Style.OFFICIAL
    style = TextStyle("fangsong", SIHAO)
    height = SIHAO * 1.6
    inks: list[Ink] = []
    y = 0.0
    if paper.copies_to:
        y = _copies(paper.copies_to, style, sheet, setter, height, inks)
    if paper.printed_on is not None and official:
        if inks:
            inks.append(Rule(0, y, sheet.width, y, THIN_RULE))
        y = _issued(paper.issuer, paper.printed_on, style, sheet, setter, y, height, inks)
    if inks and official:
        inks += [Rule(0, at, sheet.width, at, THICK_RULE) for at in (0.0, y)]
    return y, tuple(inks)


def _middle(height: float) -> float:
    return (height - SIHAO) / 2 + ASCENT * SIHAO


def _copies(
    names: tuple[str, ...],
    style: TextStyle,
    sheet: Sheet,
    setter: Typesetter,
    height: float,
    inks: list[Ink],
) -> float:
    label = setter.line("抄送：", style)
    at = style.size + label.width
    text = "，".join(name.rstrip("。") for name in names) + "。"
    inks.append(Words(style.size, _middle(height), label))
    lines = setter.paragraph([(style.role, text)], style, sheet.width - at - style.size)
    for index, line in enumerate(lines):
        inks.append(Words(at, index * height + _middle(height), line))
    return len(lines) * height


def _issued(
    issuer: str,
    day: date,
    style: TextStyle,
    sheet: Sheet,
    setter: Typesetter,
    y: float,
    height: float,
    inks: list[Ink],
) -> float:
    """印发机关, on several lines if it is long, and 印发日期 on its last; the foot of both."""
    right = setter.line(f"{chinese_date(day)}印发", style)
    room = sheet.width - 3 * style.size - right.width
    lines = setter.paragraph([(style.role, issuer)], style, room, justify=False)
    for index, line in enumerate(lines):
        inks.append(Words(style.size, y + index * height + _middle(height), line))
    foot = y + len(lines) * height
    inks.append(
        Words(sheet.width - style.size - right.width, foot - height + _middle(height), right)
    )
    return foot
