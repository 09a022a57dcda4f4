"""The roster with each unit's recommendation, and what can be done to it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjbuy_desktop.core.case.units import Recommendation, Role, Unit
from zjbuy_desktop.gui.models.columns import Column, text_column
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.tally_bar import TallyBar


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One unit and whom it recommends.

    Attributes:
        unit: the unit.
        recommends: whom; empty while nothing was recorded.
    """

    unit: Unit
    recommends: str


class RosterPanel(QWidget):
    """Table, tally, buttons; what they do is the owner's.

    Signals:
        import_asked, add_asked, book_asked: from Excel, by hand, from 单位库.
        edit_asked: a ``Unit`` is to be corrected.
        remove_asked, recommend_asked: a list of ``Unit``.
        all_asked: all who said nothing recommend the lead unit.
    """

    import_asked = Signal()
    add_asked = Signal()
    book_asked = Signal()
    edit_asked = Signal(object)
    remove_asked = Signal(list)
    recommend_asked = Signal(list)
    all_asked = Signal()

    def __init__(self, *, recommending: bool = True) -> None:
        super().__init__()
        self.table = _table(recommending)
        self.tally = TallyBar()
        self.lock = label("", "warn", wrap=True)
        self.lock.hide()
        self.bring = button("从 Excel 导入(&I)…", self.import_asked.emit, icon="import")
        self.add = button("添加(&A)…", self.add_asked.emit, icon="plus")
        self.book = button("从单位库选(&L)…", self.book_asked.emit, icon="people")
        self.edit = button("修改(&E)…", self._edit, icon="edit")
        self.remove = button("移除(&D)", self._remove, icon="close")
        self.recommend = button("登记推荐(&T)…", self._recommend, icon="stamp")
        self.every = button("其余全部推荐牵头单位(&Q)", self.all_asked.emit)
        self.hint = label("", "warn")
        self._arrange(recommending)
        self.table.selected.connect(self.hint.clear)
        self.table.activated.connect(lambda r: self.edit_asked.emit(r.unit))
        self.table.explained.connect(lambda r, _: self.edit_asked.emit(r.unit))

    def show_roster(
        self, units: Sequence[Unit], recommendations: Sequence[Recommendation] = ()
    ) -> None:
        """Show these."""
        said = {r.by_unit: r.recommended for r in recommendations}
        self.table.set_rows(RosterRow(u, said.get(u.name, "")) for u in units)
        votes = Counter(said.values()).most_common()
        asked = [u for u in units if u.role is Role.PARTICIPANT]
        self.tally.set_votes(votes, sum(u.name not in said for u in asked))

    def set_locked(self, why: str) -> None:
        """After the announcement the roster stands; empty unlocks it."""
        self.lock.setText(why)
        self.lock.setVisible(bool(why))
        for made in (self.bring, self.add, self.book, self.remove):
            made.setEnabled(not why)

    def select(self, name: str) -> bool:
        """Put the cursor on a unit; ``False`` if it is not there."""
        found = next((r for r in self.table.model.rows if r.unit.name == name), None)
        if found is not None:
            self.table.filter.clear()
            self.table.select(found)
        self.table.setFocus()
        return found is not None

    def _arrange(self, recommending: bool) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(8)
        tools = (self.bring, self.book, self.add, self.edit, self.remove)
        box.addLayout(row(*tools, self.hint, None))
        box.addWidget(self.lock)
        if recommending:
            head = row(label("牵头单位推荐", "quiet"), self.tally, self.recommend, self.every)
            head.setStretch(1, 1)
            box.addLayout(head)
        box.addWidget(self.table, 1)

    def _chosen(self) -> list[Unit]:
        """The units selected; where there are none, it is said how to select."""
        chosen = [r.unit for r in self.table.selection()]
        self.hint.setText("" if chosen else "请先在下面的名册里选中单位。")
        return chosen

    def _edit(self) -> None:
        chosen = self._chosen()
        if chosen:
            self.edit_asked.emit(chosen[0])

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen:
            self.remove_asked.emit(chosen)

    def _recommend(self) -> None:
        chosen = self._chosen()
        if chosen:
            self.recommend_asked.emit(chosen)


def _table(recommending: bool) -> DataTable[RosterRow]:
    columns: list[Column[RosterRow]] = [
        text_column("单位", lambda r: r.unit.name, 180),
        text_column("统一社会信用代码", lambda r: r.unit.uscc, 172),
        text_column("级次", lambda r: r.unit.level.value, 72),
        text_column("角色", lambda r: r.unit.role.value, 70, tone=_role_tone),
        text_column("联系人", lambda r: r.unit.contact, 60),
        text_column("电话", lambda r: r.unit.phone, 114),
    ]
    if recommending:
        columns.append(text_column("推荐牵头单位", lambda r: r.recommends, 150))
    else:
        columns.append(text_column("行政区划", lambda r: r.unit.district, 80))
    empty = "还没有单位：从 Excel 导入名册，或逐家添加"
    return DataTable("roster", columns, title="名册", empty=empty)


def _role_tone(shown: RosterRow) -> str:
    return "accent" if shown.unit.role is Role.LEAD else ""
