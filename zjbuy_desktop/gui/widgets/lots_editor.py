"""标项: one line each, added and removed in place."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.editors import LineEditor, MoneyEditor

_NUMBERS = "一二三四五六七八九十"


class _Line(QWidget):
    """One lot: name, item, ceiling."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.name = LineEditor("标项一")
        self.name.setFixedWidth(96)
        self.item = LineEditor("标的名称，与需求表里的写法一致")
        self.ceiling = MoneyEditor("最高限价（可不填）")
        for part, words in ((self.name, "名称"), (self.item, "标的"), (self.ceiling, "最高限价")):
            part.setAccessibleName(f"第 {number} 个标项：{words}")
        self.remove = button("", icon="close", role="bare", tip="去掉这个标项")
        line = row(self.name, self.item, self.ceiling, label("元/单位", "quiet"), self.remove)
        line.setStretch(1, 1)
        self.setLayout(line)

    def draft(self) -> list[str]:
        return [self.name.text(), self.item.text(), self.ceiling.text()]

    def lot(self) -> Lot:
        return Lot(self.name.value(), self.item.value(), self.ceiling.value())


class LotsEditor(QWidget):
    """Value is a tuple of ``Lot``; behaves as an editor of a form.

    Signals:
        edited: the user changed a line, added or removed one.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Line] = []
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self.more = button("添加标项(&L)", self._add_by_user, icon="plus", role="small")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._box)
        whole.addLayout(row(self.more, None))
        self.set_value(())

    def value(self) -> tuple[Lot, ...]:
        """The lots, blank lines left out."""
        return tuple(line.lot() for line in self.lines if any(line.draft()[1:]))

    def set_value(self, value: Any) -> None:
        lots: Sequence[Lot] = value or (Lot("标项一", ""),)
        self.set_draft([[x.name, x.item, _shown(x.ceiling_fen)] for x in lots])

    def problem(self) -> str:
        wrong = (line.ceiling.problem() for line in self.lines)
        return next((text for text in wrong if text), "")

    def draft(self) -> list[list[str]]:
        return [line.draft() for line in self.lines]

    def set_draft(self, draft: Any) -> None:
        while self.lines:
            self._drop(self.lines[-1])
        for name, item, ceiling in draft:
            line = self._add()
            line.name.setText(name)
            line.item.setText(item)
            line.ceiling.setText(ceiling)

    def _add_by_user(self) -> None:
        line = self._add()
        place = len(self.lines) - 1
        line.name.setText(f"标项{_NUMBERS[place]}" if place < len(_NUMBERS) else "")
        line.item.setFocus()
        self.edited.emit()

    def _add(self) -> _Line:
        line = _Line(len(self.lines) + 1)
        for part in (line.name, line.item, line.ceiling):
            part.edited.connect(self.edited)
        line.remove.clicked.connect(lambda: self._remove_by_user(line))
        self.lines.append(line)
        self._box.addWidget(line)
        self.setFocusProxy(self.lines[0].item)
        return line

    def _remove_by_user(self, line: _Line) -> None:
        self._drop(line)
        if not self.lines:
            self._add()
        self.edited.emit()

    def _drop(self, line: _Line) -> None:
        self.lines.remove(line)
        self._box.removeWidget(line)
        if self.lines:
            self.setFocusProxy(self.lines[0].item)
        line.hide()
        line.deleteLater()


def _shown(fen: int | None) -> str:
    return "" if fen is None else money.yuan(fen)
