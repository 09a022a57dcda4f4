"""Fonts once per session, and papers made of some blocks."""

from pathlib import Path
from typing import Any

import pytest

from tests.pdf.reading import FONTS, Make
from zjbuy_desktop.core.papers.blocks import Block, Paper, Style
from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.render import Rendered, RenderOptions, render


@pytest.fixture(scope="session")
def fonts() -> FontBook:
    return FontBook.load(FONTS)


@pytest.fixture
def make(fonts: FontBook, tmp_path: Path) -> Make:
    """Render a paper of some blocks; further facts by keyword."""

    def _make(*blocks: Block, options: RenderOptions | None = None, **facts: Any) -> Rendered:
        facts = {"kind": "test", "style": Style.OFFICIAL, "title": "关于试排的通知"} | facts
        paper = Paper(blocks=blocks, **facts)
        return render(paper, tmp_path / "paper.pdf", fonts, options or RenderOptions())

    return _make
