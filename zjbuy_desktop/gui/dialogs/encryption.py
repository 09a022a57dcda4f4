"""加密: set a passphrase, change it, take it away; the recovery code and its sheet."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.gui.dialogs.ask import Question
from zjbuy_desktop.gui.dialogs.files import choose_target
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.editors import SecretEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases.encryption import Standing

PDF = "PDF (*.pdf)"
_BEFORE = (
    "数据库、收到的原件和以后的备份都加密，打开程序要输入口令；电脑或U盘丢了，别人读不出来。\n"
    "不加密的有：做好放在别处的文件和导出的表、日志、交接记录，以及打开原件、打印时的临时文件。"
    "磁盘上原来的内容删去以后，专门的工具仍可能找回一部分。\n"
    "口令和恢复单都没有了，数据谁也打不开。加密以后请马上印恢复单，收进保险柜。"
)
_AFTER = (
    "数据是加密的。改口令不用重新加密，恢复单照旧有效；以前的备份仍用做备份时的口令打开。\n"
    "另做恢复单，原来的那张作废。"
)


class EncryptDialog(Question):
    """What can be done depends on how the folder stands.

    Signals:
        wanted: new passphrase, whether plain backups are to be deleted: encrypt.
        changed: present passphrase, new one.
        dropped: present passphrase: encrypt no more.
        sheet_wanted: present passphrase: another recovery code.
    """

    wanted = Signal(str, bool)
    changed = Signal(str, str)
    dropped = Signal(str)
    sheet_wanted = Signal(str)

    def __init__(self, parent: QWidget, standing: Standing) -> None:
        self._on = standing.encrypted
        action = "改口令(&S)" if self._on else "加密(&S)"
        super().__init__(parent, "加密", _AFTER if self._on else _BEFORE, action)
        self.setMinimumWidth(560)
        self.form = Form()
        self.old, self.new, self.again = SecretEditor(), SecretEditor(), SecretEditor()
        if self._on:
            self.form.add("old", "现在的口令", self.old, required=True)
        self.form.add(
            "new", "新口令" if self._on else "口令", self.new, hint="至少 8 个字，可以是一句话"
        )
        self.form.add("again", "再写一遍", self.again)
        self.box.addWidget(self.form)
        plain = standing.plain_backups
        self.drop_plain = QCheckBox(f"删去已有的 {plain} 份没有加密的备份（先做好一份加密的）")
        self.drop_plain.setChecked(True)
        self.drop_plain.setVisible(bool(plain) and not self._on)
        self.box.addWidget(self.drop_plain)
        if standing.second and not self._on:
            words = f"第二处“{standing.second}”里以前的备份没有加密，不会动它；不要了请自己删去。"
            self.box.addWidget(label(words, "warn", wrap=True))
        if plain and self._on:
            self.box.addWidget(label(f"还有 {plain} 份备份没有加密。", "warn", wrap=True))
        self._arrange(available=standing.available)
        self.form.edited.connect(self.typed_on)

    def _arrange(self, *, available: bool) -> None:
        self.drop = button("取消加密(&D)", lambda: self._with_old(self.dropped.emit))
        self.sheet = button("另做恢复单(&P)…", lambda: self._with_old(self.sheet_wanted.emit))
        self.finish(self._missing)
        if self._on:
            self.box.addLayout(row(self.drop, self.sheet, None))
        if not available:
            self.go.setEnabled(False)
            self.message.setText("这个安装里没有加密的组件，不能加密。请安装带加密组件的安装包。")
            self.message.show()

    def try_accept(self) -> None:
        """Hand over what was typed; whoever does it closes the dialog."""
        if self._say_missing():
            return
        if self._on:
            self.changed.emit(self.old.value(), self.new.value())
        else:
            drop = self.drop_plain.isChecked() and not self.drop_plain.isHidden()
            self.wanted.emit(self.new.value(), drop)

    def say(self, error: UserError) -> None:
        """What keeps it from being done."""
        self.message.setText(str(error))
        self.message.show()

    def _with_old(self, then: Callable[[str], None]) -> None:
        if self.old.value():
            then(self.old.value())
        else:
            self.say(UserError("请写现在的口令。"))

    def _missing(self) -> str:
        if self._on and not self.old.value():
            return "请写现在的口令。"
        if not self.new.value():
            return "请写口令。"
        return "" if self.new.value() == self.again.value() else "两遍口令不一样。"


class RecoveryDialog(Question):
    """The recovery code, shown once; closed when it is said to be kept.

    Signals:
        print_wanted: the file for the sheet.
    """

    print_wanted = Signal(object)

    def __init__(self, parent: QWidget, code: str) -> None:
        text = (
            "忘了口令时凭恢复码打开。它只显示这一次，哪里都不保存：请做成恢复单印出来，收进保险柜。"
        )
        super().__init__(parent, "恢复码", text, "完成(&F)")
        self.setMinimumWidth(560)
        self.code = label(code.replace("-", "  "), size="title")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.code.setAccessibleName("恢复码")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said = label("", "quiet", wrap=True)
        self.kept = QCheckBox("恢复码已经印好或抄好，收起来了(&K)")
        self.save = button("做恢复单(&P)…", self._save, icon="print")
        for part in (self.code, self.said, self.kept):
            self.box.addWidget(part)
        self.finish(lambda: "" if self.kept.isChecked() else "请先把恢复码印好或抄好。", self.save)
        self.cancel.hide()

    def _save(self) -> None:
        file = choose_target(self, "恢复单", "数据恢复单.pdf", PDF)
        if file is not None:
            self.print_wanted.emit(file)

    def saved(self, file: Path) -> None:
        """The sheet was made."""
        self.said.setText(f"恢复单已做好：{file}。印出来以后请删去这个文件。")

    def reject(self) -> None:
        """It is not closed before the code was kept."""
        self.try_accept()


class NewPhraseDialog(Question):
    """A new passphrase, after the data was opened by the recovery code."""

    def __init__(self, parent: QWidget) -> None:
        text = "数据已用恢复码打开。请设一个新口令；恢复单照旧有效。"
        super().__init__(parent, "新口令", text, "保存(&S)")
        self.form = Form()
        self.new, self.again = SecretEditor(), SecretEditor()
        self.form.add("new", "新口令", self.new, hint="至少 8 个字，可以是一句话", required=True)
        self.form.add("again", "再写一遍", self.again, required=True)
        self.box.addWidget(self.form)
        self.finish(self._missing)

    def _missing(self) -> str:
        if not self.new.value():
            return "请写口令。"
        return "" if self.new.value() == self.again.value() else "两遍口令不一样。"
