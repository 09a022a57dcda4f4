"""如果……会怎样: suppose something, see what would change; nothing is written."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base import quantity
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.supposing import (
    DateMoves,
    QuantityChanges,
    Supposition,
    UnitLeaves,
)
from zjbuy_desktop.core.stages.what_if import Change, WhatIf
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.models.columns import text_column
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import CheckEditor, ChoiceEditor, QuantityEditor
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.usecases import what_if

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage

LEAVES, QUANTITY, DATE = "单位退出", "数量变化", "日期变化"
_WHOLE = "（整个项目）"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the dialog starts with: a kind, and what it is about as far as it is known."""

    kind: str = LEAVES
    unit: str = ""
    event: EventKind | None = None


class WhatIfDialog(Sheet):
    """What is supposed, above; what would change, below."""

    def __init__(self, page: "StagePage", first: Beginning) -> None:
        super().__init__(page, "如果……会怎样", wide=860)
        context = page.context
        assert context is not None
        self._desk, self._case = context.desk, context.case
        self.found: WhatIf | None = None
        self.kind = ChoiceEditor([(kind, kind) for kind in (LEAVES, QUANTITY, DATE)])
        self.unit = ChoiceEditor([])
        self.line = ChoiceEditor([])
        self.count = QuantityEditor("新的数量")
        self.what = ChoiceEditor(
            [(kind.value, kind.label) for kind in EventKind if kind is not EventKind.WITHDRAWN]
        )
        self.day = DateEditor(context.today)
        self.parts = {
            "kind": _part("假设", self.kind),
            "event": _part("事项", self.what),
            "unit": _part("单位", self.unit),
            "line": _part("标的", self.line),
            "count": _part("数量改为", self.count),
            "day": _part("日期", self.day),
        }
        self.look = button("看看会怎样(&N)", self.suppose, role="primary")
        self.every = CheckEditor("也列出不变的(&A)")
        self.every.edited.connect(self._show_rows)
        self.words = label("只是推演，不保存任何内容。", "quiet", wrap=True)
        self.table = _table()
        self._lay()
        self._begin(first, context.today)

    def _lay(self) -> None:
        self.box.addWidget(Flow(*self.parts.values()))
        self.box.addLayout(row(self.look, self.every, None, gap=12))
        self.box.addWidget(self.words)
        self.box.addWidget(self.table, 1)
        self.fit(1080, 700)

    def _begin(self, first: Beginning, today: date) -> None:
        self.kind.set_value(first.kind)
        if first.event is not None:
            self.what.set_value(first.event.value)
        self.day.set_value(today)
        self._offer_units()
        if first.unit:
            self.unit.set_value(first.unit)
        self._offer_lines()
        self.kind.edited.connect(self._fit_kind)
        self.what.edited.connect(self._fit_kind)
        self.unit.edited.connect(self._offer_lines)
        self._show_fields()

    def _fit_kind(self) -> None:
        chosen = self.unit.value()
        self._offer_units()
        if chosen:
            self.unit.set_value(chosen)
        self._offer_lines()
        self._show_fields()

    def _offer_units(self) -> None:
        lead = self._case.project.lead_unit
        names = [u.name for u in self._case.units]
        if self.kind.value() == LEAVES:
            names = [name for name in names if name != lead]
        elif self.kind.value() == QUANTITY:
            having = {line.unit for line in self._case.needs}
            names = [name for name in names if name in having]
        elif not EventKind(self.what.value()).per_unit:
            names = [_WHOLE]
        self.unit.offer([(name, name) for name in names])

    def _offer_lines(self) -> None:
        lines = self._lines()
        self.line.offer(
            [
                (str(n), f"{x.item}　{quantity.show(x.quantity)}{x.measure}")
                for n, x in enumerate(lines)
            ]
        )

    def _lines(self) -> list[NeedLine]:
        return [line for line in self._case.needs if line.unit == self.unit.value()]

    def _show_fields(self) -> None:
        kind = self.kind.value()
        shown = {
            "event": kind == DATE,
            "line": kind == QUANTITY,
            "count": kind == QUANTITY,
            "day": kind != QUANTITY,
        }
        for name, wanted in shown.items():
            self.parts[name].setVisible(wanted)

    def supposition(self) -> Supposition | None:
        """What is supposed, or ``None`` while something is missing (and said)."""
        kind, unit, day = self.kind.value(), self.unit.value() or "", self.day.value()
        if kind == QUANTITY:
            count, lines = self.count.value(), self._lines()
            if self.count.problem() or count is None or not self.line.value():
                self.say("请填单位、标的和新的数量。")
                return None
            line = lines[int(self.line.value())]
            same = [x for x in lines if line.item in (x.item, x.common_item)]
            which = next(n for n, x in enumerate(same, 1) if x is line) if len(same) > 1 else 0
            return QuantityChanges(unit, line.item, count, which)
        if self.day.problem() or day is None:
            self.say("请填日期。")
            return None
        if kind == LEAVES:
            return UnitLeaves(unit, day)
        return DateMoves(EventKind(self.what.value()), day, "" if unit == _WHOLE else unit)

    def suppose(self) -> None:
        """看看会怎样."""
        supposed = self.supposition()
        if supposed is not None:
            desk, project = self._desk, self._case.id
            self.do(
                "推演",
                lambda _: what_if.suppose(desk, project, supposed),
                self._show,
                writes=False,
            )

    def _show(self, found: WhatIf) -> None:
        self.found = found
        count = len(found.differing)
        said = f"{found.words}：有 {count} 处变化" if count else f"{found.words}：没有变化"
        notes = "".join(found.notes)
        self.words.setText(f"{said}（按 {found.on} 比较，没有保存任何内容）。{notes}")
        self._show_rows()

    def _show_rows(self) -> None:
        if self.found is not None:
            every = self.every.value()
            self.table.set_rows(self.found.changes if every else self.found.differing)


def _part(title: str, editor: QWidget) -> QWidget:
    """An editor with its title before it."""
    editor.setAccessibleName(title)
    editor.setMaximumWidth(300)
    part = QWidget()
    part.setLayout(row(label(title, "quiet"), editor, gap=6))
    return part


def _table() -> "DataTable[Change]":
    return DataTable(
        "what_if",
        (
            text_column("类别", lambda c: c.group, 92),
            text_column("什么", lambda c: c.what, 290, tip=lambda c: c.what),
            text_column("现在", lambda c: c.before, 190, tip=lambda c: c.before),
            text_column("那时", lambda c: c.after, 190, tone=_tone, tip=lambda c: c.after),
            text_column("说明", lambda c: c.note, 220, tip=lambda c: c.note),
        ),
        title="会有哪些变化",
        empty="写明假设，点“看看会怎样”",
    )


def _tone(change: Change) -> str:
    return "accent" if change.differs else "quiet"
