"""期限: every deadline of every project as list, month page and time line."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from zjbuy_desktop.core.base.workdays import Calendar
from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.clock_wall import ClockWall
from zjbuy_desktop.gui.widgets.deadline_filters import WITHIN, DeadlineFilters
from zjbuy_desktop.gui.widgets.deadline_table import bars, deadline_table
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.gui.widgets.month_wall import MonthWall
from zjbuy_desktop.usecases.deadline_wall import CALL, Clock, chosen

HEADER = HeaderView("期限", purpose="由登记的日期起算，逐项写明依据；按建议最后日提醒。")


class DeadlinesPage(QWidget):
    """One set of filters over three leaves; finished ones are hidden at first.

    Signals:
        project_wanted: id of the project of the deadline that was opened.
        what_if_wanted: a ``Clock`` whose start might be another day.
        calendar_wanted, print_wanted: what is on show is to be written as a calendar file,
            to be printed.
        ahead_wanted: 提前几个工作日提醒.
        holidays_wanted: 放假安排 is to be looked at.
    """

    project_wanted = Signal(int)
    what_if_wanted = Signal(object)
    calendar_wanted = Signal()
    print_wanted = Signal()
    ahead_wanted = Signal(int)
    holidays_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._clocks: tuple[Clock, ...] = ()
        self._shown: tuple[Clock, ...] = ()
        self._today, self._calendar = date(2000, 1, 1), Calendar({})
        self.filters = DeadlineFilters()
        self.table = deadline_table()
        self.month = MonthWall()
        self.wall = ClockWall()
        self.suppose = button("如果日期变了(&J)…", self.ask_what_if, role="small")
        self.export = button(
            "导出日历(&E)…", self.calendar_wanted.emit, icon="calendar", role="small",
            tip="写成手机、邮箱日历能导入的文件，到日子提醒",
        )  # fmt: skip
        self.print = button(
            "预览打印(&R)…", self.print_wanted.emit, icon="print", role="small",
            tip="一览表或月历，A4 一张",
        )  # fmt: skip
        self.holidays = button(
            "放假安排(&H)…", self.holidays_wanted.emit, role="small",
            tip="哪些年份的放假安排已经有了；粘贴通知补充新的一年",
        )  # fmt: skip
        days = [(n, f"提前 {n} 个工作日提醒" if n else "当天提醒") for n in WITHIN]
        self.ahead = ChoiceEditor(days)
        self.ahead.setAccessibleName("提前几个工作日提醒")
        self.ahead.setToolTip(
            "启动程序时，已逾期的和这几日内到期的，在工作台上面说一遍；导出的日历也按它提醒"
        )
        self.leaves = Leaves("期限")
        self._month_name = label("", size="head")
        self._note = label("", "quiet", wrap=True)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.leaves.add("清单(&L)", self.table)
        self.leaves.add("月历(&M)", self._month_page())
        self.leaves.add("时间线(&T)", self._line())
        self.tools = Flow(self.suppose, self.export, self.print, self.holidays, self.ahead)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 12)
        whole.setSpacing(8)
        whole.addWidget(self.filters)
        whole.addWidget(self.tools)
        whole.addWidget(self.leaves, 1)
        whole.addWidget(self._note)

    def _month_page(self) -> QWidget:
        made = QWidget()
        self.earlier = button("上月(&P)", lambda: self.month.go(-1), role="small")
        self.later = button("下月(&N)", lambda: self.month.go(1), role="small")
        self.this_month = button("本月(&B)", lambda: self.month.go(0), role="small")
        head = row(self.earlier, self._month_name, self.later, self.this_month, None, gap=12)
        made.setLayout(column(head, self.month, gap=6, margins=(0, 8, 0, 0)))
        return made

    def _line(self) -> QWidget:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.wall)
        area.setAccessibleName("时间线")
        return area

    def _connect(self) -> None:
        self.filters.changed.connect(self._show)
        self.ahead.activated.connect(lambda _: self.ahead_wanted.emit(self.ahead.value()))
        self.table.activated.connect(lambda c: self.project_wanted.emit(c.project_id))
        self.table.explained.connect(lambda c, _: self.project_wanted.emit(c.project_id))
        self.table.view.selectionModel().currentChanged.connect(lambda *_: self._fit_tools())
        self.month.day_wanted.connect(self._open_day)
        self.month.month_changed.connect(self._name_month)

    # What is on show

    @property
    def shown(self) -> tuple[Clock, ...]:
        """What the filters leave."""
        return self._shown

    def show_clocks(self, clocks: Sequence[Clock], today: date, calendar: Calendar) -> None:
        """Show these as they stand on ``today``."""
        self._clocks, self._today, self._calendar = tuple(clocks), today, calendar
        self.filters.offer(self._clocks)
        self._show()

    def _show(self) -> None:
        wanted = self.filters.wanted()
        self._shown = chosen(self._clocks, wanted, self._today, self._calendar)
        self.table.set_rows(self._shown)
        self.month.set_clocks(self._shown, self._today, self._calendar)
        self.wall.set_bars(bars(self._shown), self._today)
        self._name_month()
        self._fit_tools()
        self._note.setText(self._remarks())
        self._note.setVisible(bool(self._note.text()))

    def _remarks(self) -> str:
        if not self._clocks:
            return "登记发布公告、发出中标（成交）通知书等日期后，期限从那天起算。"
        if any(c.deadline.provisional for c in self._shown):
            return "“暂推”：那一年的放假安排还没有公布，暂按周末推算；公布后点“放假安排”补充。"
        return ""

    def _name_month(self) -> None:
        month = self.month.month
        self._month_name.setText(f"{month.year}年{month.month}月")

    def _fit_tools(self) -> None:
        clock = self.table.current()
        self.export.setEnabled(bool(self._shown))
        self.suppose.setEnabled(clock is not None and clock.deadline.id != CALL)

    @property
    def month_first(self) -> bool:
        """Whether the month page is on show, and is what one would print."""
        return self.leaves.currentIndex() == 1

    def _open_day(self, day: date) -> None:
        """The list of one day of the month page."""
        self.filters.only(day)
        self.leaves.setCurrentWidget(self.table)

    def show_soon(self, workdays: int) -> None:
        """What is past or due within so many 工作日, as a list."""
        self.filters.show_within(workdays)
        self.leaves.setCurrentWidget(self.table)

    def ask_what_if(self) -> None:
        """如果日期变了…: for the deadline the cursor is on."""
        clock = self.table.current()
        if clock is not None:
            self.what_if_wanted.emit(clock)
