"""The bundled fonts: right outlines, small enough, and visible ink for every rare name."""

from __future__ import annotations

import io
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont as FontFile
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "fonts"
LIMIT = 45_000_000
RARE_NAMES = "䶮㛃镕喆堃赟玥㙦𬭎𫖯"
SYMBOLS = "㎡№★▲■□☑✓×≤≥〔〕—…①②⑩⑪⑳ⅠⅩⅫ０９ＡＺａｚ，。；：？！（）《》“”‘’、·℃‰μΦ²"
CHAINS = ("fangsong", "title", "hei", "kai")
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "–£©é"


def decoded(codec: str, leads: range, trails: range) -> set[str]:
    """Characters of the two-byte codes of an encoding."""
    codes = (bytes((lead, trail)) for lead in leads for trail in trails)
    return {char for code in codes for char in code.decode(codec, "ignore")}


GBK_HANZI = {
    char
    for char in decoded("gbk", range(0x81, 0xFF), range(0x40, 0xFF))
    if 0x4E00 <= ord(char) <= 0x9FFF or 0xF900 <= ord(char) <= 0xFAFF
}
GB2312_SYMBOLS = {c for c in decoded("gb2312", range(0xA1, 0xAA), range(0xA1, 0xFF)) if c.strip()}
LEVEL_ONE = {chr(code) for code in (*range(0x3400, 0x4DB6), *range(0x4E00, 0x9FF0))}


@dataclass(frozen=True)
class Face:
    """What the tests need of one bundled font."""

    role: str
    file: Path
    family: str
    licence: str
    fallback: tuple[str, ...]
    tables: frozenset[str]
    name_in_file: str
    inked: frozenset[str]
    """Characters whose glyph has an outline."""


def load(entry: dict[str, Any]) -> Face:
    """Open one font and note which characters draw something."""
    path = FONTS / entry["file"]
    with FontFile(path, lazy=True) as font:
        tables = frozenset(font.keys())
        starts = font["loca"].locations if "loca" in font else []
        ids = font.getReverseGlyphMap()
        cmap = font.getBestCmap()
        inked = {chr(c) for c, g in cmap.items() if starts[ids[g]] < starts[ids[g] + 1]}
        name = font["name"].getBestFamilyName()
    chain = tuple(entry["fallback"])
    return Face(
        entry["role"], path, entry["family"], entry["licence"], chain, tables, name,
        frozenset(inked),
    )  # fmt: skip


@pytest.fixture(scope="module")
def faces() -> dict[str, Face]:
    """All faces of fonts.toml by role."""
    listed = tomllib.loads((FONTS / "fonts.toml").read_text(encoding="utf-8"))["face"]
    return {entry["role"]: load(entry) for entry in listed}


def chain(faces: dict[str, Face], role: str) -> list[Face]:
    """A face and its fallbacks, in order."""
    return [faces[role], *(faces[name] for name in faces[role].fallback)]


def missing(faces: dict[str, Face], role: str, wanted: set[str]) -> set[str]:
    """Characters no face of the chain draws."""
    return wanted.difference(*(face.inked for face in chain(faces, role)))


def test_the_list_is_complete(faces: dict[str, Face]) -> None:
    assert {*CHAINS, "song", "latin", "latin-bold", "ui"} <= set(faces)
    files = {path.name for path in FONTS.glob("*.ttf")}
    assert {face.file.name for face in faces.values()} == files
    recipe = tomllib.loads((ROOT / "packaging" / "fonts.toml").read_text(encoding="utf-8"))
    built = {entry["role"]: entry["file"] for entry in recipe["face"]}
    assert built == {role: face.file.name for role, face in faces.items()}
    assert recipe["limit_bytes"] == LIMIT
    for name, source in recipe["source"].items():
        if source.get("licence"):
            assert (FONTS / "licences" / f"{name}.txt").stat().st_size > 1000


def test_every_face_has_true_type_outlines_only(faces: dict[str, Face]) -> None:
    for face in faces.values():
        assert "glyf" in face.tables, face.role
        assert not {"CFF ", "CFF2", "fvar", "fpgm", "GSUB"} & face.tables, face.role
        assert face.name_in_file == face.family
        assert face.licence


def test_reserved_names_are_not_used(faces: dict[str, Face]) -> None:
    reserved = ("LXGW", "霞鹜", "Liberation", "Tinos", "Source")
    assert not [f.family for f in faces.values() if any(name in f.family for name in reserved)]


