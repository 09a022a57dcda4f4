"""Which face draws which character: office fonts, bundled fonts, one-by-one fallback.

ReportLab draws a character its font lacks as nothing at all, without a word. Here each
character of each role is looked up before it is set; what no face has is drawn as 〓 and
reported.
"""

import os
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.pdfbase.ttfonts import TTFError

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.pdf.faces import Face

GETA = "〓"
"""Drawn where no face has the character (the printers' mark for a missing sort)."""

OFFICE_FILES: dict[str, tuple[str, ...]] = {
    "fangsong": ("仿宋_GB2312", "simfang", "fzfsk", "方正仿宋_GBK", "方正仿宋_GB18030"),
    "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXBSJW", "FZXBSK", "FZXBSJW--GB1-0", "FZXBS"),
    "hei": ("simhei", "方正黑体_GBK", "FZHTK"),
    "kai": ("楷体_GB2312", "simkai", "方正楷体_GBK", "FZKTK"),
    "song": ("simsun", "方正书宋_GBK"),
}
"""File names (without ending) under which an office PC keeps each face, best first."""

_LATIN: dict[str, tuple[str, ...]] = {
    "title": ("latin-bold",),
    "hei": ("hei", "ui", "latin-bold"),
    "song": ("song",),
}
"""Faces for digits and Latin letters; 仿宋 and 楷体 take ``latin``."""
_STAND_INS = {
    "title": ("song", "hei", "fangsong"),
    "fangsong": ("song", "kai", "hei"),
    "kai": ("fangsong", "song", "hei"),
    "song": ("fangsong", "kai", "hei"),
    "hei": ("song", "fangsong", "kai"),
    "latin-bold": ("latin",),
}
_loaded: dict[tuple[str, int], Face | None] = {}
_named: dict[str, Face] = {}


class Glyph(NamedTuple):
    """How one character of a role is drawn.

    Attributes:
        font: name of the face.
        drawn: the character drawn, 〓 if there is none; empty for a mere space.
        width: advance in em.
        substitute: whether it comes from a fallback face, or not at all.
    """

    font: str
    drawn: str
    width: float
    substitute: bool


class Substitution(NamedTuple):
    """A character that is not drawn in the face it should have.

    Attributes:
        character: the character.
        role: the role wanted.
        font: file name of the face used; empty if it stands as 〓.
    """

    character: str
    role: str
    font: str


@dataclass(frozen=True, slots=True)
class _Source:
    """A font file that is opened when first needed."""

    path: Path
    index: int = 0

    def font(self) -> Face | None:
        key = (str(self.path), self.index)
        if key not in _loaded:
            _loaded[key] = _load(self.path, self.index)
        return _loaded[key]


