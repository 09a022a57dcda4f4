"""更正: enter what belongs into the cells a unit filled in wrongly, with the reason."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from zjbuy_desktop.core.base.findings import CellProblem
from zjbuy_desktop.core.base.text import halfwidth
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import button, label, row
from zjbuy_desktop.gui.widgets.editors import LineEditor, TextEditor
from zjbuy_desktop.usecases import collecting, mending
from zjbuy_desktop.usecases.collecting import ReturnRecord

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage
    from zjbuy_desktop.usecases.mending import RowAround

Place = tuple[str, str]
_ADDRESS = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,5}")
_NO_FIGURE = ("（空）", "（公式没有结果）")
"""Where nothing is written there is nothing to contradict: 数量×单价 is put in to be confirmed."""
Around = Mapping[Place, "RowAround"]
_HEADS = ("格子", "现在是", "应当", "更正为")


class CorrectDialog(Sheet):
    """One refused file with its cells.

    Signals:
        corrected: the new reading, once it was accepted.
    """

    corrected = Signal(object)

    def __init__(self, page: "StagePage", record: ReturnRecord) -> None:
        super().__init__(page, f"更正　{record.file}", "按更正后的内容接收(&C)", wide=760)
        self.record = record
        self.editors: dict[Place, LineEditor] = {}
        self.around: dict[Place, QLabel] = {}
        self.products: dict[Place, QPushButton] = {}
        who = "、".join(record.units) or "单位不明"
        self.head = label(
            f"{who}报来的原件不会改动；这里填写的内容和理由会一并留存。", "quiet", wrap=True
        )
        self._grid = QGridLayout()
        self._grid.setColumnStretch(2, 1)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self.reason = TextEditor(2, "例如：8月20日电话确认，王喆")
        self.reason.setAccessibleName("更正理由")
        self.more = LineEditor("如 E4")
        self.more.setAccessibleName("另一个格子")
        self.more.setFixedWidth(96)
        self._arrange()
        self.show_problems(record.problems)
        self.fit(900, 560)
        self._look_around(self._show_around)
        for editor in self.editors.values():
            editor.setFocus()
            break

    def _arrange(self) -> None:
        inner = QWidget()
        inner.setProperty("ground", "clear")
        inner.setLayout(self._grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        for number, text in enumerate(_HEADS):
            self._grid.addWidget(label(text, "quiet"), 0, number)
        self._grid.setRowStretch(1000, 1)
        add = button("加一格", self.add_cell, role="small")
        self.add_line = row(label("还要更正别的格子：", "quiet"), self.more, add, None)
        self.box.addWidget(self.head)
        self.box.addWidget(area, 1)
        self.box.addLayout(self.add_line)
        self.box.addWidget(label("更正理由 *", "quiet"))
        self.box.addWidget(self.reason)

    def show_problems(self, problems: Sequence[CellProblem]) -> None:
        """One line for each; what was typed before stays."""
        whole = [p for p in problems if p.sheet is None or p.cell is None]
        for problem in problems:
            if problem not in whole:
                self._add_line(problem)
        self.go.setEnabled(bool(self.editors))
        if whole and not self.editors:
            first = whole[0]
            self.say(
                f"{first.found}，这个文件不能在这里更正。{first.hint}。可请单位重发，或“搁置”。"
            )

    def _add_line(self, problem: CellProblem) -> None:
        place = (problem.sheet or "", problem.cell or "")
        if place in self.editors:
            return
        editor = LineEditor()
        editor.setFixedWidth(200)
        editor.setAccessibleName(f"{place[0]} {place[1]} 更正为")
        self.editors[place] = editor
        line = 2 * len(self.editors)
        texts = (f"{place[0]}　{place[1]}", problem.found, f"{problem.expected}。{problem.hint}")
        for number, text in enumerate(texts):
            made = label(text, "quiet" if number == 2 else "", wrap=True)
            self._grid.addWidget(made, line, number)
        self._grid.addWidget(editor, line, 3)
        self.around[place] = label("", "quiet", wrap=True)
        self._grid.addWidget(self.around[place], line + 1, 0, 1, 3)
        product = button("用 数量×单价", self._multiplier(place), role="small")
        product.setAccessibleName(f"{place[0]} {place[1]} 用 数量×单价")
        product.hide()
        self.products[place] = product
        self._grid.addWidget(product, line + 1, 3)

    # The whole row, to know what to type

    def _look_around(self, then: "Callable[[Around], object]") -> None:
        context = self.page.context
        if context is None or not self.editors:
            return
        desk, project, number = context.desk, context.project_id, self.record.id
        places, typed = tuple(self.editors), self._typed()
        self.do(
            "读出所在的行",
            lambda _: mending.rows_around(desk, project, number, places, typed),
            then,
            writes=False,
            quiet=True,
        )

    def _show_around(self, found: "Around") -> None:
        for place, row_ in found.items():
            cells = "　".join(f"{name} {text}" for name, _, text in row_.cells)
            self.around[place].setText(f"第 {row_.number} 行：{cells}")
            wanted = row_.field == "amount" and bool(row_.product)
            self.products[place].setVisible(wanted)
            self.products[place].setToolTip(f"填入 {row_.product}" if wanted else "")
            no_figure = row_.field == "amount" and any(
                cell == place[1] and text in _NO_FIGURE for _, cell, text in row_.cells
            )
            if no_figure and row_.product and not self.editors[place].value():
                self.editors[place].set_value(row_.product)

    def _multiplier(self, place: Place) -> "Callable[[], None]":
        def fill(found: "Around") -> None:
            product = found[place].product if place in found else ""
            if product:
                self.editors[place].set_value(product)
            else:
                self.say("数量或单价读不出来，先更正它们。")

        return lambda: self._look_around(fill)

    def _typed(self) -> dict[Place, str]:
        return {place: e.value() for place, e in self.editors.items() if e.value()}

    def add_cell(self) -> None:
        """A cell that was not complained of: where two contradict, the other may be wrong."""
        cell = halfwidth(self.more.value()).upper()
        sheet = next((s for s, _ in self.editors), self._sheet())
        if not _ADDRESS.fullmatch(cell):
            self.say("格子写成列字母加行号，例如 E4。")
            return
        self._add_line(
            CellProblem(sheet, cell, "（见原件）", "按单位确认的内容填写", "填好后一并核对")
        )
        self.more.set_value("")
        self.go.setEnabled(True)
        self._look_around(self._show_around)

    def _sheet(self) -> str:
        return next((p.sheet for p in self.record.problems if p.sheet), "")

    def try_accept(self) -> None:
        """Read the original again with these corrections."""
        context = self.page.context
        cells = self._typed()
        reason = self.reason.value()
        if context is None or not self._complete(cells, reason):
            return
        desk, project, number = context.desk, context.project_id, self.record.id
        self.do(
            "按更正重新读取",
            lambda _: collecting.correct(desk, project, number, cells, reason),
            self._read_again,
        )

    def _complete(self, cells: dict[Place, str], reason: str) -> bool:
        if not cells:
            self.say("请在“更正为”里填写至少一格。")
        elif not reason:
            self.say("请写明更正的理由，例如谁在哪一天确认的。")
        return bool(cells and reason)

    def _read_again(self, result: ReadReturn) -> None:
        if result.outcome is Outcome.ACCEPTED:
            self.corrected.emit(result)
            self.accept()
            return
        self.show_problems(result.problems)
        self._look_around(self._show_around)
        first = result.problems[0]
        self.say(
            f"还有 {len(result.problems)} 处不对，先看 {first.cell or '整个文件'}：{first.found}，"
            f"应当：{first.expected}。"
        )
