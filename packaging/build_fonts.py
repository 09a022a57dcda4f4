"""Rebuild ``resources/fonts`` from the packages named in ``packaging/fonts.toml``.

ReportLab reads TrueType outlines only, so the CFF faces are converted, and every face is cut
down to the characters it is there for: hinting, layout tables and vertical metrics go, and a
fallback face keeps nothing its main face already draws. The result is the same byte for byte
on every run. Needs fontTools, ``apt-get`` and ``dpkg-deb`` (Debian) and ``npm``::

    python packaging/build_fonts.py [--cache DIR] [--out DIR]
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import hashlib
import math
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from fontTools.cu2qu import curve_to_quadratic
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPointPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).resolve().parent
RECIPE = HERE / "fonts.toml"
TARGET = HERE.parent / "resources" / "fonts"
CACHE = HERE.parent / "build" / "fonts"

CURVE_ERROR = 1.0
"""Largest distance between a cubic and its quadratics, in 1/1000 em."""
IMPLIED_ERROR = 1.0
"""An on-curve point this near the middle of its neighbours is left to the rasteriser."""
LAYOUT_TABLES = ["BASE", "GDEF", "GPOS", "GSUB", "JSTF", "VORG", "kern", "vhea", "vmtx"]
USELESS_TABLES = [
    *LAYOUT_TABLES,
    *("DSIG", "FFTM", "STAT", "avar", "cvt ", "fpgm", "gasp", "meta", "prep"),
]
UNUSED_LIMITS = [
    *("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"),
    *("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"),
]
RARE_NAMES = "䶮㛃镕喆堃赟玥㙦𬭎𫖯"
"""Characters of people's names that most fonts lack; in every fallback."""
EXTRA_SYMBOLS = "㎡㎜㎝㎞㎎㎏㏄№★☆▲△■□●○◆◇▼▽☐☑☒✓✔✗✘×÷≤≥≈≠±〔〕—…–‰℃μΩφ²³¹·•―⌀"

Point: TypeAlias = tuple[float, float]
Contour: TypeAlias = list[tuple[Point, bool]]
"""Points of a closed outline with "is on the curve"."""


class FontBuildError(Exception):
    """A font could not be rebuilt; the text says which and why."""


@dataclass(frozen=True)
class Source:
    """One pinned package that fonts are taken from."""

    name: str
    kind: str
    package: str
    version: str
    sha256: str
    licence: str = ""


@dataclass(frozen=True)
class Face:
    """One font file to build."""

    role: str
    file: str
    source: str
    path: str
    chars: list[str]
    licence: str
    fallback: list[str] = field(default_factory=list)
    family: str = ""
    minus: str = ""
    wrong: str = ""
    """Characters the original draws as another character."""


@dataclass(frozen=True)
class Recipe:
    """All of ``fonts.toml``."""

    limit_bytes: int
    sources: dict[str, Source]
    faces: list[Face]


def read_recipe(path: Path = RECIPE) -> Recipe:
    """Read the table of sources and faces."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sources = {name: Source(name=name, **entry) for name, entry in data["source"].items()}
    faces = [
        Face(minus=entry.pop("except", ""), **entry) for entry in (dict(f) for f in data["face"])
    ]
    return Recipe(int(data["limit_bytes"]), sources, faces)


# ---------------------------------------------------------------- fetching


def run(command: list[str], folder: Path) -> None:
    """Run a package client; a failure names the command."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise FontBuildError(f"命令失败：{' '.join(command)}\n{done.stderr.strip()}")


