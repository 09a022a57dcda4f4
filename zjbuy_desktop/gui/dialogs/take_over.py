"""接收交接: which file, whether its code is that of the sheet, what becomes of each project."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from zjbuy_desktop.core.base.money import yuan
from zjbuy_desktop.gui.dialogs.files import choose_file
from zjbuy_desktop.gui.dialogs.hand_over import PATTERN
from zjbuy_desktop.gui.dialogs.short_sitting import ShortSitting, StepPage
from zjbuy_desktop.gui.models.columns import Column
from zjbuy_desktop.gui.widgets.basics import button, clear, label, row
from zjbuy_desktop.gui.widgets.data_table import DataTable
from zjbuy_desktop.gui.widgets.editors import LineEditor
from zjbuy_desktop.gui.work import Report, Work

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.handover import Coming, Looked, Taken


class FilePage(StepPage):
    """① which file."""

    def __init__(self) -> None:
        super().__init__("① 选交接文件", "选对方交来的 .zjhand 文件。选了只是先看，还不会接收。")
        self.file = LineEditor("交接文件的位置")
        self.file.setAccessibleName("交接文件")
        pick = button("选文件(&O)…", self._choose, icon="folder", role="small")
        line = row(label("交接文件", "quiet"), self.file, pick)
        line.setStretch(1, 1)
        self.body.addLayout(line)
        self.body.addStretch(1)

    def lacking(self) -> tuple[str, str]:
        return ("", "") if self.file.value() else ("file", "请选交接文件。")

    def _choose(self) -> None:
        file = choose_file(self, "交接文件", PATTERN)
        if file is not None:
            self.file.set_value(str(file))
            self.say("")


class SeePage(StepPage):
    """② what is in it, and what becomes of it here."""

    def __init__(self) -> None:
        super().__init__("② 核对", "先对校验码，再看每个项目会怎样。")
        self.table: DataTable[Coming] = DataTable(
            "take_over",
            (
                Column("项目", lambda c: c.carried.name, width=230),
                Column("第几棒", lambda c: c.carried.turn, right=True, width=60),
                Column("单位", lambda c: c.carried.units, right=True, width=50),
                Column("需求(行)", lambda c: c.carried.sums[0], right=True, width=70),
                Column("金额(元)", lambda c: yuan(c.carried.sums[2]), right=True, width=120),
                Column("会怎样", lambda c: c.fate.value, width=180, tone=_tone, mark=_mark),
            ),
            title="交接文件里的项目",
            filtering=False,
        )
        self.same = QCheckBox("校验码和交接单上的一字不差")
        self.replace = QCheckBox("以交接文件为准（这里的先留一份备份）")
        for box in (self.same, self.replace):
            box.toggled.connect(lambda _: self.completeChanged.emit())
        self._looked: Looked | None = None

    def empty(self) -> None:
        """Nothing is known."""
        self._looked = None
        for part in (self.table, self.same, self.replace):
            part.setParent(None)
        self.same.setChecked(False)
        self.replace.setChecked(False)
        clear(self.body)

    def waiting(self) -> None:
        """It is being looked into."""
        self.empty()
        self.body.addWidget(label("正在打开交接文件，逐项核对…", "quiet"))

    def show_looked(self, found: "Looked") -> None:
        """Show what was found."""
        self._looked = found
        clear(self.body)
        card = found.card
        at = card.made_at[:16].replace("T", " ")
        self.line("交接", f"{at}　{card.by} 交给 {card.to}")
        self.line("校验码", found.code)
        self.body.addWidget(self.same)
        self.same.show()
        self.table.set_rows(found.projects)
        self.body.addWidget(self.table, 1)
        self.table.show()
        missing = f"，另有 {len(card.missing)} 份交出时就缺" if card.missing else ""
        self.line("原件", f"{found.originals} 份{missing}；操作记录 {found.events} 条")
        if card.doubt:
            self.line("注意", f"{card.doubt}。", "warn")
        for coming in found.projects:
            self.line("说明", coming.why, "" if coming.fate.fine else "warn")
        clash = any(c.fate.name == "CLASH" for c in found.projects)
        self.body.addWidget(self.replace)
        self.replace.setVisible(clash)
        self.set_ready(True)

    def isComplete(self) -> bool:
        return self.ready and self._looked is not None and self.same.isChecked() and self._may()

    def _may(self) -> bool:
        assert self._looked is not None
        return all(
            c.fate.fine or (c.fate.name == "CLASH" and self.replace.isChecked())
            for c in self._looked.projects
        )


def _tone(coming: "Coming") -> str:
    return "ok" if coming.fate.fine else "warn"


def _mark(coming: "Coming") -> str:
    return "check" if coming.fate.fine else "warn"


class TakeOverWizard(ShortSitting):
    """① 选交接文件 ② 核对.

    Signals:
        taken: it is done (a ``Taken``).
    """

    taken = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        work: Work,
        look: "Callable[[Report, Path], Looked]",
        take: "Callable[[Report, Path, bool], Taken]",
    ) -> None:
        """``look`` checks a file and ``take`` takes it in, on the worker."""
        super().__init__(parent, work, "接收交接", "接收(&F)")
        self._look, self._take = look, take
        self.choose, self.see = FilePage(), SeePage()
        for page in (self.choose, self.see):
            self.addPage(page)

    def initializePage(self, page_id: int) -> None:
        """Look into the file when the second page comes up."""
        super().initializePage(page_id)
        if self.page(page_id) is self.see:
            self.look_again()

    def file(self) -> Path:
        return Path(self.choose.file.value())

    def look_again(self) -> None:
        file = self.file()
        self.see.waiting()
        self.do(
            self.see, "核对交接文件", lambda report: self._look(report, file), self.see.show_looked
        )

    def refuse(self, page: StepPage, error: Exception) -> None:
        """It can't be used: say why, in place of what would be in it."""
        self.see.empty()
        self.see.body.addStretch(1)
        super().refuse(page, error)

    def accept(self) -> None:
        """接收: the sitting closes when that went well."""
        file, replace = Path(self.choose.file.value()), self.see.replace.isChecked()
        self.do(self.see, "接收交接", lambda report: self._take(report, file, replace), self._done)

    def _done(self, made: "Taken") -> None:
        self.taken.emit(made)
        self.done_well()
