"""成批制作: several kinds of papers for several units, in one run."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.gui.dialogs.paper_asking import PaperAsking, Used, none_used
from zjbuy_desktop.gui.models.columns import Column, count_column, text_column
from zjbuy_desktop.gui.models.paper_order import counted_on, counts_on
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.date_editor import DateEditor
from zjbuy_desktop.gui.widgets.editors import LineEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.run_options import RunOptions
from zjbuy_desktop.usecases.paper_settings import PaperSettings
from zjbuy_desktop.usecases.papers import paper_spec
from zjbuy_desktop.usecases.register import RegisterRow, Standing

PROJECT = "（本项目）"
"""Stands in the list of units for the papers that are made once."""


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind that can be chosen: how many papers it has and how many are up to date."""

    kind: str
    title: str
    papers: int
    current: int


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """A unit (or supplier, or the project) that papers can be made for."""

    name: str
    papers: int


class PaperSetDialog(PaperAsking):
    """Kinds at the left, units at the right; what is chosen in both is made."""

    def __init__(
        self,
        parent: QWidget,
        rows: Sequence[RegisterRow],
        chosen: Sequence[RegisterRow],
        today: date,
        folder: Path,
        settings: PaperSettings,
        used: Used = none_used,
    ) -> None:
        """``chosen`` rows are marked at first; with none nothing is."""
        super().__init__(parent, RunOptions(folder, settings), used)
        self.setWindowTitle("成批制作文件")
        self._rows = tuple(rows)
        self.kinds = _kinds_table(self._rows)
        self.owners = _owners_table(self._rows)
        self.numbers = _clear_form()
        self._numbers_area = QScrollArea()
        self.dated = DateEditor(today)
        self.count = label("", size="head")
        self._arrange()
        self._mark(chosen)
        for table in (self.kinds, self.owners):
            table.selected.connect(self._chosen_anew)
        self._chosen_anew()
        room = parent.window().size()
        self.resize(min(980, room.width() - 40), min(690, room.height() - 40))

    def pairs(self) -> list[tuple[str, str]]:
        """(kind, subject) of the papers chosen."""
        return [row.pair for row in self.chosen()]

    def chosen(self) -> list[RegisterRow]:
        """The papers of the chosen kinds for the chosen units, kind by kind."""
        kinds = {line.kind for line in self.kinds.selection()}
        owners = {line.name for line in self.owners.selection()}
        return [r for r in self._rows if r.kind in kinds and owner_of(r) in owners]

    # How it is made

    def _arrange(self) -> None:
        left = column(self._head("种类", self.kinds), self.kinds, gap=6)
        right = column(self._head("单位", self.owners), self.owners, gap=6)
        tables = row(left, right, gap=16)
        tables.setStretch(0, 3)
        tables.setStretch(1, 2)
        self._numbers_area.setWidgetResizable(True)
        self._numbers_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._numbers_area.setWidget(self.numbers)
        self._numbers_area.setFixedHeight(112)
        self._numbers_area.setFrameShape(QFrame.Shape.NoFrame)
        dated = Form()
        dated.add("dated", "成文日期", self.dated, hint="不填则保持原有日期。")
        foot = row(self.count, None, self.keep, button("取消", self.reject), self.go)
        box = column(
            tables, self._numbers_area, dated, self.options, self.message, foot,
            gap=10, margins=(20, 16, 20, 16),
        )  # fmt: skip
        box.setStretch(0, 1)
        self.setLayout(box)

    def _head(self, title: str, table: "DataTable[KindLine] | DataTable[OwnerLine]") -> QWidget:
        made = QWidget()
        every = button("全选", table.view.selectAll, role="small")
        none = button("全不选", table.view.clearSelection, role="small")
        for part in (every, none):
            part.setAccessibleName(f"{title}{part.text()}")
        made.setLayout(row(label(title, size="head"), None, every, none))
        return made

    def _mark(self, chosen: Sequence[RegisterRow]) -> None:
        kinds = {r.kind for r in chosen}
        owners = {owner_of(r) for r in chosen}
        self.kinds.choose(lambda line: line.kind in kinds)
        self.owners.choose(lambda line: line.name in owners)

    def _chosen_anew(self) -> None:
        chosen = self.chosen()
        self.count.setText(f"共 {len(chosen)} 份")
        self.go.setText(f"制作 {len(chosen)} 份(&M)")
        self._ask_numbers(list(dict.fromkeys(r.kind for r in chosen)))

    def _ask_numbers(self, kinds: Sequence[str]) -> None:
        """One line for each numbered kind; what was typed stays while its kind is chosen."""
        wanted = [kind for kind in kinds if paper_spec(kind).numbered]
        typed = self.numbers.draft()
        if wanted == list(self.numbers.fields):
            return
        self.numbers = _clear_form()
        for kind in wanted:
            editor = LineEditor("第一份的文号，其余流水号依次加一；不填则保持原有文号")
            self.numbers.add(kind, paper_spec(kind).title, editor)
        self.numbers.set_draft(typed)
        self._numbers_area.setWidget(self.numbers)
        self._numbers_area.setVisible(bool(wanted))

    # What is answered

    def details(self) -> tuple[PaperDetails, ...]:
        """Only those that change something."""
        day = self.dated.value()
        places: dict[str, int] = {}
        made = []
        for paper in self.chosen():
            spec = paper_spec(paper.kind)
            place = places[paper.kind] = places.get(paper.kind, -1) + 1
            first = self.numbers.value(paper.kind) if spec.numbered else ""
            number = counted_on(first, place) or paper.number
            dated = None if spec.dated_by_hand else day or paper.dated
            if (number, dated) != (paper.number, None if spec.dated_by_hand else paper.dated):
                made.append(PaperDetails(paper.kind, paper.subject, number, dated))
        return tuple(made)

    def lacking(self) -> str:
        """What is still to be chosen or entered."""
        chosen = self.chosen()
        if not chosen:
            return "左边选种类，右边选单位：两边都选中的才制作。"
        if self.dated.problem():
            return self.dated.problem()
        for kind, field in self.numbers.fields.items():
            many = sum(r.kind == kind for r in chosen) > 1
            if many and not counts_on(field.editor.value()):
                return f"《{field.title}》几份不能用同一个文号：要有流水号，例如〔2026〕12号。"
        return ""


