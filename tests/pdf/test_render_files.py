"""What stands in the files: whole tables of objects, whole subsets, names printers can tell apart.

Cutting a face is ReportLab's; should a new version of it cut otherwise, this is where it shows.
"""

import io
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont

from tests.pdf.reading import FONTS, Make, text_of
from tests.pdf.test_render import notice
from zjbuy_desktop.core.papers.blocks import Para
from zjbuy_desktop.pdf.faces import Pool, SharedFont
from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.render import render, render_many, render_one_file
from zjbuy_desktop.pdf.writer import PdfFile, name, text

FACE = FONTS / "FandolFang-Regular.ttf"


def objects_of(data: bytes) -> list[int]:
    """Places of all objects, after checking each against the table at the end."""
    start = int(re.findall(rb"startxref\n(\d+)\n%%EOF\n$", data)[0])
    assert data[start:].startswith(b"xref\n0 ")
    head, count = re.match(rb"xref\n0 (\d+)\n", data[start:]), 0
    assert head is not None
    count = int(head.group(1))
    at = start + head.end()
    lines = [data[at + 20 * n : at + 20 * n + 20] for n in range(count)]
    assert lines[0] == b"0000000000 65535 f \n"
    places = [int(line[:10]) for line in lines[1:]]
    for number, place in enumerate(places, 1):
        assert data[place:].startswith(b"%d 0 obj\n" % number)
    return places


def test_every_object_is_where_the_table_says(fonts: FontBook, tmp_path: Path) -> None:
    one = render(notice(1), tmp_path / "1.pdf", fonts)
    render_one_file([notice(n) for n in range(1, 70)], tmp_path / "all.pdf", fonts)
    for path in (one.path, tmp_path / "all.pdf"):
        data = path.read_bytes()
        places = objects_of(data)
        assert len(places) == len(set(places)) == data.count(b" 0 obj\n")
        assert data.count(b"endobj\n") == len(places)


def test_the_title_is_readable(make: Make) -> None:
    result = make(Para("正文。"), title="关于“𬭎川”（甲\\乙）的函")
    with pdfium.PdfDocument(result.path) as pdf:
        assert pdf.get_metadata_value("Title") == "关于“𬭎川”（甲\\乙）的函"


def test_names_keep_what_a_name_may_not_hold() -> None:
    assert name(b"FandolFang-Regular") == b"FandolFang-Regular"
    assert name("小标宋 (GBK)".encode("gbk")) == b"#d0#a1#b1#ea#cb#ce#20#28GBK#29"
    assert text("甲A") == b"<feff75320041>"


def test_an_unused_number_cannot_slip_in() -> None:
    file = io.BytesIO()
    pdf = PdfFile(file)
    later = pdf.reserve()
    root = pdf.put(b"<< /Type /Catalog /Pages %d 0 R >>" % later)
    pdf.put(b"<< /Type /Pages /Count 0 /Kids [ ] >>", later)
    pdf.finish(root, root)
    assert len(objects_of(file.getvalue())) == 2


def test_a_cut_face_holds_its_characters_in_the_order_of_their_codes() -> None:
    characters = "需求𬭎A" + "".join(chr(code) for code in range(0x4E00, 0x5200))
    font = SharedFont("cut", str(FACE))
    pool = Pool(font, "F1")
    pool.add(c for c in characters if font.has(c))
    assert len(pool.blocks) > 1
    whole = TTFont(FACE)
    widths, glyphs, names = whole["hmtx"], whole["glyf"], whole.getBestCmap()
    for block in pool.blocks:
        cut = TTFont(io.BytesIO(font.face.makeSubset(block.codes)))
        codes = cut["cmap"].getcmap(1, 0).cmap
        for code, character in enumerate(block.codes):
            if not character:
                continue
            assert cut["hmtx"][codes[code]] == widths[names[character]]
            ours, theirs = cut["glyf"][codes[code]], glyphs[names[character]]
            assert ours.numberOfContours == theirs.numberOfContours
            assert font.width(character) == pytest.approx(
                widths[names[character]][0] * 1000 / whole["head"].unitsPerEm, abs=1
            )


def test_other_characters_give_a_subset_another_name(tmp_path: Path) -> None:
    """A printer that holds on to fonts by name would print another letter's characters."""
    first, second = notice(1), replace(notice(2), to="第二幼儿园")
    render_many([(first, tmp_path / "1.pdf")], FONTS)
    render_many([(second, tmp_path / "2.pdf")], FONTS)
    render_many([(first, tmp_path / "3.pdf")], FONTS)
    names = [set(re.findall(rb"/BaseFont /(\S+)", (tmp_path / f"{n}.pdf").read_bytes()))
             for n in (1, 2, 3)]  # fmt: skip
    assert names[0] == names[2]
    fang = [next(n for n in found if b"FandolFang" in n) for found in names]
    assert fang[0] != fang[1]
    assert all(re.fullmatch(rb"[A-Z]{6}\+FandolFang-Regular", n) for n in fang)


def test_more_characters_than_a_block_holds_are_all_drawn(make: Make) -> None:
    """255 characters a block: the first, the last and those about the edges are there."""
    said = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 900)) + "𬭎䶮 A1"
    result = make(Para(said))
    drawn = text_of(result.path).replace("\n", "")
    assert set(said) <= set(drawn) | {" "}
