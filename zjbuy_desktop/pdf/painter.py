"""Laid-out pages onto a ReportLab canvas."""

from collections.abc import Iterable
from math import cos, radians, sin
from typing import Any, BinaryIO

from reportlab.pdfgen.canvas import Canvas

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
from zjbuy_desktop.pdf.typesetter import Run

Turn = tuple[float, float, float, float, float, float]
"""A transformation matrix."""
_CREATOR = "浙江带量采购牵头单位工作台"


class Painter:
    """One PDF in the making; its fonts are cut once for all papers in it."""

    def __init__(self, file: BinaryIO, first: Layout, title: str) -> None:
        """Begin a file; ``first`` is a paper that will go into it."""
        self._canvas = Canvas(
            file,
            pagesize=(PAPER_WIDTH, PAPER_HEIGHT),
            pageCompression=1,
            invariant=1,
            lang="zh-CN",
            initialFontName=_first_font(first),
        )
        self._canvas.setTitle(title)
        self._canvas.setCreator(_CREATOR)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")

    def add(self, layout: Layout) -> None:
        """Draw all pages of a paper."""
        for page in layout.pages:
            self._draw(page)
            self._canvas.showPage()

    def add_blank(self) -> None:
        """An empty page, so that the next paper begins on a front side."""
        self._canvas.showPage()

    def finish(self) -> None:
        """Write the file."""
        self._canvas.save()

    def _draw(self, page: Page) -> None:
        canvas = self._canvas
        # ReportLab swaps the sides of a page that is rotated, hence they are given swapped.
        sides = (PAPER_WIDTH, PAPER_HEIGHT)
        canvas.setPageSize(sides[::-1] if page.turned else sides)
        canvas.setPageRotation(90 if page.turned else 0)
        self._part(page.under, 0.0, PAPER_HEIGHT)
        if page.turned:
            turn = (0.0, 1.0, -1.0, 0.0, RIGHT, PAPER_HEIGHT - BOTTOM)
            self._part(page.placed, 0.0, WIDTH, turn)
        else:
            self._part(page.placed, LEFT, PAPER_HEIGHT - TOP)
        self._part(page.margin, 0.0, PAPER_HEIGHT)

    def _part(
        self, placed: Iterable[Placed], left: float, top: float, turn: Turn | None = None
    ) -> None:
        """Inks whose colours and fonts leave no trace in what follows."""
        self._canvas.saveState()
        if turn:
            self._canvas.transform(*turn)
        _Drawing(self._canvas).place(placed, left, top)
        self._canvas.restoreState()


class _Drawing:
    """One page being drawn; what stands already (colour, font) is not said again."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._fill: Colour = BLACK
        self._line: tuple[float, Colour] | None = None
        self._font: tuple[str, float] | None = None
        self._spacing = 0.0

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
            text = self._canvas.beginText()
            for x, y, ink in words:
                self._words(text, ink, x, y)
            self._canvas.drawText(text)

    def _rule(self, rule: Rule, x: float, y: float) -> None:
        if (rule.width, rule.colour) != self._line:
            self._line = (rule.width, rule.colour)
            self._canvas.setLineWidth(rule.width)
            self._canvas.setStrokeColorRGB(*rule.colour)
        self._canvas.line(x + rule.x0, y - rule.y0, x + rule.x1, y - rule.y1)

    def _boxes(self, boxes: Boxes, x: float, y: float) -> None:
        """Boxes in units of the first one's height: whole numbers for a code, so few bytes."""
        unit = boxes.boxes[0][3]
        path = self._canvas.beginPath()
        for left, top, width, height in boxes.boxes:
            path.rect(left / unit, top / unit, width / unit, height / unit)
        self._canvas.saveState()
        self._canvas.setFillColorRGB(*BLACK)
        self._canvas.transform(unit, 0, 0, -unit, x, y)
        self._canvas.drawPath(path, stroke=0, fill=1)
        self._canvas.restoreState()

    def _show(self, text: Any, run: Run, size: float) -> None:
        if (run.font, size) != self._font:
            self._font = (run.font, size)
            text.setFont(run.font, size)
        if run.spacing != self._spacing:
            self._spacing = run.spacing
            text.setCharSpace(run.spacing)
        text.textOut(run.text)

    def _words(self, text: Any, words: Words, x: float, y: float) -> None:
        if words.colour != self._fill:
            self._fill = words.colour
            text.setFillColorRGB(*words.colour)
        if words.stretch != 1.0:
            text.setHorizScale(words.stretch * 100)
        angle = radians(words.slope)
        a, b = cos(angle), sin(angle)
        x, y = x + words.x, y - words.y
        for run in words.line.runs:
            if words.slope:
                text.setTextTransform(a, b, -b, a, x + run.x * words.stretch, y)
            else:
                text.setTextOrigin(x + run.x * words.stretch, y)
            self._show(text, run, words.line.size)
        if words.stretch != 1.0:
            text.setHorizScale(100)


def _first_font(layout: Layout) -> Any:
    """A face the paper uses: a canvas begins with one, and its own Helvetica is not embedded."""
    return next((run.font for run in runs_of(layout)), None)
