"""Printing: the system's dialog, then page after page as pictures fine enough for a laser."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.gui.widgets.preview import PageImage

DPI = 300
"""What a laser printer shows; one page of it is 35 MB, and only one is held."""


def ask_printer(parent: QWidget, title: str) -> QPrinter | None:
    """Which printer, how many copies, one side or both; ``None`` if thought better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"打印　{title}")
    return printer if dialog.exec() else None


class PrintJob:
    """One job of several papers; may be used on the worker thread.

    Every paper, and every copy of one, begins on a sheet of its own when both sides are printed.
    Copies follow each other paper by paper, so that what goes to one unit lies together.

    Attributes:
        copies: 份数 of each paper.
    """

    def __init__(self, printer: QPrinter) -> None:
        self.copies = max(1, printer.copyCount())
        printer.setCopyCount(1)  # the copies are made here: not every driver makes them
        self._printer = printer
        self._both_sides = printer.duplex() != QPrinter.DuplexMode.DuplexNone
        self._painter = QPainter()
        self._pages = 0

    def add(self, pages: Callable[[], Iterable[PageImage]]) -> None:
        """Print a paper, all copies; its pages are asked for once for each copy."""
        for _ in range(self.copies):
            if self._both_sides and self._pages % 2:
                self._printer.newPage()
                self._pages += 1
            for page in pages():
                self._print(_image(page))

    def end(self) -> None:
        """Hand the job to the printer."""
        if self._painter.isActive():
            self._painter.end()

    def _print(self, image: QImage) -> None:
        across = image.width() > image.height()
        turn = QPageLayout.Orientation
        self._printer.setPageOrientation(turn.Landscape if across else turn.Portrait)
        if self._pages:
            self._printer.newPage()
        else:
            self._painter.begin(self._printer)
        self._pages += 1
        sheet = self._painter.viewport()
        size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)


def _image(page: PageImage) -> QImage:
    width, height, pixels = page
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32)
