"""The numbers of GB/T 9704—2012, in points from the paper's top left corner downwards."""

from dataclasses import dataclass

MM = 72 / 25.4

PAPER_WIDTH = 210 * MM
PAPER_HEIGHT = 297 * MM
TOP = 37 * MM
LEFT = 28 * MM
WIDTH = 156 * MM
HEIGHT = 225 * MM
RIGHT = LEFT + WIDTH
BOTTOM = TOP + HEIGHT

LINES = 22
CHARACTERS = 28
PITCH = HEIGHT / LINES
ADVANCE = WIDTH / CHARACTERS

ASCENT = 0.88
"""Baseline below the top of a Chinese character's square, in em."""

RED = (0.86, 0.0, 0.0)
BLACK = (0.0, 0.0, 0.0)
DRAFT_GREY = (0.88, 0.88, 0.88)

THICK_RULE = 0.35 * MM
THIN_RULE = 0.25 * MM
PAGE_NUMBER_DROP = 7 * MM

ERHAO, XIAOER, SANHAO, SIHAO, XIAOSI, WUHAO, XIAOWU = 22.0, 18.0, 16.0, 14.0, 12.0, 10.5, 9.0


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A role of font at a size; ``advance`` is the pitch of full-width characters."""

    role: str
    size: float
    advance: float = 0.0

    @property
    def em(self) -> float:
        """Advance of a full-width character."""
        return self.advance or self.size

    def of(self, role: str) -> "TextStyle":
        """The same size in another role."""
        return TextStyle(role, self.size, self.advance)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What body text looks like in one family of papers.

    Attributes:
        body: font of the body.
        title: font of the title.
        lines: lines to a page.
        width: of the type area.
        height: of the type area.
        turned: whether the type area lies on its side (横排).
    """

    body: TextStyle
    title: TextStyle
    lines: int
    width: float = WIDTH
    height: float = HEIGHT
    turned: bool = False

    @property
    def pitch(self) -> float:
        """Height of a line of the grid; a turned page keeps the line height."""
        return HEIGHT / self.lines

    def sideways(self) -> "Sheet":
        """The same sheet for a page that is read turned."""
        return Sheet(self.body, self.title, self.lines, HEIGHT, WIDTH, True)


OFFICIAL = Sheet(TextStyle("fangsong", SANHAO, ADVANCE), TextStyle("title", ERHAO), LINES)
COMPACT = Sheet(TextStyle("fangsong", SIHAO, WIDTH / 31), TextStyle("title", ERHAO), 25)
