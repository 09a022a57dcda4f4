"""Paper, margins, grid, page numbers and the mark of a draft (GB/T 9704—2012)."""

from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from zjbuy_desktop.core.papers.blocks import Paper, Style
from zjbuy_desktop.word.shapes import add_field, border
from zjbuy_desktop.word.text import Look, add_run, set_fonts, write

RED = "DC0000"
_MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}
_TURNED = {"top": 28, "bottom": 26, "left": 35, "right": 37}
_FOOT = 23
"""Millimetres from the paper's edge to the page number: its dash is 7 mm below the text."""
_LETTER_FOOT = 20
_NUMBER = Look("song", 14)
_DRAFT = Look("hei", 22, "808080")
_STYLES = {
    "Normal": "body",
    "Title": "title",
    "Heading 1": "hei",
    "Heading 2": "kai",
    "Heading 3": "body",
    "Heading 4": "body",
    "Header": "body",
    "Footer": "song",
}
TWIPS_MM = 1440 / 25.4
WIDTH, TURNED_WIDTH = round(156 * TWIPS_MM), round(225 * TWIPS_MM)
"""Of the type area, in twips."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Body text and grid of one family of papers.

    Attributes:
        size: of the body, points.
        line_pitch: twips.
        narrower: twips each character is set closer, so that a line holds as many as it should.
            The grid says nothing of it: LibreOffice gives a character two cells of a grid
            narrower than it is.
    """

    size: float
    line_pitch: int
    narrower: int = 0

    @property
    def body(self) -> Look:
        """仿宋."""
        return self.look("body")

    def look(self, role: str) -> Look:
        """Another face at the size of the body."""
        return Look(role, self.size, narrower=self.narrower)


OFFICIAL = Sheet(16, 579, narrower=5)
"""3号, 22 lines of 28 characters."""
COMPACT = Sheet(14, 510)
"""4号, 25 lines of 31 characters: forms and contracts."""


def sheet_of(paper: Paper) -> Sheet:
    """The sheet a paper is set on."""
    return OFFICIAL if paper.style in (Style.OFFICIAL, Style.LETTER) else COMPACT


def new_document(paper: Paper, sheet: Sheet) -> Any:
    """An empty document with its styles, first section and page numbers."""
    document = Document()
    _defaults(document, sheet)
    section = document.sections[0]
    _set_section(section, sheet, turned=paper.landscape)
    document.settings.odd_and_even_pages_header_footer = True
    _furnish(section, paper)
    return document


def turn(document: Any, sheet: Sheet, *, turned: bool) -> Any:
    """Begin a new page that is turned, or upright again; page numbers go on."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_section(section, sheet, turned=turned)
    section.different_first_page_header_footer = False
    return section


def _set_section(section: Any, sheet: Sheet, *, turned: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
    width, height = (297, 210) if turned else (210, 297)
    section.page_width, section.page_height = Mm(width), Mm(height)
    for side, size in (_TURNED if turned else _MARGINS).items():
        setattr(section, f"{side}_margin", Mm(size))
    section.header_distance, section.footer_distance = Mm(20), Mm(_FOOT if not turned else 15)
    properties = section._sectPr  # noqa: SLF001  (python-docx knows no grid)
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(sheet.line_pitch))
    properties.append(grid)


def _defaults(document: Any, sheet: Sheet) -> None:
    """Fonts of the document and its styles; the theme's would come in their place in WPS."""
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_fonts(run, "body")
    language = run.find(qn("w:lang"))
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")
    for name, role in _STYLES.items():
        style = styles[name]
        set_fonts(style.element.get_or_add_rPr(), role)
        style.font.size = Pt(22 if name == "Title" else sheet.size)
        style.font.bold = style.font.italic = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        shape = style.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing = 1.0
        shape.widow_control = False  # pages end on their last line, as the printed paper does
    frame = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if frame is not None:
        styles["Title"].element.pPr.remove(frame)
    for name in ("Header", "Footer"):  # their centred tabs are of no use here
        tabs = styles[name].element.pPr.find(qn("w:tabs"))
        if tabs is not None:
            styles[name].element.pPr.remove(tabs)


def _furnish(section: Any, paper: Paper) -> None:
    """“— 1 —” outside, the mark of a draft; a letter's first page has no number."""
    _number(section.footer, "right")
    _number(section.even_page_footer, "left")
    _say_draft(section.header, paper)
    _say_draft(section.even_page_header, paper)
    if paper.style is Style.LETTER and paper.issuer:
        section.different_first_page_header_footer = True
        section.footer_distance = Mm(_LETTER_FOOT)
        _say_draft(section.first_page_header, paper)
        foot = section.first_page_footer.paragraphs[0]
        border(foot, "top", "thinThickSmallGap", 24, RED)
        beyond_margins(foot)


def beyond_margins(paragraph: Any) -> None:
    """A letter's red rules are 170 mm long, 7 mm more than the text at either side."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(-7)


def _number(footer: Any, align: str) -> None:
    paragraph = footer.paragraphs[0]
    inside = {"right": 1} if align == "right" else {"left": 1}
    write(paragraph, [("— ", _NUMBER)], align=align, **inside)  # type: ignore[arg-type]
    add_field(paragraph, "PAGE", _NUMBER)
    add_run(paragraph, " —", _NUMBER)


def _say_draft(header: Any, paper: Paper) -> None:
    paragraph = header.paragraphs[0]
    if paper.draft:
        write(paragraph, [("草　稿", _DRAFT)], align="center")
