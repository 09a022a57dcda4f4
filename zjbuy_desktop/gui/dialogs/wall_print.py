"""Before deadlines are printed: the list or the month page, as it will come out."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from zjbuy_desktop.gui.dialogs.preview import PreviewDialog
from zjbuy_desktop.gui.widgets.basics import label, row
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor
from zjbuy_desktop.gui.widgets.preview import PageImage


class WallPrintDialog(PreviewDialog):
    """Pages of what was chosen above; another choice is read anew.

    Signals:
        sheet_wanted: which sheet is to be shown.
        print_wanted, folder_wanted: for the one on show.
    """

    sheet_wanted = Signal(object)
    print_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, sheets: Sequence[tuple[object, str]], parent: QWidget) -> None:
        """``sheets`` are (value, words); the first is shown."""
        super().__init__("期限", (), parent)
        self.sheet = ChoiceEditor(sheets)
        self.sheet.setAccessibleName("打印什么")
        self.sheet.edited.connect(lambda: self.sheet_wanted.emit(self.sheet.value()))
        self.note = label("A4 横排，黑白打印也看得清", "quiet")
        box = self.layout()
        assert isinstance(box, QBoxLayout)
        box.insertLayout(0, row(self.sheet, self.note, None, gap=12))
        self.preview.print_asked.connect(self.print_wanted)
        self.preview.folder_asked.connect(self.folder_wanted)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_wanted.emit)

    def show_pages(self, pages: Iterable[PageImage]) -> None:
        """Show these in place of those before."""
        self.preview.set_pages(pages)
