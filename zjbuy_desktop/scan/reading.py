"""The codes on the picture of a page, and how the page lies."""

from collections.abc import Iterator
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from zjbuy_desktop.core.papers.codes import PageCode, read_code

FAST_DPI, FINE_DPI = 150, 240
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_QUARTERS = 4
_BLANK_INK = 0.0002
"""Share of dark dots below which a page has nothing on it: the back of a sheet.

Of A4 that is 12 mm²: a signature alone has five times as much, a seal thirty times.
"""
_BAND = 0.30
"""Share of the page at its head in which our code lies, with room for a crooked sheet."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read on one page.

    Attributes:
        codes: the different codes of ours, in no order.
        turned: degrees to turn the page clockwise until it stands upright.
        blank: whether there is nothing on it at all.
    """

    codes: tuple[PageCode, ...] = ()
    turned: int = 0
    blank: bool = False


def read_fast(picture: Image.Image) -> Seen:
    """One look over the whole page: most pages are read so."""
    return _look(picture)


def read_hard(picture: Image.Image) -> Seen:
    """More looks, each for a fault that scans have; the first that reads something counts.

    Args:
        picture: the page in grey, finer than for ``read_fast``.
    """
    if _is_blank(picture):
        return Seen(blank=True)
    for changed in _tries(picture):
        seen = _look(changed, hard=True)
        if seen.codes:
            return seen
    return Seen()


def _look(picture: Image.Image, *, hard: bool = False) -> Seen:
    found: dict[PageCode, int] = {}
    for barcode in zxingcpp.read_barcodes(
        picture,
        formats=_QR,
        try_rotate=True,
        try_downscale=hard,
        try_invert=hard,
    ):
        code = read_code(barcode.text)
        if code is not None:
            found.setdefault(code, round(-barcode.orientation / 90) % _QUARTERS * 90)
    turns = set(found.values())
    return Seen(tuple(found), turns.pop() if len(turns) == 1 else 0)


def _tries(picture: Image.Image) -> Iterator[Image.Image]:
    """Less grain, more contrast, another resolution; then the ends of the page, enlarged."""
    yield picture
    yield picture.filter(ImageFilter.MedianFilter(3))
    yield ImageOps.autocontrast(picture, cutoff=2)
    yield picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.BOX)
    yield picture.filter(ImageFilter.GaussianBlur(1.2))
    yield picture.filter(ImageFilter.UnsharpMask(5, 400, 0))
    for end in _ends(picture):
        large = end.resize((end.width * 2, end.height * 2), Image.Resampling.BICUBIC)
        yield ImageOps.autocontrast(large, cutoff=2)


def _ends(picture: Image.Image) -> Iterator[Image.Image]:
    """Head and foot of the page: the code lies at one of them, whichever way it was fed."""
    width, height = picture.size
    down = round(height * _BAND)
    yield picture.crop((0, 0, width, down))
    yield picture.crop((0, height - down, width, height))


def _is_blank(picture: Image.Image) -> bool:
    small = picture.resize(
        (picture.width // 3 or 1, picture.height // 3 or 1), Image.Resampling.BOX
    )
    counts = small.histogram()
    paper = max(range(256), key=counts.__getitem__)
    return sum(counts[: max(1, paper - 48)]) < _BLANK_INK * small.width * small.height
