"""Codes survive an office scanner: skew, noise, blur, compression, any resolution, any way up."""

import io
from pathlib import Path

import pytest
import segno
from PIL import Image, ImageDraw, ImageOps

from tests.scan.office_scanner import Fault, printed, scanned
from zjbuy_desktop.core.papers.codes import PageCode, code_text
from zjbuy_desktop.scan.reading import FAST_DPI, FINE_DPI, Seen, read_fast, read_hard


def pressed(image: Image.Image, quality: int) -> Image.Image:
    held = io.BytesIO()
    image.save(held, "JPEG", quality=quality)
    return Image.open(held).convert("L")


FAULTS = {
    "as it is": Fault(),
    "crooked left": Fault(slant=3, noise=20, blur=0.8, quality=40),
    "crooked right": Fault(slant=-3, noise=20, blur=0.8, quality=40),
    "upside down": Fault(turned=180, slant=2, noise=15),
    "pale": Fault(ink=150, ground=230, noise=8),
    "hard pressed": Fault(quality=10),
    "shifted": Fault(shift=(-40, -25), noise=10),
    "coarse": Fault(dpi=100, noise=8),
    "fine": Fault(dpi=300, slant=3, noise=25),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_page_is_read_at_the_first_look(letter: Path, name: str) -> None:
    fault = FAULTS[name]
    pages = printed(letter, fault.dpi)
    for number, page in enumerate(pages, 1):
        seen = read_fast(pressed(scanned(page, fault), fault.quality))
        assert [(c.page, c.pages) for c in seen.codes] == [(number, len(pages))], number
        assert seen.turned == fault.turned


@pytest.mark.parametrize("turned", [90, 270])
def test_a_page_fed_sideways_says_how_to_turn_it_back(letter: Path, turned: int) -> None:
    page = printed(letter)[0]
    lying = page.rotate(turned, expand=True)
    seen = read_fast(lying)
    assert len(seen.codes) == 1
    upright = lying.rotate(-seen.turned, expand=True)
    assert upright.size == page.size
    assert upright.tobytes() == page.tobytes()


@pytest.mark.parametrize("fault", [Fault(noise=95), Fault(blur=2.15)], ids=["grain", "blur"])
def test_what_the_first_look_misses_a_second_finds(letter: Path, fault: Fault) -> None:
    page = scanned(printed(letter, FAST_DPI)[1], fault)
    assert not read_fast(page).codes
    larger = page.resize(tuple(round(n * FINE_DPI / FAST_DPI) for n in page.size))
    assert [c.page for c in read_hard(larger).codes] == [2]


def test_two_codes_on_one_sheet_are_both_told(letter: Path) -> None:
    first, second, *_ = printed(letter)
    both = Image.new("L", (first.width * 2, first.height), 255)
    both.paste(first, (0, 0))
    both.paste(second, (first.width, 0))
    assert sorted(c.page for c in read_fast(both).codes) == [1, 2]


def test_codes_of_others_and_damaged_ones_are_not_ours() -> None:
    ours = code_text(PageCode("0A3F99AB12CD", "7F0C", 1, 1))
    for said in ("https://example.com", ours[:-1] + ("0" if ours[-1] != "0" else "1")):
        held = io.BytesIO()
        segno.make_qr(said).save(held, kind="png", scale=5, border=8)
        assert read_fast(Image.open(held).convert("L")) == Seen()


def test_a_page_without_a_code_is_given_up_soon(letter: Path) -> None:
    page = printed(letter, FINE_DPI)[0]
    without = page.copy()
    without.paste(255, (0, 0, page.width, page.height // 9))
    assert read_hard(without) == Seen()
    assert read_hard(ImageOps.invert(Image.new("L", (30, 40), 250))) == Seen(blank=True)


def test_the_back_of_a_sheet_is_blank_and_a_signature_is_not(letter: Path) -> None:
    back = scanned(Image.new("L", (1984, 2806), 255), Fault(noise=20, ground=235))
    assert read_hard(back) == Seen(blank=True)
    signed = ImageDraw.Draw(back)
    signed.line([(900 + 12 * n, 1500 + 60 * (n % 2)) for n in range(24)], fill=40, width=4)
    assert read_hard(back) == Seen()
