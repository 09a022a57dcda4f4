"""期限: every clock of every project, and the most urgent as a time line."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjbuy_desktop.core.rules.clocks import State
from zjbuy_desktop.gui.models.columns import Column, date_column, text_column
from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.clock_wall import Bar, ClockWall
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.editors import CheckEditor

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.overview import Clock

HEADER = HeaderView("期限", purpose="由登记的日期起算，逐项写明依据；按建议最后日提醒。")
_TONES = {
    State.RUNNING: "accent",
    State.OVERDUE: "stop",
    State.LATE: "warn",
    State.TOO_SOON: "warn",
    State.MET: "ok",
}
_MARKS = {"stop": "stop", "warn": "warn", "ok": "check", "accent": "half"}


class DeadlinesPage(QWidget):
    """Time line over table; finished ones are hidden at first.

    Signals:
        project_wanted: id of the project of the deadline that was opened.
        what_if_wanted: a ``Clock`` whose start might be another day.
    """

    project_wanted = Signal(int)
    what_if_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._clocks: tuple[Clock, ...] = ()
        self.wall = ClockWall()
        self.every = CheckEditor("也显示已办完的(&A)")
        self.every.edited.connect(self._show)
        self.table = _table()
        self.table.activated.connect(lambda c: self.project_wanted.emit(c.project_id))
        self.suppose = button("如果日期变了(&J)…", self.ask_what_if, role="small")
        self.table.add_tool(self.suppose)
        self._note = label("", "quiet", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 12)
        whole.setSpacing(12)
        whole.addWidget(self.wall)
        whole.addLayout(row(label("全部期限", size="head"), None, self.every))
        whole.addWidget(self.table, 1)
        whole.addWidget(self._note)

    def ask_what_if(self) -> None:
        """如果日期变了…: for the deadline the cursor is on."""
        clock = self.table.current()
        if clock is not None:
            self.what_if_wanted.emit(clock)

    def show_clocks(self, clocks: "Sequence[Clock]", today: date) -> None:
        """Show these as they stand on ``today``."""
        self._clocks = tuple(clocks)
        self.wall.set_bars(bars([c for c in self._open() if c.deadline.last_day]), today)
        self._show()

    def _open(self) -> "list[Clock]":
        return [c for c in self._clocks if c.deadline.state.open]

    def _show(self) -> None:
        shown = self._clocks if self.every.value() else self._open()
        self.table.set_rows(shown)
        guessed = any(c.deadline.provisional for c in shown)
        texts = (
            ["“暂推”：那一年的放假安排还没有公布，暂按周末推算，公布后会变。"] if guessed else []
        )
        if not self._clocks:
            texts.append("登记发布公告、发出中标（成交）通知书等日期后，期限从那天起算。")
        self._note.setText("　".join(texts))


def bars(clocks: "Sequence[Clock]") -> list[Bar]:
    """One bar for all units whose same period runs from and to the same days."""
    return [_bar(clock) for clock in clocks]


def _bar(clock: "Clock") -> Bar:
    deadline = clock.deadline
    assert deadline.start is not None
    assert deadline.last_day is not None
    first, last = sorted((deadline.start, deadline.advised_day or deadline.last_day))
    tone = "stop" if deadline.state is State.OVERDUE else "accent"
    return Bar(f"{deadline.what}　{clock.who}".strip(), first, last, clock.words, tone)


def _tone(clock: "Clock") -> str:
    return _TONES.get(clock.deadline.state, "quiet")


def _table() -> "DataTable[Clock]":
    columns: tuple[Column[Clock], ...] = (
        text_column("要做什么", lambda c: c.deadline.what, 190, tip=_more),
        text_column("单位", lambda c: c.who, 150),
        date_column("建议最后日", lambda c: c.deadline.advised_day),
        date_column("法定最后日", lambda c: c.deadline.last_day),
        text_column("还有", _left, 140, tone=_tone, key=_urgency),
        text_column(
            "状态",
            lambda c: c.deadline.state.value,
            86,
            tone=_tone,
            mark=lambda c: _MARKS.get(_tone(c), "circle"),
        ),
        text_column("依据", lambda c: c.deadline.basis.label, 190, tip=_more),
        text_column("项目", lambda c: c.project, 150),
    )
    return DataTable("deadlines", columns, title="全部期限", empty="没有正在走的期限")


def _left(clock: "Clock") -> str:
    return f"{clock.words}（暂推）" if clock.deadline.provisional else clock.words


def _urgency(clock: "Clock") -> str:
    day = clock.deadline.advised_day
    return day.isoformat() if day else ""


def _more(clock: "Clock") -> str:
    deadline = clock.deadline
    lines = [
        f"{deadline.start} 起 {deadline.days} {deadline.kind.value}（{deadline.sense.value}）",
        deadline.note,
        deadline.consequence and f"逾期：{deadline.consequence}",
        f"条文核对：{deadline.confidence}" if deadline.confidence else "",
    ]
    return "\n".join(line for line in lines if line)