def fetch(source: Source, cache: Path) -> Path:
    """Download and unpack a package once; return the folder it was unpacked to."""
    unpacked = cache / f"{source.name}-{source.version}"
    if unpacked.is_dir():
        return unpacked
    download = cache / f"{source.name}.download"
    shutil.rmtree(download, ignore_errors=True)
    download.mkdir(parents=True)
    if source.kind == "apt":
        run(["apt-get", "download", f"{source.package}={source.version}"], download)
    elif source.kind == "npm":
        run(["npm", "pack", f"{source.package}@{source.version}"], download)
    else:
        raise FontBuildError(f"fonts.toml：来源 {source.name} 的 kind 不认识：{source.kind}")
    (archive,) = (p for p in download.iterdir() if p.suffix in {".deb", ".tgz"})
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != source.sha256:
        raise FontBuildError(f"{archive.name} 的 sha256 不符：{digest}")
    part = cache / f"{source.name}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    if source.kind == "apt":
        run(["dpkg-deb", "-x", str(archive), str(part)], download)
    else:
        with tarfile.open(archive) as tar:
            tar.extractall(part, filter="data")
    part.rename(unpacked)
    shutil.rmtree(download)
    return unpacked


# ---------------------------------------------------------------- character sets


def decoded(codec: str, leads: Iterable[int], trails: Iterable[int]) -> set[int]:
    """Characters of the two-byte codes of an encoding."""
    tails = list(trails)
    texts = (bytes((lead, tail)).decode(codec, "ignore") for lead in leads for tail in tails)
    return {ord(text) for text in texts if len(text) == 1 and not text.isascii()}


def ranges(*pairs: tuple[int, int]) -> set[int]:
    """Code points of closed ranges."""
    return {code for first, last in pairs for code in range(first, last + 1)}


def is_hanzi(code: int) -> bool:
    """Say whether a code point is an ideograph (〇 is a symbol here)."""
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF


def general_standard(unihan: Path) -> set[int]:
    """The 8,105 characters of 《通用规范汉字表》 (2013)."""
    table = unihan / "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
    text = bz2.decompress(table.read_bytes()).decode("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if "\tkTGH\t" in line)
    found = {int(row[0].removeprefix("U+"), 16) for row in rows}
    if len(found) != 8105:
        raise FontBuildError(f"《通用规范汉字表》应有 8105 字，读到 {len(found)} 字")
    return found


def gbk() -> set[int]:
    """All of GBK: 20,923 hanzi and the symbols."""
    return decoded("gbk", range(0x81, 0xFF), range(0x40, 0xFF))


def symbols() -> set[int]:
    """GBK's symbols, full-width forms, ①-⑳, Ⅰ-Ⅻ and what tender papers use besides."""
    listed = {ord(char) for char in EXTRA_SYMBOLS}
    listed |= ranges((0x2460, 0x2473), (0x2160, 0x216B), (0xFF01, 0xFF5E), (0x3220, 0x3229))
    return listed | {code for code in gbk() if not is_hanzi(code)}


def charsets(unihan: Path) -> dict[str, set[int]]:
    """The named sets that ``chars`` in ``fonts.toml`` may list."""
    wide = [(0x2000, 0x27BF), (0x3000, 0x33FF), (0xFE30, 0xFE4F), (0xFF01, 0xFFE6)]
    return {
        "latin": ranges((0x20, 0x7E), (0xA0, 0x17F), (0x2010, 0x2044), (0x2070, 0x20AC)),
        "gb2312": decoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)),
        "gbk": gbk(),
        "tgh": general_standard(unihan),
        "big5-common": decoded("big5", range(0xA4, 0xC7), range(0x40, 0xFF)),
        "unified": ranges((0x4E00, 0x9FFF)),
        "ext-a": ranges((0x3400, 0x4DBF)),
        "beyond": ranges((0x20000, 0x3FFFF)),
        "names": {ord(char) for char in RARE_NAMES},
        "symbols": symbols(),
        "symbols-all": symbols() | ranges((0x1CD, 0x1DC), (0x2C6, 0x2DD), (0x370, 0x45F), *wide),
    }


# ---------------------------------------------------------------- outlines


