"""Text into set lines: fonts, advances and our line breaker brought together."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from zjbuy_desktop.pdf.breaking import NARROW, Line, break_text, words
from zjbuy_desktop.pdf.fonts import FontBook, Glyph
from zjbuy_desktop.pdf.geometry import TextStyle

Segments = Sequence[tuple[str, str]]
"""A paragraph as (role, text) pieces."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff"
    "\U000e0100-\U000e01ef]"
)
_BLANKS = str.maketrans({"\t": " ", "\u00a0": " ", "\u2002": " ", "\u2003": "\u3000"})
_GROUPS = re.compile(rf"(?P<word>[{NARROW}]+ *)|[^{NARROW} ]+ *| +")
_CACHE_LIMIT = 4000
_LONGEST_KEPT = 7
"""Characters of a name that is kept whole in running text (阿卜杜·热合曼)."""
_FULL = 0.9  # em: wider glyphs are tracked to the grid


class Run(NamedTuple):
    """Characters of one face set in one go.

    Attributes:
        x: from the start of the line, in points.
        font: registered face.
        text: characters drawn.
        spacing: added after each character.
        wanted: (role, characters) that had to be substituted.
    """

    x: float
    font: str
    text: str
    spacing: float
    wanted: tuple[str, str] | None


class SetLine(NamedTuple):
    """A line ready to be placed: its runs, its size and its width."""

    runs: tuple[Run, ...]
    size: float
    width: float


class Typesetter:
    """Sets text with the faces of one book; remembers what it has set.

    Attributes:
        book: the faces.
        names: words that are kept whole: persons' in every text, longer ones in titles.
    """

    def __init__(self, book: FontBook) -> None:
        self.book = book
        self.names: tuple[str, ...] = ()
        self._cache: dict[object, tuple[SetLine, ...]] = {}

    def minding(self, names: tuple[str, ...]) -> "Typesetter":
        """The same, with its memory, for a paper in which these names stand."""
        other = Typesetter(self.book)
        other.names = names
        other._cache = self._cache
        return other

    def width(self, text: str, style: TextStyle) -> float:
        """Width of a text on one line."""
        return sum(self._advances([(style.role, text)], style)[1])

    def paragraph(
        self,
        segments: Segments,
        style: TextStyle,
        measure: float,
        first_indent: float = 0.0,
        justify: bool = True,
    ) -> tuple[SetLine, ...]:
        """Break and set a paragraph; ``\\n`` ends a line. Blanks at line ends are dropped."""
        keep = self._kept(segments)
        key = (tuple(segments), style, measure, first_indent, justify, keep)
        lines = self._cache.get(key)
        if lines is None:
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            lines = self._paragraph(segments, style, measure, first_indent, justify, keep)
            self._cache[key] = lines
        return lines

    def _kept(self, segments: Segments) -> tuple[str, ...]:
        """The short names in a text; a long one would leave holes."""
        return tuple(
            name
            for name in self.names
            if len(name) <= _LONGEST_KEPT and any(name in text for _, text in segments)
        )

    def line(self, text: str, style: TextStyle) -> SetLine:
        """Set a text on one line, however long."""
        key = (text, style)
        lines = self._cache.get(key)
        if lines is None:
            clean = tidy(text)
            glyphs, advances = self._advances([(style.role, clean)], style)
            whole = Line(0, len(clean), len(clean), 0.0)
            lines = (_set_line(clean, glyphs, advances, whole, [(style.role, clean)], style),)
            self._cache[key] = lines
        return lines[0]

    def cell(self, text: str, style: TextStyle, measure: float) -> tuple[SetLine, ...]:
        """Set the text of a table cell, ragged."""
        if "\n" not in text:
            line = self.line(text, style)
            if line.width <= measure:
                return (line,)
        return self.paragraph([(style.role, text)], style, measure, justify=False)

    def centred_cell(self, text: str, style: TextStyle, measure: float) -> tuple[SetLine, ...]:
        """Set the text of a centred cell in lines of about one length: no single 字 below."""
        lines = self.cell(text, style, measure)
        if len(lines) == 1 or "\n" in text:
            return lines
        even = self.line(text, style).width / len(lines) + style.em / 2
        even = max(even, *(self.line(word, style).width + 0.01 for word in words(tidy(text))))
        balanced = self.cell(text, style, min(even, measure))
        return balanced if len(balanced) == len(lines) else lines

    def _paragraph(
        self,
        segments: Segments,
        style: TextStyle,
        measure: float,
        first_indent: float,
        justify: bool,
        keep: tuple[str, ...],
    ) -> tuple[SetLine, ...]:
        lines: list[SetLine] = []
        for part in _hard_lines(segments):
            text = "".join(piece for _, piece in part)
            glyphs, advances = self._advances(part, style)
            broken = break_text(text, advances, measure, style.em, first_indent, keep, justify)
            for line in broken or [Line(0, 0, 0, 0.0)]:
                lines.append(_set_line(text, glyphs, advances, line, part, style))
        return tuple(lines)

    def _advances(self, segments: Segments, style: TextStyle) -> tuple[list[Glyph], list[float]]:
        size, closer = style.size, style.em - style.size
        glyphs: list[Glyph] = []
        for role, text in segments:
            table = self.book.glyphs(role)
            glyphs += [table[character] for character in text]
        return glyphs, [
            glyph[2] * size + closer if glyph[2] > _FULL else glyph[2] * size for glyph in glyphs
        ]