def test_the_folder_stays_small() -> None:
    assert sum(path.stat().st_size for path in FONTS.rglob("*") if path.is_file()) <= LIMIT


@pytest.mark.parametrize("role", CHAINS)
def test_every_chain_draws_gbk_names_and_symbols(faces: dict[str, Face], role: str) -> None:
    assert len(GBK_HANZI) == 20_923
    wanted = GBK_HANZI | LEVEL_ONE | GB2312_SYMBOLS | set(RARE_NAMES) | set(SYMBOLS)
    assert missing(faces, role, wanted) == set()


@pytest.mark.parametrize("role", ["hei", "ui", "fangsong-fallback", "title-fallback",
                                  "kai-fallback"])  # fmt: skip
def test_every_fallback_draws_the_names_itself(faces: dict[str, Face], role: str) -> None:
    assert set(RARE_NAMES) <= faces[role].inked


def test_the_title_and_heading_faces_keep_the_standard_characters(faces: dict[str, Face]) -> None:
    """GB2312 must come from the main face: a mixed title looks broken."""
    gb2312 = decoded("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF))
    assert len(gb2312) == 6763
    for role in (*CHAINS, "ui"):
        assert gb2312 <= faces[role].inked, role


def test_characters_drawn_as_another_are_left_to_the_fallback(faces: dict[str, Face]) -> None:
    """Fandol draws 幹 as 干 and, in 楷体, 稱 as 懲: a name would print wrong."""
    for role, wrong in (
        ("fangsong", "幹捨餘滷醜衹鬱準癥鬆臟鹼"),
        ("title", "幹捨餘滷醜衹鬱準癥鬆臟鹼"),
        ("kai", "懲稱誠騁"),
    ):
        assert not set(wrong) & faces[role].inked
        assert missing(faces, role, set(wrong)) == set()


def test_latin_faces_draw_latin(faces: dict[str, Face]) -> None:
    wanted = set(LATIN) - {" "}
    for role in ("latin", "latin-bold", "hei", "ui"):
        assert wanted <= faces[role].inked, role
    assert set(LATIN[:95]) - {" "} <= faces["song"].inked
    assert set("—–") <= faces["song"].inked


def test_digits_are_half_wide(faces: dict[str, Face]) -> None:
    for role in ("latin", "latin-bold", "song"):
        with FontFile(faces[role].file, lazy=True) as font:
            cmap, widths = font.getBestCmap(), font["hmtx"].metrics
            unit = font["head"].unitsPerEm
            assert {widths[cmap[ord(digit)]][0] * 2 for digit in "0123456789"} == {unit}


def registered(face: Face) -> str:
    """Register a face under a name of this test's own."""
    name = f"test-{face.role}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(face.file)))
    return name


def test_reportlab_loads_every_face(faces: dict[str, Face]) -> None:
    for face in faces.values():
        font = pdfmetrics.getFont(registered(face))
        assert isinstance(font, TTFont)
        assert font.face.ascent > 0 > font.face.descent, face.role
        assert font.face.charToGlyph


def drawn(lines: list[list[tuple[str, str]]]) -> Image.Image:
    """Draw lines of (font, character) in cells of 40 points; one point is one pixel."""
    buffer = io.BytesIO()
    width, height = 40 * max(map(len, lines)), 40 * len(lines)
    canvas = Canvas(buffer, pagesize=(width, height))
    for row, line in enumerate(lines):
        for column, (font, char) in enumerate(line):
            canvas.setFont(font, 32)
            canvas.drawString(column * 40 + 4, height - row * 40 - 32, char)
    canvas.save()
    document = pdfium.PdfDocument(buffer.getvalue())
    try:
        page = document[0]
        image: Image.Image = page.render(scale=1).to_pil().convert("L")
        page.close()
    finally:
        document.close()
    return image


def test_rare_names_print_as_ink(faces: dict[str, Face]) -> None:
    text = RARE_NAMES + "购①㎡☑"
    lines = [
        [(registered(next(f for f in chain(faces, role) if c in f.inked)), c) for c in text]
        for role in CHAINS
    ]
    image = drawn(lines)
    for row, role in enumerate(CHAINS):
        for column, char in enumerate(text):
            left, top = column * 40, row * 40
            cell = image.crop((left, top, left + 40, top + 40))
            dark = sum(cell.histogram()[:128])
            assert 40 < dark < 800, f"{role}：{char} 着墨 {dark} 点"
