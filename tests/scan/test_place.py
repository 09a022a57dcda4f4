"""The place of the code is free on every page of every paper that comes back."""

from pathlib import Path

import pytest

from tests.core.builders import composed, make_case, subject_of
from tests.scan.office_scanner import printed
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.layout import RenderOptions
from zjbuy_desktop.pdf.render import render
from zjbuy_desktop.scan.reading import read_fast

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
MM = 150 / 25.4
QUIET = 4 * 16 / 25
"""Millimetres: four modules of white all round."""


@pytest.mark.parametrize("kind", [kind for kind, spec in PAPERS.items() if spec.returns])
def test_nothing_else_stands_where_the_code_is(kind: str, tmp_path: Path) -> None:
    case, fonts = make_case(), FontBook.load(FONTS)
    paper = composed(kind, case, subject_of(kind, case)).paper
    render(paper, tmp_path / "without.pdf", fonts, RenderOptions(codes=False))
    render(paper, tmp_path / "with.pdf", fonts)
    place = (28 - QUIET, 10 - QUIET, 28 + 16 + QUIET, 10 + 16 + QUIET)
    box = tuple(round(side * MM) for side in place)
    without, coded = printed(tmp_path / "without.pdf"), printed(tmp_path / "with.pdf")
    assert len(without) == len(coded)
    for number, (bare, page) in enumerate(zip(without, coded, strict=True), 1):
        upright = page.height > page.width
        if upright:
            drawn = bare.crop(box).getextrema()[0]
            assert drawn > (220 if paper.draft else 250), f"{kind} page {number}"
        expected = [(number, len(coded))]
        if paper.receipt:  # only its last page comes back
            expected = [(1, 1)] if number == len(coded) else []
        assert [(c.page, c.pages) for c in read_fast(page).codes] == expected
        assert read_fast(bare).codes == ()
