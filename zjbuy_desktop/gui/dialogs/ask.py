"""Questions that must be answered first: a reason, a day, a yes."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import LineEditor, TextEditor
from zjbuy_desktop.gui.widgets.form import Form

_WIDTH, _WIDE = 420, 560
_MUCH = 120
"""Characters from which a question is asked in a wider window, so that it stays low."""


class Question(Dialog):
    """Title, explanation, something to fill in, and one button that says what it does."""

    def __init__(self, parent: QWidget, title: str, text: str, action: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH if len(text) < _MUCH else _WIDE)
        self.message = label("", "stop", wrap=True)
        self.message.hide()
        self.go: QPushButton = button(action, self.try_accept, role="primary")
        self.go.setDefault(True)
        self._check: Callable[[], str] = str
        self.box = column(gap=12, margins=(20, 16, 20, 16))
        if text:
            self.box.addWidget(label(text, wrap=True))
        self.setLayout(self.box)

    def finish(self, check: Callable[[], str], left: QPushButton | None = None) -> None:
        """Put message and buttons below; ``check`` says what is still missing."""
        self._check = check
        self.box.addWidget(self.message)
        self.cancel = button("取消", self.reject)
        first = (left,) if left is not None else ()
        self.box.addLayout(row(*first, None, self.cancel, self.go))

    def try_accept(self) -> None:
        """Accept, or say what is missing."""
        if not self._say_missing():
            self.accept()

    def typed_on(self) -> None:
        """What was said to be missing may be there now."""
        if not self.message.isHidden():
            self._say_missing()

    def _say_missing(self) -> str:
        missing = self._check()
        self.message.setText(missing)
        self.message.setVisible(bool(missing))
        self._fit()
        return missing

    def _fit(self) -> None:
        """At least as high as its texts are at this width: Qt reckons them wider than they are."""
        self.box.activate()
        least = self.box.totalHeightForWidth(self.width()) if self.box.hasHeightForWidth() else 0
        if least > 0 and least != self.minimumHeight():
            self.setMinimumHeight(least)
            self.resize(self.width(), max(least, self.height()))
            self.box.setGeometry(self.contentsRect())

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing may lie over anything else from the start."""
        self._fit()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._fit()


class ReasonDialog(Question):
    """A reason, which may not be empty."""

    def __init__(self, parent: QWidget, title: str, text: str, action: str, given: str) -> None:
        super().__init__(parent, title, text, action)
        self.reason = TextEditor(4, "写清理由，会记入办理记录")
        self.reason.setAccessibleName("理由")
        self.reason.set_value(given)
        self.box.addWidget(self.reason)
        self.finish(lambda: "" if self.reason.value() else "请写明理由。")
        self.reason.edited.connect(self.typed_on)
        self.reason.setFocus()


class FieldsDialog(Question):
    """A few lines of text and a reason, none of which may be empty."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str,
        action: str,
        fields: dict[str, str],
        hints: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """``fields`` are labels with what stands in them at first; the reason comes last."""
        super().__init__(parent, title, text, action)
        self.form = Form()
        self.editors = {name: LineEditor(hints.get(name, "")) for name in fields}
        for name, editor in self.editors.items():
            editor.set_value(fields[name])
            self.form.add(name, name, editor, required=True)
        self.reason = TextEditor(3, "凭什么这样做，会记入操作记录")
        self.form.add("reason", "理由或凭据", self.reason, required=True)
        self.box.addWidget(self.form)
        self.finish(self._missing)
        self.form.edited.connect(self.typed_on)

    def _missing(self) -> str:
        empty = [name for name, editor in self.editors.items() if not editor.value()]
        if empty:
            return f"请填{empty[0]}。"
        return "" if self.reason.value() else "请写明理由或凭据。"


class RecordDialog(Question):
    """The day of an event, and a note."""

    def __init__(self, parent: QWidget, title: str, text: str, today: date, action: str) -> None:
        super().__init__(parent, title, text, action)
        self.day = DateEditor(today)
        self.day.set_value(today)
        self.note = TextEditor(2)
        self.form = Form()
        self.form.add("on", "日期", self.day, required=True)
        self.form.add("note", "备注", self.note)
        self.box.addWidget(self.form)
        self._today = today
        self.finish(self._missing)
        self.form.edited.connect(self.typed_on)
        self.day.setFocus()

    def _missing(self) -> str:
        if self.day.problem():
            return self.day.problem()
        day = self.day.value()
        if day is None:
            return "请填日期。"
        return "这一天还没有到。" if day > self._today else ""


class ConfirmDialog(Question):
    """A yes, by the button that says what is going to happen."""

    def __init__(self, parent: QWidget, title: str, text: str, action: str) -> None:
        super().__init__(parent, title, text, action)
        self.finish(str)


def ask_reason(
    parent: QWidget, title: str, text: str = "", *, action: str = "记入理由", given: str = ""
) -> str | None:
    """A reason; ``None`` if the user thought better of it."""
    dialog = ReasonDialog(parent, title, text, action, given)
    return dialog.reason.value() if dialog.exec() else None


def confirm(parent: QWidget, title: str, text: str, action: str) -> bool:
    """Whether to go on; ``action`` is the word on the button (删除这一批, 恢复备份)."""
    return bool(ConfirmDialog(parent, title, text, action).exec())
