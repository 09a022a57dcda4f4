"""锁定: the passphrase of the window, and after how many idle minutes it is locked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.gui.dialogs.ask import Question
from zjbuy_desktop.gui.widgets.basics import button
from zjbuy_desktop.gui.widgets.editors import NumberEditor, SecretEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases.locking import LEAST, MOST

_USUAL = 10
_TEXT = (
    "离开座位时盖住窗口，输入口令接着办；打开程序时也要口令。按 Ctrl+L 马上锁定。\n"
    "锁定不加密：能用这台电脑上本人账户的人仍读得到文件。忘了口令，请信息人员在数据文件夹里"
    "删去“锁定.json”，数据不受影响。"
)
_ENCRYPTED = (
    "离开座位时盖住窗口，用数据的口令接着办。按 Ctrl+L 马上锁定。\n"
    "数据是加密的：锁定和打开用同一个口令，改口令在“加密”里。"
)


class LockDialog(Question):
    """New passphrase twice and the minutes; the present one where there is one.

    Signals:
        saved: present passphrase, new one (empty: as it is), minutes.
        dropped: present passphrase: lock no more.
    """

    saved = Signal(str, str, int)
    dropped = Signal(str)

    def __init__(self, parent: QWidget, minutes: int, *, encrypted: bool = False) -> None:
        """``minutes``: as they are now; 0 while it is off. Encrypted data has its passphrase."""
        super().__init__(parent, "锁定", _ENCRYPTED if encrypted else _TEXT, "保存(&S)")
        self.setMinimumWidth(460)
        self._is_set = bool(minutes) or encrypted
        self.form = Form()
        self.old, self.new, self.again = SecretEditor(), SecretEditor(), SecretEditor()
        self.minutes = NumberEditor(LEAST, MOST)
        self.minutes.set_value(minutes or _USUAL)
        if self._is_set:
            self.form.add("old", "现在的口令", self.old, required=True)
        hint = "不改就空着" if self._is_set else "至少 8 个字"
        if not encrypted:
            self.form.add("new", "新口令", self.new, hint=hint, required=not self._is_set)
            self.form.add("again", "再写一遍", self.again, required=not self._is_set)
        self.form.add("minutes", "不动几分钟后锁定", self.minutes, unit="分钟", required=True)
        self.drop = button("不再锁定(&D)", lambda: self.dropped.emit(self.old.value()))
        self.drop.setVisible(bool(minutes))
        self.box.addWidget(self.form)
        self.finish(self._missing, self.drop)
        self.form.edited.connect(self.typed_on)

    def try_accept(self) -> None:
        """Hand over what was typed; whoever keeps it closes the dialog."""
        if not self._say_missing():
            self.saved.emit(self.old.value(), self.new.value(), self.minutes.value())

    def say(self, error: UserError) -> None:
        """What keeps it from being done."""
        self.message.setText(str(error))
        self.message.show()

    def _missing(self) -> str:
        if self._is_set and not self.old.value():
            return "请写现在的口令。"
        if not self._is_set and not self.new.value():
            return "请写口令。"
        if self.new.value() != self.again.value():
            return "两遍口令不一样。"
        if self.minutes.problem() or self.minutes.value() is None:
            return f"不动几分钟后锁定，写 {LEAST} 到 {MOST}。"
        return ""
