"""制作文件: for whom, with which 文号 and 成文日期, one file each or one for the printer, where."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.core.papers.spec import PaperSpec
from zjbuy_desktop.gui.dialogs.paper_asking import PaperAsking, Used, none_used
from zjbuy_desktop.gui.models.columns import Column, date_column, text_column
from zjbuy_desktop.gui.models.paper_order import counted_on, counts_on
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import LineEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.run_options import RunOptions
from zjbuy_desktop.usecases.paper_settings import PaperSettings
from zjbuy_desktop.usecases.results import PaperRow

_COUNTS = (
    "印在文件上、记进台账的，以这里填的为准；"
    "“办理日期”里登记的是事情办成的那一天，备注里写的文号不印在文件上。"
)


class PaperRunDialog(PaperAsking):
    """Asks for everything of one kind of paper before it is made."""

    def __init__(
        self,
        parent: QWidget,
        spec: PaperSpec,
        rows: Sequence[PaperRow],
        today: date,
        folder: Path,
        settings: PaperSettings = PaperSettings(),  # noqa: B008  (frozen)
        used: Used = none_used,
    ) -> None:
        super().__init__(parent, RunOptions(folder, settings, many=spec.per_subject), used)
        self.setWindowTitle(f"制作　{spec.title}")
        self.setMinimumWidth(640)
        self._spec, self._rows = spec, tuple(rows)
        self._many = spec.per_subject
        self.form = Form()
        self.number = LineEditor(self._number_hint())
        self.dated = DateEditor(today)
        self.folder, self.one_file = self.options.folder, self.options.one_file
        self._coming: dict[str, str] = {}
        self.table = self._table()
        self._add_fields()
        self._arrange()
        self._prefill()

    def pairs(self) -> list[tuple[str, str]]:
        """(kind, subject) of the papers chosen."""
        return [(r.kind, r.subject) for r in self._chosen()]

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
        self._coming = {d.unit: d.number for d in self.details() if d.number}
        self.table.view.viewport().update()

    def _arrange(self) -> None:
        box = column(self.form, gap=12, margins=(20, 16, 20, 16))
        if self.form.fields:
            box.addWidget(label(_COUNTS, "quiet", wrap=True))
        if self._spec.per_subject:
            self._count = label("", "quiet")
            every = button("全选(&A)", self.table.view.selectAll, role="small")
            box.addLayout(row(label("制作给", size="head"), self._count, None, every))
            box.addWidget(self.table, 1)
            self._say_count()
        box.addWidget(self.options)
        box.addWidget(self.message)
        self.keep.setVisible(bool(self.form.fields))
        box.addLayout(row(self.keep, None, button("取消", self.reject), self.go))
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

    def details(self) -> tuple[PaperDetails, ...]:
        """Only those that change something; the number of a paper stays unless a new is given."""
        first, day = self.number.value(), self.dated.value()
        made = []
        for place, paper in enumerate(self._chosen()):
            number = counted_on(first, place) or paper.number
            if (number, day or paper.dated) != (paper.number, paper.dated):
                made.append(PaperDetails(paper.kind, paper.subject, number, day or paper.dated))
        return tuple(made)

    def lacking(self) -> str:
        """What is still to be chosen or entered."""
        if problems := self.form.problems():
            return next(iter(problems.values()))
        chosen = self._chosen()
        if not chosen:
            return "请至少选一家。" if self._rows else "现在还没有要制作的对象。"
        pattern = self.number.value()
        if len(chosen) > 1 and not counts_on(pattern):
            return "几份文件不能用同一个文号：文号里要有流水号，例如〔2026〕12号。"
        return ""
