"""导入: look at what each file gives, choose between two of one unit, then write all at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.batch import KEPT
from zjbuy_desktop.core.case.header_mapping import HeaderMapping
from zjbuy_desktop.core.case.needs import Outcome, ReadReturn
from zjbuy_desktop.gui.dialogs.assign_columns import AssignColumnsDialog
from zjbuy_desktop.gui.dialogs.compare_returns import CompareDialog
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.widgets.basics import button, column, label
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.import_conflicts import ImportConflicts
from zjbuy_desktop.gui.widgets.problem_table import ProblemTable
from zjbuy_desktop.gui.widgets.progress import count_text, time_text
from zjbuy_desktop.gui.widgets.return_tables import ReadRow, outcome_words, read_columns
from zjbuy_desktop.gui.work import Progress, Report, Task
from zjbuy_desktop.usecases import collecting, weighing
from zjbuy_desktop.usecases.collecting import ImportReport
from zjbuy_desktop.usecases.weighing import Conflict, Weighed

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage


def counts_text(report: ImportReport) -> str:
    """共 25 个文件 ＝ 已接收 14 ＋ 待修改 8 ＋ …: what came in is all accounted for."""
    counts = [(outcome_words(o), report.count(o)) for o in Outcome]
    parts = " ＋ ".join(f"{word} {count}" for word, count in counts if count)
    return f"共 {len(report.results)} 个文件 ＝ {parts}"


class ImportDialog(Sheet):
    """Preview of an import; nothing is written before 写入.

    Signals:
        kept: the ``ImportReport`` that was written.
    """

    kept = Signal(object)

    def __init__(
        self, page: "StagePage", paths: Sequence[Path], mappings: Sequence[HeaderMapping] = ()
    ) -> None:
        super().__init__(page, "导入回收的需求表", "写入(&W)", wide=880)
        self.paths = tuple(paths)
        self.mappings = tuple(mappings)
        self.report: ImportReport | None = None
        self.comparing: CompareDialog | None = None
        self._task: Task | None = None
        self.head = label("正在读取文件…", size="head", wrap=True)
        self.note = label("", "quiet", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.table: DataTable[ReadRow] = DataTable(
            "import", read_columns(), title="读取结果", empty="还没有读完"
        )
        self.problems = ProblemTable("import-problems")
        self.problems.setFixedHeight(132)
        self.conflicts = ImportConflicts(self._prefer, self._explain, self._compare)
        self.box.addLayout(column(self.head, self.note, self.bar, gap=4))
        self.box.addWidget(self.conflicts)
        self.box.addWidget(self.table, 1)
        self.said = label("选中一个文件，下面列出要改的地方。", "quiet", wrap=True)
        self.box.addWidget(self.said)
        self.box.addWidget(self.problems)
        self.assign = button("指明各列(&A)…", self.assign_columns, role="small")
        self.assigning: AssignColumnsDialog | None = None
        self.assign.setEnabled(False)
        self.table.add_tool(self.assign)
        self.table.selected.connect(self._show_problems)
        self.finished.connect(self._stop)
        self.go.setEnabled(False)
        self.fit(1040, 660)

    def read(self) -> None:
        """Start reading; call it once the dialog is open."""
        context = self.page.context
        if context is None:
            return
        desk, project, mappings = context.desk, context.project_id, self.mappings

        def work(report: Report) -> ImportReport:
            return collecting.preview(
                desk,
                project,
                self.paths,
                mappings=mappings,
                progress=report,
                cancelled=self._is_cancelled,
            )

        self._task = self.do("读取回收的文件", work, self._show, writes=False)
        if self._task is not None:
            self._task.progressed.connect(self._advance)

    def assign_columns(self) -> None:
        """指明各列…: of the file in hand; all files are read anew with it."""
        at, report = self.table.current(), self.report
        if at is None or report is None:
            return
        dialog = AssignColumnsDialog(self.page, report.paths[at.place])
        dialog.assigned.connect(self._assigned)
        self.assigning = dialog
        dialog.open()
        dialog.look()

    def _assigned(self, mapping: HeaderMapping) -> None:
        self.mappings = (*(m for m in self.mappings if m.name != mapping.name), mapping)
        self.bar.show()
        self.go.setEnabled(False)
        self.read()

    def try_accept(self) -> None:
        """写入: one batch, all or nothing."""
        context, report = self.page.context, self.report
        if context is None or report is None:
            return
        silent = weighing.unexplained(report)
        if silent:
            self.say(f"{silent[0]}没有以后报的一份为准，请写明理由。")
            self.conflicts.reasons[silent[0]].setFocus()
            return
        desk, project = context.desk, context.project_id
        self.do("写入回收结果", lambda _: collecting.keep(desk, project, report), self._done)

    def _done(self, report: ImportReport) -> None:
        self.kept.emit(report)
        self.accept()

    def _is_cancelled(self) -> bool:
        return self._task is not None and self._task.cancelled

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _failed(self, error: Exception) -> None:
        if self._is_cancelled():
            return
        self.bar.hide()
        self.head.setText("没有读成")
        super()._failed(error)
        self.go.setEnabled(self.report is not None)

    def _advance(self, progress: Progress) -> None:
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.head.setText(count_text("正在读取", progress))
        self.note.setText(f"{progress.what}　{time_text(progress.remaining)}".strip())

    def _show(self, report: ImportReport) -> None:
        self.report = report
        self.bar.hide()
        sums = report.accepted
        self.head.setText(counts_text(report))
        self.note.setText(
            f"已接收的有 {len(report.units)} 家单位，{sums.rows} 行，"
            f"{money.yuan(sums.amount_fen)} 元。还没有写入；原件会逐字节保存，整批可以撤销。"
        )
        rows = [ReadRow(n, r) for n, r in enumerate(report.results)]
        rows.sort(key=lambda r: r.result.outcome is not Outcome.REJECTED)
        self.table.set_rows(rows)
        if rows and not self.table.selection():
            self.table.view.selectRow(0)
        taken = [r for r in report.results if r.outcome is Outcome.ACCEPTED]
        apart = sums.amount_fen - sum(n.amount_fen for r in taken for n in r.lines)
        gap = f"{money.yuan(apart)} 元" if apart else ""
        self.table.set_foot("合计（已接收）", difference=gap, of="各文件")
        self.conflicts.show_conflicts(report)
        useful = len(report.results) - report.count(Outcome.IGNORED)
        self.go.setEnabled(useful > 0)
        if not useful:
            self.say("没有可写入的需求表：都已接收过，或不是表格。")
        self._show_problems()

    def _show_problems(self) -> None:
        at = self.table.current()
        problems = at.result.problems if at else ()
        self.problems.set_rows(problems)
        self.assign.setEnabled(at is not None and _columns_matter(at.result))
        if at is not None:
            notes = "；".join(at.result.notes)
            self.said.setText(f"“{at.result.file}”{f'：{notes}' if notes else ''}")

    def _prefer(self, unit: str, place: int) -> None:
        if self.report is not None:
            self._show(weighing.prefer(self.report, unit, place))

    def _explain(self, unit: str, reason: str) -> None:
        if self.report is not None:
            self.report = weighing.give_reason(self.report, unit, reason)

    def _compare(self, conflict: Conflict) -> None:
        """逐行对照…: the last return beside what it would take the place of."""
        context, report = self.page.context, self.report
        if context is None or report is None:
            return
        desk, project = context.desk, context.project_id
        self.do(
            "逐行对照",
            lambda _: weighing.weighed(desk, project, report, conflict),
            lambda found: self._weigh(conflict, found),
            writes=False,
            quiet=True,
        )

    def _weigh(self, conflict: Conflict, weighed: Weighed) -> None:
        kept = "，以前接收的" if weighed.old == KEPT else "，这次读到的"
        sides = (f"“{weighed.old_file}”{kept}", f"“{weighed.new_file}”，这次读到的")
        title = f"逐行对照　{conflict.unit}"
        dialog = CompareDialog(self.page, title, sides, weighed.found)
        dialog.choose(
            lambda asked, new, why: self._weighed(
                asked, conflict.unit, weighed.new if new else weighed.old, why
            ),
            new=conflict.winner != weighed.old,
        )
        dialog.reason.set_value(self.report.reasons.get(conflict.unit, "") if self.report else "")
        self.comparing = dialog
        dialog.finished.connect(lambda _: setattr(self, "comparing", None))
        dialog.open()

    def _weighed(self, asked: CompareDialog, unit: str, place: int, reason: str) -> None:
        self._explain(unit, reason)
        self._prefer(unit, place)
        asked.accept()


def _columns_matter(result: ReadReturn) -> bool:
    """Whether saying what the columns are can change what is read of a file."""
    refused = result.outcome is Outcome.REJECTED and any(p.sheet for p in result.problems)
    return refused or bool(result.needs_mapping or result.mappings)
