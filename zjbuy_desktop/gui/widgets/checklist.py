"""办理事项: each event the clerk records at a stage, with its day, its note and its basis."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from zjbuy_desktop.gui import icons
from zjbuy_desktop.gui.models.dates import long_date
from zjbuy_desktop.gui.widgets.basics import ElidedLabel, button, column, icon_label, label, row
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import CheckEditor, LineEditor

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.core.case.events import Event, EventKind
    from zjbuy_desktop.core.law.book import LawBook
    from zjbuy_desktop.core.stages.spec import CheckItem
    from zjbuy_desktop.gui.pages.base import StagePage

_OPEN, _DONE = 0, 1


class CheckLine(QWidget):
    """One item: while open a day, a note and 登记; once recorded its day and 撤销.

    Signals:
        recorded: day (``date``) and note to be recorded.
        withdrawn: the record is to be taken back.
    """

    recorded = Signal(object, str)
    withdrawn = Signal()

    def __init__(self, item: "CheckItem", note_hint: str) -> None:
        super().__init__()
        self.item = item
        self._event: Event | None = None
        word = item.event.label
        self.mark = icon_label("circle", "quiet")
        self.day = DateEditor()
        self.day.setAccessibleName(f"{word}：日期")
        self.note = LineEditor(note_hint)
        self.note.setAccessibleName(f"{word}：备注")
        self.go = button("登记", self.record)
        self.go.setAccessibleName(f"登记：{word}")
        self.shown = label("", "ok")
        self.shown_note = ElidedLabel("", "quiet")
        self.undo = button("撤销…", self.withdrawn.emit, role="link")
        self.undo.setAccessibleName(f"撤销登记：{word}")
        self.said = label("", "stop", wrap=True)
        self.said.hide()
        self.sides = QStackedWidget()
        self.sides.addWidget(_side(self.day, self.note, self.go))
        self.sides.addWidget(_side(self.shown, self.shown_note, self.undo))
        self.day.line.returnPressed.connect(self.record)
        self.note.returnPressed.connect(self.record)
        self._arrange(word)

    def _arrange(self, word: str) -> None:
        title = label(word if self.item.required else f"{word}（如有）", wrap=True)
        title.setBuddy(self.day)
        basis = ElidedLabel(self.item.basis.label, "quiet")
        head = QWidget()
        head.setLayout(column(title, basis, gap=0))
        head.setFixedWidth(216)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.mark, 0, 0)
        grid.addWidget(head, 0, 1)
        grid.addWidget(self.sides, 0, 2)
        grid.addWidget(self.said, 1, 2)
        grid.setColumnStretch(2, 1)

    def set_event(self, event: "Event | None") -> None:
        """Show the record that counts; what is typed stays while nothing was recorded."""
        self._event = event
        name, tone = ("check", "ok") if event else ("circle", "quiet")
        icons.set_icon(self.mark, name, tone)  # type: ignore[arg-type]
        self.sides.setCurrentIndex(_DONE if event else _OPEN)
        if event:
            self.shown.setText(long_date(event.on))
            self.shown_note.setText(event.note)
            self.day.set_value(None)
            self.note.set_value("")
            self._say("")
        state = f"已登记 {event.on}" if event else "未登记"
        self.setAccessibleName(f"{self.item.event.label}：{state}")

    @property
    def recorded_already(self) -> bool:
        """Whether it has been recorded."""
        return self._event is not None

    def record(self) -> None:
        """登记: the day must be readable; everything else is the use-case's to judge."""
        day = self.day.value()
        if day is None:
            self._say(self.day.problem() or "请填日期。")
            self.day.setFocus()
            return
        self._say("")
        self.recorded.emit(day, self.note.value())

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))


def _side(first: QWidget, second: QWidget, last: QWidget) -> QWidget:
    made = QWidget()
    line = row(first, second, last, gap=8)
    line.setStretch(1, 1)
    made.setLayout(line)
    if not isinstance(first, DateEditor):
        first.setMinimumWidth(172)
    return made


