"""制作文件: for whom, with which 文号 and 成文日期, one file each or one for the printer, where."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.core.papers.spec import PaperSpec
from zjbuy_desktop.gui.models.columns import Column, date_column, text_column
from zjbuy_desktop.gui.models.paper_order import PaperOrder, counted_on, counts_on
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import LineEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.run_options import RunOptions
from zjbuy_desktop.usecases.paper_settings import PaperSettings
from zjbuy_desktop.usecases.results import PaperRow


class PaperRunDialog(QDialog):
    """Asks for everything of one kind of paper before it is made."""

    def __init__(
        self,
        parent: QWidget,
        spec: PaperSpec,
        rows: Sequence[PaperRow],
        today: date,
        folder: Path,
        settings: PaperSettings = PaperSettings(),  # noqa: B008  (frozen)
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"制作　{spec.title}")
        self.setMinimumWidth(640)
        self._spec, self._rows = spec, tuple(rows)
        self._many = spec.per_subject
        self._keep_only = False
        self.form = Form()
        self.number = LineEditor(self._number_hint())
        self.dated = DateEditor(today)
        self.options = RunOptions(folder, settings, many=self._many)
        self.folder, self.one_file = self.options.folder, self.options.one_file
        self._coming: dict[str, str] = {}
        self.table = self._table()
        self.message = label("", "stop", wrap=True)
        self.message.hide()
        self.go: QPushButton = button("制作(&M)", self._make, role="primary")
        self.go.setDefault(True)
        self._add_fields()
        self._arrange()
        self._prefill()

    def order(self) -> PaperOrder:
        """What was asked for."""
        chosen = self._chosen()
        return PaperOrder(
            tuple((r.kind, r.subject) for r in chosen),
            self._details(chosen),
            None if self._keep_only else self.options.place(),
            self.options.one_file.value(),
            self.options.folder_each.value(),
            None if self._keep_only else self.options.settings(),
        )

    # What is asked

    def _number_hint(self) -> str:
        return "例：之机管采函〔2026〕12号"

    def _add_fields(self) -> None:
        if self._spec.numbered:
            hint = "填第一份的，其余流水号依次加一；不填则保持原有文号。"
            title = "第一份的文号" if self._spec.per_subject else "文号"
            self.form.add("number", title, self.number, hint=hint if self._many else "")
        if not self._spec.dated_by_hand:
            self.form.add("dated", "成文日期", self.dated)

    def _table(self) -> DataTable[PaperRow]:
        columns: tuple[Column[PaperRow], ...] = (
            text_column("对象", lambda r: r.subject or "本项目", 190),
            text_column("文号", self._number_shown, 196),
            date_column("成文日期", lambda r: r.dated),
            text_column("状态", lambda r: r.state, 80),
        )
        made: DataTable[PaperRow] = DataTable("paper_run", columns, title="为哪些单位制作")
        made.setMinimumHeight(220)
        made.set_rows(self._rows)
        made.view.selectAll()
        made.selected.connect(self._say_count)
        self.number.edited.connect(self._number_anew)
        return made

    def _number_shown(self, paper: PaperRow) -> str:
        """The number it will get, as soon as the first one is typed."""
        return self._coming.get(paper.subject, paper.number)

    def _number_anew(self) -> None:
        details = self._details(self._chosen())
        self._coming = {d.unit: d.number for d in details if d.number}
        self.table.view.viewport().update()

    def _arrange(self) -> None:
        box = column(self.form, gap=12, margins=(20, 16, 20, 16))
        if self._spec.per_subject:
            self._count = label("", "quiet")
            every = button("全选(&A)", self.table.view.selectAll, role="small")
            box.addLayout(row(label("制作给", size="head"), self._count, None, every))
            box.addWidget(self.table, 1)
            self._say_count()
        box.addWidget(self.options)
        box.addWidget(self.message)
        keep = button("只保存文号和日期(&K)", self._keep)
        keep.setVisible(bool(self.form.fields))
        box.addLayout(row(keep, None, button("取消", self.reject), self.go))
        self.setLayout(box)

    def _prefill(self) -> None:
        if self._rows:
            first = self._rows[0]
            self.dated.set_value(first.dated)
            if not self._spec.per_subject:
                self.number.set_value(first.number)

    def _say_count(self) -> None:
        chosen = len(self._chosen())
        self._count.setText(f"已选 {chosen} / {len(self._rows)}")
        self.go.setText(f"制作 {chosen} 份(&M)")
        self._number_anew()

    # What is answered

    def _chosen(self) -> list[PaperRow]:
        return self.table.selection() if self._spec.per_subject else list(self._rows)

    def _details(self, chosen: list[PaperRow]) -> tuple[PaperDetails, ...]:
        """Only those that change something; the number of a paper stays unless a new is given."""
        first, day = self.number.value(), self.dated.value()
        made = []
        for place, paper in enumerate(chosen):
            number = counted_on(first, place) or paper.number
            if (number, day or paper.dated) != (paper.number, paper.dated):
                made.append(PaperDetails(paper.kind, paper.subject, number, day or paper.dated))
        return tuple(made)

    def _missing(self) -> str:
        if problems := self.form.problems():
            return next(iter(problems.values()))
        chosen = self._chosen()
        if not chosen:
            return "请至少选一家。" if self._rows else "现在还没有要制作的对象。"
        pattern = self.number.value()
        if len(chosen) > 1 and not counts_on(pattern):
            return "几份文件不能用同一个文号：文号里要有流水号，例如〔2026〕12号。"
        if not self._keep_only and self.options.place() is None:
            return "请选择存放的文件夹。"
        return ""

    def _make(self) -> None:
        self._keep_only = False
        self._try()

    def _keep(self) -> None:
        self._keep_only = True
        self._try()

    def _try(self) -> None:
        missing = self._missing()
        self.message.setText(missing)
        self.message.setVisible(bool(missing))
        if not missing:
            self.accept()
