"""回收与汇总: what came back, what is to be mended, what it adds up to."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMenu, QWidget

from zjbuy_desktop.core.base.findings import Severity
from zjbuy_desktop.core.case.asking import of_needs
from zjbuy_desktop.core.case.deriving_needs import Aspect
from zjbuy_desktop.core.case.events import EventKind
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.items import ItemTotal, item_totals
from zjbuy_desktop.core.case.needs import Outcome
from zjbuy_desktop.core.case.tally import total
from zjbuy_desktop.core.stages.collection import SPEC
from zjbuy_desktop.gui.dialogs import ask
from zjbuy_desktop.gui.dialogs.explain_missing import RemindDialog
from zjbuy_desktop.gui.dialogs.files import choose_files, choose_folder
from zjbuy_desktop.gui.dialogs.import_returns import ImportDialog, counts_text
from zjbuy_desktop.gui.dialogs.kept_mappings import KeptMappingsDialog
from zjbuy_desktop.gui.dialogs.leaving import LeavingDialog
from zjbuy_desktop.gui.dialogs.record_many import Candidate
from zjbuy_desktop.gui.dialogs.summary_choice import SummaryChoiceDialog
from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.pages.base import PageContext, StagePage
from zjbuy_desktop.gui.widgets import return_tables as tables
from zjbuy_desktop.gui.widgets.announce import announce, folder_action
from zjbuy_desktop.gui.widgets.basics import button, column, label
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.drops import EmptyState
from zjbuy_desktop.gui.widgets.files_leaf import FilesLeaf
from zjbuy_desktop.gui.widgets.flow import Flow
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.gui.widgets.problems_leaf import ProblemsLeaf
from zjbuy_desktop.gui.widgets.return_strip import Returned, ReturnStrip, UnitSquare, shares
from zjbuy_desktop.gui.widgets.return_tables import FileRow, UnitRow
from zjbuy_desktop.gui.widgets.unit_tools import UnitTools
from zjbuy_desktop.gui.widgets.versions_leaf import VersionsLeaf
from zjbuy_desktop.usecases import collecting, freezing, recording, sending_back, summaries
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
        self.count = label("", size="head")
        self.states = label("", "quiet")
        self.strip = ReturnStrip()
        self.strip.chosen.connect(self.show_unit)
        self.versions = VersionsLeaf(self)
        self.versions.opened.connect(self.open_dialog)
        self.body.addWidget(self.versions.strip)
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
        choose.addSeparator()
        choose.addAction("对应方案…", self.open_mappings)
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
        self.by_item: DataTable[ItemTotal] = DataTable(
            "collection-items", tables.item_columns(), title="按标的汇总", empty="还没有需求"
        )
        self.by_unit.explained.connect(lambda r, _: self.explain_unit(r.unit))
        self.by_unit.activated.connect(lambda r: self.explain_unit(r.unit))
        self.by_item.explained.connect(lambda r, _: self.explain_item(r.item))
        self.by_item.activated.connect(lambda r: self.explain_item(r.item))
        self.unit_tools = UnitTools(self, self.by_unit, self.open_dialog)
        self.absent = button("登记退出(&Q)…", self.record_absent, role="small")
        self.back = button("撤销退出…", self.unrecord_absent, role="link")
        for tool in (self.absent, self.back):
            self.by_unit.add_tool(tool)
        self.by_unit.add_action("登记退出…", self.record_absent)
        self.by_unit.add_action("撤销退出…", self.unrecord_absent)
        self.by_unit.selected.connect(self._fit_back)
        self.leaves = Leaves("汇总")
        self.leaves.add("按单位", _leaf(self.by_unit))
        self.leaves.add("按标的", _leaf(self.by_item))
        self.files = FilesLeaf(self)
        self.files.opened.connect(self.open_dialog)
        self.files.assigned.connect(lambda path, mapping: self.import_files([path], [mapping]))
        self.leaves.add("文件", self.files)
        self.problems = ProblemsLeaf(self)
        self.problems.opened.connect(self.open_dialog)
        self.files.sent.connect(self.problems.record)
        self.leaves.add("待改问题", self.problems)
        self.leaves.add("版本与封存", self.versions)

    # What is shown

    def fetch(self, desk: "Desk", case: "Case") -> Any:
        return (
            collecting.list_returns(desk, case.id),
            freezing.list_snapshots(desk, case.id),
            sending_back.sendings_back(desk, case.id),
        )

    def fill(self, context: PageContext) -> None:
        case = context.case
        self.returns, snapshots, sent = context.extra or ((), (), {})
        rows = tables.unit_rows(case, self.returns, sent)
        squares = [UnitSquare(r.unit, r.state, r.note) for r in rows]
        told, parts = shares(squares)
        self.count.setText(told)
        self.states.setText(parts)
        self.states.setToolTip("每家单位只在一种状态里；牵头单位自己报来需求的，也算一家。")
        self.strip.set_squares(squares)
        self.by_unit.set_rows(rows)
        self._set_feet(case, rows)
        waiting = self.files.show_files(case, self.returns, sent)
        self.leaves.setTabText(2, f"文件（待改 {waiting}）" if waiting else "文件")
        self.versions.show_versions(self.returns, snapshots, some=bool(case.needs))
        self.leaves.set_count(self.problems, self.problems.show_problems(case, self.returns, sent))
        nothing = not self.returns
        self.empty.setVisible(nothing)
        self.leaves.setVisible(not nothing)
        self.sum_up.setEnabled(bool(case.needs))
        self.take_back.setEnabled(self.versions.last_batch is not None)
        self._fit_back()

    def _set_feet(self, case: "Case", rows: Sequence[UnitRow]) -> None:
        whole = total(case.needs).amount_fen
        items = item_totals(case)
        shown = sum(r.sums.amount_fen for r in rows if r.sums)
        self.by_unit.set_foot(f"合计 {len(rows)} 家", difference=_gap(whole - shown))
        self.by_item.set_rows(items)
        summed = sum(r.sums.amount_fen for r in items)
        self.by_item.set_foot(f"合计 {len(items)} 种", difference=_gap(whole - summed))

    def visit(self, finding: "Finding") -> bool:
        """A finding names a unit or a file: go to its row."""
        if self.show_unit(finding.subject):
            return True
        file = self.files.named(finding.subject)
        if file is not None:
            return self._show_file(file)
        return super().visit(finding)

    def show_unit(self, unit: str) -> bool:
        """Put the cursor on a unit; on its file, if that waits for somebody."""
        waiting = self.files.waiting(unit)
        if waiting is not None:
            return self._show_file(waiting)
        for found in self.by_unit.model.rows:
            if found.unit == unit:
                self.leaves.setCurrentIndex(0)
                self.by_unit.select(found)
                self.by_unit.setFocus()
                return True
        return False

    def _show_file(self, found: FileRow) -> bool:
        self.leaves.setCurrentWidget(self.files)
        self.files.go_to(found)
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

    def import_files(self, paths: Sequence[Path], mappings: Sequence[HeaderMapping] = ()) -> None:
        """Preview files or folders: picked, or dropped anywhere in the window."""
        if self.context is None or (self.dialog is not None and self.dialog.isVisible()):
            return
        dialog = ImportDialog(self, paths, mappings)
        dialog.kept.connect(self._tell_kept)
        self.open_dialog(dialog)
        dialog.read()

    def open_mappings(self) -> None:
        """对应方案…: what is remembered of tables that were not recognised."""
        dialog = KeptMappingsDialog(self)
        self.open_dialog(dialog)
        dialog.look()

    def _tell_kept(self, report: ImportReport) -> None:
        waiting = report.count(Outcome.REJECTED)
        hint = f"有 {waiting} 个文件待修改，在“文件”里逐个处理。" if waiting else ""
        self.tell("warn" if waiting else "ok", f"已写入：{counts_text(report)}。", hint)

    def undo(self) -> None:
        """撤销上次导入…: first what that would change."""
        self.versions.open_undo(self.versions.last_batch)

    def submit(self) -> None:
        """完成汇总: where nothing stands in the way, sealing is offered first."""
        held = (Severity.BLOCK, Severity.WARN)
        case = self.context.case if self.context else None
        ready = not any(f.severity in held for f in self.model.findings)
        if not ready or case is None or not case.needs or self.versions.frozen:
            super().submit()
            return
        dialog = self.versions.open_seal(completing=True)
        dialog.completed.connect(super().submit)

    # Explanations, reminders, summaries

    def explain_unit(self, unit: str) -> None:
        """这个数怎么来的, or what keeps it from being there."""
        if self.context is None:
            return
        if any(n.unit == unit for n in self.context.case.needs):
            self.ask_figure(of_needs(Aspect.AMOUNT, unit))
        elif self.files.waiting(unit) is None:
            self.tell("info", f"{unit}还没有报来可用的需求表。", "可以催报，或登记退出。")
        else:
            self.show_unit(unit)

    def explain_item(self, item: str) -> None:
        """这个数怎么来的, for one item over all units."""
        self.ask_figure(of_needs(Aspect.AMOUNT, item=item))

    def open_reminder(self) -> None:
        """催报…"""
        if self.context is None:
            return
        asked = (Returned.MISSING, Returned.PROBLEM)
        missing = [r for r in self.by_unit.model.rows if r.state in asked]
        if not missing:
            self.tell("info", "各单位都已报来，没有需要催报的。")
            return
        self.open_dialog(RemindDialog(self, self.context, missing))

    def record_absent(self) -> None:
        """登记退出…: units that take no part, those selected ticked, with the reason.

        Those that reported a need are offered only if they are selected.
        """
        if self.context is None:
            return
        chosen = {r.unit for r in self.by_unit.selection()}
        staying = [r for r in self.by_unit.model.rows if r.state is not Returned.LEFT]
        rows = [r for r in staying if not r.sums or r.unit in chosen]
        if not rows:
            self.tell("info", "各单位都已报来需求。", "要退出的，先在表里选中，再登记退出。")
            return
        candidates = [Candidate(r.unit, r.text, r.unit in chosen) for r in rows]
        text = "不参加本次采购的单位；登记后不再催报，已报的需求不纳入。"
        self.open_dialog(LeavingDialog(self, self.context, candidates, text))

    def _fit_back(self) -> None:
        chosen = self.by_unit.selection()
        self.back.setEnabled(len(chosen) == 1 and chosen[0].state is Returned.LEFT)
        self.unit_tools.fit()

    def unrecord_absent(self) -> None:
        """撤销退出…: the unit in hand takes part after all."""
        context, chosen = self.context, self.by_unit.selection()
        if context is None or len(chosen) != 1 or chosen[0].state is not Returned.LEFT:
            self.tell("info", "先在表里选中一家已退出的单位。")
            return
        unit = chosen[0].unit
        text = f"撤销{unit}的退出登记。原登记和撤销原因都留在办理记录里。"
        reason = ask.ask_reason(self, "撤销退出", text, action="撤销登记")
        if reason is not None:
            desk, project, kind = context.desk, context.project_id, EventKind.WITHDRAWN
            self.run("撤销退出", lambda _: recording.unrecord(desk, project, kind, unit, reason))

    def write_summaries(self) -> None:
        """汇总表…: one for all and one per unit, into a folder."""
        if self.context is None:
            return
        dialog = SummaryChoiceDialog(self)
        dialog.accepted.connect(lambda: self.write_parts(*dialog.order()))
        self.open_dialog(dialog)

    def write_parts(self, parts: frozenset[summaries.Part], folder: Path) -> None:
        """Write what was ticked, all of it or nothing."""
        context = self.context
        if context is None:
            return
        desk, project = context.desk, context.project_id

        def told(written: summaries.Written) -> None:
            missed = f"，{len(written.failed)} 个没有写成" if written.failed else ""
            text = f"已写出 {len(written.files)} 个文件{missed}。"
            hint = "；".join(written.failed[:3]) or str(folder)
            announce(self, "warn" if written.failed else "ok", text, hint, (folder_action(folder),))

        self.run(
            "写汇总表",
            lambda report: summaries.write_summaries(desk, project, folder, report, parts),
            told,
            writes=False,
        )


def _leaf(table: DataTable[Any]) -> QWidget:
    made = QWidget()
    made.setLayout(column(table, margins=(0, 8, 0, 0)))
    return made


def _gap(difference_fen: int) -> str:
    from zjbuy_desktop.core.base import money

    return f"{money.yuan(difference_fen)} 元" if difference_fen else ""
