"""在打开数据以前: the passphrase, or the recovery code where it is forgotten."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from zjbuy_desktop.gui.widgets.basics import button, column, row
from zjbuy_desktop.gui.widgets.passphrase import PassphraseBox

_WORDS = "这份数据是加密的，输入口令打开。"
_CODE_WORDS = "照恢复单上的七组逐组输入；大小写不分，横线可以不写。"


class LockedPage(QWidget):
    """Stands in the window while the data is locked.

    Signals:
        given: what was typed, and whether it is a recovery code.
        other_wanted: another data folder.
    """

    given = Signal(str, bool)
    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = PassphraseBox("数据已加密", _WORDS, "打开(&U)")
        self.code = PassphraseBox("用恢复码打开", _CODE_WORDS, "打开(&U)")
        self.code.field.setEchoMode(QLineEdit.EchoMode.Normal)
        self.code.field.setPlaceholderText("恢复码")
        self.code.field.setAccessibleName("恢复码")
        self.turn = button("忘了口令，用恢复码(&F)", self._turn, role="link")
        self.other = button("打开另一个数据文件夹(&O)…", self.other_wanted.emit, role="link")
        self.box.given.connect(lambda text: self.given.emit(text, False))
        self.code.given.connect(lambda text: self.given.emit(text, True))
        self.code.hide()
        inner = column(self.box, self.code, row(self.turn, None), row(self.other, None), gap=6)
        self.setLayout(column(None, row(None, inner, None), None))

    @property
    def shown(self) -> PassphraseBox:
        """The box in use."""
        return self.box if self.code.isHidden() else self.code

    def _turn(self) -> None:
        to_code = self.code.isHidden()
        self.box.setVisible(not to_code)
        self.code.setVisible(to_code)
        self.turn.setText("用口令打开(&F)" if to_code else "忘了口令，用恢复码(&F)")
        self.shown.field.setFocus()
