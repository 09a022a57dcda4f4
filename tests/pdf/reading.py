"""What a reader sees in a PDF: pages, lines, text."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber

from zjbuy_desktop.pdf.render import Rendered

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"

Make = Callable[..., Rendered]


def pages_of(path: Path) -> list[Any]:
    """The pages with their characters, lines and rectangles read."""
    with pdfplumber.open(path) as pdf:
        pages = list(pdf.pages)
        for page in pages:
            assert page.objects is not None
        return pages


def lines_of(page: Any) -> list[tuple[float, str, list[Any]]]:
    """(baseline from the top, text, characters) of each line on a page."""
    rows: dict[int, list[Any]] = defaultdict(list)
    for char in page.chars:
        rows[round(float(page.height) - char["matrix"][5])].append(char)
    lines = []
    for y, chars in sorted(rows.items()):
        chars.sort(key=lambda c: c["x0"])
        lines.append((float(y), "".join(c["text"] for c in chars), chars))
    return lines


def text_of(path: Path) -> str:
    """All lines of all pages."""
    return "\n".join(text for page in pages_of(path) for _, text, _ in lines_of(page))
