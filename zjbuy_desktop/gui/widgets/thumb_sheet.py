"""A sheet of thumbnails: arrows move, Shift and Ctrl select several, Enter looks closer."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem

from zjbuy_desktop.gui.theme import tokens
from zjbuy_desktop.gui.widgets.basics import column, label
from zjbuy_desktop.gui.widgets.scan_pictures import ScanPictures

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.scans import ScanPage

_PICTURE = QSize(148, 209)
_CELL = QSize(176, 274)
_KEY = int(Qt.ItemDataRole.UserRole)


class Thumb(NamedTuple):
    """One thumbnail.

    Attributes:
        key: what it stands for.
        page: the page whose picture is shown.
        title: first line below it.
        note: second line.
    """

    key: Hashable
    page: "ScanPage"
    title: str
    note: str = ""


class ThumbSheet(QListWidget):
    """Thumbnails side by side; pictures come as the worker has read them.

    Signals:
        opened: key of the one Enter was pressed on, or double clicked.
        changed: the selection changed.
    """

    opened = Signal(object)
    changed = Signal()

    def __init__(self, name: str, pictures: ScanPictures, empty: str) -> None:
        """``empty`` says what to do while there is nothing to look at."""
        super().__init__()
        self._pictures = pictures
        self._thumbs: list[Thumb] = []
        self._icons: dict[int, QIcon] = {}
        self._blank = QIcon()
        self.setObjectName("thumbs")
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setIconSize(_PICTURE)
        self.setGridSize(_CELL)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(_KEY)))
        self.itemSelectionChanged.connect(self.changed)
        self.empty = label(empty, "quiet", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.viewport().setLayout(column(self.empty, None, margins=(24, 32, 24, 0)))
        pictures.came.connect(self._came)

    def show_thumbs(self, thumbs: Iterable[Thumb]) -> None:
        """Show these; what was selected and is still there stays so."""
        chosen, at = set(self.selected()), self.currentRow()
        self._thumbs = list(thumbs)
        self.blockSignals(True)
        self.clear()
        for thumb in self._thumbs:
            item = QListWidgetItem(self._icon(thumb.page), f"{thumb.title}\n{thumb.note}")
            item.setData(_KEY, thumb.key)
            item.setToolTip(f"{thumb.title}\n{thumb.note}")
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self.addItem(item)
            item.setSelected(thumb.key in chosen)
        self.setCurrentRow(
            min(max(at, 0), self.count() - 1), self.selectionModel().SelectionFlag.NoUpdate
        )
        self.blockSignals(False)
        self.empty.setVisible(not self._thumbs)
        self._pictures.want(thumb.page for thumb in self._thumbs)
        self.changed.emit()

    @property
    def keys(self) -> Sequence[Hashable]:
        """All of them, in the order shown."""
        return [thumb.key for thumb in self._thumbs]

    def selected(self) -> list[Hashable]:
        """Those selected, in the order shown; the current one if none is."""
        rows = sorted(self.row(item) for item in self.selectedItems())
        if not rows and 0 <= self.currentRow() < len(self._thumbs) and self.hasFocus():
            rows = [self.currentRow()]
        return [self._thumbs[row].key for row in rows if row < len(self._thumbs)]

    def _came(self, page_id: int) -> None:
        for row, thumb in enumerate(self._thumbs):
            if thumb.page.id == page_id and row < self.count():
                self.item(row).setIcon(self._icon(thumb.page))

    def _icon(self, page: "ScanPage") -> QIcon:
        """The picture of a page, drawn once; until it is there, the same blank for all."""
        if page.id in self._icons:
            return self._icons[page.id]
        picture = self._pictures.of(page)
        if picture is None and not self._pictures.unreadable(page):
            if self._blank.isNull():
                self._blank = self._drawn(None, "正在读取…")
            return self._blank
        self._icons[page.id] = made = self._drawn(picture, "原件读不出")
        return made

    @staticmethod
    def _drawn(picture: QPixmap | None, words: str) -> QIcon:
        sheet = QPixmap(_PICTURE)
        sheet.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = sheet.rect()
        if picture is not None:
            size = picture.size().scaled(_PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
            room.setSize(size)
            room.moveCenter(sheet.rect().center())
            painter.drawPixmap(room, picture)
        else:
            painter.fillRect(room, Qt.GlobalColor.white)
            painter.setPen(tokens().color("quiet"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
        painter.setPen(tokens().color("line"))
        painter.drawRect(room.adjusted(0, 0, -1, -1))
        painter.end()
        icon = QIcon(sheet)
        icon.addPixmap(sheet, QIcon.Mode.Selected)  # as it is: a tint would hide a pale seal
        return icon

    def sizeHint(self) -> QSize:
        return QSize(_CELL.width() * 4, _CELL.height())