class FontBook:
    """Roles of type (fangsong, title, hei, kai, song, latin …) and what draws them."""

    def __init__(self, sources: dict[str, list[_Source]]) -> None:
        """Use :meth:`load`."""
        self._sources = sources
        self._tables: dict[str, GlyphTable] = {}

    @classmethod
    def load(cls, folder: Path, office_folders: Sequence[Path] = ()) -> "FontBook":
        """Read ``fonts.toml`` of the folder; faces found in the office's folders go first.

        Raises:
            UserError: when the folder has no usable fonts.toml.
        """
        try:
            listed = tomllib.loads((folder / "fonts.toml").read_text("utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise UserError(f"字体目录无法读取：{folder}", "请重新安装程序。") from error
        faces = [face for face in listed.get("face", ()) if (folder / face["file"]).is_file()]
        if not faces:
            raise UserError(f"字体目录中没有字体：{folder}", "请重新安装程序。")
        return cls(_chains(folder, faces, _office_files(office_folders)))

    def glyphs(self, role: str) -> "GlyphTable":
        """Character → :class:`Glyph` of a role; looked up once, then remembered."""
        table = self._tables.get(role)
        if table is None:
            table = self._tables[role] = GlyphTable(role, *self._faces(role))
        return table

    def runs(self, text: str, role: str) -> list[tuple[str, str]]:
        """Split a text into (font name, characters drawn) runs."""
        runs: list[tuple[str, str]] = []
        table = self.glyphs(role)
        for character in text:
            glyph = table[character]
            if runs and runs[-1][0] == glyph.font:
                runs[-1] = (glyph.font, runs[-1][1] + (glyph.drawn or " "))
            else:
                runs.append((glyph.font, glyph.drawn or " "))
        return runs

    def substitutions(self, text: str, role: str) -> list[Substitution]:
        """The characters of a text that this role's own face does not draw."""
        table = self.glyphs(role)
        return [
            Substitution(character, role, "" if glyph.drawn == GETA else file_name(glyph.font))
            for character in sorted(set(text) - {GETA})
            if (glyph := table[character]).substitute
        ]

    def _faces(self, role: str) -> tuple[list[_Source], list[_Source]]:
        own: list[_Source] = []
        for name in (role, *_STAND_INS.get(role, ())):
            own += [source for source in self._sources.get(name, ()) if source not in own]
        latin = [
            source
            for name in (*_LATIN.get(role, ()), "latin")
            for source in self._sources.get(name, ())[:1]
        ]
        return own + [s for s in self._sources["*"] if s not in own], latin or own


class GlyphTable(dict[str, Glyph]):
    """The glyphs of one role, filled as characters turn up."""

    def __init__(self, role: str, faces: list[_Source], latin: list[_Source]) -> None:
        super().__init__()
        self.role = role
        self._faces = faces
        self._latin = latin

    def __missing__(self, character: str) -> Glyph:
        glyph = self._find(character)
        self[character] = glyph
        return glyph

    def _find(self, character: str) -> Glyph:
        if character == "\u3000":
            return Glyph("", "", 1.0, False)
        order = self._order(character)
        for place, source in enumerate(order):
            font = source.font()
            if font is not None and font.has(character):
                width = font.em_width(character)
                own = self._own(place, order) or source in self._latin
                return Glyph(font.name, character, width, not own)
        if character == GETA:
            raise UserError("字体文件不完整，缺少“〓”。", "请重新安装程序。")
        return self[GETA]._replace(substitute=True)

    def _order(self, character: str) -> list[_Source]:
        return self._latin + self._faces if " " <= character <= "~" else self._faces + self._latin

    @staticmethod
    def _own(place: int, order: list[_Source]) -> bool:
        usable = next((n for n, source in enumerate(order) if source.font() is not None), 0)
        return place <= usable


def font_named(name: str) -> Face:
    """The open face of that name.

    Raises:
        KeyError: when no book has opened it.
    """
    return _named[name]


def file_name(name: str) -> str:
    """File name of an open face, for the report."""
    return Path(str(font_named(name).filename)).name


def _load(path: Path, index: int) -> Face | None:
    """Open a face; ``None`` when ReportLab cannot use it (CFF, damaged)."""
    name = f"{path.stem}-{len(_loaded)}"
    try:
        font = Face(name, str(path), index)
    except (TTFError, OSError, ValueError, KeyError):
        return None
    _named[name] = font
    return font


def _chains(
    folder: Path, faces: list[dict[str, Any]], office: dict[str, Path]
) -> dict[str, list[_Source]]:
    """Per role: the office's faces, the bundled one, its fallbacks; ``*`` holds all."""
    bundled = {key: _Source(folder / f["file"]) for f in faces for key in (f["file"], f["role"])}
    chains: dict[str, list[_Source]] = {}
    for face in faces:
        role = str(face["role"])
        chain = chains.setdefault(role, list(_office_sources(role, office)))
        names = [face["file"], *face.get("fallback", ())]
        chain += [bundled[n] for n in names if n in bundled and bundled[n] not in chain]
    for role in OFFICE_FILES.keys() - chains.keys():
        chains[role] = list(_office_sources(role, office))
    chains["*"] = list(dict.fromkeys(bundled.values()))
    return chains


def _office_sources(role: str, office: dict[str, Path]) -> Iterator[_Source]:
    for stem in OFFICE_FILES.get(role, ()):
        path = office.get(stem.lower())
        if path is not None:
            yield _Source(path)


def _office_files(folders: Iterable[Path]) -> dict[str, Path]:
    """Stem in lower case → path of the font files below the folders that interest us."""
    wanted = {stem.lower() for stems in OFFICE_FILES.values() for stem in stems}
    found: dict[str, Path] = {}
    for folder in folders:
        for top, _, names in os.walk(folder):
            for name in sorted(names):
                stem, _, ending = name.lower().rpartition(".")
                if ending in ("ttf", "ttc") and stem in wanted:
                    found.setdefault(stem, Path(top) / name)
    return found
