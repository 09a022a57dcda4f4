"""标项: one block each, added and removed in place."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.gui.widgets.basics import button, column, row
from zjbuy_desktop.gui.widgets.editors import LineEditor, MoneyEditor

_NUMBERS = "一二三四五六七八九十"


class _Block(QWidget):
    """One lot: name and item over specification, measure and ceilings."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.name = LineEditor("标项一")
        self.item = LineEditor("标的名称，各单位填报时从这里选")
        self.spec = LineEditor("统一的规格型号（可不填，填了会印在填报表里）")
        self.measure = LineEditor("计量单位")
        self.ceiling = MoneyEditor("单价最高限价，元")
        self.most = MoneyEditor("总价最高限价，元")
        self.name.setFixedWidth(96)
        self.measure.setFixedWidth(96)
        words = ("名称", "标的", "规格", "计量单位", "单价最高限价（元）", "总价最高限价（元）")
        self.parts = (self.name, self.item, self.spec, self.measure, self.ceiling, self.most)
        for part, word in zip(self.parts, words, strict=True):
            part.setAccessibleName(f"第 {number} 个标项：{word}")
            part.setToolTip(word)
        self.remove = button("", icon="close", role="bare", tip="去掉这个标项")
        self.remove.setAccessibleName(f"去掉第 {number} 个标项")
        first = row(self.name, self.item, self.remove)
        second = row(self.measure, self.spec, self.ceiling, self.most, 26)
        first.setStretch(1, 1)
        second.setStretch(1, 1)
        self.setLayout(column(first, second, gap=4, margins=(0, 0, 0, 4)))

    def draft(self) -> list[str]:
        return [part.text() for part in self.parts]

    def lot(self) -> Lot:
        return Lot(
            self.name.value(),
            self.item.value(),
            self.ceiling.value(),
            self.spec.value(),
            self.measure.value(),
            self.most.value(),
        )


class LotsEditor(QWidget):
    """Value is a tuple of ``Lot``; behaves as an editor of a form.

    Signals:
        edited: the user changed a line, added or removed one.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[_Block] = []
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
        """The lots; a block where nothing but the name was typed is none."""
        return tuple(block.lot() for block in self.blocks if any(block.draft()[1:]))

    def set_value(self, value: Any) -> None:
        lots: Sequence[Lot] = value or (Lot("标项一", ""),)
        self.set_draft(
            [
                [
                    x.name,
                    x.item,
                    x.spec,
                    x.measure,
                    *map(_shown, (x.ceiling_fen, x.ceiling_total_fen)),
                ]
                for x in lots
            ]
        )

    def problem(self) -> str:
        wrong = (part.problem() for block in self.blocks for part in (block.ceiling, block.most))
        return next((text for text in wrong if text), "")

    def draft(self) -> list[list[str]]:
        return [block.draft() for block in self.blocks]

    def set_draft(self, draft: Any) -> None:
        while self.blocks:
            self._drop(self.blocks[-1])
        for typed in draft:
            for part, text in zip(self._add().parts, typed, strict=False):
                part.setText(text)
                part.setCursorPosition(0)

    def _add_by_user(self) -> None:
        block = self._add()
        place = len(self.blocks) - 1
        block.name.setText(f"标项{_NUMBERS[place]}" if place < len(_NUMBERS) else "")
        block.item.setFocus()
        self.edited.emit()

    def _add(self) -> _Block:
        block = _Block(len(self.blocks) + 1)
        for part in block.parts:
            part.edited.connect(self.edited)
        block.remove.clicked.connect(lambda: self._remove_by_user(block))
        self.blocks.append(block)
        self._box.addWidget(block)
        self.setFocusProxy(self.blocks[0].item)
        return block

    def _remove_by_user(self, block: _Block) -> None:
        self._drop(block)
        if not self.blocks:
            self._add()
        self.edited.emit()

    def _drop(self, block: _Block) -> None:
        self.blocks.remove(block)
        self._box.removeWidget(block)
        if self.blocks:
            self.setFocusProxy(self.blocks[0].item)
        block.hide()
        block.deleteLater()


def _shown(fen: int | None) -> str:
    return "" if fen is None else money.yuan(fen)
