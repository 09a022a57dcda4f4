"""A paper as a Word document: the same blocks and figures, to go on with in Word or WPS."""

from collections.abc import Callable, Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from docx.shared import Twips

from zjbuy_desktop.core.papers.blocks import (
    Annex,
    Attachments,
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
    chinese_date,
)
from zjbuy_desktop.word import tables
from zjbuy_desktop.word.page import (
    RED,
    TURNED_WIDTH,
    WIDTH,
    Sheet,
    beyond_margins,
    new_document,
    sheet_of,
    turn,
)
from zjbuy_desktop.word.shapes import border, off_grid
from zjbuy_desktop.word.text import Look, write
from zjbuy_desktop.word.theme import with_theme

_TITLE = Look("title", 22)
_SMALL = Look("body", 14)
_MARK_ROOM, _MARK_MOST, _MARK_LEAST = 425.0, 46.0, 26.0
_WITH_SIGN_OFF = 2
"""Paragraphs that go along when the 署名 moves to the next page."""
_TABLES = (TableBlock, FieldTable, Signatures)
_LEVELS = {1: "hei", 2: "kai"}


def docx_bytes(paper: Paper, at: datetime, *, letterhead: bool = True) -> bytes:
    """The document as the bytes of a .docx file.

    Args:
        paper: 标题 already broken by ``\\n`` where it is to break.
        at: moment of writing, kept in the file's properties.
        letterhead: with the red head; without it its place stays empty.
    """
    document = _Writer(paper, letterhead).document()
    about = document.core_properties
    about.title, about.author = paper.title.replace("\n", ""), paper.issuer
    about.comments, about.last_modified_by = "", ""
    about.created = about.modified = at.replace(tzinfo=None)
    buffer = BytesIO()
    document.save(buffer)
    return with_theme(buffer.getvalue())


