"""TrueType faces as ReportLab embeds them, with names of the rarest characters put right."""

from typing import Any

from reportlab.pdfbase import pdfmetrics, ttfonts

_AT_ONCE = 100
"""Most characters one list of a CMap may hold (PDF 32000, 9.10.3)."""


class Face:
    """A registered TrueType face, by the name under which runs of text ask for it.

    Raises:
        TTFError, OSError, ValueError, KeyError: when ReportLab cannot use the file.
    """

    def __init__(self, name: str, filename: str, index: int = 0) -> None:
        font = ttfonts.TTFont(name, filename, subfontIndex=index, asciiReadable=False)
        pdfmetrics.registerFont(font)
        self.name = name
        self._face: Any = font.face

    @property
    def filename(self) -> str:
        """Where the face was read from."""
        return str(self._face.filename)

    def has(self, character: str) -> bool:
        """Whether the face has a glyph for the character."""
        return bool(self._face.charToGlyph.get(ord(character)))

    def em_width(self, character: str) -> float:
        """Advance of the character in em."""
        width = self._face.charWidths.get(ord(character), self._face.defaultWidth)
        return float(width) / 1000


def to_unicode(fontname: str, subset: list[int]) -> str:
    """The CMap by which a subset's codes are read as text again (search, copy, tests).

    ReportLab writes characters beyond U+FFFF (𬭎) with five digits, which no reader takes.
    """
    pairs = [
        f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>"
        for code, value in enumerate(subset)
        if value
    ]
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{fontname} def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for at in range(0, len(pairs), _AT_ONCE):
        some = pairs[at : at + _AT_ONCE]
        parts += [f"{len(some)} beginbfchar", *some, "endbfchar"]
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(parts)


# The one place where the library is corrected; tests read rare names back from finished files.
ttfonts.makeToUnicodeCMap = to_unicode
