"""What stands on a page: pieces stacked from top to bottom, and the pages they make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import NamedTuple

from zjbuy_desktop.pdf.geometry import BLACK, Sheet
from zjbuy_desktop.pdf.typesetter import SetLine

_NOTES = 9
"""Lines up to which notes below a table are short."""
_ROWS_ALONG = 0.15
"""Share of a page up to which the last rows go along with the notes."""

Colour = tuple[float, float, float]


class Words(NamedTuple):
    """A set line with its baseline at (x, y) below the piece's top left corner."""

    x: float
    y: float
    line: SetLine
    colour: Colour = BLACK
    stretch: float = 1.0
    slope: float = 0.0


class Rule(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    colour: Colour = BLACK


class Boxes(NamedTuple):
    """Filled black boxes (x, y, width, height): the modules of a code."""

    boxes: tuple[tuple[float, float, float, float], ...]


Ink = Words | Rule | Boxes


@dataclass(frozen=True, slots=True)
class Piece:
    """A strip across the type area that is not cut.

    Attributes:
        height: how much of the page it takes.
        inks: what is drawn.
        on_grid: starts on a line of the grid.
        keep: must not be the last on a page while something follows.
        blank: an empty line, which vanishes at the top of a page.
        heads: repeated above it when it opens a page (head of a table).
        closing: drawn as well when it is the last on its page.
        new_page: begins a page of its own kind.
        turned: stands on a page that is read sideways.
    """

    height: float
    inks: tuple[Ink, ...] = ()
    on_grid: bool = True
    keep: bool = False
    blank: bool = False
    heads: tuple["Piece", ...] = ()
    closing: tuple[Ink, ...] = ()
    new_page: bool = False
    turned: bool = False


class Placed(NamedTuple):
    """Inks with the page position their coordinates count from."""

    x: float
    y: float
    inks: tuple[Ink, ...]


@dataclass(slots=True)
class Page:
    """One page: what stands in the type area and what outside it.

    ``placed`` counts from the type area's corner (turned with it), ``margin`` from the paper's.
    """

    turned: bool = False
    placed: list[Placed] = field(default_factory=list)
    margin: list[Placed] = field(default_factory=list)
    under: list[Placed] = field(default_factory=list)
    filled: float = 0.0


def hold(pieces: list[Piece], count: int) -> None:
    """Keep the last pieces with whatever follows."""
    for index in range(max(0, len(pieces) - count), len(pieces)):
        pieces[index] = replace(pieces[index], keep=True)


def tie_notes(pieces: list[Piece], sheet: Sheet) -> None:
    """Keep the notes below a table with its last rows, so that no page holds notes alone."""
    index, height = len(pieces), 0.0
    while index and not pieces[index - 1].closing:
        index -= 1
        height += pieces[index].height
        if pieces[index].new_page or height > _NOTES * sheet.pitch:
            return
    rows = pieces[max(0, index - 2) : index]
    while len(rows) > 1 and sum(row.height for row in rows) > _ROWS_ALONG * sheet.height:
        rows = rows[1:]
    if rows:
        hold(pieces, len(pieces) - index + len(rows))
        pieces[-1] = replace(pieces[-1], keep=False)


def paginate(pieces: Sequence[Piece], sheet: Sheet) -> list[Page]:
    """Stack the pieces on pages; one that is kept moves to the next page with its follower."""
    pages: list[Page] = []
    index = 0
    while index < len(pieces) or not pages:
        stop = _page_end(pieces, index, sheet)
        pages.append(_page(pieces[index:stop], sheet))
        index = stop
    return pages


def _page_end(pieces: Sequence[Piece], first: int, sheet: Sheet) -> int:
    if first >= len(pieces):
        return first
    turned = pieces[first].turned
    height = (sheet.sideways() if turned else sheet).height
    y, index = _heads_height(pieces[first]), first
    while index < len(pieces):
        piece = pieces[index]
        if index > first and (piece.new_page or piece.turned != turned):
            return index
        y = _top(piece, y, sheet)
        if not (piece.blank and y == 0):
            y += piece.height
        if y > height + 0.1 and index > first:
            return _kept_end(pieces, first, index)
        index += 1
    return index


def _kept_end(pieces: Sequence[Piece], first: int, stop: int) -> int:
    """Step back so that no kept piece ends the page, unless that leaves nothing."""
    end = stop
    while end > first and pieces[end - 1].keep:
        end -= 1
    return end if end > first else stop


def _top(piece: Piece, y: float, sheet: Sheet) -> float:
    return ceil(round(y / sheet.pitch, 3)) * sheet.pitch if piece.on_grid else y


def _heads_height(piece: Piece) -> float:
    return sum(head.height for head in piece.heads)


def _page(pieces: Sequence[Piece], sheet: Sheet) -> Page:
    page = Page(turned=bool(pieces) and pieces[0].turned)
    y = 0.0
    last: tuple[float, Piece] | None = None
    for piece in _with_heads(pieces):
        y = _top(piece, y, sheet)
        if piece.blank and y == 0:
            continue
        if piece.inks:
            page.placed.append(Placed(0.0, y, piece.inks))
        last = (y, piece)
        y += piece.height
    if last and last[1].closing:
        page.placed.append(Placed(0.0, last[0], last[1].closing))
    page.filled = y
    return page


def _with_heads(pieces: Sequence[Piece]) -> Iterable[Piece]:
    if pieces:
        yield from pieces[0].heads
    yield from pieces
