"""What stands outside the type area: page numbers, return codes, 草稿."""

from functools import lru_cache
from math import cos, isqrt, radians, sin
from typing import Any

import zxingcpp

from zjbuy_desktop.core.papers.blocks import Paper, Style
from zjbuy_desktop.core.papers.codes import PageCode, code_text, printed_number
from zjbuy_desktop.pdf.geometry import (
    ASCENT,
    BOTTOM,
    DRAFT_GREY,
    LEFT,
    MM,
    PAGE_NUMBER_DROP,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    RIGHT,
    SIHAO,
    WUHAO,
    TextStyle,
)
from zjbuy_desktop.pdf.pieces import Boxes, Page, Placed, Words
from zjbuy_desktop.pdf.typesetter import Typesetter

_DASH_RISE = 0.31
"""Height of a dash over the baseline, in em."""
_CODE_SIZE, _CODE_TOP = 16 * MM, 10 * MM
"""Above the type area at its left: the one place that every style leaves free on every page.

Red heads begin at 30 mm, staples and folded corners end before 28 mm from the left, seals and
receipt stamps go to the right, and a sheet fed 3° askew loses less than 8 mm of its edges. At
150 dpi a module has almost four dots.
"""
_NUMBER_SIZE = 7.0
_MARK_RISE = 9.0
"""How far 记录号 stands over the paper's own number."""
_DRAFT_SIZE, _DRAFT_SLOPE = 150.0, 48.0
_MODULES, _ERROR_LEVEL = 25, "Q"
_DARK, _LIGHT = 0, 255


def mark_pages(paper: Paper, pages: list[Page], setter: Typesetter, *, codes: bool) -> None:
    """Number the pages, and add code and 草稿 where the paper asks for them."""
    for number, page in enumerate(pages, 1):
        if not (number == 1 and paper.style is Style.LETTER and paper.issuer):
            page.margin.append(_number(paper, number, len(pages), setter))
        if paper.returns and paper.code and codes and (number == len(pages) or not paper.receipt):
            of = (1, 1) if paper.receipt else (number, len(pages))
            page.margin.append(_code(paper, *of, setter))
        if paper.draft:
            page.under.append(_draft(setter))


def _number(paper: Paper, number: int, total: int, setter: Typesetter) -> Placed:
    """“— 1 —” at the outer side, the dash 7 mm below the type area (contracts: in the middle)."""
    y = BOTTOM + PAGE_NUMBER_DROP
    if paper.style is Style.CONTRACT:
        style = TextStyle("fangsong", WUHAO)
        line = setter.line(f"第 {number} 页　共 {total} 页", style)
        return Placed((LEFT + RIGHT - line.width) / 2, y, (Words(0, ASCENT * WUHAO, line),))
    line = setter.line(f"— {number} —", TextStyle("song", SIHAO))
    x = RIGHT - SIHAO - line.width if number % 2 else LEFT + SIHAO
    return Placed(x, y, (Words(0, _DASH_RISE * SIHAO, line),))


def _code(paper: Paper, number: int, total: int, setter: Typesetter) -> Placed:
    said = code_text(PageCode(paper.code, paper.edition, number, total))
    told = printed_number(paper.code, paper.edition, number)
    note = setter.line(told, TextStyle("latin", _NUMBER_SIZE))
    quiet = 4 * _CODE_SIZE / _MODULES
    words = [Words(_CODE_SIZE + quiet, _CODE_SIZE, note)]
    if paper.mark:
        above = setter.line(f"记录号 {paper.mark}", TextStyle("fangsong", _NUMBER_SIZE))
        words.append(Words(_CODE_SIZE + quiet, _CODE_SIZE - _MARK_RISE, above))
    return Placed(LEFT, _CODE_TOP, (Boxes(_modules(said)), *words))


@lru_cache(maxsize=64)
def _modules(said: str) -> tuple[tuple[float, float, float, float], ...]:
    """The dark modules as boxes, one for each run in a row."""
    code = zxingcpp.create_barcode(said, zxingcpp.BarcodeFormat.QRCode, ec_level=_ERROR_LEVEL)
    image: Any = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    dots = memoryview(image).tobytes()
    count = isqrt(len(dots))
    side = _CODE_SIZE / count
    boxes: list[tuple[float, float, float, float]] = []
    for y in range(count):
        row = dots[y * count : (y + 1) * count]
        x = row.find(_DARK)
        while x >= 0:
            end = row.find(_LIGHT, x)
            end = len(row) if end < 0 else end
            boxes.append((x * side, y * side, (end - x) * side, side))
            x = row.find(_DARK, end)
    return tuple(boxes)


def _draft(setter: Typesetter) -> Placed:
    line = setter.line("草稿", TextStyle("hei", _DRAFT_SIZE, _DRAFT_SIZE * 1.3))
    angle = radians(_DRAFT_SLOPE)
    half, drop = line.width / 2, _DRAFT_SIZE * 0.35
    x = PAPER_WIDTH / 2 - half * cos(angle) + drop * sin(angle)
    y = PAPER_HEIGHT / 2 + half * sin(angle) + drop * cos(angle)
    return Placed(x, y, (Words(0, 0, line, DRAFT_GREY, 1.0, _DRAFT_SLOPE),))
