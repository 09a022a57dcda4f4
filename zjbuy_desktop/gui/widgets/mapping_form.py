"""一张表怎么读：表头在哪几行，各列是什么，金额以什么计，哪些各行都一样。"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.mapping_need import MappingNeed
from zjbuy_desktop.core.case.need_fields import LABELS, MONEY_UNITS
from zjbuy_desktop.gui.widgets.basics import column, label, row
from zjbuy_desktop.gui.widgets.column_list import ColumnLine, ColumnList
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, LineEditor, NumberEditor
from zjbuy_desktop.usecases import mapping_drafts

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.mappings import SheetPeek


class MappingForm(QWidget):
    """What a person says of one table.

    Signals:
        edited: something was changed.
    """

    edited = Signal()

    def __init__(self, units: Sequence[str], items: Sequence[str]) -> None:
        super().__init__()
        self._sheet: SheetPeek | None = None
        self.head_row, self.head_rows, self.first_row = (NumberEditor(1, 999) for _ in range(3))
        for editor, name in (
            (self.head_row, "表头从第几行起"),
            (self.head_rows, "表头有几行"),
            (self.first_row, "数据从第几行起"),
        ):
            editor.setFixedWidth(48)
            editor.setAccessibleName(name)
            editor.edited.connect(self._head_moved)
        self.columns = ColumnList()
        self.columns.edited.connect(self.edited)
        money = [(name, name) for name in MONEY_UNITS]
        self.price_unit, self.amount_unit = (ChoiceEditor(money, empty="请选") for _ in range(2))
        self.unit = ChoiceEditor([(u, u) for u in units], empty="（表里有）")
        self.item = ChoiceEditor([(i, i) for i in items], empty="（表里有）")
        self.measure = LineEditor("如 台")
        for choice in (self.price_unit, self.amount_unit, self.unit, self.item, self.measure):
            choice.edited.connect(self.edited)
        self._arrange()

    def show_sheet(self, sheet: "SheetPeek") -> None:
        """Begin with the program's guess."""
        self._sheet = sheet
        need = sheet.proposal
        rows = (need.head_row, need.head_rows, need.first_row) if need else (1, 1, 2)
        editors = (self.head_row, self.head_rows, self.first_row)
        for editor, value in zip(editors, rows, strict=True):
            editor.set_value(value)
        self.price_unit.set_value((need.price_unit if need else "") or None)
        self.amount_unit.set_value((need.amount_unit if need else "") or None)
        self.columns.choices = {}
        self._show_columns()

    def mapping(self, name: str, file: str) -> HeaderMapping | None:
        """What was said so far; ``None`` while the rows of the head are not numbers."""
        need = self._need()
        if need is None:
            return None
        texts = {
            "unit": self.unit.value(),
            "item": self.item.value(),
            "measure": self.measure.value(),
        }
        fixed = {field: text for field, text in texts.items() if text}
        return mapping_drafts.assigned(
            need,
            name,
            self.columns.chosen(),
            self.price_unit.value() or "",
            self.amount_unit.value() or "",
            fixed,
            file,
        )

    def _need(self) -> MappingNeed | None:
        rows = [e.value() for e in (self.head_row, self.head_rows, self.first_row)]
        if self._sheet is None or None in rows:
            return None
        return mapping_drafts.table_of(self._sheet, *rows)

    def _head_moved(self) -> None:
        top, height = self.head_row.value(), self.head_rows.value()
        if top and height and self.sender() is not self.first_row:
            self.first_row.set_value(top + height)
        self._show_columns()
        self.edited.emit()

    def _show_columns(self) -> None:
        need, sheet = self._need(), self._sheet
        if need is None or sheet is None:
            return
        self.columns.show_columns(
            [
                ColumnLine(
                    guess,
                    mapping_drafts.samples(
                        sheet, sheet.letters.index(guess.letter), need.first_row
                    ),
                )
                for guess in need.columns
            ]
        )

    def _arrange(self) -> None:
        head = row(
            label("表头从第"),
            self.head_row,
            label("行起，共"),
            self.head_rows,
            label("行；数据从第"),
            self.first_row,
            label("行起"),
            None,
            gap=4,
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        pairs = (
            ("单价以什么计 *", self.price_unit),
            ("金额以什么计 *", self.amount_unit),
            (f"{LABELS['unit']}一律为", self.unit),
            (f"{LABELS['item']}一律为", self.item),
            (f"{LABELS['measure']}一律为", self.measure),
        )
        for place, (text, editor) in enumerate(pairs):
            line, side = divmod(place, 2)
            editor.setMinimumWidth(120)
            editor.setAccessibleName(text.removesuffix(" *"))
            grid.addWidget(label(text, "quiet"), line, 2 * side)
            grid.addWidget(editor, line, 2 * side + 1)
        whole = column(head, self.columns)
        whole.addLayout(grid)
        whole.setStretch(1, 1)
        self.setLayout(whole)
