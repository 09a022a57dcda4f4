"""Bars of a chart: as long as their sizes, inside the type area, an empty chart left out."""

import pytest

from zjbuy_desktop.core.papers.blocks import BarChart
from zjbuy_desktop.pdf.charts import bar_chart
from zjbuy_desktop.pdf.geometry import COMPACT
from zjbuy_desktop.pdf.pieces import Boxes, Piece, Words
from zjbuy_desktop.pdf.typesetter import Typesetter
from zjbuy_desktop.usecases.rendering import font_book


@pytest.fixture(scope="module")
def setter() -> Typesetter:
    return Typesetter(font_book())


def length(piece: Piece) -> float:
    return sum(ink.boxes[0][2] for ink in piece.inks if isinstance(ink, Boxes))


def test_bars_are_as_long_as_their_sizes(setter: Typesetter) -> None:
    bars = (("甲" * 60, 400, "400"), ("乙", 100, "100"), ("丙", 1, "1"), ("丁", 0, "0"))
    title, *rows = bar_chart(BarChart("图", bars), COMPACT, setter)
    assert title.keep
    assert length(rows[0]) == pytest.approx(4 * length(rows[1]))
    assert length(rows[2]) > 0
    assert length(rows[3]) == 0
    for piece in rows:
        for ink in piece.inks:
            if isinstance(ink, Words):
                assert ink.x >= -0.01
                assert ink.x + ink.line.width * ink.stretch <= COMPACT.width + 0.01
    assert not rows[-1].keep


@pytest.mark.parametrize("bars", [(), (("甲", 0, "0"),)])
def test_nothing_to_show_breaks_nothing(setter: Typesetter, bars: tuple[()]) -> None:
    pieces = bar_chart(BarChart("图", bars), COMPACT, setter)
    assert len(pieces) == (len(bars) + 1 if bars else 0)
