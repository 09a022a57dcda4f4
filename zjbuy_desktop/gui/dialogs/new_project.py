"""新建项目 and 接手项目: a short sitting of a few pages; everything can be changed afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget, QWizard

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.case.project import Project
from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.gui import errors
from zjbuy_desktop.gui.dialogs.ask import confirm
from zjbuy_desktop.gui.dialogs.dialog import Wizard
from zjbuy_desktop.gui.dialogs.files import choose_file
from zjbuy_desktop.gui.dialogs.new_project_pages import (
    CardPage,
    ConfirmPage,
    LotsPage,
    RosterPage,
    TakeOverPage,
    WizardPage,
)
from zjbuy_desktop.gui.widgets import project_card
from zjbuy_desktop.gui.widgets.basics import restyle
from zjbuy_desktop.gui.work import Work
from zjbuy_desktop.usecases import projects

_MARKS = "①②③④⑤"


@dataclass(frozen=True, slots=True)
class NewProject:
    """What the wizard collected.

    Attributes:
        project: the card.
        units: the roster.
        first_open: stage to start at when taking over; empty for a new project.
        note: why the stages before it count as done.
    """

    project: Project
    units: tuple[Unit, ...]
    first_open: str = ""
    note: str = ""


class NewProjectWizard(Wizard):
    """① 基本信息 ② 标项 ③ 名册 (接手：④ 办到哪一步) and 确认.

    Signals:
        finish_asked: a ``NewProject`` to be created; the wizard stays until ``done_well``.
        book_asked: units of earlier projects are to be offered.
    """

    finish_asked = Signal(object)
    book_asked = Signal()

    def __init__(
        self,
        parent: QWidget,
        work: Work,
        check: Callable[[NewProject], Sequence[Finding]],
        *,
        take_over: bool,
    ) -> None:
        """``work`` reads files; ``check`` says what will remain to be done."""
        super().__init__(parent)
        self._work = work
        self._base = project_card.blank_project()
        self.book: QDialog | None = None
        self.card, self.lots, self.roster = CardPage(), LotsPage(), RosterPage()
        self.taken = TakeOverPage() if take_over else None
        self.last = ConfirmPage(self.order, check)
        self._dress("接手项目" if take_over else "新建项目")
        for place, page in enumerate(self._sequence()):
            page.setTitle(f"{_MARKS[place]} {page.title()}")
            self.addPage(page)
        self.card.file_asked.connect(self._choose_file)
        self.roster.file_chosen.connect(self.read_roster)
        self.roster.book_asked.connect(self.book_asked)
        project_card.show_project(self.card.form, self._base)

    def _dress(self, title: str) -> None:
        self.setWindowTitle(title)
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage)
        which = QWizard.WizardButton
        self.setButtonText(which.BackButton, "上一步(&B)")
        self.setButtonText(which.NextButton, "下一步(&N)")
        self.setButtonText(which.CancelButton, "取消")
        self.setButtonText(which.FinishButton, f"{title}(&F)")
        for button in (which.NextButton, which.FinishButton):
            restyle(self.button(button), role="primary")
        self.resize(800, 580)

    def _sequence(self) -> list[WizardPage]:
        pages: list[WizardPage] = [self.card, self.lots, self.roster]
        return [*pages, self.taken, self.last] if self.taken else [*pages, self.last]

    def order(self) -> NewProject:
        """What was entered so far."""
        project = project_card.typed_project(self._base, self.card.form, self.lots.form)
        first, note = self.taken.answer() if self.taken else ("", "")
        dated = project_card.with_year_of_name(project)
        return NewProject(dated, self.roster.numbered(), first, note)

    # From files

    def _choose_file(self) -> None:
        file = choose_file(self, "项目配置文件", "项目配置文件 (*.toml)")
        if file is not None:
            self.read_file(file)

    def read_file(self, file: Path) -> None:
        """Fill everything from a project file, to be looked over."""
        self._work.run(
            self,
            lambda report: projects.read_project_file(file),
            success=lambda found: self._show(*found),
            failure=self.say,
            label="读取项目配置",
        )

    def _show(self, project: Project, units: Sequence[Unit]) -> None:
        self._base = project
        project_card.show_project(self.card.form, project)
        project_card.show_project(self.lots.form, project)
        self.roster.set_units(units)

    def read_roster(self, file: Path) -> None:
        """Fill the roster from a workbook."""
        self._work.run(
            self,
            lambda report: projects.roster_from_file(file),
            success=lambda found: self.roster.set_units(*found),
            failure=self.say,
            label="读取名册",
        )

    # The end

    def accept(self) -> None:
        """完成: ask for it to be created; the wizard closes when that went well."""
        self.button(QWizard.WizardButton.FinishButton).setEnabled(False)
        self.finish_asked.emit(self.order())

    def done_well(self) -> None:
        """It was created."""
        super().accept()
        self.deleteLater()

    def say(self, error: Exception) -> None:
        """It was not created, or a file could not be read: say why, keep what was entered."""
        self.button(QWizard.WizardButton.FinishButton).setEnabled(True)
        page = self.currentPage()
        if isinstance(error, UserError) and isinstance(page, WizardPage):
            page.say(f"{error.message}{error.hint}")
        else:
            errors.present(self.parentWidget(), error)

    def reject(self) -> None:
        """取消: ask first if anything was entered."""
        typed = self.order()
        empty = not (typed.project.name or typed.units)
        if empty or confirm(self, "放弃填写", "已填的内容不会保留。", "放弃"):
            super().reject()
            self.deleteLater()
