"""放假安排: which years are known; a notice pasted, read, looked over, kept."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.workdays import YearSchedule
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.widgets.basics import button, column, label, restyle, row
from zjbuy_desktop.gui.widgets.editors import LineEditor, NumberEditor, TextEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.gui.widgets.year_days import YearDays
from zjbuy_desktop.usecases import holidays

if TYPE_CHECKING:
    from zjbuy_desktop.gui.work import Work
    from zjbuy_desktop.usecases.desk import Desk

_HOW = (
    "从中国政府网复制国务院办公厅当年的通知，粘贴“具体安排”的全文；程序读出哪天放假、哪天调休上班，"
    "核对后保存。保存后期限照新的安排重算，“暂推”的日期就确定了。"
)
_DAY = timedelta(days=1)
_WEEK = "一二三四五六日"


class HolidaysDialog(Dialog):
    """The years, and the way to add one.

    Signals:
        kept: schedules changed: whoever counts days must read them anew.
    """

    kept = Signal(str)

    def __init__(self, window: QWidget, desk: "Desk", work: "Work") -> None:
        super().__init__(window)
        self.setWindowTitle("放假安排")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._work = desk, work
        self.known = label("", wrap=True)
        self.form = Form()
        self.form.add("year", "年份", NumberEditor(2020, 2100), required=True, unit="年")
        self.form.add(
            "source", "通知", LineEditor("国务院办公厅关于2027年部分节假日安排的通知（文号）"),
            required=True,
        )  # fmt: skip
        self.look = button("读出日期(&R)", self.read, icon="search")
        self.days = YearDays(desk.today.year + 1)
        self.days.edited.connect(self._turned)
        self.leaves = Leaves("放假安排")
        self.leaves.add("粘贴通知(&1)", self._pasting())
        self.leaves.add("按日历改(&2)", self.days)
        self.read_days = label("", wrap=True)
        self.message = label("", "stop", wrap=True)
        self.save = button("保存(&S)", self.keep, role="primary")
        self.back = button("删除本单位补充的(&D)…", self.drop)
        foot = row(self.back, None, button("关闭", self.reject), self.save)
        parts = (self.known, self.form, self.leaves, self.read_days, self.message, foot)
        self.setLayout(column(*parts, gap=10, margins=(20, 16, 20, 16)))
        self.form.edited.connect(lambda _: self._typed())
        self.found: YearSchedule | None = None
        self.form.set_values({"year": desk.today.year + 1})
        self.resize(min(760, window.width() - 40), min(660, window.height() - 40))
        self._show()

    def _show(self) -> None:
        years = holidays.known(self._desk)
        self.known.setText("\n".join(year.words for year in years))
        self.back.setEnabled(any(year.own for year in years))
        self._forget()

    def _pasting(self) -> QWidget:
        self.text = TextEditor(7, "一、元旦：1月1日（周五）至3日……")
        self.text.setAccessibleName("通知原文")
        self.text.edited.connect(self._forget)
        made = QWidget()
        how, buttons = label(_HOW, "quiet", wrap=True), row(None, self.look)
        made.setLayout(column(how, self.text, buttons, None, gap=8, margins=(0, 8, 0, 0)))
        return made

    def _typed(self) -> None:
        """Another year: its days as they are known; what was read before is of no use."""
        year = self.form.value("year")
        if year is not None and year != self.days.schedule.year:
            self.days.set_schedule(_known_days(self._desk, year))
        self._forget()

    def _turned(self) -> None:
        """A day was changed by hand: this is what will be kept."""
        self.message.setText("")
        restyle(self.read_days, tone="ok")
        self.read_days.setText(described(self.days.schedule))
        self.found = self.days.schedule
        self.save.setEnabled(True)

    def _forget(self) -> None:
        self.found = None
        self.read_days.setText("")
        self.message.setText("")
        self.save.setEnabled(False)

    def read(self) -> None:
        """读出日期: what the pasted text comes to, to be looked over."""
        self._forget()
        given = self.form.values()
        if given["year"] is None:
            self.message.setText("请填年份。")
            return
        try:
            self.found = holidays.read(self.text.value(), given["year"], given["source"])
        except UserError as error:
            self.message.setText(f"{error.message}{error.hint}")
            return
        self.days.set_schedule(self.found)
        restyle(self.read_days, tone="ok")
        self.read_days.setText(described(self.found))
        self.save.setEnabled(True)

    def keep(self) -> None:
        """保存."""
        found, source = self.found, self.form.value("source")
        if found is None:
            return
        if not source:
            self.message.setText("请写依据的通知。")
            self.form.focus("source")
            return
        found = replace(found, source=source)
        self._do(lambda: holidays.keep(self._desk, found), f"已保存 {found.year} 年放假安排。")

    def drop(self) -> None:
        """删除本单位补充的 of the year that is typed, or the only one."""
        own = [y.schedule.year for y in holidays.known(self._desk) if y.own]
        typed = self.form.value("year")
        year = typed if typed in own else own[-1]
        text = f"删除本单位补充的 {year} 年放假安排。"
        reason = ask_reason(self, "删除放假安排", text, action="删除")
        if reason is not None:
            self._do(lambda: holidays.drop(self._desk, year, reason), f"已删除 {year} 年的安排。")

    def _do(self, act: Callable[[], None], said: str) -> None:
        def done(_: object) -> None:
            self.kept.emit(said)
            self.accept()

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                raise error
            self.message.setText(f"{error.message}{error.hint}")

        self._work.run(self, lambda report: act(), success=done, failure=failed, label="放假安排")


def _known_days(desk: "Desk", year: int) -> YearSchedule:
    """What is known of a year; an empty schedule if nothing is."""
    found = (y.schedule for y in holidays.known(desk) if y.schedule.year == year)
    return next(found, YearSchedule(year, frozenset(), frozenset(), ""))


def _spans(days: list[date]) -> Iterator[str]:
    """“1月1日至3日”: days in a row together, as the notice says them."""
    for day in days:
        if day - _DAY in days:
            continue
        last = day
        while last + _DAY in days:
            last += _DAY
        end = f"{last.day}日" if last.month == day.month else f"{last.month}月{last.day}日"
        yield f"{day.month}月{day.day}日" + (f"至{end}" if last > day else "")


def described(schedule: YearSchedule) -> str:
    """What was read, day by day, as a clerk compares it with the notice."""
    off = "、".join(_spans(sorted(schedule.off)))
    work = "、".join(
        f"{d.month}月{d.day}日（周{_WEEK[d.weekday()]}）" for d in sorted(schedule.work)
    )
    return (
        f"放假 {len(schedule.off)} 天：{off}。\n"
        f"调休上班 {len(schedule.work)} 天：{work or '没有'}。"
    )
