"""TrueType faces whose subset is cut once for a whole batch of papers.

Cutting and compressing the subset is most of the cost of a letter. ReportLab's documents do
it anew for each; here the characters of a batch are given their codes once (``Pool``), the
commonest first, and each document embeds only the blocks of 255 characters it uses. Of
ReportLab only the reading and cutting of a face is used (``TTFontFace``).
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfbase.ttfonts import TTFontFace

from zjbuy_desktop.pdf import writer
from zjbuy_desktop.pdf.writer import PdfFile

_BLOCK = 256
_SPACE = 32
_SHOWN_LIMIT = 4000
_SYMBOLIC, _NON_SYMBOLIC = 4, 32
"""Flags of a descriptor: the codes are the subset's own, not those of an alphabet."""


class SharedFont:
    """A TrueType face, by the name under which runs of text ask for it.

    Raises:
        TTFError, OSError, ValueError, KeyError: when ReportLab cannot use the file.
    """

    def __init__(self, name: str, filename: str, index: int = 0) -> None:
        self.name = name
        self.face: Any = TTFontFace(filename, subfontIndex=index)

    def has(self, character: str) -> bool:
        """Whether the face has a glyph for the character."""
        return bool(self.face.charToGlyph.get(ord(character)))

    def em_width(self, character: str) -> float:
        """Advance of the character in em."""
        return self.width(ord(character)) / 1000

    def width(self, code: int) -> float:
        """Advance of a code point in 1/1000 em."""
        return float(self.face.charWidths.get(code, self.face.defaultWidth))

    def descriptor(self, base: bytes, file: int) -> bytes:
        """The FontDescriptor of a subset called ``base`` whose outlines are object ``file``."""
        face = self.face
        flags = (face.flags & ~_NON_SYMBOLIC) | _SYMBOLIC
        box = " ".join(f"{edge:g}" for edge in face.bbox)
        numbers = (
            f"/Flags {flags} /FontBBox [ {box} ] /Ascent {face.ascent:g} /Descent {face.descent:g}"
            f" /CapHeight {face.capHeight:g} /ItalicAngle {face.italicAngle:g}"
            f" /StemV {face.stemV:g} /MissingWidth {face.defaultWidth:g}"
        )
        return b"<< /Type /FontDescriptor /FontName /%s %s /FontFile2 %d 0 R >>" % (
            base, numbers.encode(), file,
        )  # fmt: skip


@dataclass(slots=True)
class _Block:
    """One subset of up to 255 characters, and what it becomes in a file."""

    codes: list[int]
    written: int = 0
    base: bytes = b""
    file: bytes = b""
    to_unicode: bytes = b""
    widths: bytes = b""

    def cut(self, font: SharedFont) -> None:
        """Cut the subset, unless it is as it was cut last."""
        if self.written == len(self.codes):
            return
        # A printer keeps fonts by their names: another subset must have another name.
        self.base = b"%s+%s" % (_tag(self.codes), writer.name(_bytes(font.face.name)))
        outlines = font.face.makeSubset(self.codes)
        self.file = writer.pack(outlines, b" /Length1 %d" % len(outlines))
        self.to_unicode = writer.pack(_to_unicode(self.codes))
        self.widths = " ".join(f"{font.width(code):g}" for code in self.codes).encode()
        self.written = len(self.codes)


class Shown(NamedTuple):
    """Characters of one block: its number, what pages call it, what shows the characters."""

    block: int
    label: str
    operator: str


@dataclass(slots=True)
class Pool:
    """The codes of one face's characters, shared by the documents of a batch.

    Attributes:
        font: the face.
        label: what pages call it: block 3 is ``/F1.3``.
        codes: character → (number of its block, its code in hex).
        blocks: the subsets.
    """

    font: SharedFont
    label: str
    codes: dict[str, tuple[int, str]] = field(default_factory=dict)
    blocks: list[_Block] = field(default_factory=list)
    _shown: dict[str, tuple[Shown, ...]] = field(default_factory=dict)

    def add(self, characters: Iterable[str]) -> None:
        """Give each character a block and a byte, in the order given."""
        for character in characters:
            if character not in self.codes:
                self._place(character)

    def show(self, text: str) -> tuple[Shown, ...]:
        """What shows a text; the lines all letters share are encoded once."""
        shown = self._shown.get(text)
        if shown is None:
            if len(self._shown) >= _SHOWN_LIMIT:
                self._shown.clear()
            shown = self._shown[text] = tuple(self._encoded(text))
        return shown

    def write(self, pdf: PdfFile, number: int) -> int:
        """Write one block into a file; returns its font object."""
        block = self.blocks[number]
        block.cut(self.font)
        file = pdf.put(block.file)
        unicode = pdf.put(block.to_unicode)
        descriptor = pdf.put(self.font.descriptor(block.base, file))
        return pdf.put(
            b"<< /Type /Font /Subtype /TrueType /BaseFont /%s /FirstChar 0 /LastChar %d"
            b" /Widths [ %s ] /ToUnicode %d 0 R /FontDescriptor %d 0 R >>"
            % (block.base, len(block.codes) - 1, block.widths, unicode, descriptor)
        )

    def _place(self, character: str) -> None:
        if not self.blocks or len(self.blocks[-1].codes) >= _BLOCK:
            self.blocks.append(_Block([0]))
        codes = self.blocks[-1].codes
        if character == " ":
            while len(codes) < _SPACE:
                codes.append(_SPACE)
        if len(codes) == _SPACE:
            codes.append(_SPACE)
        if character == " ":
            self.codes[character] = (len(self.blocks) - 1, f"{_SPACE:02x}")
            return
        codes.append(ord(character))
        self.codes[character] = (len(self.blocks) - 1, f"{len(codes) - 1:02x}")

    def _encoded(self, text: str) -> list[Shown]:
        pieces: list[Shown] = []
        current, hexes = -1, ""
        for character in text:
            block, code = self.codes[character]
            if block != current:
                if hexes:
                    pieces.append(self._piece(current, hexes))
                current, hexes = block, ""
            hexes += code
        return [*pieces, self._piece(current, hexes)]

    def _piece(self, block: int, hexes: str) -> Shown:
        return Shown(block, f"{self.label}.{block}", f"<{hexes}> Tj")


class Pools(dict[str, Pool]):
    """The pools of the faces a batch is set in, by the name of the face."""

    def learn(self, font: SharedFont, papers: Counter[str]) -> None:
        """Place characters, those that most papers need first (character → papers)."""
        pool = self.get(font.name)
        if pool is None:
            pool = self[font.name] = Pool(font, f"F{len(self) + 1}")
        pool.add(sorted(papers, key=lambda c: (-papers[c], c)))


def _bytes(name: bytes | str) -> bytes:
    return name if isinstance(name, bytes) else name.encode()


def _tag(codes: list[int]) -> bytes:
    """Six capitals, others for other characters."""
    digest = hashlib.sha256(" ".join(map(str, codes)).encode()).digest()
    return bytes(65 + byte % 26 for byte in digest[:6])


def _to_unicode(codes: list[int]) -> bytes:
    """CMap from codes to text; ReportLab's own writes broken ones beyond U+FFFF."""
    pairs = [
        f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>"
        for code, value in enumerate(codes)
        if value
    ]
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for at in range(0, len(pairs), 100):
        some = pairs[at : at + 100]
        parts += [f"{len(some)} beginbfchar", *some, "endbfchar"]
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(parts).encode("ascii")
