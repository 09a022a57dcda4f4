"""指明各列: say which column of a table is what, and see at once what is read by it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.base import money, quantity
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.models.columns import Column, money_column, quantity_column, text_column
from zjbuy_desktop.gui.widgets.basics import column, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.editors import CheckEditor, ChoiceEditor, LineEditor
from zjbuy_desktop.gui.widgets.mapping_form import MappingForm
from zjbuy_desktop.usecases import mappings

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage
    from zjbuy_desktop.usecases.mappings import SheetPeek, Trial

WAIT_MS = 350
"""So long after the last change the file is read anew."""


class AssignColumnsDialog(Sheet):
    """One file; a mapping comes of it.

    Signals:
        assigned: the ``HeaderMapping`` to read the file by.
    """

    assigned = Signal(object)

    def __init__(self, page: "StagePage", path: Path) -> None:
        super().__init__(page, f"指明各列　{path.name}", "按此读取(&R)", wide=900)
        self.path = path
        self.trial: Trial | None = None
        self._tried: HeaderMapping | None = None
        self._busy = self._stale = False
        case = page.context.case if page.context else None
        units = [u.name for u in case.units] if case else []
        items = [lot.item for lot in case.project.lots] if case else []
        self.form = MappingForm(units, list(dict.fromkeys(items)))
        self.sheet = ChoiceEditor([], empty="正在打开…")
        self.sheet.setAccessibleName("工作表")
        self.why = label("正在看这个文件…", wrap=True)
        self.reading = label("", "quiet", wrap=True)
        self.lines: DataTable[NeedLine] = DataTable(
            "assign-lines", _columns(), title="照此读出", filtering=False, empty="指明各列后显示"
        )
        self.name = LineEditor("方案名称")
        self.name.setText(path.stem[:40])
        self.name.setAccessibleName("方案名称")
        self.name.setMinimumWidth(200)
        self.keep = CheckEditor("记住，以后同样表头的表照此读取(&K)")
        self._sheets: tuple[SheetPeek, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.read_again)
        self._arrange()
        self.go.setEnabled(False)
        self.fit(1240, 680)
        self.form.edited.connect(self._changed)
        self.name.edited.connect(self._changed)
        self.sheet.edited.connect(self._sheet_chosen)

    def _arrange(self) -> None:
        right = QWidget()
        right.setLayout(column(self.reading, self.lines, gap=6))
        left = column(row(label("工作表"), self.sheet, None), self.form, gap=6)
        left.setStretch(1, 1)
        halves = row(left, right, gap=20)
        halves.setStretch(0, 1)
        halves.setStretch(1, 1)
        self.box.addWidget(self.why)
        self.box.addLayout(halves, 1)
        self.left.addWidget(self.keep)
        self.left.addWidget(label("名称", "quiet"))
        self.left.addWidget(self.name)

    def look(self) -> None:
        """Look into the file; call it once the dialog is open."""
        context = self.page.context
        if context is None:
            return
        desk, project, path = context.desk, context.project_id, self.path
        self.do(
            "看表的各列",
            lambda _: mappings.look(desk, project, path),
            self._looked,
            writes=False,
            quiet=True,
        )

    def _looked(self, sheets: "Sequence[SheetPeek]") -> None:
        shown = [s for s in sheets if not s.hidden and s.rows] or list(sheets)
        self._sheets = tuple(shown)
        self.sheet.offer([(n, s.sheet) for n, s in enumerate(shown)])
        if not shown:
            self.why.setText("这个文件里没有内容。")
            return
        doubtful = (n for n, s in enumerate(shown) if s.proposal and s.proposal.reasons)
        self.sheet.set_value(next(doubtful, 0))
        self._sheet_chosen()

    def _sheet_chosen(self) -> None:
        sheet = self._sheets[self.sheet.value()]
        reasons = sheet.proposal.reasons if sheet.proposal else ("认不出表头",)
        told = f"程序拿不准：{'；'.join(reasons)}。" if reasons else "各列程序都认得；可以改。"
        self.why.setText(f"{told}请指明各列是什么（* 必须有），右边随即照此读出；原件不会改动。")
        self.form.show_sheet(sheet)
        for choice in self.form.columns.choices.values():
            choice.setFocus()
            break
        self._changed()

    def said(self) -> HeaderMapping | None:
        """The mapping as it stands."""
        return self.form.mapping(self.name.value(), self.path.name)

    def _changed(self) -> None:
        mapping = self.said()
        self.go.setEnabled(False)
        missing = ("行号写成数字。",) if mapping is None else mappings.problems_of(mapping)
        if missing:
            self._timer.stop()
            self.trial = None
            self.lines.set_rows([])
            self.reading.setText(f"还差：{missing[0]}")
        else:
            self.reading.setText("正在照此读出…")
            self._timer.start()

    def read_again(self) -> None:
        """Read the file by what is said now; one reading at a time, the last one counts."""
        context, mapping = self.page.context, self.said()
        if context is None or mapping is None or mappings.problems_of(mapping):
            return
        if self._busy:
            self._stale = True
            return
        self._busy, self._stale = True, False
        desk, project, path = context.desk, context.project_id, self.path
        self.do(
            "照此读出",
            lambda _: (mapping, mappings.try_mapping(desk, project, path, mapping)),
            self._show_trial,
            writes=False,
            quiet=True,
        )

    def _show_trial(self, done: "tuple[HeaderMapping, Trial]") -> None:
        self._busy = False
        mapping, trial = done
        if self._stale:
            self.read_again()
            return
        if mapping != self.said():
            return
        self.trial, self._tried = trial, mapping
        self.lines.set_rows(trial.result.lines)
        self.reading.setText(_words(trial))
        self.go.setEnabled(trial.applied)

    def _failed(self, error: Exception) -> None:
        self._busy = False
        super()._failed(error)
        self.go.setEnabled(False)
        self.reading.setText("")

    def try_accept(self) -> None:
        """按此读取: keep the mapping if that was asked, and hand it on."""
        context, mapping = self.page.context, self._tried
        if context is None or mapping is None or mapping != self.said():
            return
        if not self.keep.value():
            self._hand_on(mapping)
            return
        desk = context.desk
        self.do(
            "记住对应方案",
            lambda _: mappings.remember(desk, mapping),
            lambda _: self._hand_on(mapping),
        )

    def _hand_on(self, mapping: HeaderMapping) -> None:
        self.accept()  # 先关上，接手的人才开得了自己的窗口
        self.assigned.emit(mapping)


def _words(trial: "Trial") -> str:
    sums, problems = trial.sums, trial.result.problems
    if not trial.applied:
        return "；".join(trial.result.notes) or "这样读不出需求行，请核对表头所在的行。"
    told = (
        f"照此读出 {sums.rows} 行，数量 {quantity.show(sums.quantity)}，"
        f"金额 {money.yuan(sums.amount_fen)} 元。"
    )
    if not problems:
        return told
    first = problems[0]
    where = first.cell or "整个文件"
    return (
        f"{told}还有 {len(problems)} 处要改，先看 {where}：{first.found}，应当：{first.expected}。"
    )


def _columns() -> tuple[Column[NeedLine], ...]:
    return (
        text_column("格子", lambda n: dict(n.source.cells).get("quantity"), 44),
        text_column("采购单位", lambda n: n.unit, 112, tip=lambda n: n.unit),
        text_column("标的", lambda n: n.item, 156, tip=lambda n: n.item),
        quantity_column("数量", lambda n: n.quantity, 56),
        money_column("单价（元）", lambda n: n.price_fen, 88, total=False),
        money_column("金额（元）", lambda n: n.amount_fen, 104),
    )
