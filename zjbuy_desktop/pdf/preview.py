"""Pages of a PDF as pictures, for the preview and for printing; no Qt here."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from zjbuy_desktop.core.base.errors import UserError


class PageImage(NamedTuple):
    """One page as 8-bit BGRX pixels, row by row, four bytes each (QImage Format_RGB32)."""

    width: int
    height: int
    data: bytes


def page_images(pdf: Path, dpi: int) -> Iterator[PageImage]:
    """The pages of a PDF at that resolution, one at a time.

    Raises:
        UserError: when the file is no readable PDF.
    """
    document = _opened(pdf, "请重新制作这份文件。")
    try:
        for page in document:
            bitmap = page.render(scale=dpi / 72, rev_byteorder=False, prefer_bgrx=True)
            yield PageImage(bitmap.width, bitmap.height, bytes(bitmap.buffer))
            bitmap.close()
            page.close()
    finally:
        document.close()


def page_count(pdf: Path) -> int:
    """How many pages it has.

    Raises:
        UserError: when the file is no readable PDF.
    """
    document = _opened(pdf, "请代理机构重新发来。")
    try:
        return len(document)
    finally:
        document.close()


def _opened(pdf: Path, hint: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise UserError(f"文件无法打开：{pdf.name}", hint) from error
