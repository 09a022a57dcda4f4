"""工作台: every project, how far it is, what is next and why, money, letters, signing, days."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from zjbuy_desktop.gui.models.views import Action, HeaderView
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.drops import EmptyState
from zjbuy_desktop.gui.widgets.project_board import ProjectBoard

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.overview import ProjectRow

HEADER = HeaderView(
    "工作台", purpose="所有项目：到了哪一步、下一步做什么、收回和签约多少、哪一天到期。"
)
_WAIT, _LIST, _EMPTY = range(3)


class HomePage(QWidget):
    """The project list, or what to do while there is none.

    Signals:
        project_wanted: id of a project to open, and the stage to open it at.
        figure_wanted: id of a project whose 预算合计 is to be traced.
        new_wanted, take_over_wanted: 新建项目, 接手项目.
        year_wanted: 年鉴.
        renew_wanted: id of a project to be copied as next year's.
        demo_wanted: 打开示例; own_wanted: back to one's own data.
        backup_wanted: 立即备份; restore_wanted: 恢复备份; second_wanted: 第二处.
        verify_wanted: 核对数据.
        give_wanted: 交给下一台电脑; take_wanted: 接收交接; lock_wanted: 锁定;
            encrypt_wanted: 加密.
    """

    project_wanted = Signal(int, str)
    figure_wanted = Signal(int)
    new_wanted = Signal()
    take_over_wanted = Signal()
    renew_wanted = Signal(int)
    year_wanted = Signal()
    demo_wanted = Signal()
    own_wanted = Signal()
    backup_wanted = Signal()
    restore_wanted = Signal()
    second_wanted = Signal()
    verify_wanted = Signal()
    give_wanted = Signal()
    take_wanted = Signal()
    lock_wanted = Signal()
    encrypt_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.board = ProjectBoard()
        self.board.opened.connect(lambda r: self.project_wanted.emit(r.id, r.outline.stage))
        self.board.traced.connect(lambda r: self.figure_wanted.emit(r.id))
        self.waiting = label("正在打开数据…", "quiet", wrap=True)
        self.new = button("新建项目(&N)", self.new_wanted.emit, icon="plus")
        self.take_over = button("接手项目(&T)", self.take_over_wanted.emit, icon="import")
        self.renew = button("复制为下一年(&Y)…", self._renew, icon="copy")
        self.renew.setToolTip("把选中的项目复制为下一年的项目：名册、标的、文字照旧")
        self.year = button("年鉴(&V)…", self.year_wanted.emit, icon="table", role="small")
        self.board.table.add_tool(self.year)
        self.demo = button("打开示例(&D)", self.demo_wanted.emit, icon="eye")
        self.own = button("回到自己的数据(&D)", self.own_wanted.emit, icon="back")
        self.backup = button("立即备份(&B)", self.backup_wanted.emit, icon="save")
        self.keep = button("备份与交接(&H)", icon="lock")
        self.keep.setMenu(self._keep_menu())
        self._stack = QStackedWidget()
        for part in (_top(self.waiting), self.board, self._empty()):
            self._stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 20, 12)
        whole.setSpacing(12)
        rest = (self.keep, self.backup, self.demo, self.own)
        whole.addLayout(row(self.new, self.take_over, self.renew, None, *rest))
        whole.addWidget(self._stack, 1)
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
        self.waiting.setText("")  # 名单留着，每次排版都要为它量一遍
        self.board.show_rows(rows)
        self._stack.setCurrentIndex(_LIST if rows else _EMPTY)
        self.new.setVisible(bool(rows))
        self.take_over.setVisible(bool(rows))
        self.renew.setVisible(bool(rows))
        self.backup.setVisible(bool(rows))

    def set_demo(self, *, demo: bool, own: bool) -> None:
        """Offer the sample, or the way back from it."""
        self.demo.setVisible(not demo)
        self.own.setVisible(demo and own)

    def _renew(self) -> None:
        """复制为下一年项目…: of the project under the cursor."""
        chosen = self.board.table.current()
        if chosen is not None:
            self.renew_wanted.emit(chosen.id)

    def _allow(self, ready: bool) -> None:
        first = (self.new, self.take_over, self.renew)
        for made in (*first, self.demo, self.own, self.backup, self.keep):
            made.setEnabled(ready)

    def _keep_menu(self) -> QMenu:
        menu = QMenu(self)
        for words, wanted in (
            ("恢复备份(&R)…", self.restore_wanted),
            ("备份同时放到第二处(&U)…", self.second_wanted),
            ("核对数据(&V)", self.verify_wanted),
            ("交给下一台电脑(&G)…", self.give_wanted),
            ("接收交接(&T)…", self.take_wanted),
            ("锁定(&L)…", self.lock_wanted),
            ("加密(&E)…", self.encrypt_wanted),
        ):
            menu.addAction(words, wanted.emit)
        for first in ("交给下一台电脑", "锁定"):
            menu.insertSeparator(next(a for a in menu.actions() if a.text().startswith(first)))
        return menu

    def _empty(self) -> QWidget:
        return EmptyState(
            "table",
            "还没有项目",
            "新建一个项目，或接手已经办了一半的项目。想先看看办完是什么样，可以打开示例。",
            (
                Action("新建项目(&N)", self.new_wanted.emit),
                Action("接手项目(&T)", self.take_over_wanted.emit),
            ),
        )


def _top(inner: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(inner, None))
    return made
