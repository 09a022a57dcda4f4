"""Papers that come back, printed by the product itself."""

from pathlib import Path

import pytest

from tests.core.builders import BUREAU, composed, make_case
from zjbuy_desktop.pdf.fonts import FontBook
from zjbuy_desktop.pdf.render import render

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


@pytest.fixture(scope="session")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One 委托函 as it goes to the printer: three pages with their codes."""
    out = tmp_path_factory.mktemp("letter") / "letter.pdf"
    render(composed("delegation_letter", make_case(), BUREAU).paper, out, FontBook.load(FONTS))
    return out
