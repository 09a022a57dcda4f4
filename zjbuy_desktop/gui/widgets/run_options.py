"""How papers are to be made: where to, one file each or one for the printer, red head, codes."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.gui.dialogs.files import choose_folder
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.editors import CheckEditor, LineEditor
from zjbuy_desktop.usecases.paper_settings import PaperSettings


class RunOptions(QWidget):
    """Folder and choices of a run, and the office's paper settings beside them.

    Signals:
        edited: the user changed something.
    """

    edited = Signal()

    def __init__(self, folder: Path, settings: PaperSettings, *, many: bool = True) -> None:
        """``many``: the run may be of several papers."""
        super().__init__()
        self.folder = LineEditor()
        self.folder.set_value(folder)
        self.folder.setAccessibleName("存到")
        self.one_file = CheckEditor("合并成一个文件，便于打印(&O)")
        self.folder_each = CheckEditor("每家单位一个文件夹(&E)")
        self.letterhead = CheckEditor("印红头(&H)")
        self.codes = CheckEditor("印回收码(&Q)")
        self.duplex = CheckEditor("每份从正面起页(&F)")
        self._settings = settings
        self._dress(settings)
        place = row(label("存到", "quiet"), self.folder, button("浏览(&B)…", self._browse,
                    icon="folder"), gap=8)  # fmt: skip
        place.setStretch(1, 1)
        how = row(self.one_file, self.folder_each, None, gap=16)
        looks = row(self.letterhead, self.codes, self.duplex, None, gap=16)
        self.setLayout(column(*([how] if many else []), looks, place, gap=8))
        for part in (self.one_file, self.folder_each):
            part.setVisible(many)
        for editor in (self.folder, self.one_file, self.folder_each):
            editor.edited.connect(self._changed)
        self._changed()

    def place(self) -> Path | None:
        """The folder; ``None`` while none is given."""
        text = self.folder.value()
        return Path(text) if text else None

    def settings(self) -> PaperSettings:
        """The paper settings as ticked."""
        return PaperSettings(self.letterhead.value(), self.codes.value(), self.duplex.value())

    def _dress(self, settings: PaperSettings) -> None:
        self.letterhead.set_value(settings.letterhead)
        self.codes.set_value(settings.codes)
        self.duplex.set_value(settings.duplex)
        self.letterhead.setToolTip("用印好红头的纸打印时去掉勾，红头的位置仍然留着")
        self.codes.setToolTip("要盖章交回的文件在版心外印一个小码，扫描件凭它归到这一份")
        self.duplex.setToolTip("合并文件双面打印时，每份文件从新的一张纸开始")

    def _changed(self) -> None:
        """One file has no folders of units; front sides matter in one file only."""
        together = self.one_file.value()
        self.folder_each.setEnabled(not together)
        self.duplex.setEnabled(together)
        self.edited.emit()

    def _browse(self) -> None:
        chosen = choose_folder(self, "文件存到哪里")
        if chosen is not None:
            self.folder.set_value(chosen)
            self.edited.emit()
