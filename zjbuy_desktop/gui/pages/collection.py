"""回收与汇总: what came back, what is to be mended, what it adds up to."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.core.stages.collection import SPEC
from zjbuy_desktop.gui.dialogs.ask import ask_reason
from zjbuy_desktop.gui.dialogs.correct_return import CorrectDialog
from zjbuy_desktop.gui.dialogs.explain_figure import ExplainDialog
from zjbuy_desktop.gui.dialogs.explain_missing import RemindDialog
from zjbuy_desktop.gui.dialogs.files import choose_files, choose_folder
from zjbuy_desktop.gui.dialogs.import_returns import ImportDialog, counts_text
from zjbuy_desktop.gui.dialogs.record_many import Candidate, RecordManyDialog
from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets import return_tables as tables
from zjbuy_desktop.gui.widgets.announce import announce, folder_action, open_path
from zjbuy_desktop.gui.widgets.basics import button, label
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.drops import EmptyState
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.gui.widgets.return_strip import Returned, ReturnStrip, UnitSquare, summary
from zjbuy_desktop.gui.widgets.return_tables import FileRow, ItemRow, UnitRow
from zjbuy_desktop.usecases import collecting, summaries
from zjbuy_desktop.usecases.collecting import ImportReport, ReturnRecord

if TYPE_CHECKING:
    from zjbuy_desktop.core.base.findings import Finding
    from zjbuy_desktop.core.case.case import Case
    from zjbuy_desktop.usecases.desk import Desk

_KINDS = "需求表 (*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.html *.htm);;所有文件 (*)"


class CollectionPage(StagePage):
    """Import, mend, sum up."""

    stage = SPEC.id
    action = f"{SPEC.action}(&N)"

    def build(self) -> None:
        self.returns: tuple[ReturnRecord, ...] = ()
        self.dialog: QWidget | None = None
        self.count = label("", size="head")
        self.states = label("", "quiet")
        self.strip = ReturnStrip()
        self.strip.chosen.connect(self.show_unit)
        self.body.addWidget(Flow(self.count, self.states, None, *self._buttons()))
        self.body.addWidget(self.strip)
        self._build_tables()
        self.empty = EmptyState(
            "import",
            "还没有收到需求表",
            "把各单位发回的文件或文件夹拖到这里；先看结果，再决定写入。",
            (Action("选择文件(&F)…", self.pick_files), Action("选择文件夹(&D)…", self.pick_folder)),
            drops=True,
        )
        self.empty.dropped.connect(self.import_files)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.leaves, 1)

    def _buttons(self) -> tuple[QWidget, ...]:
        choose = QMenu(self)
        choose.addAction("选择文件…", self.pick_files)
        choose.addAction("选择文件夹…", self.pick_folder)
        self.bring = button("导入(&I)　", icon="import")
        self.bring.setMenu(choose)
        self.remind = button("催报(&H)…", self.open_reminder, icon="send")
        self.sum_up = button("汇总表(&T)…", self.write_summaries, icon="table")
        self.take_back = button("撤销上次导入(&U)…", self.undo, icon="undo")
        return (self.bring, self.remind, self.sum_up, self.take_back)

    def _build_tables(self) -> None:
        self.by_unit: DataTable[UnitRow] = DataTable(
            "collection-units", tables.unit_columns(), title="各单位回收情况"
        )
        self.by_item: DataTable[ItemRow] = DataTable(
            "collection-items", tables.item_columns(), title="按标的汇总", empty="还没有需求"
        )
        self.files: DataTable[FileRow] = DataTable(
            "collection-files", tables.file_columns(), title="收到的文件", empty="还没有文件"
        )
        self.by_unit.explained.connect(lambda r, _: self.explain_unit(r.unit))
        self.by_unit.activated.connect(lambda r: self.explain_unit(r.unit))
        self.by_item.explained.connect(lambda r, _: self.explain_item(r.item))
        self.by_item.activated.connect(lambda r: self.explain_item(r.item))
        self.files.explained.connect(lambda r, _: self.open_file_row(r))
        self.files.activated.connect(self.open_file_row)
        self.files.selected.connect(self._fit_tools)
        self.absent = button("登记不参加(&Q)…", self.record_absent, role="small")
        self.by_unit.add_tool(self.absent)
        self._add_file_tools()
        self.leaves = Leaves("汇总")
        self.leaves.add("按单位", _leaf(self.by_unit))
        self.leaves.add("按标的", _leaf(self.by_item))
        self.detail = label("", "quiet", wrap=True)
        self.file_leaf = _leaf(self.files, self.detail)
        self.leaves.add("文件", self.file_leaf)

    def _add_file_tools(self) -> None:
        self.correct = button("更正(&E)…", self.correct_file, role="small", icon="edit")
        self.aside = button("搁置(&L)…", self.set_aside, role="small")
        self.pick = button("选用这一份(&Y)…", self.choose_file, role="small")
        self.original = button("打开原件(&O)", self.open_original, role="small", icon="file")
        for tool in (self.correct, self.aside, self.pick, self.original):
            self.files.add_tool(tool)

    # What is shown

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        return collecting.list_returns(desk, case.id)

    def fill(self, context: PageContext) -> None:
        case = context.case
        self.returns = context.extra or ()
        rows = tables.unit_rows(case, self.returns)
        sent = sum(r.files is not None for r in rows)
        squares = [UnitSquare(r.unit, r.state, r.note) for r in rows]
        self.count.setText(f"已回收 {sent}/{len(rows)} 家")
        self.states.setText(summary(squares))
        self.strip.set_squares(squares)
        self.by_unit.set_rows(rows)
        self._set_feet(case, rows)
        self.files.set_rows(tables.file_rows(case, self.returns))
        if self.files.current() is not None and not self.files.selection():
            self.files.view.selectRow(0)
        waiting = sum(r.waits for r in self.files.model.rows)
        self.leaves.set_count(self.file_leaf, waiting or None)
        if waiting:
            self.leaves.setTabText(2, f"文件（待改 {waiting}）")
        nothing = not self.returns
        self.empty.setVisible(nothing)
        self.leaves.setVisible(not nothing)
        self.sum_up.setEnabled(bool(case.needs))
        self.take_back.setEnabled(self._last_batch() is not None)
        self._fit_tools()

    def _set_feet(self, case: "Case", rows: Sequence[UnitRow]) -> None:
        whole = total(case.needs).amount_fen
        items = tables.item_rows(case)
        shown = sum(r.sums.amount_fen for r in rows if r.sums)
        self.by_unit.set_foot(f"合计 {len(rows)} 家", difference=_gap(whole - shown))
        self.by_item.set_rows(items)
        summed = sum(r.sums.amount_fen for r in items)
        self.by_item.set_foot(f"合计 {len(items)} 种", difference=_gap(whole - summed))

    def visit(self, finding: "Finding") -> bool:
        """A finding names a unit or a file: go to its row."""
        if self.show_unit(finding.subject):
            return True
        for found in self.files.model.rows:
            if found.record.file == finding.subject:
                return self._show_file(found)
        return super().visit(finding)

    def show_unit(self, unit: str) -> bool:
        """Put the cursor on a unit; on its file, if that waits for somebody."""
        waiting = [f for f in self.files.model.rows if f.waits and unit in f.record.units]
        if waiting:
            return self._show_file(waiting[0])
        for found in self.by_unit.model.rows:
            if found.unit == unit:
                self.leaves.setCurrentIndex(0)
                self.by_unit.select(found)
                self.by_unit.setFocus()
                return True
        return False

    def _show_file(self, found: FileRow) -> bool:
        self.leaves.setCurrentWidget(self.file_leaf)
        self.files.select(found)
        self.files.setFocus()
        return True

    # Import

    def pick_files(self) -> None:
        """选择文件…"""
        paths = choose_files(self, "选择各单位发回的需求表", _KINDS)
        if paths:
            self.import_files(paths)

    def pick_folder(self) -> None:
        """选择文件夹…"""
        folder = choose_folder(self, "选择放需求表的文件夹")
        if folder is not None:
            self.import_files([folder])

    def import_files(self, paths: Sequence[Path]) -> None:
        """Preview files or folders: picked, or dropped anywhere in the window."""
        if self.context is None or (self.dialog is not None and self.dialog.isVisible()):
            return
        dialog = ImportDialog(self, paths)
        dialog.kept.connect(self._tell_kept)
        self._open(dialog)
        dialog.read()

    def _tell_kept(self, report: ImportReport) -> None:
        waiting = report.count(Outcome.REJECTED)
        hint = f"有 {waiting} 个文件待修改，在“文件”里逐个处理。" if waiting else ""
        self.tell("warn" if waiting else "ok", f"已写入：{counts_text(report)}。", hint)

    def undo(self) -> None:
        """撤销上次导入."""
        context, batch = self.context, self._last_batch()
        if context is None or batch is None:
            return
        from zjbuy_desktop.gui.dialogs.ask import confirm

        files = [r for r in self.returns if r.batch_id == batch]
        text = (
            f"撤销第 {batch} 批导入（{len(files)} 个文件）。各单位回到这批之前的内容；"
            "原件和这次导入的记录都保留。"
        )
        if not confirm(self, "撤销上次导入", text, "撤销这一批"):
            return
        self.run(
            "撤销导入",
            lambda _: collecting.undo(context.desk, context.project_id, batch),
            lambda _: self.tell("ok", f"已撤销第 {batch} 批导入，{len(files)} 个文件。"),
        )

    def _last_batch(self) -> int | None:
        return max((r.batch_id for r in self.returns if not r.undone), default=None)

    # Files that wait for somebody

    def _fit_tools(self) -> None:
        at = self.files.current()
        record = at.record if at else None
        taken = record is not None and record.rows > 0 and not record.undone
        self.correct.setEnabled(at is not None and at.waits)
        self.aside.setEnabled(at is not None and at.waits)
        self.pick.setEnabled(taken and record is not None and not record.current_units)
        self.original.setEnabled(record is not None and bool(record.sha256))
        self.detail.setText(at.remark if at else "")

    def open_file_row(self, at: FileRow) -> None:
        """Enter or double click on a file: mend it, or see what it gave."""
        if at.waits:
            self.correct_file()
        elif self.context is not None and at.record.current_units:
            lines = [n for n in self.context.case.needs if n.source.sha256 == at.record.sha256]
            self._open(ExplainDialog(self, at.record.file, lines))
        else:
            self.tell("info", f"“{at.record.file}”{at.state}。", at.remark)

    def correct_file(self) -> None:
        """更正…"""
        at = self.files.current()
        if at is not None:
            dialog = CorrectDialog(self, at.record)
            dialog.corrected.connect(self._tell_corrected)
            self._open(dialog)

    def _tell_corrected(self, result: ReadReturn) -> None:
        who = "、".join(result.units)
        self.tell("ok", f"已按更正接收“{result.file}”（{who}），{len(result.lines)} 行。")

    def set_aside(self) -> None:
        """搁置…"""
        context, at = self.context, self.files.current()
        if context is None or at is None:
            return
        text = f"“{at.record.file}”不计入汇总，也不再提示。"
        reason = ask_reason(self, "搁置文件", text, action="搁置")
        if reason is not None:
            desk, project, number = context.desk, context.project_id, at.record.id
            self.run("搁置文件", lambda _: collecting.set_aside(desk, project, number, reason))

    def choose_file(self) -> None:
        """选用这一份…: let it count for every unit it has needs of."""
        context, at = self.context, self.files.current()
        if context is None or at is None:
            return
        units = at.record.units
        text = f"{'、'.join(units)}改以“{at.record.file}”为准。"
        reason = ask_reason(self, "选用这一份", text, action="选用")
        if reason is None:
            return

        def choose(_: object) -> None:
            for unit in units:
                collecting.choose(context.desk, context.project_id, unit, at.record.id, reason)

        self.run("选用另一份回收表", choose)

    def open_original(self) -> None:
        """打开原件: a copy of it."""
        context, at = self.context, self.files.current()
        if context is not None and at is not None and at.record.sha256:
            record = at.record
            self.run(
                "取出原件",
                lambda _: collecting.copy_original(context.desk, record.sha256, record.file),
                open_path,
                writes=False,
            )

    # Explanations, reminders, summaries

    def explain_unit(self, unit: str) -> None:
        """这个数怎么来的, or what keeps it from being there."""
        if self.context is None:
            return
        lines = [n for n in self.context.case.needs if n.unit == unit]
        if lines:
            self._open(ExplainDialog(self, unit, lines))
        elif not any(f.waits and unit in f.record.units for f in self.files.model.rows):
            self.tell("info", f"{unit}还没有报来可用的需求表。", "可以催报，或登记不参加。")
        else:
            self.show_unit(unit)

    def explain_item(self, item: str) -> None:
        """这个数怎么来的, for one item over all units."""
        if self.context is not None:
            lines = [n for n in self.context.case.needs if n.item == item]
            self._open(ExplainDialog(self, item, lines))

    def open_reminder(self) -> None:
        """催报…"""
        if self.context is None:
            return
        asked = (Returned.MISSING, Returned.PROBLEM)
        missing = [r for r in self.by_unit.model.rows if r.state in asked]
        if not missing:
            self.tell("info", "各单位都已报来，没有需要催报的。")
            return
        self._open(RemindDialog(self, self.context, missing))

    def record_absent(self) -> None:
        """登记不参加…: units that say they buy nothing this time, with the reason."""
        if self.context is None:
            return
        rows = [r for r in self.by_unit.model.rows if not r.sums and r.state is not Returned.LEFT]
        if not rows:
            self.tell("info", "各单位都已报来需求；报了以后要退出的，在“参与委托”登记退出。")
            return
        chosen = {r.unit for r in self.by_unit.selection()}
        candidates = [Candidate(r.unit, r.text, r.unit in chosen) for r in rows]
        text = "没有报来需求、明确不参加本次采购的单位；登记后不再催报。"
        self._open(
            RecordManyDialog(
                self, self.context, EventKind.WITHDRAWN, candidates, text=text, note="不参加的原因"
            )
        )

    def write_summaries(self) -> None:
        """汇总表…: one for all and one per unit, into a folder."""
        context = self.context
        folder = choose_folder(self, "汇总表放到哪个文件夹")
        if context is None or folder is None:
            return
        desk, project = context.desk, context.project_id
        self.run(
            "写汇总表",
            lambda _: summaries.write_summaries(desk, project, folder),
            lambda written: announce(
                self,
                "ok",
                f"已写出总表 1 个、分单位表 {len(written.files) - 1} 个。",
                str(folder),
                (folder_action(folder),),
            ),
            writes=False,
        )

    def _open(self, dialog: Any) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _: setattr(self, "dialog", None))
        dialog.open()


def _leaf(table: DataTable[Any], *below: QWidget) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 8, 0, 0)
    box.addWidget(table, 1)
    for part in below:
        box.addWidget(part)
    return made


def _gap(difference_fen: int) -> str:
    from zjbuy_desktop.core.base import money

    return f"{money.yuan(difference_fen)} 元" if difference_fen else ""
