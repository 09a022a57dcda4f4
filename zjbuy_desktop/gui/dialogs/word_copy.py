"""Word 副本: of which papers of a kind, and where to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.dialogs.files import choose_folder
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, LineEditor

_NOTE = "文字、表格和数字与制作的文件相同；在 Word 或 WPS 里再改的，程序不知道，也不会标明过期。"


class WordCopyDialog(Dialog):
    """Asks for a subject (or all) and a folder."""

    def __init__(self, title: str, subjects: Sequence[str], folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Word 副本　{title}")
        self.setMinimumWidth(560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        named = [name for name in subjects if name]
        choices = [("", f"全部 {len(named)} 份"), *((name, name) for name in named)]
        self.subject = ChoiceEditor(choices)
        self.subject.setAccessibleName("写哪一份")
        self.folder = LineEditor()
        self.folder.set_value(folder)
        self.folder.setAccessibleName("存到")
        self.go = button("写 Word 副本(&M)", self._try, role="primary")
        self.go.setDefault(True)
        self.message = label("", "stop", wrap=True)
        self.message.hide()
        place = row(
            label("存到", "quiet"),
            self.folder,
            button("浏览(&B)…", self._browse, icon="folder"),
        )
        place.setStretch(1, 1)
        box = column(gap=12, margins=(20, 16, 20, 16))
        if named:
            which = row(label("写哪一份", "quiet"), self.subject)
            which.setStretch(1, 1)
            box.addLayout(which)
        box.addLayout(place)
        box.addWidget(label(_NOTE, "quiet", wrap=True))
        box.addWidget(self.message)
        box.addLayout(row(None, button("取消", self.reject), self.go))
        self.setLayout(box)

    def order(self) -> tuple[str, Path]:
        """The subject (empty for all) and the folder."""
        return str(self.subject.value() or ""), Path(self.folder.value())

    def _try(self) -> None:
        missing = "" if self.folder.value() else "请选择存放的文件夹。"
        self.message.setText(missing)
        self.message.setVisible(bool(missing))
        if not missing:
            self.accept()

    def _browse(self) -> None:
        chosen = choose_folder(self, "Word 副本存到哪里")
        if chosen is not None:
            self.folder.set_value(chosen)
