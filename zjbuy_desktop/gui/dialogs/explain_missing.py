"""催报: who has not answered, and the words to paste into a message to them."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.models.columns import text_column
from zjbuy_desktop.gui.widgets.basics import label
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.editors import TextEditor
from zjbuy_desktop.gui.widgets.return_tables import UnitRow
from zjbuy_desktop.usecases import delivering

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import PageContext, StagePage


class RemindDialog(Sheet):
    """The units that are missing or have something to mend, and a text about them."""

    def __init__(self, page: "StagePage", context: "PageContext", missing: list[UnitRow]) -> None:
        super().__init__(page, "催报", "复制文字(&C)", wide=640)
        units = {u.name: u for u in context.case.units}
        states = {r.unit: r.text for r in missing}
        self.table: DataTable[Unit] = DataTable(
            "remind",
            (
                text_column("单位", lambda u: u.name, 216),
                text_column("状态", lambda u: states[u.name], 120),
                text_column("联系人", lambda u: u.contact, 96),
                text_column("电话", lambda u: u.phone, 140),
            ),
            title="要催报的单位",
            filtering=False,
        )
        self.table.set_rows(units[r.unit] for r in missing if r.unit in units)
        self.text = TextEditor(6)
        self.text.setAccessibleName("催报文字")
        self.text.set_value(
            delivering.reminder(context.desk, context.case, [r.unit for r in missing])
        )
        self.box.addWidget(self.table, 1)
        self.box.addWidget(label("发到工作群的文字，可以改：", "quiet"))
        self.box.addWidget(self.text)
        self.fit(720, 560)

    def try_accept(self) -> None:
        """Put the text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.value())
        self.accept()
