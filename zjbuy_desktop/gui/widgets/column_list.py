"""各列是什么：一列一行，表头、前几个值，由人选定是哪一项。"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from zjbuy_desktop.core.case.mapping_need import ColumnGuess
from zjbuy_desktop.core.case.need_fields import LABELS, REQUIRED
from zjbuy_desktop.gui.widgets.basics import ElidedLabel, label
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor

UNUSED = "（不读这一列）"
CHECK = "猜的，请核对"
"""Said beside a column the program takes for something without being certain."""


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column as it is shown: what might be in it, and its first values."""

    guess: ColumnGuess
    samples: tuple[str, ...]


class FieldChoice(ChoiceEditor):
    """What a column is; scrolling over the list changes nothing."""

    def __init__(self, letter: str) -> None:
        words = [(f, f"{text} *" if f in REQUIRED else text) for f, text in LABELS.items()]
        super().__init__(words, empty=UNUSED)
        self.setAccessibleName(f"{letter} 列是什么")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(len(words) + 1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the list."""
        event.ignore()


class ColumnList(QScrollArea):
    """The columns of one table.

    Signals:
        edited: a person said what a column is.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, FieldChoice] = {}
        self.doubts: dict[str, QLabel] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("各列是什么")

    def show_columns(self, lines: Sequence[ColumnLine]) -> None:
        """Show these, each with the program's guess; what was said of a column before stays."""
        said = {} if not self.choices else self.chosen()
        known = set(self.choices)
        self.choices, self.doubts = {}, {}
        inner, grid = QWidget(), QGridLayout()
        inner.setProperty("ground", "clear")
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        for place, text in enumerate(("列", "表头", "下面写的", "是什么")):
            grid.addWidget(label(text, "quiet"), 0, place)
        for number, shown in enumerate(lines, 1):
            self._add(grid, number, shown)
            letter = shown.guess.letter
            if letter in known:
                self.choices[letter].set_value(said.get(letter))
        grid.setRowStretch(len(lines) + 1, 1)
        inner.setLayout(grid)
        self.setWidget(inner)
        self._fit_doubts(lines)

    def chosen(self) -> dict[str, str]:
        """Column letter → field, of the columns that are read."""
        values = {letter: choice.value() for letter, choice in self.choices.items()}
        return {letter: value for letter, value in values.items() if value}

    def _add(self, grid: QGridLayout, number: int, shown: ColumnLine) -> None:
        guess = shown.guess
        choice = FieldChoice(guess.letter)
        choice.set_value(guess.field or None)
        doubt = label(CHECK, "warn")
        choice.edited.connect(doubt.hide)
        choice.edited.connect(self.edited)
        self.choices[guess.letter], self.doubts[guess.letter] = choice, doubt
        parts = (
            label(guess.letter),
            ElidedLabel(guess.caption or "（空）"),
            ElidedLabel("　".join(shown.samples) or "（空）", "quiet"),
            choice,
            doubt,
        )
        for place, part in enumerate(parts):
            grid.addWidget(part, number, place)

    def _fit_doubts(self, lines: Sequence[ColumnLine]) -> None:
        for shown in lines:
            guess, choice = shown.guess, self.choices[shown.guess.letter]
            unsure = bool(guess.field) and not guess.certain and choice.value() == guess.field
            self.doubts[guess.letter].setVisible(unsure)
