"""Printing: the pages of a paper, as pictures fine enough for a laser printer."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.gui.widgets.preview import PageImage

DPI = 200
"""Sharp on paper, and a page of it is still only 15 MB in memory."""


def ask_printer(parent: QWidget, title: str) -> QPrinter | None:
    """Which printer and how many copies; ``None`` if the user thought better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"打印　{title}")
    return printer if dialog.exec() else None


def print_pages(printer: QPrinter, pages: Sequence[PageImage]) -> None:
    """Print the pages, each turned as it is."""
    painter = QPainter()
    for number, page in enumerate(pages):
        image = _image(page)
        _turn(printer, image)
        if number:
            printer.newPage()
        else:
            painter.begin(printer)
        sheet = painter.viewport()
        size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    if painter.isActive():
        painter.end()


def _turn(printer: QPrinter, image: QImage) -> None:
    across = image.width() > image.height()
    kind = QPageLayout.Orientation
    printer.setPageOrientation(kind.Landscape if across else kind.Portrait)


def _image(page: PageImage) -> QImage:
    width, height, pixels = page
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()