class Checklist(QWidget):
    """The checklist of a stage; writes by itself through its page.

    Signals:
        edited: something was recorded or taken back (an ``EventKind``), after it was written.
    """

    edited = Signal(object)

    def __init__(self, items: "Sequence[CheckItem]", page: "StagePage") -> None:
        """``items`` as the stage's definition has them; ``page`` runs what is written."""
        super().__init__()
        self._page = page
        self.lines: dict[str, CheckLine] = {}
        self._due: frozenset[str] = frozenset()
        box = column(gap=0)
        for item in items:
            made = CheckLine(item, "备注：来文文号、链接……（可不填，不印在文件上）")
            made.recorded.connect(lambda day, note, i=item: self._record(i.event, day, note))
            made.withdrawn.connect(lambda i=item: self._withdraw(i.event))
            self.lines[item.event.value] = made
            box.addWidget(made)
        self.rare = CheckEditor("也登记发生时才有的事（澄清、质疑、暂停……）(&R)")
        self.rare.edited.connect(self._show_rare)
        box.addWidget(self.rare)
        self.setLayout(box)
        self.rare.setVisible(any(item.rare for item in items))
        self._show_rare()

    def show_case(self, case: "Case") -> None:
        """Show what has been recorded; call it in the page's ``fill``."""
        context = self._page.context
        for line in self.lines.values():
            if context is not None:
                line.day.set_today(context.today)
            line.set_event(case.event(line.item.event))
        if context is not None:
            self._due = self._running(case, context.desk.law)
        self._show_rare()

    def _running(self, case: "Case", law: "LawBook") -> frozenset[str]:
        """Events of few projects whose period has begun in this one: they are due now."""
        from zjbuy_desktop.core.case.clock_runs import runs

        rare = {name for name, line in self.lines.items() if line.item.rare}
        some = replace(law, deadlines=tuple(r for r in law.deadlines if r.end in rare))
        begun = (run.rule for run in runs(case, some) if run.start and not run.done)
        return frozenset(law.deadline(rule).end for rule in begun)

    def _show_rare(self) -> None:
        """What happens in few projects is shown once it happened or is due, or when asked for."""
        for name, line in self.lines.items():
            due = line.recorded_already or name in self._due
            line.setVisible(not line.item.rare or due or self.rare.value())

    def focus(self, name: str) -> bool:
        """Go to the item a finding's ``field`` names; ``False`` if it is none of these."""
        line = self.lines.get(name)
        if line is None:
            return False
        if line.item.rare:
            self.rare.set_value(True)
            self._show_rare()
        line.day.setFocus()
        return True

    def _record(self, kind: "EventKind", day: date, note: str) -> None:
        from zjbuy_desktop.core.case.events import Event
        from zjbuy_desktop.usecases import recording

        context = self._page.context
        if context is None:
            return
        desk, project = context.desk, context.project_id
        self._page.run(
            f"登记“{kind.label}”",
            lambda report: recording.record(desk, project, (Event(kind, day, "", note),)),
            lambda _: self.edited.emit(kind),
            keep_draft=True,
        )

    def _withdraw(self, kind: "EventKind") -> None:
        from zjbuy_desktop.gui.dialogs.ask import ask_reason
        from zjbuy_desktop.usecases import recording

        context = self._page.context
        if context is None:
            return
        text = f"撤销“{kind.label}”的登记。原登记和撤销原因都留在办理记录里。"
        reason = ask_reason(self, "撤销登记", text, action="撤销登记")
        if reason is None:
            return
        desk, project = context.desk, context.project_id
        self._page.run(
            f"撤销“{kind.label}”",
            lambda report: recording.unrecord(desk, project, kind, "", reason),
            lambda _: self.edited.emit(kind),
            keep_draft=True,
        )