def quadratic_contours(drawing: list[tuple[str, Any]]) -> list[Contour]:
    """Turn recorded cubic outlines into quadratic ones."""
    contours: list[Contour] = []
    current: Contour = []
    for operator, points in drawing:
        if operator == "moveTo":
            current = [(points[0], True)]
        elif operator == "lineTo":
            current.append((points[0], True))
        elif operator == "curveTo":
            spline = curve_to_quadratic((current[-1][0], *points), CURVE_ERROR)
            current += [(point, False) for point in spline[1:-1]]
            current.append((spline[-1], True))
        elif operator == "closePath":
            contours.append(current)
        else:
            raise FontBuildError(f"字形里有不认识的笔画命令：{operator}")
    return contours


def slim(contour: Contour) -> Contour:
    """Drop repeated points and on-curve points the rasteriser implies anyway."""
    kept: Contour = []
    for point, on_curve in contour:
        if on_curve and kept and kept[-1][1] and math.dist(kept[-1][0], point) < 0.5:
            continue
        kept.append((point, on_curve))
    while len(kept) > 1 and kept[-1][1] and math.dist(kept[0][0], kept[-1][0]) < 0.5:
        kept.pop()
    slimmed: Contour = []
    for index, (point, on_curve) in enumerate(kept):
        before, after = kept[index - 1], kept[(index + 1) % len(kept)]
        middle = ((before[0][0] + after[0][0]) / 2, (before[0][1] + after[0][1]) / 2)
        between_curves = on_curve and not before[1] and not after[1]
        if not (between_curves and math.dist(point, middle) <= IMPLIED_ERROR):
            slimmed.append((point, on_curve))
    return slimmed


def true_type_glyph(drawing: list[tuple[str, Any]]) -> Any:
    """Build a ``glyf`` entry; TrueType outlines run the other way round than CFF."""
    pen = TTGlyphPointPen(None)
    for contour in map(slim, quadratic_contours(drawing)):
        if len(contour) < 3:
            continue
        pen.beginPath()
        for (x, y), on_curve in reversed(contour):
            pen.addPoint((round(x), round(y)), "qcurve" if on_curve else None)
        pen.endPath()
    return pen.glyph()


def to_true_type(font: TTFont) -> None:
    """Replace the CFF outlines of a font by TrueType ones, in place."""
    glyph_set = font.getGlyphSet()
    order = font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = DecomposingRecordingPen(glyph_set)
        glyph_set[name].draw(pen)
        glyphs[name] = true_type_glyph(pen.value)
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    del font["CFF "]
    metrics = font["hmtx"].metrics
    for name in order:
        glyphs[name].recalcBounds(table)
        metrics[name] = (metrics[name][0], getattr(glyphs[name], "xMin", 0))
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    for limit in UNUSED_LIMITS:
        setattr(profile, limit, 0)
    profile.maxZones = 1
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    font.sfntVersion = "\x00\x01\x00\x00"


def mend_metrics(font: TTFont) -> None:
    """Give a font whose descent lies above the base line the usual 880/-120 of a square."""
    head = font["hhea"]
    if head.descent >= 0:
        unit = font["head"].unitsPerEm
        head.ascent, head.descent = unit * 880 // 1000, -(unit * 120 // 1000)
        font["OS/2"].sTypoAscender, font["OS/2"].sTypoDescender = head.ascent, head.descent


# ---------------------------------------------------------------- cutting down


def rename(font: TTFont, family: str) -> None:
    """Give a modified font its own name, as a reserved font name clause asks."""
    table = font["name"]
    style = table.getDebugName(2) or "Regular"
    own = {
        1: family,
        2: style,
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
    }
    notice = [r for r in table.names if r.nameID in {0, 5, 13, 14} and r.platformID == 3]
    table.names = notice
    for number, text in own.items():
        table.setName(text, number, 3, 1, 0x409)


