"""Runs and paragraphs with Chinese fonts named as offices know them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

FACES = {
    "body": "仿宋_GB2312",
    "title": "方正小标宋简体",
    "hei": "黑体",
    "kai": "楷体_GB2312",
    "song": "宋体",
}
"""Role → name of the font; a PC without it sets the text in a font of its own choice."""
LATIN = "Times New Roman"
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


@dataclass(frozen=True, slots=True)
class Look:
    """Font of a run.

    Attributes:
        role: key of ``FACES``.
        size: points.
        colour: RRGGBB; empty for black.
        narrower: twips between characters less than usual.
    """

    role: str
    size: float
    colour: str = ""
    narrower: int = 0


def set_fonts(properties: Any, role: str) -> None:
    """Name the fonts in a ``w:rPr``, for Chinese and Latin, over any theme font."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for slot in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{slot}"), LATIN)
    fonts.set(qn("w:eastAsia"), FACES[role])
    fonts.set(qn("w:hint"), "eastAsia")


def add_run(paragraph: Any, text: str, look: Look) -> Any:
    """Add text in one font; ``\\n`` breaks the line."""
    run = paragraph.add_run(text)
    run.font.size = Pt(look.size)
    set_fonts(run._element.get_or_add_rPr(), look.role)  # noqa: SLF001  (python-docx has no other)
    if look.narrower:
        _narrow(run._element.get_or_add_rPr(), look.narrower)  # noqa: SLF001
    if look.colour:
        run.font.color.rgb = RGBColor.from_string(look.colour)
    return run


def _narrow(properties: Any, by: int) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(-by))
    properties.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs",
                                     "w:highlight", "w:u", "w:vertAlign", "w:lang")  # fmt: skip


def write(
    paragraph: Any,
    runs: Iterable[tuple[str, Look]],
    *,
    align: str = "justify",
    indent: float = 0,
    left: float = 0,
    right: float = 0,
    keep: bool = False,
) -> Any:
    """Fill a paragraph.

    Args:
        runs: text and font of each part.
        indent: of the first line, in characters; negative hangs.
        left: of all lines, in characters.
        right: from the right edge, in characters.
        keep: on one page with the next paragraph.
    """
    for text, look in runs:
        if text:
            add_run(paragraph, text, look)
    paragraph.alignment = _ALIGN[align]
    if keep:
        paragraph.paragraph_format.keep_with_next = True
    size = max((look.size for _, look in runs), default=0.0)
    _indent(paragraph, size, indent, left, right)
    return paragraph


def _indent(paragraph: Any, size: float, first: float, left: float, right: float) -> None:
    """In characters, which Word and WPS go by, and in points for those that don't."""
    if not (first or left or right):
        return
    made = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001
    for name, count in (("left", left), ("right", right)):
        if count:
            made.set(qn(f"w:{name}Chars"), str(round(count * 100)))
            made.set(qn(f"w:{name}"), str(round(count * size * 20)))
    if first:
        name = "firstLine" if first > 0 else "hanging"
        made.set(qn(f"w:{name}Chars"), str(round(abs(first) * 100)))
        made.set(qn(f"w:{name}"), str(round(abs(first) * size * 20)))
