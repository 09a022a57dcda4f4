"""An office scanner: crooked, noisy, blurred, compressed, with the page any way round."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pypdfium2
from PIL import Image, ImageChops, ImageFilter


@dataclass(frozen=True)
class Fault:
    """How badly one page is scanned."""

    dpi: int = 150
    slant: float = 0.0
    noise: float = 0.0
    blur: float = 0.0
    quality: int = 75
    turned: int = 0
    shift: tuple[int, int] = (0, 0)
    ground: int = 255
    ink: int = 0


def chance(random: Random, dpi: int = 150) -> Fault:
    """What an office scanner does to a page on an ordinary day."""
    return Fault(
        dpi=dpi,
        slant=random.uniform(-3, 3),
        noise=random.uniform(4, 24),
        blur=random.uniform(0, 0.8),
        quality=random.choice((40, 55, 75, 90)),
        turned=random.choice((0, 0, 0, 180)),
        shift=(random.randint(-12, 12), random.randint(-12, 12)),
        ground=random.randint(225, 255),
        ink=random.randint(0, 60),
    )


def printed(pdf: Path, dpi: int = 150) -> list[Image.Image]:
    """The pages of a PDF as they come out of the printer, in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [p.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for p in document]
    finally:
        document.close()


def scanned(page: Image.Image, fault: Fault) -> Image.Image:
    """What the scanner makes of a page."""
    image = page.point(
        [round(fault.ink + v * (fault.ground - fault.ink) / 255) for v in range(256)]
    )
    image = ImageChops.offset(image, *fault.shift)
    image = image.rotate(
        fault.slant + fault.turned, Image.Resampling.BILINEAR, fillcolor=fault.ground
    )
    if fault.blur:
        image = image.filter(ImageFilter.GaussianBlur(fault.blur))
    if fault.noise:
        grain = Image.effect_noise(image.size, fault.noise)
        image = ImageChops.add(image, grain, 1, -128)
    return image


def save_pdf(pages: Sequence[Image.Image], out: Path, dpi: int = 150, quality: int = 75) -> Path:
    """One PDF of page pictures, as a scanner saves it."""
    first, *rest = pages
    first.save(out, "PDF", resolution=dpi, save_all=True, append_images=rest, quality=quality)
    return out