def _clear_form() -> Form:
    """A form on the ground it stands on."""
    made = Form()
    made.setProperty("ground", "clear")
    return made


def owner_of(row: RegisterRow) -> str:
    """The unit (or supplier, or the project) a paper is chosen by."""
    return row.unit or row.subject or PROJECT


_DONE = frozenset(Standing) - {Standing.MISSING, Standing.DRAFT, Standing.STALE}


def _kinds_table(rows: Sequence[RegisterRow]) -> DataTable[KindLine]:
    lines: dict[str, list[RegisterRow]] = {}
    for paper in rows:
        lines.setdefault(paper.kind, []).append(paper)
    columns: tuple[Column[KindLine], ...] = (
        text_column("文件", lambda k: k.title, 210),
        count_column("份数", lambda k: k.papers, 60),
        count_column("已制作", lambda k: k.current, 64),
    )
    table: DataTable[KindLine] = DataTable(
        "paper_set_kinds", columns, title="种类", filtering=False, empty="还没有可以制作的文件"
    )
    table.set_rows(
        KindLine(kind, own[0].title, len(own), sum(r.standing in _DONE for r in own))
        for kind, own in lines.items()
    )
    return table


def _owners_table(rows: Sequence[RegisterRow]) -> DataTable[OwnerLine]:
    counts: dict[str, int] = {}
    for paper in rows:
        counts[owner_of(paper)] = counts.get(owner_of(paper), 0) + 1
    columns: tuple[Column[OwnerLine], ...] = (
        text_column("单位", lambda o: o.name, 240),
        count_column("份数", lambda o: o.papers, 60),
    )
    table: DataTable[OwnerLine] = DataTable("paper_set_units", columns, title="单位")
    table.set_rows(OwnerLine(name, count) for name, count in counts.items())
    return table
