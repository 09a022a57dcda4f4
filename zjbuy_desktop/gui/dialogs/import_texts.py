"""导入文本: what a file would change, text by text, before anything is written."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QSplitter, QWidget

from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.difference_view import DifferenceView
from zjbuy_desktop.usecases.text_files import TextChange


class ImportTextsDialog(Dialog):
    """Left the texts, right the lines that would change; all are taken over or none."""

    def __init__(self, file: Path, changes: Sequence[TextChange], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"导入文本　{file.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._changes = tuple(changes)
        self.list = QListWidget()
        self.list.setAccessibleName("文件里的文本")
        self.list.addItems([_words(change) for change in changes])
        self.lines = DifferenceView("会改哪些行")
        self.list.currentRowChanged.connect(self._show)
        wrong = sum(bool(c.problem) for c in changes)
        new = sum(bool(c.differences) for c in changes)
        self.go = button(f"导入 {new} 个文本(&M)", self.accept, role="primary")
        self.go.setEnabled(bool(new) and not wrong)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.list)
        parts.addWidget(self.lines)
        parts.setSizes([280, 520])
        box = column(
            label(_summary(new, wrong), "stop" if wrong else "", wrap=True), parts,
            row(None, button("取消", self.reject), self.go), gap=12, margins=(20, 16, 20, 16),
        )  # fmt: skip
        box.setStretch(1, 1)
        self.setLayout(box)
        self.resize(860, 520)
        if changes:
            self.list.setCurrentRow(0)

    def _show(self, place: int) -> None:
        change = self._changes[place]
        self.lines.set_differences(change.differences, change.problem or "和现在用的一样。")


def _words(change: TextChange) -> str:
    return f"✗ 有问题　{change.title}" if change.problem else f"{change.what}　{change.title}"


def _summary(new: int, wrong: int) -> str:
    if wrong:
        return f"有 {wrong} 个文本有问题，一个也不能导入：选中看原因，在文件里改正后再导入。"
    if not new:
        return "文件里的文本和现在用的都一样，没有要导入的。"
    return f"将改动 {new} 个文本；选中一个，右边是会改的行。改前制作的文件会标明过期。"
