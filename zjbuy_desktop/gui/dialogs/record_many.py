"""登记: the same event for many units at once, on one day, with one note."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from zjbuy_desktop.core.case.events import Event, EventKind
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import LineEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.usecases import recording

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage


@dataclass(frozen=True, slots=True)
class Candidate:
    """One unit the event may be recorded for.

    Attributes:
        unit: 单位名称.
        remark: what is to be known before ticking it.
        ticked: whether it is ticked at first.
    """

    unit: str
    remark: str = ""
    ticked: bool = True


class RecordManyDialog(Sheet):
    """Units with boxes, a day, a note; one transaction for all of them."""

    def __init__(
        self,
        page: "StagePage",
        context: "PageContext",
        kind: EventKind,
        candidates: Sequence[Candidate],
        *,
        text: str = "",
        note: str = "",
    ) -> None:
        """``note`` names what must be written; empty where the note may stay empty."""
        super().__init__(page, f"登记：{kind.label}", "登记(&R)", wide=520)
        self.kind, self._context, self._must = kind, context, note
        self.units = QListWidget()
        self.units.setAccessibleName("单位")
        for candidate in candidates:
            self.units.addItem(_item(candidate))
        self.count = label("", "quiet")
        self.units.itemChanged.connect(lambda _: self._count())
        self.day = DateEditor(context.today)
        self.day.set_value(context.today)
        self.note = LineEditor("" if note else "文号、经办人……（可不填）")
        self._arrange(text)
        self._count()
        self.fit(560, 240 + 28 * min(12, len(candidates)))
        self.units.setFocus()

    def _arrange(self, text: str) -> None:
        if text:
            self.box.addWidget(label(text, "quiet", wrap=True))
        every = button("全选", lambda: self.tick_all(True), role="small")
        none = button("全不选", lambda: self.tick_all(False), role="small")
        self.box.addLayout(row(self.count, None, every, none))
        self.box.addWidget(self.units, 1)
        self.form = Form()
        self.form.add("on", "日期", self.day, required=True)
        self.form.add("note", self._must or "备注", self.note, required=bool(self._must))
        self.box.addWidget(self.form)

    def ticked(self) -> list[str]:
        """The units ticked, in the order shown."""
        items = (self.units.item(n) for n in range(self.units.count()))
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]

    def tick_all(self, on: bool) -> None:
        """全选、全不选."""
        for number in range(self.units.count()):
            self.units.item(number).setCheckState(_state(on))

    def tick(self, units: Iterable[str]) -> None:
        """Tick these and no others."""
        wanted = set(units)
        for number in range(self.units.count()):
            item = self.units.item(number)
            item.setCheckState(_state(item.data(Qt.ItemDataRole.UserRole) in wanted))

    def try_accept(self) -> None:
        """Record, or say what is missing."""
        day, note, units = self.day.value(), self.note.value(), self.ticked()
        missing = self._missing(units, note)
        if missing or day is None:
            self.say(missing)
            return
        events = [self._event(unit) for unit in units]
        self.do(f"登记“{self.kind.label}”", self._writer(events), lambda _: self._done(len(events)))

    def _event(self, unit: str) -> Event:
        day = self.day.value()
        assert day is not None
        return Event(self.kind, day, unit, self.note.value())

    def _writer(self, events: Sequence[Event]) -> Callable[[object], object]:
        desk, project = self._context.desk, self._context.project_id
        return lambda _: recording.record(desk, project, events)

    def _missing(self, units: Sequence[str], note: str) -> str:
        if not units:
            return "请至少勾选一家单位。"
        if self.day.value() is None:
            return self.day.problem() or "请填日期。"
        return f"请写明{self._must}。" if self._must and not note else ""

    def _done(self, count: int) -> None:
        self.page.tell("ok", f"已登记“{self.kind.label}”{count} 家。")
        self.accept()

    def _count(self) -> None:
        self.count.setText(f"已勾选 {len(self.ticked())} / {self.units.count()} 家")


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _item(candidate: Candidate) -> QListWidgetItem:
    words = candidate.unit + (f"　{candidate.remark}" if candidate.remark else "")
    made = QListWidgetItem(words)
    made.setData(Qt.ItemDataRole.UserRole, candidate.unit)
    made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    made.setCheckState(_state(candidate.ticked))
    return made
