"""The projects of the workbench, one card each: how far, what is next, what is due."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.gui.models.dates import short_date
from zjbuy_desktop.gui.models.views import StageMark
from zjbuy_desktop.gui.widgets.basics import ElidedLabel, button, column, icon_label, label, row

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.overview import ProjectRow


class ProjectCard(QFrame):
    """One project; a double click anywhere opens it as its button does."""

    def __init__(
        self,
        shown: "ProjectRow",
        number: int,
        run: Callable[[], None],
        trace: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("projectCard")
        self.shown = shown
        self._run = run
        self.setAccessibleName(f"{shown.name}：{shown.stage_title}，下一步 {shown.next_step}")
        letter = f"(&{number})" if number < 10 else ""
        self.open = button(f"打开{letter}", run, role="primary" if number == 1 else "")
        self.open.setAccessibleName(f"打开：{shown.name}")
        self.why = button("怎么来的", trace, role="link", tip="看预算合计由哪些数得来")
        self.why.setAccessibleName(f"{shown.name}的预算合计怎么来的")
        self.why.setVisible(bool(shown.amount_fen))
        head = row(ElidedLabel(shown.name, size="large"), self.open, gap=12)
        head.setStretch(0, 1)
        next_step = row(
            label("下一步", "quiet"), ElidedLabel(shown.next_step, size="head"),
            ElidedLabel(shown.why, "quiet"), gap=12,
        )  # fmt: skip
        next_step.setStretch(1, 1)
        next_step.setStretch(2, 1)
        parts = (head, self._stages(), next_step, self._facts())
        self.setLayout(column(*parts, gap=8, margins=(16, 12, 12, 12)))

    def _stages(self) -> QHBoxLayout:
        made = row(gap=4)
        for title, state in self.shown.stages:
            mark = StageMark.of(state)
            made.addWidget(icon_label(mark.value, mark.tone))
            text = label(title, "" if mark is StageMark.ACTIVE else "quiet")
            text.setToolTip(state)
            made.addWidget(text)
            made.addSpacing(6)
        made.addStretch(1)
        return made

    def _facts(self) -> QHBoxLayout:
        shown = self.shown
        left = f"，已退出 {shown.left} 家" if shown.left else ""
        need = f"已回收 {shown.answered}/{shown.units} 家{left}"
        made = row(label("需求", "quiet"), label(need), label(_amount(shown)), self.why, gap=12)
        made.addStretch(1)
        if shown.due is not None:
            tone = "stop" if shown.due.late else ""
            words = f"{short_date(shown.due.day)}　{shown.due.words}　{shown.due.what}"
            made.addWidget(icon_label("clock", "stop" if shown.due.late else "quiet"))
            made.addWidget(label(words, tone))
        return made

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the project."""
        self._run()


class ProjectCards(QScrollArea):
    """All cards under each other.

    Signals:
        opened: a ``ProjectRow``.
        traced: a ``ProjectRow`` whose sum was asked about.
    """

    opened = Signal(object)
    traced = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[ProjectCard] = []
        inner = QWidget()
        inner.setProperty("ground", "clear")
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(0, 0, 4, 0)
        self._box.setSpacing(12)
        self._box.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        self.setAccessibleName("项目")

    def set_projects(self, rows: "Sequence[ProjectRow]") -> None:
        """Show these."""
        for old in self.cards:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = []
        for number, shown in enumerate(rows, 1):
            card = ProjectCard(
                shown, number, self._teller(self.opened, shown), self._teller(self.traced, shown)
            )
            self._box.insertWidget(number - 1, card)
            self.cards.append(card)

    def _teller(self, signal: SignalInstance, shown: "ProjectRow") -> Callable[[], None]:
        return lambda: signal.emit(shown)


def _amount(shown: "ProjectRow") -> str:
    return f"预算合计 {money.yuan(shown.amount_fen)} 元" if shown.amount_fen else ""