def tidy(text: str) -> str:
    """Tabs and hard spaces as spaces; controls and invisible marks taken out."""
    return _INVISIBLE.sub("", text.translate(_BLANKS))


def _hard_lines(segments: Segments) -> list[list[tuple[str, str]]]:
    lines: list[list[tuple[str, str]]] = [[]]
    for role, text in segments:
        first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines[-1].append((role, tidy(first)))
        lines += [[(role, tidy(other))] for other in others]
    return lines


def _set_line(
    text: str,
    glyphs: list[Glyph],
    advances: list[float],
    line: Line,
    segments: Segments,
    style: TextStyle,
) -> SetLine:
    """Runs of one line: full-width characters tracked, words placed as they are."""
    runs: list[Run] = []
    x, closer = 0.0, style.em - style.size
    for match in _GROUPS.finditer(text, line.start, line.shown):
        begin, end = match.span()
        word = match.lastgroup is not None
        stop = end if word else begin + len(match.group().rstrip(" "))
        extra, at, here = 0.0 if word else line.extra, begin, x
        while at < stop:
            nxt = _same_face(glyphs, at, stop)
            if glyphs[at].font:
                spacing = extra + (closer if glyphs[at].width > _FULL else 0.0)
                runs.append(_run(here, glyphs, at, nxt, spacing, text, segments))
            here += sum(advances[at:nxt]) + extra * (nxt - at)
            at = nxt
        if stop < end:
            runs.append(_run(here, glyphs, stop, end, 0.0, text, segments))
        x += sum(advances[begin:end]) + line.extra * (1 if word else max(1, stop - begin))
    return SetLine(tuple(runs), style.size, max(0.0, x - line.extra))


def _same_face(glyphs: list[Glyph], at: int, end: int) -> int:
    font, substitute, full = glyphs[at].font, glyphs[at].substitute, glyphs[at].width > _FULL
    stop = at + 1
    while stop < end:
        glyph = glyphs[stop]
        if glyph.font != font or glyph.substitute != substitute or (glyph.width > _FULL) != full:
            break
        stop += 1
    return stop


def _run(
    x: float,
    glyphs: list[Glyph],
    at: int,
    stop: int,
    spacing: float,
    text: str,
    segments: Segments,
) -> Run:
    wanted = None
    if glyphs[at].substitute:
        wanted = (_role_at(segments, at), text[at:stop])
    drawn = "".join(glyph.drawn for glyph in glyphs[at:stop])
    return Run(x, glyphs[at].font, drawn, spacing, wanted)


def _role_at(segments: Segments, index: int) -> str:
    for role, text in segments:
        if index < len(text):
            return role
        index -= len(text)
    return segments[-1][0]
