"""TrueType faces whose subset is cut once for a whole batch of papers.

Cutting and compressing the subset is most of the cost of a letter. ReportLab does it anew
for each document; here the characters of a batch are given their codes once (``Pool``), the
commonest first, and each document embeds only the blocks of 255 characters it uses.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

_BLOCK = 256
_SPACE = 32


class _Ready(pdfdoc.PDFObject):
    """A piece of PDF that is already written (one object per document: it gets a number)."""

    def __init__(self, written: bytes) -> None:
        self.written = written

    def format(self, document: Any) -> bytes:
        return self.written


class _ReadyStream(_Ready):
    """The same for a stream, which stands as an object of its own."""

    __RefOnly__ = 1


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    head = b"<< /Filter /FlateDecode /Length %d%s >>" % (len(packed), entries)
    return head + b"\nstream\n" + packed + b"\nendstream\n"


@dataclass(slots=True)
class _Block:
    """One subset of up to 255 characters, and what it becomes in a file."""

    codes: list[int]
    written: int = 0
    file: bytes = b""
    to_unicode: bytes = b""
    widths: bytes = b""


@dataclass(slots=True)
class Pool:
    """The codes of one face's characters, shared by the documents of a batch."""

    face: "SharedFont"
    codes: dict[str, tuple[int, str]] = field(default_factory=dict)
    blocks: list[_Block] = field(default_factory=list)

    def add(self, characters: Iterable[str]) -> None:
        """Give each character a block and a byte, in the order given."""
        for character in characters:
            if character not in self.codes:
                self._place(character)

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


@dataclass(slots=True)
class Use:
    """How one document uses a face."""

    pool: Pool
    name: str
    used: set[int] = field(default_factory=set)

    def encode(self, text: str) -> list[tuple[str, str]]:
        """The text as (PDF font name, hex string) pieces."""
        codes = self.pool.codes
        pieces: list[tuple[str, str]] = []
        current = -1
        hexes: list[str] = []
        for character in text:
            block, code = codes[character]
            if block != current:
                if hexes:
                    pieces.append((f"/{self.name}+{current}", "".join(hexes)))
                current, hexes = block, []
                self.used.add(block)
            hexes.append(code)
        pieces.append((f"/{self.name}+{current}", "".join(hexes)))
        return pieces


class SharedFont(TTFont):
    """A TrueType font that can write the subsets of a :class:`Pool` into many documents."""

    def __init__(self, name: str, filename: str, index: int = 0) -> None:
        super().__init__(name, filename, subfontIndex=index)
        self._uses: WeakKeyDictionary[Any, Use] = WeakKeyDictionary()

    def has(self, character: str) -> bool:
        """Whether the face has a glyph for the character."""
        return bool(self.face.charToGlyph.get(ord(character)))

    def em_width(self, character: str) -> float:
        """Advance of the character in em."""
        return self._width(ord(character)) / 1000

    def _width(self, code: int) -> float:
        return float(self.face.charWidths.get(code, self.face.defaultWidth))

    def open(self, document: Any, pool: Pool) -> Use:
        """Announce the face to a document; its objects are written when that is saved."""
        use = Use(pool, f"F{len(document.fontMapping) + 1}")
        document.fontMapping[self.fontName] = f"/{use.name}"
        document.delayedFonts.append(self)
        self._uses[document] = use
        return use

    def addObjects(self, doc: Any) -> None:  # noqa: N802  (ReportLab calls it so)
        """Write the blocks the document used (called by ReportLab when it saves)."""
        use = self._uses.pop(doc, None)
        if use is None:
            super().addObjects(doc)
            return
        for number in sorted(use.used):
            self._add_block(doc, f"{use.name}+{number}", number, use.pool.blocks[number])

    def _add_block(self, doc: Any, internal: str, number: int, block: _Block) -> None:
        base = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("ascii")
        if block.written != len(block.codes):
            self._write(block, base)
        font: Any = pdfdoc.PDFTrueTypeFont()
        font.Name, font.BaseFont = internal, base
        font.FirstChar, font.LastChar = 0, len(block.codes) - 1
        font.Widths = _Ready(block.widths)
        font.ToUnicode = doc.Reference(_ReadyStream(block.to_unicode))
        font.FontDescriptor = doc.Reference(self._descriptor(doc, block, base))
        doc.Reference(font, internal)
        doc.idToObject["BasicFonts"].dict[internal] = font

    def _write(self, block: _Block, base: str) -> None:
        cut = self.face.makeSubset(block.codes)
        block.file = _stream(cut, b" /Length1 %d" % len(cut))
        block.to_unicode = _stream(_to_unicode(base, block.codes))
        widths = (f"{self._width(code):g}" for code in block.codes)
        block.widths = f"[ {' '.join(widths)} ]".encode()
        block.written = len(block.codes)

    def _descriptor(self, doc: Any, block: _Block, base: str) -> Any:
        face = self.face
        return pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": pdfdoc.PDFName(base),
                "Flags": (face.flags & ~32) | 4,
                "FontBBox": pdfdoc.PDFArray(face.bbox),
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.capHeight,
                "ItalicAngle": face.italicAngle,
                "StemV": face.stemV,
                "MissingWidth": face.defaultWidth,
                "FontFile2": doc.Reference(_ReadyStream(block.file)),
            }
        )


def _to_unicode(name: str, codes: list[int]) -> bytes:
    """CMap from codes to text; ReportLab's own writes broken ones beyond U+FFFF."""
    pairs = [
        f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>"
        for code, value in enumerate(codes)
        if value
    ]
    parts = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for at in range(0, len(pairs), 100):
        some = pairs[at : at + 100]
        parts += [f"{len(some)} beginbfchar", *some, "endbfchar"]
    parts.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(parts).encode("ascii")
