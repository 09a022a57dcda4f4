"""从单位库选: units, or an agency, that earlier projects knew."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.case.plans import Agency
from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.models.columns import text_column
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable

if TYPE_CHECKING:
    from zjbuy_desktop.core.case.units import Unit
    from zjbuy_desktop.usecases.address_book import BookUnit

WIDTH, HEIGHT = 960, 540


class _BookDialog(Dialog):
    """A table over a button that takes what is selected in it."""

    def __init__(self, parent: QWidget, title: str, text: str, action: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.message = label(text, "quiet", wrap=True)
        self.go = button(action, self.take, role="primary")

    def _lay(self, table: QWidget) -> None:
        foot = row(None, button("取消", self.reject), self.go)
        whole = column(self.message, table, foot, gap=12, margins=(20, 16, 20, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.resize(WIDTH, HEIGHT)

    def take(self) -> None:
        """The primary button."""


class AddressBookDialog(_BookDialog):
    """Units to be put on a roster."""

    def __init__(
        self,
        parent: QWidget,
        found: "Sequence[BookUnit]",
        then: "Callable[[tuple[Unit, ...]], object]",
    ) -> None:
        """``then`` is given the units chosen, as participants."""
        text = "选中要加入名册的单位（按住 Ctrl 或 Shift 可选多家），都作为参与单位加入。"
        super().__init__(parent, "从单位库选", text, "加入名册(&O)")
        self._then = then
        self.table: DataTable[BookUnit] = DataTable(
            "address_book",
            (
                text_column("单位", lambda b: b.unit.name, 200),
                text_column("统一社会信用代码", lambda b: b.unit.uscc, 172),
                text_column("级次", lambda b: b.unit.level.value, 76),
                text_column("联系人", lambda b: b.unit.contact, 70),
                text_column("电话", lambda b: b.unit.phone, 110),
                text_column("参加过", lambda b: f"{b.times} 次", 66, key=lambda b: b.times),
                text_column("最近的项目", lambda b: b.project, 200, tip=lambda b: b.project),
            ),
            title="单位库",
            empty="没有别的单位：以前的项目里没有，或者都已在名册里",
        )
        self._lay(self.table)
        self.table.set_rows(found)

    def take(self) -> None:
        """加入名册."""
        chosen = tuple(b.unit for b in self.table.selection())
        if not chosen:
            self.message.setText("请先在表里选中单位。")
            return
        self.accept()
        self._then(chosen)


class AgencyBookDialog(_BookDialog):
    """An agency to begin with."""

    def __init__(
        self, parent: QWidget, found: Sequence[Agency], then: Callable[[Agency], object]
    ) -> None:
        """``then`` is given the agency chosen."""
        text = "选中一家，它的信息填进表里，核对后再保存；协议编号和选定理由按本项目填。"
        super().__init__(parent, "以前的代理机构", text, "填进表里(&O)")
        self._then = then
        self.table: DataTable[Agency] = DataTable(
            "agency_book",
            (
                text_column("机构", lambda a: a.name, 220),
                text_column("信用代码", lambda a: a.uscc, 172),
                text_column("类别", lambda a: "集中采购机构" if a.is_central else "社会代理", 100),
                text_column("联系人", lambda a: a.contact, 80),
                text_column("电话", lambda a: a.phone, 120),
            ),
            title="以前的代理机构",
            empty="以前的项目里还没有代理机构",
        )
        self._lay(self.table)
        self.table.set_rows(found)

    def take(self) -> None:
        """填进表里."""
        chosen = self.table.current()
        if chosen is None:
            self.message.setText("请先在表里选中一家。")
            return
        self.accept()
        self._then(chosen)
