"""Characters of a PDF where a reader sees them: places inside the type area, turned pages upright.

Reads with pypdfium2 alone. Lengths are points; places count from the type area's top left corner
in reading direction, downwards.
"""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MM = 72 / 25.4
AREA = (28.0, 37.0, 26.0, 35.0)
"""Margins left, top, right, bottom of GB/T 9704—2012, in mm."""
_PAPER = (210 * MM, 297 * MM)
_LEFT, _TOP = AREA[0] * MM, AREA[1] * MM
_WIDTH, _HEIGHT = 156 * MM, 225 * MM
_GREY, _RED = 200, 150
_FINE_PRINT = 8


class Mark(NamedTuple):
    """One character.

    Attributes:
        text: the character.
        x: origin along the line.
        y: baseline.
        size: of type.
        left, top, right, bottom: its ink.
        full: takes a whole square.
        furniture: page number, code, red head or 草稿: outside the type area by rule.
    """

    text: str
    x: float
    y: float
    size: float
    left: float
    top: float
    right: float
    bottom: float
    full: bool
    furniture: bool


@dataclass(slots=True)
class PageRead:
    """One page as read."""

    turned: bool
    marks: list[Mark] = field(default_factory=list)
    fonts: set[str] = field(default_factory=set)
    unembedded: set[str] = field(default_factory=set)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)

    @property
    def width(self) -> float:
        """Of the type area in reading direction."""
        return _HEIGHT if self.turned else _WIDTH

    @property
    def height(self) -> float:
        """Of the type area in reading direction."""
        return _WIDTH if self.turned else _HEIGHT

    def margins(self) -> tuple[float, float, float, float]:
        """What stands left, above, right and below of the area by the standard, in mm."""
        left, top, right, bottom = AREA
        return (bottom, left, top, right) if self.turned else AREA

    def in_table(self, y: float) -> bool:
        """Whether upright rules stand at that height."""
        return any(abs(x0 - x1) < 1 and top <= y <= low for x0, top, x1, low in self.rules)


def pages_of(path: Path) -> Iterator[PageRead]:
    """The pages of a PDF, one at a time."""
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            yield _read(page)
            page.close()
    finally:
        document.close()


def _read(page: Any) -> PageRead:
    read = PageRead(turned=page.get_rotation() == 90)
    for item in page.get_objects(max_depth=2):
        if item.type == pdfium.FPDF_PAGEOBJ_PATH:
            read.rules.append(_box(read, *item.get_bounds()))
    text = page.get_textpage()
    for index in range(text.count_chars()):
        _mark(text.raw, index, read)
    text.close()
    return read


def _mark(text: Any, index: int, read: PageRead) -> None:
    if pdfium.FPDFText_IsGenerated(text, index):
        return
    character = chr(pdfium.FPDFText_GetUnicode(text, index))
    if character < " ":
        return
    _font(text, index, read)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    size = round(pdfium.FPDFText_GetFontSize(text, index), 2)
    place = _place(read, x.value, y.value)
    ink = _box(read, left.value, bottom.value, right.value, top.value)
    below = y.value < _PAPER[1] - _TOP - _HEIGHT - 1
    above = y.value > _PAPER[1] - _TOP and size <= _FINE_PRINT
    furniture = _coloured(text, index) or below or above
    full = unicodedata.east_asian_width(character) in "WFA"
    read.marks.append(Mark(character, *place, size, *ink, full, furniture))


def _font(text: Any, index: int, read: PageRead) -> None:
    item = pdfium.FPDFText_GetTextObject(text, index)
    font = pdfium.FPDFTextObj_GetFont(item)
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    name = buffer.value.decode("utf-8", "replace").rpartition("+")[2]
    read.fonts.add(name)
    if pdfium.FPDFFont_GetIsEmbedded(font) != 1:
        read.unembedded.add(name)


def _coloured(text: Any, index: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    return bool(red.value > _RED)


def _place(read: PageRead, x: float, y: float) -> tuple[float, float]:
    if read.turned:
        return y - (_PAPER[1] - _TOP - _HEIGHT), x - _LEFT
    return x - _LEFT, _PAPER[1] - _TOP - y


def _box(
    read: PageRead, left: float, bottom: float, right: float, top: float
) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in reading direction."""
    (x0, y0), (x1, y1) = _place(read, left, bottom), _place(read, right, top)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
