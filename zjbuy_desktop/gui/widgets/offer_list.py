"""What a paper's text may name, by Chinese name, to be found and inserted."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from zjbuy_desktop.gui.widgets.basics import button, label, row

_NAME, _TABLE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class OfferList(QWidget):
    """Facts with what they print here, then tables.

    Signals:
        chosen: name, and whether it is a table: double click, Enter or 插入.
    """

    chosen = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText("找内容，例如 金额")
        self.search.setAccessibleName("找可用的内容")
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("可用的内容和表格")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._offered: tuple[dict[str, str], tuple[str, ...]] = ({}, ())
        self._none = label("没有这个名称的内容。", "quiet")
        self._none.hide()
        self._insert = button("插入(&I)", self.insert_current, role="small")
        self._insert.setToolTip("双击，或选中后按回车，插入到光标处")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for part in (self.search, self.list, self._none):
            box.addWidget(part)
        box.setStretch(1, 1)
        box.addLayout(row(self._insert, None))
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.insert_current)
        self.list.itemActivated.connect(self._insert_item)

    def set_offer(self, values: Mapping[str, str], tables: Iterable[str]) -> None:
        """Offer facts (name → what it prints here) and tables; the mark stays where it is."""
        offered = (dict(values), tuple(tables))
        if offered == self._offered:
            return
        self._offered = offered
        at = self.list.currentRow()
        self.list.clear()
        for name, value in values.items():
            shown = " ".join(value.split())
            self._add(name, f"{name}\n{shown or '（现在还没有）'}", is_table=False)
        for name in offered[1]:
            self._add(name, f"{name}\n表格，单独占一行", is_table=True)
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        self._narrow(self.search.text())

    def _add(self, name: str, text: str, *, is_table: bool) -> None:
        item = QListWidgetItem(text)
        item.setData(_NAME, name)
        item.setData(_TABLE, is_table)
        item.setToolTip(text)
        self.list.addItem(item)

    def names(self) -> list[str]:
        """Names on show."""
        items = (self.list.item(n) for n in range(self.list.count()))
        return [str(i.data(_NAME)) for i in items if not i.isHidden()]

    def insert_current(self) -> None:
        """Insert the marked one, or the first that fits what is looked for."""
        items = [self.list.item(n) for n in range(self.list.count())]
        shown = [i for i in items if not i.isHidden()]
        current = self.list.currentItem()
        if shown:
            self._insert_item(current if current in shown else shown[0])

    def _insert_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_NAME), item.data(_TABLE))

    def _narrow(self, wanted: str) -> None:
        words = wanted.split()
        for n in range(self.list.count()):
            item = self.list.item(n)
            item.setHidden(not all(word in item.text() for word in words))
        self._none.setVisible(not self.names())
        self._insert.setEnabled(bool(self.names()))
