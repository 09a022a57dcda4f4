"""Laid-out pages into the operators of a PDF, and the files."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from math import cos, radians, sin
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from zjbuy_desktop.pdf.faces import Pool, Use
from zjbuy_desktop.pdf.fonts import font_named
from zjbuy_desktop.pdf.geometry import (
    BLACK,
    BOTTOM,
    LEFT,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    RIGHT,
    TOP,
    WIDTH,
)
from zjbuy_desktop.pdf.layout import Layout, runs_of
from zjbuy_desktop.pdf.pieces import Boxes, Colour, Page, Placed, Rule, Words

_CREATOR = "浙江带量采购牵头单位工作台"


class _Sheets(Canvas):
    """ReportLab's canvas, with its document in reach for our fonts."""

    _doc: Any

    @property
    def document(self) -> Any:
        """The document under construction."""
        return self._doc


def pools_for(layouts: Sequence[Layout]) -> dict[str, Pool]:
    """One pool per face for a batch of papers, the characters most papers need first."""
    papers: dict[str, Counter[str]] = {}
    for layout in layouts:
        seen: dict[str, set[str]] = {}
        for run in runs_of(layout):
            seen.setdefault(run.font, set()).update(run.text)
        for font, characters in seen.items():
            papers.setdefault(font, Counter()).update(characters)
    pools: dict[str, Pool] = {}
    for font, counts in papers.items():
        pools[font] = Pool(font_named(font))
        pools[font].add(sorted(counts, key=lambda c: (-counts[c], c)))
    return pools


class Painter:
    """One PDF file in the making."""

    def __init__(self, pools: dict[str, Pool], title: str) -> None:
        """Begin a file drawn with the faces of the pools."""
        face: Any = next(iter(pools), None)
        self._canvas: Any = _Sheets(
            "", (PAPER_WIDTH, PAPER_HEIGHT), invariant=1, initialFontName=face, lang="zh-CN"
        )
        self._canvas.setTitle(title)
        self._canvas.setCreator(_CREATOR)
        self._pools = pools
        self._uses: dict[str, Use] = {}

    def add(self, layout: Layout) -> None:
        """Draw all pages of a paper."""
        for page in layout.pages:
            self._page(page)

    def add_blank(self) -> None:
        """An empty back side."""
        self._canvas.setPageRotation(0)
        self._canvas.setPageSize((PAPER_WIDTH, PAPER_HEIGHT))
        self._canvas.showPage()

    def save(self, out: Path) -> None:
        """Write the file under another name first: whoever looks finds all of it or nothing.

        Raises:
            OSError: when the folder cannot be written or the old file is held open.
        """
        written = out.with_name(f".{out.name}.{os.getpid()}.part")
        try:
            written.write_bytes(self._canvas.getpdfdata())
            written.replace(out)
        finally:
            written.unlink(missing_ok=True)

    def _page(self, page: Page) -> None:
        size = (PAPER_WIDTH, PAPER_HEIGHT)
        self._canvas.setPageSize(size[::-1] if page.turned else size)
        self._canvas.setPageRotation(90 if page.turned else 0)
        writer = _Writer(self._use)
        writer.place(page.under, 0.0, PAPER_HEIGHT)
        if page.turned:
            right, bottom = RIGHT, PAPER_HEIGHT - BOTTOM
            writer.code.append(f"q 0 1 -1 0 {right:.3f} {bottom:.3f} cm")
            writer.place(page.placed, 0.0, WIDTH)
            writer.code.append("Q")
            writer.reset()
        else:
            writer.place(page.placed, LEFT, PAPER_HEIGHT - TOP)
        writer.place(page.margin, 0.0, PAPER_HEIGHT)
        self._canvas.addLiteral("\n".join(writer.code))
        self._canvas.showPage()

    def _use(self, font: str) -> Use:
        use = self._uses.get(font)
        if use is None:
            pool = self._pools[font]
            use = self._uses[font] = pool.face.open(self._canvas.document, pool)
        return use


class _Writer:
    """Content operators, with what is already set remembered."""

    def __init__(self, use: Any) -> None:
        self.code: list[str] = []
        self._use = use
        self.reset()

    def reset(self) -> None:
        self._font: tuple[str, float] | None = None
        self._spacing = 0.0
        self._colour: Colour = BLACK
        self._line: tuple[float, Colour] | None = None

    def place(self, places: Iterable[Placed], left: float, top: float) -> None:
        """Draw inks; ``left`` and ``top`` are the corner from which they count."""
        words: list[tuple[float, float, Words]] = []
        for placed in places:
            x, y = left + placed.x, top - placed.y
            for ink in placed.inks:
                if isinstance(ink, Words):
                    words.append((x, y, ink))
                elif isinstance(ink, Rule):
                    self._rule(ink, x, y)
                else:
                    self._boxes(ink, x, y)
        if words:
            self.code.append("BT")
            for x, y, ink in words:
                self._words(ink, x, y)
            self.code.append("ET")

    def _rule(self, rule: Rule, x: float, y: float) -> None:
        if (rule.width, rule.colour) != self._line:
            self._line = (rule.width, rule.colour)
            self.code.append(f"{rule.width:.2f} w {_numbers(rule.colour)} RG")
        self.code.append(
            f"{x + rule.x0:.2f} {y - rule.y0:.2f} m {x + rule.x1:.2f} {y - rule.y1:.2f} l S"
        )

    def _boxes(self, boxes: Boxes, x: float, y: float) -> None:
        self._fill(BLACK)
        parts = [
            f"{x + left:.2f} {y - top - height:.2f} {width:.2f} {height:.2f} re"
            for left, top, width, height in boxes.boxes
        ]
        self.code.append(f"{' '.join(parts)} f")

    def _fill(self, colour: Colour) -> None:
        if colour != self._colour:
            self._colour = colour
            self.code.append(f"{_numbers(colour)} rg")

    def _words(self, words: Words, x: float, y: float) -> None:
        self._fill(words.colour)
        if words.stretch != 1.0:
            self.code.append(f"{words.stretch * 100:.2f} Tz")
        matrix = "1 0 0 1"
        if words.slope:
            angle = radians(words.slope)
            matrix = f"{cos(angle):.4f} {sin(angle):.4f} {-sin(angle):.4f} {cos(angle):.4f}"
        x, y = x + words.x, y - words.y
        for run in words.line.runs:
            self.code.append(f"{matrix} {x + run.x * words.stretch:.3f} {y:.2f} Tm")
            self._show(run.font, run.text, words.line.size, run.spacing)
        if words.stretch != 1.0:
            self.code.append("100 Tz")

    def _show(self, font: str, text: str, size: float, spacing: float) -> None:
        if spacing != self._spacing:
            self._spacing = spacing
            self.code.append(f"{spacing:.4f} Tc")
        for name, hexes in self._use(font).encode(text):
            if (name, size) != self._font:
                self._font = (name, size)
                self.code.append(f"{name} {size:g} Tf")
            self.code.append(f"<{hexes}> Tj")


def _numbers(colour: Colour) -> str:
    return " ".join(f"{part:g}" for part in colour)
