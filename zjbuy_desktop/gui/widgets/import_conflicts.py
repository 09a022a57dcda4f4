"""Several returns of one unit in an import: which one counts, and why."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.batch import KEPT
from zjbuy_desktop.core.case.needs import ReadReturn
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.gui.widgets.basics import (
    button,
    clear,
    column,
    icon_label,
    label,
    row,
)
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, LineEditor
from zjbuy_desktop.usecases import weighing
from zjbuy_desktop.usecases.collecting import ImportReport
from zjbuy_desktop.usecases.weighing import Conflict


class ImportConflicts(QWidget):
    """One line per unit that sent several returns: which one counts, why, and the two compared."""

    def __init__(
        self,
        prefer: Callable[[str, int], None],
        explain: Callable[[str, str], None],
        compare: Callable[[Conflict], None],
    ) -> None:
        super().__init__()
        self._prefer, self._explain, self._compare = prefer, explain, compare
        self.choices: dict[str, ChoiceEditor] = {}
        self.reasons: dict[str, LineEditor] = {}
        self.compares: dict[str, QPushButton] = {}
        self._lines = column(gap=4)
        inner = QWidget()
        inner.setProperty("ground", "clear")
        inner.setLayout(self._lines)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidget(inner)
        head = row(
            icon_label("warn", "warn"), label("同一单位有几份，选定以哪一份为准：", "warn"), None
        )
        self.setLayout(column(head, self._area, gap=4))
        self.hide()

    def show_conflicts(self, report: ImportReport) -> None:
        """Ask about these."""
        found = weighing.conflicts(report)
        clear(self._lines)
        self.choices, self.reasons, self.compares = {}, {}, {}
        for conflict in found:
            name = label(conflict.unit)
            name.setFixedWidth(196)
            name.setToolTip(conflict.unit)
            reason = self._reason(conflict, report)
            compare = button("逐行对照…", partial(self._compare, conflict), role="small")
            compare.setAccessibleName(f"{conflict.unit}逐行对照")
            self.compares[conflict.unit] = compare
            line = row(name, self._choice(conflict, report), reason, compare)
            line.setStretch(2, 1)
            self._lines.addLayout(line)
        self._area.setFixedHeight(min(3, len(found)) * 34 + 4)
        self.setVisible(bool(found))

    def _choice(self, conflict: Conflict, report: ImportReport) -> ChoiceEditor:
        choices = [
            (place, _described(report.read[place], conflict.unit)) for place in conflict.places
        ]
        if conflict.kept:
            choices.append((KEPT, f"{conflict.kept}　（以前接收的，保持不变）"))
        made = ChoiceEditor(choices)
        made.setAccessibleName(f"{conflict.unit}以哪一份为准")
        made.set_value(conflict.winner)
        made.edited.connect(lambda: self._prefer(conflict.unit, made.value()))
        made.setMaximumWidth(400)
        self.choices[conflict.unit] = made
        return made

    def _reason(self, conflict: Conflict, report: ImportReport) -> LineEditor:
        made = LineEditor("理由：不以后报的一份为准时要写")
        made.setAccessibleName(f"{conflict.unit}为什么以这一份为准")
        made.set_value(report.reasons.get(conflict.unit, ""))
        made.edited.connect(lambda: self._explain(conflict.unit, made.value()))
        self.reasons[conflict.unit] = made
        return made


def _described(result: ReadReturn, unit: str) -> str:
    sums = total(line for line in result.lines if line.unit == unit)
    return f"{result.file}　{sums.rows} 行　{money.yuan(sums.amount_fen)} 元"
