"""An office scanner: crooked, noisy, blurred, compressed, with the page any way round."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
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
        grain = ImageChops.offset(_grain(image.size, round(fault.noise / 4) * 4), fault.shift[0])
        image = ImageChops.add(image, grain, 1, -128)
    return image


@lru_cache(maxsize=16)
def _grain(size: tuple[int, int], sigma: int) -> Image.Image:
    return Image.effect_noise(size, sigma)


def as_jpegs(pdf: Path, faults: Sequence[Fault]) -> list[tuple[bytes, float]]:
    """Every page of a PDF printed and scanned: JPEG and its resolution, in order."""
    made = []
    for page, fault in zip(printed(pdf, faults[0].dpi), faults, strict=False):
        held = io.BytesIO()
        scanned(page, fault).save(held, "JPEG", quality=fault.quality)
        made.append((held.getvalue(), float(fault.dpi)))
    return made


def bound(jpegs: Sequence[tuple[bytes, float]], out: Path) -> Path:
    """One PDF of scanned pages, however many, without holding them as pictures."""
    document = pypdfium2.PdfDocument.new()
    for content, dpi in jpegs:
        picture = pypdfium2.PdfImage.new(document)
        picture.load_jpeg(io.BytesIO(content), inline=True)
        width, height = (n * 72 / dpi for n in picture.get_px_size())
        picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page = document.new_page(width, height)
        page.insert_obj(picture)
        page.gen_content()
        page.close()
    document.save(out)
    document.close()
    return out


def save_pdf(pages: Sequence[Image.Image], out: Path, dpi: int = 150, quality: int = 75) -> Path:
    """One PDF of page pictures, as a scanner saves it."""
    first, *rest = pages
    first.save(out, "PDF", resolution=dpi, save_all=True, append_images=rest, quality=quality)
    return out