def cut(font: TTFont, wanted: set[int]) -> None:
    """Keep the wanted characters and nothing ReportLab or Qt can do without."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += USELESS_TABLES
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.name_legacy = False
    options.recalc_timestamp = False
    options.prune_codepage_ranges = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)


def build_face(face: Face, unpacked: Path, wanted: set[int] | None, target: Path) -> set[int]:
    """Build one font file; return the characters it has."""
    with TTFont(unpacked / face.path, recalcTimestamp=False) as font:
        available = set(font.getBestCmap())
        kept = available if wanted is None else available & wanted
        kept -= {ord(char) for char in face.wrong}
        if not kept:
            raise FontBuildError(f"{face.role}：裁剪后没有字符")
        for tag in USELESS_TABLES:
            if tag in font:
                del font[tag]
        cut(font, kept)
        if "glyf" not in font:
            to_true_type(font)
        mend_metrics(font)
        font["glyf"].padding = 1
        if face.family:
            rename(font, face.family)
        font.save(target, reorderTables=True)
    return kept


# ---------------------------------------------------------------- writing


def family_of(path: Path) -> str:
    """Family name in a font file's name table."""
    with TTFont(path, lazy=True) as font:
        return str(font["name"].getBestFamilyName() or "")


def quoted(values: Iterable[str]) -> str:
    """TOML array of strings."""
    return "[" + ", ".join(f'"{value}"' for value in values) + "]"


def write_index(faces: list[Face], out: Path) -> None:
    """Write ``fonts.toml``, the list the program reads."""
    lines = [
        "# 由 packaging/build_fonts.py 生成，请改 packaging/fonts.toml 后重建。",
        "# fallback：本字体缺字时依次再查的角色。",
    ]
    for face in faces:
        lines += [
            "",
            "[[face]]",
            f'role = "{face.role}"',
            f'file = "{face.file}"',
            f'family = "{family_of(out / face.file)}"',
            f"fallback = {quoted(face.fallback)}",
            f'licence = "{face.licence}"',
        ]
    (out / "fonts.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_licence(source: Source, unpacked: Path, folder: Path) -> None:
    """Copy the licence a package carries."""
    if not source.licence:
        return
    raw = (unpacked / source.licence).read_bytes()
    text = gzip.decompress(raw) if source.licence.endswith(".gz") else raw
    folder.mkdir(exist_ok=True)
    (folder / f"{source.name}.txt").write_bytes(text.replace(b"\r\n", b"\n"))


def build(recipe: Recipe, cache: Path, out: Path, say: Callable[[str], None] = print) -> None:
    """Fetch everything, build every face, write the index and the licences."""
    cache.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    unpacked = {name: fetch(source, cache) for name, source in recipe.sources.items()}
    sets = charsets(unpacked["unihan"])
    have: dict[str, set[int]] = {}
    for face in recipe.faces:
        wanted: set[int] | None = None
        if face.chars != ["everything"]:
            wanted = set[int]().union(*(sets[name] for name in face.chars))
            wanted -= have.get(face.minus, set())
        target = out / face.file
        have[face.role] = build_face(face, unpacked[face.source], wanted, target)
        say(f"{target.stat().st_size:>11,}  {len(have[face.role]):>6} 字  {face.role}")
    write_index(recipe.faces, out)
    for name, source in recipe.sources.items():
        write_licence(source, unpacked[name], out / "licences")
    total = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    say(f"{total:>11,}  合计")
    if total > recipe.limit_bytes:
        raise FontBuildError(f"字体共 {total:,} 字节，超过上限 {recipe.limit_bytes:,} 字节")


def main(arguments: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description="按 packaging/fonts.toml 重建随程序分发的字体")
    parser.add_argument("--cache", type=Path, default=CACHE, help="下载的软件包放在哪里")
    parser.add_argument("--out", type=Path, default=TARGET, help="字体写到哪里")
    chosen = parser.parse_args(arguments)
    try:
        build(read_recipe(), chosen.cache, chosen.out)
    except FontBuildError as problem:
        print(f"字体重建失败：{problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
