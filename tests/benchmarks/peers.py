"""The same letter by ordinary Platypus and by typst, each as a good programmer would set it up.

Same faces, text, table, codes (segno for all), two pages. Platypus: faces and styles registered
once, plain strings in the table, the code drawn as one path, rare characters put into the
fallback face by a check of each (it has no fallback of its own). typst: one compiler for all
letters, its own fallback, no tags in the PDF as ours has none.
"""

import json
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import typst
from letters import (
    DATED,
    FONTS,
    HEADS,
    ISSUER,
    TITLE,
    WIDTHS,
    modules,
    paragraphs,
    rows,
    unit_name,
)
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

_FACES = {
    "fang": "FandolFang-Regular", "song": "FandolSong-Bold", "rare": "NotoSerifSC-Light",
}  # fmt: skip
_CODE = 16 * mm


class Platypus:
    """One document after the other."""

    def __init__(self) -> None:
        for name, file in _FACES.items():
            pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{file}.ttf")))
        self._has = pdfmetrics.getFont("fang").face.charToGlyph
        body = {"fontName": "fang", "fontSize": 14, "leading": 25.5, "wordWrap": "CJK"}
        self._body = ParagraphStyle("b", alignment=TA_JUSTIFY, firstLineIndent=28, **body)
        self._flush = ParagraphStyle("f", **body)
        self._right = ParagraphStyle("r", alignment=TA_RIGHT, **body)
        self._title = ParagraphStyle(
            "t", fontName="song", fontSize=22, leading=29, alignment=TA_CENTER, wordWrap="CJK"
        )

    def make(self, number: int, out: Path) -> int:
        """Write the letter; returns its pages."""
        table = Table(
            [HEADS, *rows(number)], [width / 7.9 * 156 * mm for width in WIDTHS], repeatRows=1
        )
        table.setStyle([
            ("FONT", (0, 0), (-1, -1), "fang", 12),
            ("GRID", (0, 0), (-1, -1), 0.7, "black"),
            ("ALIGN", (3, 1), (-1, -1), "RIGHT"),
        ])  # fmt: skip
        story = [
            Paragraph(TITLE, self._title),
            Spacer(1, 25),
            Paragraph(self._marked(f"{unit_name(number)}："), self._flush),
            *(Paragraph(self._marked(text), self._body) for text in paragraphs(number)),
            table,
            Spacer(1, 50),
            Paragraph(ISSUER, self._right),
            Paragraph(DATED, self._right),
        ]

        def margin(canvas: Any, document: Any) -> None:
            canvas.setFont("song", 14)
            canvas.drawRightString(170 * mm, 26 * mm, f"— {document.page} —")
            self._code(canvas, modules(number, document.page))

        margins = {"leftMargin": 28 * mm, "rightMargin": 26 * mm, "topMargin": 37 * mm}
        page = SimpleDocTemplate(str(out), pagesize=A4, bottomMargin=35 * mm, **margins)
        page.build(story, onFirstPage=margin, onLaterPages=margin)
        return int(page.page)

    def _marked(self, text: str) -> str:
        return "".join(
            character if ord(character) in self._has else f'<font name="rare">{character}</font>'
            for character in text
        )

    @staticmethod
    def _code(canvas: Any, rows: list[bytes]) -> None:
        side, path = _CODE / len(rows), canvas.beginPath()
        for y, row in enumerate(rows):
            x = row.find(1)
            while x >= 0:
                end = row.find(0, x) if 0 in row[x:] else len(row)
                path.rect(28 * mm + x * side, 287 * mm - (y + 1) * side, (end - x) * side, side)
                x = row.find(1, end)
        canvas.drawPath(path, stroke=0, fill=1)


_TEMPLATE = """
#let letter = json(bytes(sys.inputs.letter))
#set document(title: letter.title)
#set page(paper: "a4", margin: (left: 28mm, right: 26mm, top: 37mm, bottom: 35mm),
  background: context place(left + top, dx: 28mm, dy: 10mm,
    image(bytes(letter.codes.at(counter(page).get().first() - 1)), width: 16mm)),
  footer: context align(right, text(font: "FandolSong", weight: "bold", size: 14pt,
    "— " + counter(page).display() + " —")))
#set text(font: ("FandolFang R", "Noto Serif SC"), size: 14pt, lang: "zh", cjk-latin-spacing: none,
  top-edge: 0.88em, bottom-edge: -0.12em)
#set par(justify: true, leading: 11.5pt, spacing: 11.5pt,
  first-line-indent: (amount: 2em, all: true))
#align(center, par(first-line-indent: 0pt,
  text(font: "FandolSong", weight: "bold", size: 22pt, letter.title)))
#v(25pt)
#par(first-line-indent: 0pt, letter.to + "：")
#for body in letter.body { par(body) }
#set par(justify: false, first-line-indent: 0pt)
#set text(size: 12pt)
#table(columns: letter.widths.map(width => width * 1fr), stroke: 0.7pt, inset: (x: 1.5pt, y: 4pt),
  align: (left, left, left, right, right, right),
  table.header(..letter.heads), ..letter.rows.flatten())
#set text(size: 14pt)
#v(50pt)
#align(right)[#letter.issuer #linebreak() #letter.dated]
"""


class Typst:
    """One compiler, reused."""

    def __init__(self) -> None:
        folder = Path(mkdtemp())
        (folder / "letter.typ").write_text(_TEMPLATE, encoding="utf-8")
        self._compiler = typst.Compiler(
            str(folder / "letter.typ"), root=str(folder), font_paths=[str(FONTS)],
            ignore_system_fonts=True,
        )  # fmt: skip

    def make(self, number: int, out: Path) -> None:
        """Write the letter."""
        content = {
            "title": TITLE,
            "to": unit_name(number),
            "body": paragraphs(number),
            "heads": HEADS,
            "widths": WIDTHS,
            "rows": rows(number),
            "issuer": ISSUER,
            "dated": DATED,
            "codes": [_svg(modules(number, page)) for page in (1, 2)],
        }
        inputs = {"letter": json.dumps(content, ensure_ascii=False)}
        self._compiler.compile(output=str(out), sys_inputs=inputs, pdf_tags=False)


def _svg(rows: list[bytes]) -> str:
    runs = []
    for y, row in enumerate(rows):
        x = row.find(1)
        while x >= 0:
            end = row.find(0, x) if 0 in row[x:] else len(row)
            runs.append(f"M{x} {y}h{end - x}v1h{x - end}z")
            x = row.find(1, end)
    box = f"0 0 {len(rows)} {len(rows)}"
    path = "".join(runs)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><path d="{path}"/></svg>'