class _Writer:
    """One document being written."""

    def __init__(self, paper: Paper, letterhead: bool) -> None:
        self._paper, self._letterhead = paper, letterhead
        self._sheet: Sheet = sheet_of(paper)
        self._document = new_document(paper, self._sheet)
        self._turned = self._base = paper.landscape
        self._new_page = False

    def document(self) -> Any:
        self._head()
        if self._paper.to:
            self._line()
            to = self._paper.to if self._paper.to.endswith("：") else f"{self._paper.to}："
            self._write([(to, self._sheet.body)], align="left")
        elif self._paper.style is not Style.FORM or not self._paper.number:
            self._line()
        self._blocks(self._paper.blocks)
        self._imprint()
        return self._document

    # 版头

    def _head(self) -> None:
        paper = self._paper
        if paper.issuer and paper.style is Style.OFFICIAL:
            named = paper.issuer if paper.issuer.endswith("文件") else f"{paper.issuer}文件"
            self._mark(named)
            self._line()
            number = self._write([(paper.number, self._sheet.body)], align="center")
            if self._letterhead:
                border(number, "bottom", "single", 12, RED)
            self._line()
        elif paper.issuer and paper.style is Style.LETTER:
            mark = self._mark(paper.issuer)
            if self._letterhead:
                border(mark, "bottom", "thickThinSmallGap", 24, RED)
                beyond_margins(mark)
            self._write([(paper.number, self._sheet.body)], align="right")
            self._line()
        self._title(paper.title)
        if paper.number and not paper.issuer:
            label = "" if "〔" in paper.number or "号" in paper.number else "编号："
            self._write([(f"{label}{paper.number}", Look("body", 12))], align="right")

    def _mark(self, name: str) -> Any:
        """发文机关标志, as large as fits on one line; its place is kept on pre-printed paper."""
        size = max(_MARK_LEAST, min(_MARK_MOST, _MARK_ROOM / max(1, len(name))))
        words = name if self._letterhead else ""
        look = Look("title", size, RED)
        paragraph = self._write([(words or " ", look)], align="center")
        off_grid(paragraph)
        return paragraph

    def _title(self, title: str) -> None:
        lines = [line for line in title.split("\n") if line]
        if not lines:
            return
        paragraph = self._paragraph("Title")
        write(paragraph, [("\n".join(lines), _TITLE)], align="center", keep=True)
        off_grid(paragraph)
        paragraph.paragraph_format.line_spacing = Twips(self._sheet.line_pitch)

    # 正文

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        if not (isinstance(block, TableBlock) and block.landscape):
            self._turn(turned=self._base)
        if isinstance(block, _TABLES):
            self._part_tables()
        writers: dict[type, Callable[[Any], None]] = {
            Heading: self._heading,
            Para: self._para,
            Clause: self._clause,
            TableBlock: self._table,
            FieldTable: lambda b: tables.field_table(self._document, b, self._width),
            Attachments: self._attachments,
            SignOff: self._sign_off,
            Signatures: lambda b: tables.signatures(self._document, b, self._sheet, self._width),
            Annex: self._annex,
        }
        writers[type(block)](block)

    def _para(self, block: Para) -> None:
        for text in block.text.split("\n"):
            self._write([(text, self._sheet.body)], indent=2 if block.indent else 0)

    def _clause(self, block: Clause) -> None:
        words = f"{block.number}\u3000{block.title}" if block.title else block.number
        self._write([(words, self._sheet.look("hei"))], style="Heading 1", indent=2, keep=True)

    def _part_tables(self) -> None:
        """Two tables with nothing between them would become one."""
        body = self._document.element.body
        last = [part for part in body.iterchildren() if not part.tag.endswith("}sectPr")][-1:]
        if last and last[0].tag.endswith("}tbl"):
            off_grid(write(self._paragraph(), [(" ", Look("body", 5))], keep=True))

    def _heading(self, block: Heading) -> None:
        role = _LEVELS.get(block.level, "body")
        runs = [(block.text, self._sheet.look(role)), (block.run_in, self._sheet.body)]
        # A heading that runs on is body text: it would fill the table of contents.
        style = "" if block.run_in else f"Heading {min(4, block.level)}"
        self._write(runs, style=style, indent=2, keep=not block.run_in)

    def _table(self, block: TableBlock) -> None:
        if block.landscape:
            self._turn(turned=True)
        tables.table(self._document, block, self._width, turned=self._turned)

    def _attachments(self, block: Attachments) -> None:
        self._line()
        several = len(block.names) > 1
        for number, name in enumerate(block.names, 1):
            label = "附件：" if number == 1 else ""
            mark = f"{number}. " if several else ""
            hang = 3 + len(mark) / 2
            first = -hang if label else -(hang - 3)
            self._write(
                [(f"{label}{mark}{name}", self._sheet.body)], align="left", left=2 + hang,
                indent=first,
            )  # fmt: skip

    def _sign_off(self, block: SignOff) -> None:
        """The date four characters from the right, the name centred over it."""
        for paragraph in self._document.paragraphs[-_WITH_SIGN_OFF:]:
            paragraph.paragraph_format.keep_with_next = True
        for _ in range(2):
            self._line(keep=True)
        dated = chinese_date(block.dated)
        middle = 4 + _ems(dated) / 2
        if block.name:
            self._write(
                [(block.name, self._sheet.body)], align="right",
                right=max(2.0, middle - _ems(block.name) / 2), keep=True,
            )  # fmt: skip
        if block.signer:
            self._write([(block.signer, self._sheet.body)], align="right", right=6, keep=True)
        self._write([(dated, self._sheet.body)], align="right", right=4)

    def _annex(self, annex: Annex) -> None:
        first = annex.blocks[0] if annex.blocks else None
        turned = self._paper.landscape or (isinstance(first, TableBlock) and first.landscape)
        self._base = turned
        if not self._turn(turned=turned):
            self._new_page = True
        if annex.label:
            self._write([(annex.label, self._sheet.look("hei"))], align="left", keep=True)
            self._line(keep=True)
        if annex.title:
            self._title(annex.title)
            self._line(keep=True)
        self._blocks(annex.blocks)

    # 版记

    def _imprint(self) -> None:
        """抄送 and 印发 below the text; a letter's has neither rules nor 印发."""
        paper, official = self._paper, self._paper.style is Style.OFFICIAL
        issued = official and paper.printed_on is not None
        if not paper.copies_to and not issued:
            return
        self._line()
        rows = []
        if paper.copies_to:
            words = f"抄送：{'，'.join(paper.copies_to)}。"
            rows.append(self._write([(words, _SMALL)], left=4, right=1, indent=-3))
        if issued:
            words = f"{paper.issuer}\u3000\u3000{chinese_date(paper.printed_on)}印发"
            rows.append(self._write([(words, _SMALL)], left=1, right=1))
        if official:
            border(rows[0], "top", "single", 8)
            if len(rows) > 1:
                border(rows[1], "top", "single", 6)
            border(self._line(), "top", "single", 8)

    # 段落

    @property
    def _width(self) -> int:
        return TURNED_WIDTH if self._turned else WIDTH

    def _turn(self, *, turned: bool) -> bool:
        """Begin a page of that direction, unless the present one has it; whether it was begun."""
        if turned == self._turned:
            return False
        turn(self._document, self._sheet, turned=turned)
        self._turned, self._new_page = turned, False
        return True

    def _paragraph(self, style: str = "") -> Any:
        paragraph = self._document.add_paragraph(style=style or None)
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            self._new_page = False
        return paragraph

    def _write(self, runs: list[tuple[str, Look]], *, style: str = "", **shape: Any) -> Any:
        return write(self._paragraph(style), runs, **shape)

    def _line(self, *, keep: bool = False) -> Any:
        """An empty line of the grid."""
        return write(self._paragraph(), [(" ", self._sheet.body)], align="left", keep=keep)


def _ems(text: str) -> float:
    """Width of a text in characters; Latin letters and digits are half as wide."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)
