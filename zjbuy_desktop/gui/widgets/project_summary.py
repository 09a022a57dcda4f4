"""One project of the workbench as a card: how far, what is next and why, what is due."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.gui.models.dates import short_date
from zjbuy_desktop.gui.models.views import StageMark
from zjbuy_desktop.gui.widgets.basics import ElidedLabel, button, column, icon_label, label, row
from zjbuy_desktop.gui.widgets.flow import Flow

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.overview import ProjectRow


class ProjectCard(QFrame):
    """One project; a double click anywhere opens it as its button does."""

    def __init__(
        self,
        shown: "ProjectRow",
        run: Callable[[], None],
        trace: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("projectCard")
        self.shown = shown
        self._run = run
        outline = shown.outline
        said = f"{shown.name}：{outline.stage_title}，下一步 {outline.next_step}"
        self.setAccessibleName(said)
        self.open = button("打开(&O)", run, role="primary")
        self.open.setAccessibleName(f"打开：{shown.name}")
        self.why = button("怎么来的", trace, role="link", tip="看预算合计由哪些数得来")
        self.why.setAccessibleName(f"{shown.name}的预算合计怎么来的")
        if not outline.amount_fen:
            self.why.hide()
        head = row(ElidedLabel(shown.name, size="large"), self.open, gap=12)
        head.setStretch(0, 1)
        next_step = row(
            label("下一步", "quiet"), ElidedLabel(outline.next_step, size="head"),
            ElidedLabel(outline.why, "quiet"), gap=12,
        )  # fmt: skip
        next_step.setStretch(1, 1)
        next_step.setStretch(2, 1)
        self._more = (self._stages(), self._facts())
        parts = (head, self._more[0], next_step, self._more[1])
        self.setLayout(column(*parts, gap=8, margins=(16, 12, 12, 12)))

    def set_compact(self, compact: bool) -> None:
        """Leave stages and figures to the table where there is little room."""
        for part in self._more:
            part.setVisible(not compact)

    def _stages(self) -> Flow:
        return Flow(*(_stage(*stage) for stage in self.shown.outline.stages), gap=10)

    def _facts(self) -> QWidget:
        made = QWidget()
        made.setLayout(self._figures())
        return made

    def _figures(self) -> QHBoxLayout:
        shown = self.shown
        outline = shown.outline
        left = f"，已退出 {outline.left} 家" if outline.left else ""
        need = f"已回收 {outline.answered}/{outline.units} 家{left}"
        made = row(label("需求", "quiet"), label(need), label(_amount(shown)), self.why, gap=12)
        if shown.due is None:
            made.addStretch(1)
            return made
        words = ElidedLabel(
            f"{short_date(shown.due.day)}　{shown.due.words}　{shown.due.what}",
            "stop" if shown.due.late else "",
        )
        made.addSpacing(12)
        made.addWidget(icon_label("clock", "stop" if shown.due.late else "quiet"))
        made.addWidget(words, 1)
        return made

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the project."""
        self._run()


def _stage(title: str, state: str) -> QWidget:
    mark, made = StageMark.of(state), QWidget()
    text = label(title, "" if mark is StageMark.ACTIVE else "quiet")
    text.setToolTip(state)
    made.setLayout(row(icon_label(mark.value, mark.tone), text, gap=4))
    return made


def _amount(shown: "ProjectRow") -> str:
    fen = shown.outline.amount_fen
    return f"预算合计 {money.yuan(fen)} 元" if fen else ""
