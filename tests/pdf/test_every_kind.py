"""Every kind of paper, composed from a complete case and measured on the finished pages."""

from pathlib import Path

import pytest

from tests.core.builders import composed, make_case, subject_of
from tests.pdf.measuring import Measured, measure
from zjbuy_desktop.core.papers.book import PAPERS
from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.render import render


@pytest.mark.parametrize("kind", PAPERS)
def test_the_kind_keeps_to_the_standard(kind: str, fonts: FontBook, tmp_path: Path) -> None:
    case = make_case()
    paper = composed(kind, case, subject_of(kind, case)).paper
    made = render(paper, tmp_path / "paper.pdf", fonts)
    found = Measured()
    measure(made.path, found)
    assert found.faults() == []
    assert found.pages == [made.pages]
    assert found.gap <= 0.34
    grid = {25.51, 28.99}
    assert all(
        min(abs(step / pitch - round(step / pitch)) for pitch in grid) < 0.03 or step < 25
        for step in found.pitches
    )
