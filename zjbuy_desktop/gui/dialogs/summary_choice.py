"""汇总表…: what is to be written, and where to."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.dialogs.files import choose_folder
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.editors import LineEditor
from zjbuy_desktop.usecases.summaries import ALL_PARTS, Part

_WORDS = {
    Part.TOTAL: "总表(&1)　概况和图、汇总、按标的、按单位、异常清单、数据来源",
    Part.UNITS: "各单位表(&2)　每家一份：接收与分配、下一步、日期、联系人、数据来源",
    Part.CSV: "CSV 文本(&3)　需求明细和合计，GB18030 与 UTF-8 各一份",
    Part.PLATFORM: "平台录入表(&4)　照平台界面的列序，便于录入，附数据来源",
}


class SummaryChoiceDialog(Dialog):
    """Asks what to write and the folder."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("汇总表")
        self.setMinimumWidth(560)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.boxes = {part: QCheckBox(words) for part, words in _WORDS.items()}
        self.folder = LineEditor()
        self.folder.setAccessibleName("存到")
        self.go = button("写出(&W)", self.try_accept, role="primary")
        self.go.setDefault(True)
        self.message = label("", "stop", wrap=True)
        self.message.hide()
        browse = button("浏览(&B)…", self._browse, icon="folder")
        place = row(label("存到", "quiet"), self.folder, browse)
        place.setStretch(1, 1)
        box = column(gap=12, margins=(20, 16, 20, 16))
        for part, tick in self.boxes.items():
            tick.setChecked(part in ALL_PARTS)
            box.addWidget(tick)
        box.addLayout(place)
        box.addWidget(label("中途取消不留下写了一半的文件。", "quiet", wrap=True))
        box.addWidget(self.message)
        box.addLayout(row(None, button("取消", self.reject), self.go))
        self.setLayout(box)

    def parts(self) -> frozenset[Part]:
        """What is ticked."""
        return frozenset(part for part, tick in self.boxes.items() if tick.isChecked())

    def order(self) -> tuple[frozenset[Part], Path]:
        """What to write and the folder."""
        return self.parts(), Path(self.folder.value())

    def try_accept(self) -> None:
        """Close, or say what is missing."""
        missing = "" if self.parts() else "请至少勾选一种。"
        missing = missing or ("" if self.folder.value() else "请选择存放的文件夹。")
        self.message.setText(missing)
        self.message.setVisible(bool(missing))
        if not missing:
            self.accept()

    def _browse(self) -> None:
        folder = choose_folder(self, "汇总表放到哪个文件夹")
        if folder is not None:
            self.folder.set_value(folder)
