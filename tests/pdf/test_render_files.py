"""The files themselves: what their readers are told, text that can be read back, joined sheaves."""

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.pdf.reading import FONTS, Make, pages_of, text_of
from tests.pdf.test_render import notice
from zjbuy_desktop.core.papers.blocks import Para
from zjbuy_desktop.pdf import render as rendering
from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.layout import Layout
from zjbuy_desktop.pdf.painter import Painter
from zjbuy_desktop.pdf.render import Rendered, RenderFailure, render_many, render_one_file

RARE = "𬭎川䶮湖赟岭堃山喆玥"


def test_the_title_is_readable(make: Make) -> None:
    result = make(Para("正文。"), title="关于“𬭎川”（甲\\乙）的函")
    with pdfium.PdfDocument(result.path) as pdf:
        assert pdf.get_metadata_value("Title") == "关于“𬭎川”（甲\\乙）的函"


def test_rare_names_are_read_back_from_every_way_of_making(fonts: FontBook, tmp_path: Path) -> None:
    """ReportLab's own table of characters loses those beyond U+FFFF; ours must be the one used."""
    papers = [replace(notice(n), to=f"{RARE}第{n}小学") for n in (1, 2, 3)]
    render_many([(p, tmp_path / f"{n}.pdf") for n, p in enumerate(papers, 1)], FONTS)
    render_one_file(papers, tmp_path / "all.pdf", fonts)
    for name, schools in (("2.pdf", (2,)), ("all.pdf", (1, 2, 3))):
        said = text_of(tmp_path / name).replace("\n", "")
        assert all(f"{RARE}第{n}小学" in said for n in schools)


def test_more_characters_than_a_subset_holds_are_all_drawn(make: Make) -> None:
    said = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 900)) + "𬭎䶮 A1"
    drawn = text_of(make(Para(said)).path).replace("\n", "")
    assert set(said) <= set(drawn) | {" "}


def test_a_file_taken_from_a_batch_holds_its_own_pages_only(tmp_path: Path) -> None:
    jobs = [(notice(n), tmp_path / f"{n}.pdf") for n in range(1, 6)]
    made = render_many(jobs, FONTS)
    for number, result in enumerate(made, 1):
        assert isinstance(result, Rendered)
        assert len(pages_of(result.path)) == result.pages
        said = text_of(result.path)
        assert f"第{number}中学" in said
        assert f"第{number % 5 + 1}中学" not in said


def test_long_common_files_are_joined_from_sheaves(
    fonts: FontBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "SHEAF", 4)
    papers = [notice(n) for n in range(1, 11)]
    seen: list[int] = []
    out = tmp_path / "all.pdf"
    made = render_one_file(papers, out, fonts, progress=lambda done, _: seen.append(done))
    assert seen == list(range(1, 11))
    pages = pages_of(out)
    assert len(pages) == sum(m.pages for m in made if isinstance(m, Rendered))
    said = text_of(out)
    places = [said.index(f"第{n}中学") for n in range(1, 11)]
    assert places == sorted(places)


def test_a_paper_that_breaks_off_half_drawn_leaves_no_page(
    fonts: FontBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = Painter.add

    def breaks(painter: Painter, layout: Layout) -> None:
        add(painter, replace(layout, pages=layout.pages[:1]))
        if layout.paper.to == "坏":
            raise KeyError("F")
        add(painter, replace(layout, pages=layout.pages[1:]))

    monkeypatch.setattr(Painter, "add", breaks)
    papers = [notice(1), replace(notice(2), to="坏"), notice(3)]
    first, bad, last = render_one_file(papers, tmp_path / "all.pdf", fonts)
    assert isinstance(bad, RenderFailure)
    assert "KeyError" in bad.detail
    assert isinstance(first, Rendered)
    assert isinstance(last, Rendered)
    assert len(pages_of(tmp_path / "all.pdf")) == first.pages + last.pages
    jobs = [(p, tmp_path / f"{n}.pdf") for n, p in enumerate(papers)]
    each = render_many(jobs, FONTS)
    assert [isinstance(m, Rendered) for m in each] == [True, False, True]
