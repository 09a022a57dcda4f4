"""What finished papers measure against GB/T 9704—2012, from the PDF alone (no code of ours)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.pdf.glyphs import MM, Mark, PageRead, pages_of

NO_START = frozenset("。，、；：！？）》〉」』】〕〗］｝”’…—～·％‰℃,.;:!?)]}%°")
NO_END = frozenset("（《〈「『【〔〖［｛“‘([{￥¥$")
_DATE = re.compile(r"(\d{4}|\s*)年(\d{1,2}|\s*)月(\d{1,2}|\s*)日")
_BODY = frozenset((16.0, 14.0))
_TOLERANCE = 0.3
"""How far ink may reach over the edge of the type area (bearings of a glyph), in mm."""


@dataclass(slots=True)
class Line:
    """Characters on one baseline, from left to right."""

    y: float
    marks: list[Mark]

    @property
    def text(self) -> str:
        """What a reader reads."""
        return "".join(mark.text for mark in self.marks)

    @property
    def size(self) -> float:
        """Size of most of its characters."""
        return Counter(mark.size for mark in self.marks).most_common(1)[0][0]

    def gap(self) -> float:
        """The widest tracking between neighbours, in em (blanks apart)."""
        widest = 0.0
        for one, other in zip(self.marks, self.marks[1:], strict=False):
            if one.full and other.full and " " not in (one.text, other.text):
                gap = (other.x - one.x) / one.size - 1
                widest = max(widest, gap if gap < 1 else 0.0)  # beyond: blanks to write into
        return widest


@dataclass(slots=True)
class Measured:
    """What was found in the files of one row."""

    files: int = 0
    pages: list[int] = field(default_factory=list)
    fonts: set[str] = field(default_factory=set)
    loose: set[str] = field(default_factory=set)
    sizes: Counter[float] = field(default_factory=Counter)
    lines: int = 0
    pitches: list[float] = field(default_factory=list)
    full: Counter[int] = field(default_factory=Counter)
    ink: dict[bool, list[float]] = field(default_factory=lambda: defaultdict(lambda: [999.0] * 4))
    gap: float = 0.0
    forbidden: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    lonely: list[str] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Everything that is wrong, in words."""
        unembedded = [f"未嵌入的字体：{name}" for name in sorted(self.loose)]
        return unembedded + self.forbidden + self.split + self.outside + self.lonely


def lines_of(marks: list[Mark]) -> list[Line]:
    """The lines of a page, from top to bottom."""
    rows: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        rows[round(mark.y * 2)].append(mark)
    lines = [Line(min(m.y for m in row), sorted(row, key=lambda m: m.x)) for row in rows.values()]
    return sorted(lines, key=lambda line: line.y)


def measure(path: Path, into: Measured) -> None:
    """Add one file to a row."""
    into.files += 1
    count = 0
    for number, page in enumerate(pages_of(path), 1):
        count = number
        _page(page, f"{path.name} 第{number}页", into)
    into.pages.append(count)


def _page(page: PageRead, where: str, into: Measured) -> None:
    into.fonts |= page.fonts
    into.loose |= page.unembedded
    inside = [mark for mark in page.marks if not mark.furniture]
    for mark in inside:
        _edges(mark, page, where, into)
    lines = lines_of(inside)
    body = [line for line in lines if line.size in _BODY and not page.in_table(line.y)]
    for line in lines:
        _ends(line, where, into)
    _grid(body, page, into)
    for one, other in zip(body, body[1:], strict=False):
        _numbers(one, other, page, where, into)
    if body and any(_DATE.fullmatch(line.text) for line in body[-2:]) and len(lines) < 4:
        into.lonely.append(f"{where}：只有署名和日期")


def _edges(mark: Mark, page: PageRead, where: str, into: Measured) -> None:
    if not mark.text.strip() or mark.right <= mark.left:
        return
    edges = (
        mark.left / MM,
        mark.top / MM,
        (page.width - mark.right) / MM,
        (page.height - mark.bottom) / MM,
    )
    if min(edges) < -_TOLERANCE:
        into.outside.append(f"{where}：“{mark.text}”出版心 {min(edges):.1f}")
    ink, margins = into.ink[page.turned], page.margins()
    for side, edge in enumerate(edges):
        ink[side] = min(ink[side], edge + margins[side])


def _ends(line: Line, where: str, into: Measured) -> None:
    """Forbidden marks at the ends of each stretch of a line (a cell, a column)."""
    for part in _stretches(line):
        if part[0].text in NO_START and len(part) > 1:
            into.forbidden.append(f"{where}：行首“{''.join(m.text for m in part)[:12]}”")
        if part[-1].text in NO_END and len(part) > 1:
            into.forbidden.append(f"{where}：行尾“{''.join(m.text for m in part)[-12:]}”")


def _stretches(line: Line) -> Iterator[list[Mark]]:
    part: list[Mark] = []
    for mark in line.marks:
        if part and mark.x - part[-1].x > 2.2 * part[-1].size:
            yield part
            part = []
        if mark.text.strip() or part:
            part.append(mark)
    if part:
        yield part


def _grid(body: list[Line], page: PageRead, into: Measured) -> None:
    if not body:
        return
    into.sizes.update(line.size for line in body)
    into.lines = max(into.lines, len(body))
    steps = [b.y - a.y for a, b in zip(body, body[1:], strict=False) if a.size == b.size]
    into.pitches += [step for step in steps if step < 40]
    for line in body:
        first, last = line.marks[0], line.marks[-1]
        reaches = last.x + last.size > page.width - 0.75 * last.size
        if reaches:
            into.gap = max(into.gap, line.gap())
        if reaches and abs(first.x) < 1 and all(mark.full for mark in line.marks):
            into.full[len(line.marks)] += 1


def _numbers(one: Line, other: Line, page: PageRead, where: str, into: Measured) -> None:
    """A number that goes on in the next line."""
    last, first = one.marks[-1], other.marks[0]
    if last.x + last.size < page.width - 3 * last.size or abs(first.x) > 1:
        return
    if re.search(r"[0-9][.,]?$", one.text) and re.match(r"[0-9.,%‰℃元年月日号万]", other.text):
        into.split.append(f"{where}：“{one.text[-8:]}｜{other.text[:8]}”")
