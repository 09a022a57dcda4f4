"""单位库: every unit of every roster, to look up and to copy from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjbuy_desktop.gui.models.columns import Column, text_column
from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.widgets.basics import button, label
from zjbuy_desktop.gui.widgets.data_table import DataTable

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.overview import KnownUnit

HEADER = HeaderView("单位库", purpose="各项目名册上的单位和联系人，可筛选、可复制到 Excel。")


class UnitsPage(QWidget):
    """One table; the roster itself is edited on the page 立项与名册.

    Signals:
        project_wanted: id of the project of the unit that was opened.
        what_if_wanted: id of the project, and the unit that might leave it.
    """

    project_wanted = Signal(int)
    what_if_wanted = Signal(int, str)

    def __init__(self) -> None:
        super().__init__()
        self.table = _table()
        self.table.activated.connect(lambda u: self.project_wanted.emit(u.project_id))
        self.suppose = button("如果它退出(&J)…", self.ask_what_if, role="small")
        self.table.add_tool(self.suppose)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 12)
        whole.setSpacing(8)
        whole.addWidget(self.table, 1)
        whole.addWidget(label("要改联系人或代码，打开项目，在“立项与名册”里改。", "quiet"))

    def ask_what_if(self) -> None:
        """如果它退出…: for the unit the cursor is on."""
        known = self.table.current()
        if known is not None:
            self.what_if_wanted.emit(known.project_id, known.unit.name)

    def show_units(self, units: "Sequence[KnownUnit]") -> None:
        """Show these."""
        self.table.set_rows(units)

    def narrow(self, name: str) -> None:
        """Show only what the name fits."""
        self.table.filter.setText(name)


def _table() -> "DataTable[KnownUnit]":
    columns: tuple[Column[KnownUnit], ...] = (
        text_column("单位", lambda u: u.unit.name, 210),
        text_column("统一社会信用代码", lambda u: u.unit.uscc, 172),
        text_column("预算单位编码", lambda u: u.unit.budget_code, 96),
        text_column("级次", lambda u: u.unit.level.value, 76),
        text_column("行政区划", lambda u: u.unit.district, 90),
        text_column("角色", lambda u: u.unit.role.value, 76),
        text_column("联系人", lambda u: u.unit.contact, 76),
        text_column("电话", lambda u: u.unit.phone, 110),
        text_column("项目", lambda u: u.project, 200),
    )
    return DataTable("units", columns, title="单位库", empty="还没有单位：新建项目时登记名册")
