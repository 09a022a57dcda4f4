"""工作台: every project, how far it is, what is next, what is due."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from zjbuy_desktop.gui.models.columns import Column, money_column, text_column
from zjbuy_desktop.gui.models.dates import short_date
from zjbuy_desktop.gui.models.views import Action, HeaderView
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.drops import EmptyState

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.overview import ProjectRow

HEADER = HeaderView("工作台", purpose="所有项目：到了哪一步、下一步做什么、哪一天到期。")
_WAIT, _LIST, _EMPTY = range(3)


class HomePage(QWidget):
    """The project list, or what to do while there is none.

    Signals:
        project_wanted: id of a project to open, and the stage to open it at.
        new_wanted, take_over_wanted: 新建项目, 接手项目.
        demo_wanted: 打开示例; own_wanted: back to one's own data.
        backup_wanted: 立即备份.
    """

    project_wanted = Signal(int, str)
    new_wanted = Signal()
    take_over_wanted = Signal()
    demo_wanted = Signal()
    own_wanted = Signal()
    backup_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = _table()
        self.waiting = label("正在打开数据…", "quiet", wrap=True)
        self.new = button("新建项目(&N)", self.new_wanted.emit, icon="plus", role="primary")
        self.take_over = button("接手项目(&T)", self.take_over_wanted.emit, icon="import")
        self.demo = button("打开示例(&D)", self.demo_wanted.emit, icon="eye")
        self.own = button("回到自己的数据(&D)", self.own_wanted.emit, icon="back")
        self.backup = button("立即备份(&B)", self.backup_wanted.emit, icon="save")
        self.open = button("打开项目(&O)", self._open_current, role="primary")
        self._stack = QStackedWidget()
        for part in (_padded(self.waiting), self._list(), self._empty()):
            self._stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 12)
        whole.setSpacing(12)
        whole.addLayout(row(self.new, self.take_over, None, self.backup, self.demo, self.own))
        whole.addWidget(self._stack, 1)
        self.table.activated.connect(self._open)
        self.table.explained.connect(lambda chosen, _: self._open(chosen))
        self.set_demo(demo=False, own=False)
        self.show_names(())

    def show_names(self, names: Sequence[str]) -> None:
        """What is known before the data is open."""
        listed = "\n".join(names)
        self.waiting.setText(f"正在打开数据…\n\n{listed}" if names else "正在打开数据…")
        self._stack.setCurrentIndex(_WAIT)
        self._allow(False)

    def show_rows(self, rows: "Sequence[ProjectRow]") -> None:
        """Show the projects."""
        self._allow(True)
        self.table.set_rows(rows)
        self._stack.setCurrentIndex(_LIST if rows else _EMPTY)
        self.new.setVisible(bool(rows))
        self.take_over.setVisible(bool(rows))

    def set_demo(self, *, demo: bool, own: bool) -> None:
        """Offer the sample, or the way back from it."""
        self.demo.setVisible(not demo)
        self.own.setVisible(demo and own)

    def _allow(self, ready: bool) -> None:
        for made in (self.new, self.take_over, self.demo, self.own, self.backup):
            made.setEnabled(ready)

    def _list(self) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.table, 1)
        hint = label("回车或双击打开；打开后左侧是各个环节，右侧是检查和文件。", "quiet")
        box.addLayout(row(hint, None, self.open))
        return made

    def _empty(self) -> QWidget:
        return EmptyState(
            "table",
            "还没有项目",
            "新建一个项目，或接手已经办了一半的项目。想先看看办完是什么样，可以打开示例。",
            (
                Action("新建项目(&N)", self.new_wanted.emit),
                Action("接手项目(&T)", self.take_over_wanted.emit),
                Action("打开示例(&D)", self.demo_wanted.emit),
            ),
        )

    def _open_current(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self._open(chosen)

    def _open(self, chosen: "ProjectRow") -> None:
        self.project_wanted.emit(chosen.id, chosen.stage)


def _table() -> "DataTable[ProjectRow]":
    due: Callable[[ProjectRow], str] = lambda r: "stop" if r.due and r.due.late else ""  # noqa: E731
    columns: tuple[Column[ProjectRow], ...] = (
        text_column("项目", lambda r: r.name, 270),
        text_column("环节", lambda r: r.stage_title, 124),
        text_column("下一步", lambda r: r.next_step, 250, tip=lambda r: f"{r.next_step}\n{r.why}"),
        Column(
            "已收需求",
            lambda r: r.answered,
            right=True,
            width=72,
            text=str,
            tip=lambda r: f"{r.units} 家单位中 {r.answered} 家已报需求或已退出",
        ),
        Column("单位", lambda r: r.units, right=True, width=48),
        money_column("需求金额（元）", lambda r: r.amount_fen, 124, total=False),
        text_column("最近期限", _due_text, 220, tone=due, key=_due_key, tip=_due_text),
    )
    return DataTable("home", columns, title="项目", empty="没有项目", filtering=False)


def _due_text(shown: "ProjectRow") -> str:
    if shown.due is None:
        return ""
    return f"{short_date(shown.due.day)} {shown.due.words}　{shown.due.what}"


def _due_key(shown: "ProjectRow") -> str | None:
    return shown.due.day.isoformat() if shown.due else None


def _padded(inner: QWidget) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(inner)
    box.addStretch(1)
    return made
