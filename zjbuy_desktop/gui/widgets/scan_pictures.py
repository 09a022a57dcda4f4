"""Small pictures of scanned pages, read and scaled on the worker, kept while the page lives."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from zjbuy_desktop.core.base.errors import UserError

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.scans import ScanPage
    from zjbuy_desktop.gui.pages.base import PageContext
    from zjbuy_desktop.usecases.desk import Desk

Pixels = tuple[int, int, bytes]
SMALL_DPI = 40
_AT_ONCE = 6
"""So few at a time, so that whatever the clerk does next has not long to wait."""


class ScanPictures(QObject):
    """Pictures by page; asked for, they come one by one.

    Signals:
        came: id of a page whose picture is there now.
    """

    came = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._known: dict[tuple[str, int, int], QPixmap | None] = {}
        self._wanted: list[ScanPage] = []
        self._busy = False
        self._context: PageContext | None = None

    def begin(self, context: "PageContext") -> None:
        """Read with this desk and worker from now on."""
        self._context = context

    def of(self, page: "ScanPage") -> QPixmap | None:
        """The picture of a page, if it is there."""
        return self._known.get(_key(page))

    def unreadable(self, page: "ScanPage") -> bool:
        """Whether the original could not be read any more."""
        return _key(page) in self._known and self._known[_key(page)] is None

    def want(self, pages: "Iterable[ScanPage]") -> None:
        """Have these read as well; what was asked for last comes first."""
        fresh = [page for page in pages if _key(page) not in self._known]
        keys = {_key(page) for page in fresh}
        self._wanted = fresh + [page for page in self._wanted if _key(page) not in keys]
        self._go_on()

    def _go_on(self) -> None:
        context = self._context
        if self._busy or not self._wanted or context is None:
            return
        now, self._wanted = self._wanted[:_AT_ONCE], self._wanted[_AT_ONCE:]
        self._busy = True
        desk = context.desk
        task = context.work.run(
            self, lambda _: _read(desk, now), success=self._keep, label="读取缩略图"
        )
        task.finished.connect(self._rested)

    def _keep(self, read: "list[tuple[ScanPage, Pixels | None]]") -> None:
        for page, pixels in read:
            self._known[_key(page)] = pixmap_of(pixels) if pixels else None
            self.came.emit(page.id)

    def _rested(self) -> None:
        self._busy = False
        self._go_on()


def pixmap_of(pixels: Pixels) -> QPixmap:
    """A picture of RGB lines packed."""
    width, height, data = pixels
    image = QImage(data, width, height, width * 3, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image)


def _key(page: "ScanPage") -> tuple[str, int, int]:
    return page.sha256, page.file_page, page.turned


def _read(desk: "Desk", pages: "list[ScanPage]") -> "list[tuple[ScanPage, Pixels | None]]":
    from zjbuy_desktop.usecases import scanning

    read: list[tuple[ScanPage, Pixels | None]] = []
    for page in pages:
        try:
            read.append((page, scanning.picture(desk, page, SMALL_DPI)))
        except UserError:
            read.append((page, None))  # the sheet says so in place of the picture
    return read
