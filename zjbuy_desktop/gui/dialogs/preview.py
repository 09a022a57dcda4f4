"""Preview of one paper in a window of its own."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.widgets.basics import column
from zjbuy_desktop.gui.widgets.preview import PageImage, PdfPreview


class PreviewDialog(Dialog):
    """Not modal: the page stays usable beside it."""

    def __init__(self, title: str, pages: Iterable[PageImage], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"预览　{title}")
        self.preview = PdfPreview()
        self.setLayout(column(self.preview, margins=(12, 12, 12, 12)))
        room = parent.window().size()
        self.resize(min(880, room.width() - 40), max(360, room.height() - 40))
        self.preview.set_pages(pages)
        self.preview.setFocus()
