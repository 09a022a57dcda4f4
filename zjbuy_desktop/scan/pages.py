"""Pages of scanned files as pictures: PDF, JPG, PNG, TIFF, one at a time, never too large."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from zjbuy_desktop.core.base.errors import UserError

MOST_PAGES = 2000
_MOST_PIXELS = 24_000_000
"""Of a page as it is read: A4 at 400 dpi, A3 at 280 dpi; larger ones are read smaller."""
_MOST_STORED_PIXELS = 160_000_000
"""Of a picture as it lies in the file: A3 at 600 dpi has 70 million."""
_OWN = "浙江带量采购牵头单位工作台"
"""What papers made by the program name as their creator."""
_POINTS = 72
_A4_SHORT_SIDE = 8.27
"""Inches; for pictures that do not say how large the paper was."""
_ANEW = "请重新扫描，另存为 PDF 或 JPG 后再导入。"


class Pages(Protocol):
    """The pages of one open file."""

    count: int

    def picture(self, number: int, dpi: int, *, colour: bool = False) -> Image.Image:
        """Page ``number`` (from 0) at about that resolution, grey unless ``colour``."""


@contextmanager
def open_pages(path: Path, name: str = "") -> Iterator[Pages]:
    """The pages of a scanned file, told by its content; originals lie without a suffix.

    Raises:
        UserError: it is no scan that can be read: what is wrong with it, and what to do.
    """
    name = name or path.name
    try:
        with path.open("rb") as stream:
            head = stream.read(1024)
    except OSError as error:
        raise UserError(f"“{name}”打不开。", "请关闭正在使用它的程序，再导入一次。") from error
    if not head:
        raise UserError(f"“{name}”是空文件。", _ANEW)
    opened = _pdf(path, name) if b"%PDF" in head else _picture_file(path, name)
    with opened as pages:
        if pages.count > MOST_PAGES:
            raise UserError(
                f"“{name}”有 {pages.count} 页，超过 {MOST_PAGES} 页。", "请分成几个文件再导入。"
            )
        yield pages


class _PdfPages:
    def __init__(self, document: Any, name: str) -> None:
        self._document, self._name = document, name
        self.count = len(document)

    def picture(self, number: int, dpi: int, *, colour: bool = False) -> Image.Image:
        """Rendered; a page of absurd size is rendered smaller."""
        try:
            page = self._document[number]
            width, height = page.get_size()
            inches = max(width, 1.0) * max(height, 1.0) / _POINTS**2
            fitting = min(dpi, (_MOST_PIXELS / inches) ** 0.5)
            bitmap = page.render(scale=fitting / _POINTS, grayscale=not colour)
            made: Image.Image = bitmap.to_pil().copy()
            bitmap.close()
            page.close()
        except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
            raise _broken(self._name, number) from error
        return made if colour else made.convert("L")


@contextmanager
def _pdf(path: Path, name: str) -> Iterator[_PdfPages]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            hint = "请去掉密码，另存一份后再导入。"
            raise UserError(f"“{name}”有密码，打不开。", hint) from error
        raise UserError(f"“{name}”已损坏，打不开。", _ANEW) from error
    try:
        if document.get_metadata_dict().get("Creator") == _OWN:
            raise UserError(
                f"“{name}”是本程序制作的文件，不是签章后的扫描件。",
                "请打印、签字盖章，扫描后再导入。",
            )
        if not len(document):
            raise UserError(f"“{name}”里没有页。", _ANEW)
        yield _PdfPages(document, name)
    finally:
        document.close()


class _PictureFile:
    def __init__(self, image: Image.Image, name: str) -> None:
        self._image, self._name = image, name
        self.count = getattr(image, "n_frames", 1)

    def picture(self, number: int, dpi: int, *, colour: bool = False) -> Image.Image:
        """One frame, made smaller where it is finer than asked."""
        try:
            self._image.seek(number)
            self._check_size()
            mode, size = "RGB" if colour else "L", self._size_at(dpi)
            if self._image.format == "JPEG" and self.count == 1:
                # A JPEG comes out at a half, a quarter … for the asking; not twice, though.
                self._image.draft(mode, (size[0], size[1]))
            upright = ImageOps.exif_transpose(self._image) or self._image
            flat = _on_white(upright).convert(mode)
        except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
            raise _broken(self._name, number) from error
        if flat.width * flat.height > size[0] * size[1] * 1.2:
            flat.thumbnail((max(size), max(size)))
        return flat

    def _check_size(self) -> None:
        width, height = self._image.size
        if width * height > _MOST_STORED_PIXELS:
            raise UserError(
                f"“{self._name}”的画面有 {width}×{height} 点，太大。", "请用 300 dpi 重新扫描。"
            )

    def _size_at(self, dpi: int) -> tuple[int, int]:
        width, height = self._image.size
        given = self._image.info.get("dpi", (0, 0))[0]
        own = float(given) if given and 50 <= given <= 1200 else min(width, height) / _A4_SHORT_SIDE
        wanted = min(1.0, dpi / own, (_MOST_PIXELS / (width * height)) ** 0.5)
        return max(1, round(width * wanted)), max(1, round(height * wanted))


@contextmanager
def _picture_file(path: Path, name: str) -> Iterator[_PictureFile]:
    with warnings.catch_warnings():
        # Our own limits are checked instead; Pillow still refuses twice its own.
        warnings.simplefilter("ignore")
        try:
            image = Image.open(path)
        except Image.DecompressionBombError as error:
            raise UserError(f"“{name}”的画面太大。", "请用 300 dpi 重新扫描。") from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise UserError(
                f"“{name}”不是能读的扫描件。", "扫描件用 PDF、JPG、PNG 或 TIFF 格式。"
            ) from error
        try:
            yield _PictureFile(image, name)
        finally:
            with suppress(OSError):
                image.close()


def _on_white(image: Image.Image) -> Image.Image:
    """A transparent picture lies on white paper."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image
    clear = image.convert("RGBA")
    ground = Image.new("RGBA", clear.size, "white")
    ground.alpha_composite(clear)
    return ground


def _broken(name: str, number: int) -> UserError:
    return UserError(f"“{name}”第 {number + 1} 页读不出来。", _ANEW)
