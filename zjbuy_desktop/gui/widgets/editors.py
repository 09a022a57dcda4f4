"""Editors of one value each: they take what people type, full-width digits and all.

Every editor has ``value()`` (typed; ``None`` while empty or unreadable), ``problem()`` (why it is
unreadable, in Chinese), ``draft()``/``set_draft()`` (exactly what was typed) and ``edited``.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.base.text import halfwidth


class Editor(Protocol):
    """What a field asks of its editor; each is a QWidget as well."""

    edited: Any

    def value(self) -> Any:
        """The typed value."""

    def set_value(self, value: Any) -> None:
        """Show a value."""

    def problem(self) -> str:
        """Why the text is no value; empty if it is, or if nothing was typed."""

    def draft(self) -> Any:
        """Exactly what was typed, as JSON has it."""

    def set_draft(self, draft: Any) -> None:
        """Show what was typed before."""


class LineEditor(QLineEdit):
    """One line of text.

    Signals:
        edited: the user changed it.
    """

    edited = Signal()

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.textEdited.connect(lambda _: self.edited.emit())

    def value(self) -> Any:
        """The text without blanks at its ends."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        self.setText("" if value is None else str(value))
        self.setCursorPosition(0)

    def problem(self) -> str:
        return ""

    def draft(self) -> str:
        return self.text()

    def set_draft(self, draft: Any) -> None:
        self.setText(str(draft))


class SecretEditor(LineEditor):
    """A line whose text is not shown, and kept as typed."""

    def __init__(self, hint: str = "") -> None:
        super().__init__(hint)
        self.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> str:
        """The text as typed."""
        return self.text()

    def draft(self) -> str:
        """Never kept."""
        return ""


class ParsedEditor(LineEditor):
    """A line that is read as something else, and shown in its proper form when left."""

    def __init__(
        self, read: Callable[[str], Any], show: Callable[[Any], str], hint: str = ""
    ) -> None:
        super().__init__(hint)
        self._read, self._show = read, show

    def value(self) -> Any:
        """The value read; ``None`` while empty or unreadable."""
        try:
            return self._read(self.text()) if self.text().strip() else None
        except ValueError:
            return None

    def set_value(self, value: Any) -> None:
        self.setText("" if value is None else self._show(value))

    def problem(self) -> str:
        if not self.text().strip():
            return ""
        try:
            self._read(self.text())
        except ValueError as error:
            return str(error)
        return ""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show what was read in its proper form."""
        value = self.value()
        if value is not None:
            self.setText(self._show(value))
        super().focusOutEvent(event)


class MoneyEditor(ParsedEditor):
    """元 as people write them; the value is 分."""

    def __init__(self, hint: str = "元") -> None:
        super().__init__(_read_fen, money.yuan, hint)
        self.setFixedWidth(160)


class QuantityEditor(ParsedEditor):
    """数量; the value is 1/1000."""

    def __init__(self, hint: str = "") -> None:
        super().__init__(_read_quantity, quantity.show, hint)
        self.setFixedWidth(120)


class NumberEditor(ParsedEditor):
    """A whole number within bounds."""

    def __init__(self, least: int = 0, most: int = 999_999, hint: str = "") -> None:
        super().__init__(lambda text: _read_whole(text, least, most), str, hint)
        self.setFixedWidth(96)


class ChoiceEditor(QComboBox):
    """One of a few; the value is whatever stands behind the words.

    Signals:
        edited: the user chose.
    """

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[Any, str]], *, empty: str = "") -> None:
        """``choices`` are (value, words); ``empty`` is a first entry that means nothing yet."""
        super().__init__()
        self._values: list[Any] = []
        self._fill(choices, empty)
        self.activated.connect(lambda _: self.edited.emit())

    def offer(self, choices: Sequence[tuple[Any, str]], *, empty: str = "") -> None:
        """Offer others; the present choice stays if it is still there, else the first is taken."""
        present = self.value()
        self.clear()
        self._fill(choices, empty)
        self.setCurrentIndex(self._values.index(present) if present in self._values else 0)

    def _fill(self, choices: Sequence[tuple[Any, str]], empty: str) -> None:
        self._values = ([None] if empty else []) + [value for value, _ in choices]
        self.addItems(([empty] if empty else []) + [words for _, words in choices])

    def value(self) -> Any:
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def set_value(self, value: Any) -> None:
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def problem(self) -> str:
        return ""

    def draft(self) -> str:
        return self.currentText()

    def set_draft(self, draft: Any) -> None:
        self.setCurrentIndex(self.findText(str(draft)))


class CheckEditor(QCheckBox):
    """Yes or no, the words beside the box.

    Signals:
        edited: the user changed it.
    """

    edited = Signal()

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.clicked.connect(lambda _: self.edited.emit())

    def value(self) -> bool:
        return self.isChecked()

    def set_value(self, value: Any) -> None:
        self.setChecked(bool(value))

    def problem(self) -> str:
        return ""

    def draft(self) -> bool:
        return self.isChecked()

    def set_draft(self, draft: Any) -> None:
        self.setChecked(bool(draft))


class TextEditor(QPlainTextEdit):
    """Several lines of text; Tab goes on to the next field.

    Signals:
        edited: the user changed it.
    """

    edited = Signal()

    def __init__(self, lines: int = 3, hint: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 16)
        self._loading = False
        self.textChanged.connect(self._changed)

    def value(self) -> str:
        return self.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        self._loading = True
        self.setPlainText("" if value is None else str(value))
        self._loading = False

    def problem(self) -> str:
        return ""

    def draft(self) -> str:
        return self.toPlainText()

    def set_draft(self, draft: Any) -> None:
        self.set_value(draft)

    def _changed(self) -> None:
        if not self._loading:
            self.edited.emit()


def _read_fen(text: str) -> int:
    plain = halfwidth(text).strip().removesuffix("元").lstrip("￥¥")
    try:
        value = money.fen(plain)
    except ValueError as error:
        raise ValueError(str(error).replace(f"“{plain}”", f"“{text}”")) from None
    if value < 0:
        raise ValueError("金额不能是负数")
    return value


def _read_quantity(text: str) -> int:
    value = quantity.milli(text)
    if value < 0:
        raise ValueError("数量不能是负数")
    return value


def _read_whole(text: str, least: int, most: int) -> int:
    plain = halfwidth(text).strip()
    if not plain.removeprefix("-").isdecimal():
        raise ValueError(f"“{text}”不是整数")
    value = int(plain)
    if not least <= value <= most:
        raise ValueError(f"请填 {least} 到 {most} 之间的整数")
    return value
