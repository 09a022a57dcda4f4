"""A paper laid out on pages (GB/T 9704—2012); nothing is drawn here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from zjbuy_desktop.core.papers.blocks import (
    Annex,
    Attachments,
    BarChart,
    Block,
    Clause,
    FieldTable,
    Heading,
    Paper,
    Para,
    Signatures,
    SignOff,
    Style,
    TableBlock,
)
from zjbuy_desktop.pdf.charts import bar_chart
from zjbuy_desktop.pdf.endings import imprint, sign_off, signatures
from zjbuy_desktop.pdf.fonts import GETA, Substitution, file_name
from zjbuy_desktop.pdf.geometry import COMPACT, OFFICIAL, Sheet
from zjbuy_desktop.pdf.heads import head, letter_margin
from zjbuy_desktop.pdf.marks import mark_pages
from zjbuy_desktop.pdf.paragraphs import (
    addressee,
    attachments,
    blank,
    clause,
    heading,
    paragraph,
    placed_line,
    title,
)
from zjbuy_desktop.pdf.pieces import Page, Piece, Placed, Words, hold, paginate, tie_notes
from zjbuy_desktop.pdf.tables import field_table, table
from zjbuy_desktop.pdf.typesetter import Run, Typesetter

_SHEETS = {
    Style.OFFICIAL: OFFICIAL,
    Style.LETTER: OFFICIAL,
    Style.FORM: COMPACT,
    Style.CONTRACT: COMPACT,
}
_SETTERS: dict[type, Callable[[Any, Sheet, Typesetter], list[Piece]]] = {
    Heading: heading,
    Para: paragraph,
    Clause: clause,
    TableBlock: table,
    FieldTable: field_table,
    BarChart: bar_chart,
    Attachments: attachments,
    SignOff: sign_off,
    Signatures: signatures,
}
_TABLE_GAP = 4.0
_WITH_SIGN_OFF = 2
"""Lines of the body that go along when the 署名 moves to the next page."""


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How the office wants its papers.

    Attributes:
        letterhead: print the red head; off for pre-printed paper (its place is kept).
        codes: print return codes on papers that come back signed.
        duplex: in a common file, begin every paper on a front side.
    """

    letterhead: bool = True
    codes: bool = True
    duplex: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of one paper and the characters that had to be drawn in another face."""

    paper: Paper
    pages: tuple[Page, ...]
    substitutions: tuple[Substitution, ...]


def lay_out(paper: Paper, setter: Typesetter, options: RenderOptions) -> Layout:
    """Lay a paper out on pages."""
    setter = setter.minding(paper.names)
    upright = _SHEETS[paper.style]
    sheet = upright.sideways() if paper.landscape else upright
    pieces = head(paper, sheet, setter, options.letterhead)
    pieces += _below_title(paper, sheet, setter)
    pieces = [replace(piece, turned=sheet.turned) for piece in pieces]
    _add_all(pieces, paper.blocks, sheet, setter)
    pages = paginate(pieces, upright)
    _add_imprint(paper, pages, upright, setter)
    if paper.style is Style.LETTER:
        pages[0].margin += letter_margin(paper, setter, options.letterhead)
    mark_pages(paper, pages, setter, codes=options.codes)
    return Layout(paper, tuple(pages), _substitutions(pages))


def runs_of(layout: Layout) -> Iterator[Run]:
    """Every run of text on the pages."""
    for page in layout.pages:
        for placed in (*page.under, *page.placed, *page.margin):
            for ink in placed.inks:
                if isinstance(ink, Words):
                    yield from ink.line.runs


def _below_title(paper: Paper, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    if paper.to:
        return [*blank(sheet, keep=True), *addressee(paper.to, sheet, setter)]
    if paper.style is Style.FORM and paper.number:
        return []
    return blank(sheet, keep=True)


def _add_all(
    pieces: list[Piece], blocks: tuple[Block, ...], sheet: Sheet, setter: Typesetter
) -> None:
    """Set blocks below each other; what closes the text stays with its table or 署名."""
    own = next((n for n, block in enumerate(blocks) if isinstance(block, Annex)), len(blocks))
    before: Block | None = None
    start = 0
    for block in blocks[:own]:
        if isinstance(before, SignOff) and isinstance(block, Para):
            hold(pieces, 1)  # 附注 stands on the line below the date
        if isinstance(before, Attachments) and isinstance(block, SignOff):
            hold(pieces, len(pieces) - start + _WITH_SIGN_OFF)  # 附件说明 is no body text
        start = len(pieces)
        _add(pieces, block, sheet, setter)
        before = block
    if not isinstance(before, SignOff | Signatures):
        tie_notes(pieces, sheet)
    for block in blocks[own:]:
        _add(pieces, block, sheet, setter)


def _add(pieces: list[Piece], block: Block, sheet: Sheet, setter: Typesetter) -> None:
    """Set a block below the others, keeping with it what may not stay behind."""
    if isinstance(block, Annex):
        pieces += _annex(block, sheet, setter)
        return
    if isinstance(block, SignOff | Signatures):
        hold(pieces, _WITH_SIGN_OFF if pieces and pieces[-1].on_grid else 1)
    if isinstance(block, TableBlock | FieldTable) and pieces:
        pieces.append(_gap(pieces[-1], sheet, captioned=bool(block.caption)))
    elif pieces and pieces[-1].closing:
        above = pieces[-1]
        pieces.append(Piece(_TABLE_GAP, (), False, above.keep, blank=True, turned=above.turned))
    new = _SETTERS[type(block)](block, sheet, setter)
    if sheet.turned:
        new = [replace(piece, turned=True) for piece in new]
    pieces += new


def _gap(above: Piece, sheet: Sheet, *, captioned: bool) -> Piece:
    """Space over a table: half a line below another one, a little below text."""
    height = sheet.pitch / 2
    if above.on_grid:
        height = 0.0 if captioned else _TABLE_GAP
    return Piece(height, on_grid=False, blank=True, keep=above.on_grid, turned=above.turned)


def _annex(annex: Annex, sheet: Sheet, setter: Typesetter) -> list[Piece]:
    """“附件1” in 黑体 on the first line of a new page, the title on the third.

    A part without a label (专用条款 of a contract) begins its page with the title.
    """
    first = annex.blocks[0] if annex.blocks else None
    if isinstance(first, TableBlock) and first.landscape:
        sheet = sheet.sideways()
    pieces: list[Piece] = []
    if annex.label:
        label = placed_line(annex.label, sheet.body.of("hei"), sheet, setter, "left")
        pieces = [replace(label, keep=True), *blank(sheet, keep=True)]
    if annex.title:
        pieces += [*title(annex.title, sheet, setter), *blank(sheet, keep=True)]
    pieces = [replace(piece, turned=sheet.turned) for piece in pieces]
    _add_all(pieces, annex.blocks, sheet, setter)
    if pieces:
        pieces[0] = replace(pieces[0], new_page=True)
    return pieces


def _add_imprint(paper: Paper, pages: list[Page], sheet: Sheet, setter: Typesetter) -> None:
    """版记 at the foot of the last page, on a further one where there is no room.

    A 回执 is torn off and sent back: the 版记 stands on the page before it.
    """
    height, inks = imprint(paper, sheet, setter)
    if not inks:
        return
    last = len(pages) - (2 if paper.receipt and len(pages) > 1 else 1)
    if pages[last].turned or pages[last].filled + height > sheet.height:
        last += 1
        pages.insert(last, Page())
    pages[last].placed.append(Placed(0.0, sheet.height - height, inks))


def _substitutions(pages: list[Page]) -> tuple[Substitution, ...]:
    found: dict[Substitution, None] = {}
    for page in pages:
        for placed in (*page.placed, *page.margin):
            for ink in placed.inks:
                for run in ink.line.runs if isinstance(ink, Words) else ():
                    if run.wanted:
                        found.update(dict.fromkeys(_of_run(run)))
    return tuple(sorted(found))


def _of_run(run: Run) -> list[Substitution]:
    role, characters = run.wanted or ("", "")
    return [
        Substitution(wanted, role, "" if drawn == GETA else file_name(run.font))
        for wanted, drawn in zip(characters, run.text, strict=True)
        if wanted != GETA
    ]
