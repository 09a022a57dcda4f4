"""年鉴: all projects of a year on one page, to be exported as workbook or PDF."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.stages.year_book import Group, YearBook, YearLine
from zjbuy_desktop.gui import errors
from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.dialogs.files import choose_target, show_folder
from zjbuy_desktop.gui.models.columns import money_column, text_column
from zjbuy_desktop.gui.widgets.basics import button, column, label, restyle, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.usecases import year_book

if TYPE_CHECKING:
    from zjbuy_desktop.gui.work import Work
    from zjbuy_desktop.usecases.desk import Desk

T = TypeVar("T")
_WORKBOOK, _PAGES = "表格 (*.xlsx)", "PDF (*.pdf)"


class YearBookDialog(Dialog):
    """One year at a time; every table adds up to the same sum."""

    def __init__(self, window: QWidget, desk: "Desk", work: "Work") -> None:
        super().__init__(window)
        self.setWindowTitle("年鉴")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._work, self._room = desk, work, window.size()
        self.book: YearBook | None = None
        self.year = ChoiceEditor([])
        self.year.setAccessibleName("年度")
        self.year.edited.connect(self._read)
        self.told = label("", wrap=True)
        self.sums = label("", "quiet", wrap=True)
        self.projects = _projects()
        self.groups = {
            "按品目": _groups("category", "品目"),
            "按方式": _groups("method", "采购方式"),
            "按供应商": _groups("supplier", "供应商"),
            "按单位": _groups("unit", "单位"),
        }
        self.workbook = button("导出 Excel(&E)…", lambda: self.ask(_WORKBOOK), icon="table")
        self.pages = button("导出 PDF(&P)…", lambda: self.ask(_PAGES), icon="print")
        self.folder = button("打开文件夹(&O)", self._open_folder, role="link")
        self.folder.hide()
        self.message = label("", "ok", wrap=True)
        self._file: Path | None = None
        self._lay()
        self._begin()

    def _lay(self) -> None:
        self.leaves = Leaves("年鉴")
        self.leaves.add("各项目(&1)", self.projects)
        for number, (title, table) in enumerate(self.groups.items(), start=2):
            self.leaves.add(f"{title}(&{number})", table)
        head = row(label("年度", "quiet"), self.year, self.told, gap=12)
        head.setStretch(2, 1)
        foot = row(self.workbook, self.pages, self.folder, None, button("关闭", self.reject))
        parts = (head, self.leaves, self.sums, self.message, foot)
        whole = column(*parts, gap=10, margins=(20, 16, 20, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        room = self._room
        self.resize(min(1160, room.width() - 40), min(640, room.height() - 40))

    # What is shown

    def _begin(self) -> None:
        desk = self._desk

        def shown(years: tuple[int, ...]) -> None:
            self.year.offer([(y, f"{y} 年") for y in years])
            self._allow(bool(years))
            if years:
                self._read()
            else:
                self.told.setText("还没有写明年度的项目。")

        self._run("年鉴", lambda: year_book.years(desk), shown)

    def _read(self) -> None:
        desk, year = self._desk, self.year.value()
        self._run("年鉴", lambda: year_book.book(desk, year), self._show)

    def _show(self, found: YearBook) -> None:
        self.book = found
        heads = dict(year_book.headlines(found))
        first = ("项目", "需求预算合计", "中标（成交）金额", "节约额", "签约")
        self.told.setText("　".join(f"{name} {heads[name]}" for name in first))
        self.projects.set_rows(found.lines)
        self.projects.set_foot(f"合计 {len(found.lines)} 个项目", difference=None)
        parts = (found.by_category, found.by_method, found.by_supplier, found.by_unit)
        for table, groups in zip(self.groups.values(), parts, strict=True):
            table.set_rows(groups)
            table.set_foot(f"合计 {len(groups)} 行", difference=None)
        total = money.yuan(found.saving.award_fen)
        agrees = found.agrees
        said = "都是" if agrees else "不一致，应为"
        self.sums.setText(f"按项目、品目、方式、供应商、单位各加一遍，{said} {total} 元")
        restyle(self.sums, tone="quiet" if agrees else "stop")

    def _allow(self, ready: bool) -> None:
        for made in (self.workbook, self.pages, self.year):
            made.setEnabled(ready)

    # Exports

    def ask(self, kind: str) -> None:
        """导出…: to where the user says."""
        end = "xlsx" if kind == _WORKBOOK else "pdf"
        name = f"{self.year.value()}年带量集中采购年鉴.{end}"
        file = choose_target(self, "导出年鉴", name, kind)
        if file is not None:
            self.export(file)

    def export(self, file: Path) -> None:
        """Write it there."""
        desk, year = self._desk, self.year.value()

        def done(found: YearBook) -> None:
            self._file = file
            self.folder.show()
            self._say(f"已导出 {found.year} 年年鉴，{len(found.lines)} 个项目：{file.name}", "ok")

        self._run("导出年鉴", lambda: year_book.write(desk, year, file), done)

    def _open_folder(self) -> None:
        if self._file is not None:
            show_folder(self._file)

    def _say(self, text: str, tone: str) -> None:
        self.message.setText(text)
        restyle(self.message, tone=tone)

    def _run(self, text: str, fn: Callable[[], T], then: Callable[[T], object]) -> None:
        self._work.run(self, lambda _: fn(), success=then, failure=self._failed, label=text)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._say(f"{error.message}{error.hint}", "stop")
        else:
            errors.present(self.parentWidget(), error)


def _projects() -> DataTable[YearLine]:
    return DataTable(
        "year_projects",
        (
            text_column("项目", lambda x: x.name, 230, tip=lambda x: x.name),
            text_column("品目", lambda x: x.category, 100),
            text_column("方式", lambda x: x.method, 90),
            text_column("环节", lambda x: x.stage, 110),
            money_column("需求预算(元)", lambda x: x.need_fen, 130),
            money_column("中标成交(元)", lambda x: x.award_fen, 130),
            money_column("节约额(元)", lambda x: x.saving.saved_fen, 120),
            text_column("节约率", lambda x: x.saving.percent, 80),
            text_column("已签约", lambda x: f"{x.signed}/{x.signing}", 76),
        ),
        title="各项目",
        empty="这一年还没有项目",
    )


def _groups(key: str, title: str) -> DataTable[Group]:
    return DataTable(
        f"year_{key}",
        (
            text_column(title, lambda g: g.name, 320, tip=lambda g: g.name),
            text_column("项目（个）", lambda g: str(g.projects), 90),
            money_column("预算(元)", lambda g: g.budget_fen, 150),
            money_column("中标成交(元)", lambda g: g.award_fen, 150),
            money_column("节约额(元)", lambda g: g.saving.saved_fen, 140),
            text_column("节约率", lambda g: g.saving.percent, 90),
        ),
        title=title,
        empty="这一年还没有采购结果",
    )
