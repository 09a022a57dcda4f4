"""Laid-out pages into the operators of a PDF."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import cos, radians, sin
from typing import BinaryIO

from zjbuy_desktop.pdf import writer
from zjbuy_desktop.pdf.faces import Pools
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
from zjbuy_desktop.pdf.writer import PdfFile

_CREATOR = "浙江带量采购牵头单位工作台"


def learn(pools: Pools, layouts: Sequence[Layout]) -> None:
    """Place what a batch of papers is set in, the characters most papers need first."""
    papers: dict[str, Counter[str]] = {}
    for layout in layouts:
        seen: dict[str, set[str]] = {}
        for run in runs_of(layout):
            seen.setdefault(run.font, set()).update(run.text)
        for font, characters in seen.items():
            papers.setdefault(font, Counter()).update(characters)
    for font, counts in papers.items():
        pools.learn(font_named(font), counts)


class Painter:
    """One PDF in the making: page after page goes into the file, the fonts at the end."""

    def __init__(self, file: BinaryIO, pools: Pools, title: str) -> None:
        """Begin a file drawn with the faces of the pools (grown by ``learn`` before ``add``)."""
        self._pdf = PdfFile(file)
        self._pools = pools
        self._title = title
        self._tree, self._resources = self._pdf.reserve(), self._pdf.reserve()
        self._pages: list[int] = []
        self._used: dict[str, tuple[str, int]] = {}

    def add(self, layout: Layout) -> None:
        """Draw all pages of a paper; none of them when one cannot be drawn."""
        drawn = [(page, self._drawn(page)) for page in layout.pages]
        for page, content in drawn:
            self._put(page, content)

    def add_blank(self) -> None:
        """An empty page, so that the next paper begins on a front side."""
        self._put(Page(), b"")

    def finish(self) -> str:
        """Write what all pages share; returns the SHA-256 of the file."""
        pdf = self._pdf
        fonts = " ".join(
            f"/{label} {self._pools[font].write(pdf, block)} 0 R"
            for label, (font, block) in sorted(self._used.items())
        )
        pdf.put(f"<< /ProcSet [ /PDF /Text ] /Font << {fonts} >> >>".encode(), self._resources)
        kids = writer.array(self._pages)
        pdf.put(b"<< /Type /Pages /Count %d /Kids %s >>" % (len(self._pages), kids), self._tree)
        root = pdf.put(
            b"<< /Type /Catalog /Pages %d 0 R /Lang (zh-CN)"
            b" /ViewerPreferences << /DisplayDocTitle true >> >>" % self._tree
        )
        title, creator = writer.text(self._title), writer.text(_CREATOR)
        pdf.finish(root, pdf.put(b"<< /Title %s /Creator %s >>" % (title, creator)))
        return pdf.sha256

    def _drawn(self, page: Page) -> bytes:
        drawing = _Drawing(self._pools, self._used)
        drawing.place(page.under, 0.0, PAPER_HEIGHT)
        if page.turned:
            right, bottom = RIGHT, PAPER_HEIGHT - BOTTOM
            drawing.code.append(f"q 0 1 -1 0 {right:.3f} {bottom:.3f} cm")
            drawing.place(page.placed, 0.0, WIDTH)
            drawing.code.append("Q")
            drawing.reset()
        else:
            drawing.place(page.placed, LEFT, PAPER_HEIGHT - TOP)
        drawing.place(page.margin, 0.0, PAPER_HEIGHT)
        return "\n".join(drawing.code).encode("ascii")

    def _put(self, page: Page, drawn: bytes) -> None:
        content = self._pdf.put(writer.pack(drawn))
        rotated = " /Rotate 90" if page.turned else ""
        self._pages.append(
            self._pdf.put(
                f"<< /Type /Page /Parent {self._tree} 0 R"
                f" /MediaBox [ 0 0 {PAPER_WIDTH:.3f} {PAPER_HEIGHT:.3f} ]{rotated}"
                f" /Resources {self._resources} 0 R /Contents {content} 0 R >>".encode()
            )
        )


class _Drawing:
    """Content operators, with what is already set remembered."""

    def __init__(self, pools: Pools, used: dict[str, tuple[str, int]]) -> None:
        """``used`` is told which blocks of which faces the page needs."""
        self.code: list[str] = []
        self._pools = pools
        self._used = used
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
        """Boxes in units of the first one's height: whole numbers for a code, so few bytes."""
        self._fill(BLACK)
        unit = boxes.boxes[0][3]
        parts = [
            f"{left / unit:g} {top / unit:g} {width / unit:g} {height / unit:g} re"
            for left, top, width, height in boxes.boxes
        ]
        place = f"{unit:.5f} 0 0 {-unit:.5f} {x:.2f} {y:.2f}"
        self.code.append(f"q {place} cm {' '.join(parts)} f Q")

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
        for block, label, operator in self._pools[font].show(text):
            if (label, size) != self._font:
                self._font = (label, size)
                self._used[label] = (font, block)
                self.code.append(f"/{label} {size:g} Tf")
            self.code.append(operator)


def _numbers(colour: Colour) -> str:
    return " ".join(f"{part:g}" for part in colour)
