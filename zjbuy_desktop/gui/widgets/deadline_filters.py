"""What is to be seen of all deadlines: project, unit, kind, state, how soon."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjbuy_desktop.core.rules.clocks import State
from zjbuy_desktop.gui.models.dates import short_date
from zjbuy_desktop.gui.widgets.basics import button
from zjbuy_desktop.gui.widgets.editors import CheckEditor, ChoiceEditor
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.usecases.deadline_wall import Clock, Wanted, units_of

WITHIN = (0, 1, 3, 5, 10, 20)
"""工作日 offered; 0 is today and what is past."""


class DeadlineFilters(QWidget):
    """A line of choices; each narrows list, month page and time line alike.

    Signals:
        changed: another choice was made.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._day: date | None = None
        self.project, self.unit = (
            ChoiceEditor((), empty="全部项目"),
            ChoiceEditor((), empty="全部单位"),
        )
        self.kind = ChoiceEditor((), empty="全部事项")
        states = [(s, s.value) for s in State if s is not State.WAITING]
        self.state = ChoiceEditor(states, empty="全部状态")
        self.within = ChoiceEditor([(n, _within(n)) for n in WITHIN], empty="不限日期")
        self.each = CheckEditor("逐家列出(&U)")
        self.every = CheckEditor("也显示已办完的(&A)")
        self.only_day = button("", self._forget_day, icon="close", role="small")
        choices = {
            "项目": self.project, "单位": self.unit, "事项": self.kind, "状态": self.state,
            "到期": self.within,
        }  # fmt: skip
        for name, editor in choices.items():
            editor.setAccessibleName(name)
            editor.setMaximumWidth(170)
            editor.edited.connect(self.changed)
        for box in (self.each, self.every):
            box.edited.connect(self.changed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Flow(*choices.values(), self.only_day, None, self.each, self.every))
        self._show_day()

    def offer(self, clocks: Sequence[Clock]) -> None:
        """Offer the projects, units and kinds there are; what was chosen stays if it can."""
        projects = {c.project_id: c.project for c in clocks}
        kinds = {c.deadline.id: c.deadline.what for c in clocks}
        self.project.offer(list(projects.items()), empty="全部项目")
        self.kind.offer(list(kinds.items()), empty="全部事项")
        self.unit.offer([(name, name) for name in units_of(clocks)], empty="全部单位")

    def wanted(self) -> Wanted:
        """What was chosen."""
        return Wanted(
            self.project.value(), self.unit.value() or "", self.state.value(),
            self.kind.value() or "", self.within.value(), self._day, self.every.value(),
            self.each.value(),
        )  # fmt: skip

    def told(self) -> str:
        """What was chosen, in words; empty for all."""
        boxes = (self.project, self.unit, self.kind, self.state, self.within)
        words = [box.currentText() for box in boxes if box.value() is not None]
        words += [self.only_day.text()] if self._day is not None else []
        words += ["含已办完的"] if self.every.value() else []
        return f"筛选：{'；'.join(words)}" if words else ""

    def only(self, day: date) -> None:
        """Narrow to one day, until its button is pressed."""
        self._day = day
        self._show_day()
        self.changed.emit()

    def show_within(self, workdays: int) -> None:
        """Nothing but what is due within so many 工作日, or past."""
        for editor in (self.project, self.unit, self.kind, self.state):
            editor.set_value(None)
        self._day = None
        self._show_day()
        least = next((n for n in WITHIN if n >= workdays), WITHIN[-1])
        self.within.set_value(least)
        self.changed.emit()

    def _forget_day(self) -> None:
        self._day = None
        self._show_day()
        self.changed.emit()

    def _show_day(self) -> None:
        self.only_day.setVisible(self._day is not None)
        if self._day is not None:
            words = f"只看 {short_date(self._day)}"
            self.only_day.setText(words)
            self.only_day.setAccessibleName(f"{words}，按下看全部日期")


def _within(workdays: int) -> str:
    return f"{workdays} 个工作日内到期" if workdays else "今天到期和已逾期"
