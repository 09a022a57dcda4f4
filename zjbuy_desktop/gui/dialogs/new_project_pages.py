"""The pages of 新建项目 and 接手项目."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWizardPage

from zjbuy_desktop.core.base.findings import Finding
from zjbuy_desktop.core.base.identifiers import is_category_code
from zjbuy_desktop.core.case.units import Unit
from zjbuy_desktop.core.stages.book import STAGES
from zjbuy_desktop.gui.dialogs.files import choose_file
from zjbuy_desktop.gui.dialogs.unit_card import UnitDialog
from zjbuy_desktop.gui.widgets import project_card
from zjbuy_desktop.gui.widgets.basics import button, clear, icon_label, label, row
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor, TextEditor
from zjbuy_desktop.gui.widgets.form import Form
from zjbuy_desktop.gui.widgets.roster_panel import RosterPanel

if TYPE_CHECKING:
    from zjbuy_desktop.gui.dialogs.new_project import NewProject

_SHOWN = 6


class WizardPage(QWizardPage):
    """Title, content, and a place that says what is missing."""

    def __init__(self, title: str, purpose: str) -> None:
        super().__init__()
        self.setTitle(title)
        self.message = label("", "stop", wrap=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 4, 8, 4)
        whole.setSpacing(12)
        whole.addWidget(label(purpose, "quiet", wrap=True))
        whole.addLayout(self.body, 1)
        whole.addWidget(self.message)

    def say(self, text: str) -> None:
        """Say what is missing; nothing clears it."""
        self.message.setText(text)

    def missing(self) -> str:
        """What is still missing before going on."""
        return self.lacking()[1]

    def lacking(self) -> tuple[str, str]:
        """Name of the field where something is missing, and what."""
        return "", ""

    def watch(self, form: Form) -> None:
        """Say what is still missing, if anything was said, whenever something is typed."""
        form.edited.connect(lambda _: self._typed_on())

    def _typed_on(self) -> None:
        if self.message.text():
            self.say(self.lacking()[1])

    def validatePage(self) -> bool:
        missing = self.missing()
        self.say(missing)
        return not missing


class CardPage(WizardPage):
    """① what is bought and who leads.

    Signals:
        file_asked: fill everything from a project file.
    """

    file_asked = Signal()

    def __init__(self) -> None:
        super().__init__("基本信息", "写清买什么、由谁牵头；其余内容建立后在“立项与名册”里补。")
        self.form = Form(columns=2)
        project_card.add_identity(self.form)
        project_card.add_lead(self.form, whole=False)
        project_card.add_method(self.form, whole=False)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.watch(self.form)
        load = button("从配置文件读取(&O)…", self.file_asked.emit, icon="import", role="small")
        self.body.addLayout(row(load, None))

    def missing(self) -> str:
        field, words = self.lacking()
        self.form.focus(field)
        return words

    def lacking(self) -> tuple[str, str]:
        values = self.form.values()
        for name, words in (("name", "项目名称"), ("category_name", "品目名称"),
                            ("lead_unit", "牵头单位")):  # fmt: skip
            if not values[name]:
                return name, f"请填{words}。"
        if not is_category_code(values["category_code"]):
            return "category_code", "品目编码应为一位字母加八位数字，例如 A02010105。"
        return "", ""


class LotsPage(WizardPage):
    """② what is awarded as one."""

    def __init__(self) -> None:
        super().__init__("标项", "规格不同的标的分成几个标项；只有一种标的，就只写一个。")
        self.form = Form()
        project_card.add_lots(self.form)
        self.watch(self.form)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def lacking(self) -> tuple[str, str]:
        if problems := self.form.problems():
            return next(iter(problems.items()))
        lots = self.form.value("lots")
        if not lots or not all(lot.name and lot.item for lot in lots):
            return "lots", "每个标项都要写名称和标的，至少一个。"
        return "", ""


class RosterPage(WizardPage):
    """③ who buys together.

    Signals:
        file_chosen: a roster workbook is to be read.
        book_asked: units of earlier projects are to be offered.
    """

    file_chosen = Signal(object)
    book_asked = Signal()

    def __init__(self) -> None:
        super().__init__("名册", "导入参与单位名册，从单位库选，或逐家添加；也可以先空着。")
        self._units: list[Unit] = []
        self.panel = RosterPanel(recommending=False)
        self.panel.import_asked.connect(self._choose)
        self.panel.add_asked.connect(self._add)
        self.panel.book_asked.connect(self.book_asked)
        self.panel.edit_asked.connect(self._edit)
        self.panel.remove_asked.connect(self._remove)
        self.body.addWidget(self.panel, 1)

    def numbered(self) -> tuple[Unit, ...]:
        """The units in the order shown."""
        return tuple(replace(u, order=n) for n, u in enumerate(self._units))

    def set_units(self, units: Sequence[Unit], warnings: Sequence[str] = ()) -> None:
        """Show these."""
        self._units = list(units)
        self.panel.show_roster(self._units)
        self.say("；".join(warnings[:3]))

    def add_units(self, new: Sequence[Unit]) -> None:
        """Put units after those that are there."""
        self.set_units([*self._units, *new])

    def _choose(self) -> None:
        file = choose_file(self, "参与单位名册")
        if file is not None:
            self.file_chosen.emit(Path(file))

    def _add(self) -> None:
        dialog = UnitDialog(self, taken=[u.name for u in self._units])
        if dialog.exec():
            self.set_units([*self._units, dialog.unit()])

    def _edit(self, unit: Unit) -> None:
        dialog = UnitDialog(self, unit, [u.name for u in self._units if u is not unit])
        if dialog.exec():
            new = dialog.unit()
            self.set_units([new if u == unit else u for u in self._units])

    def _remove(self, chosen: list[Unit]) -> None:
        self.set_units([u for u in self._units if u not in chosen])


class TakeOverPage(WizardPage):
    """④ 接手: how far it has come elsewhere."""

    def __init__(self) -> None:
        super().__init__(
            "办到哪一步",
            "前面的环节记为接手前已办理，不再拦着；已有的需求、登记和文件打开后在各页补进来。",
        )
        self.stage = ChoiceEditor([(s.id, s.title) for s in STAGES[1:] if not s.along])
        self.note = TextEditor(3, "例：征集和汇总由前任经办人用表格办理，材料在档案袋 2026-07")
        self.form = Form()
        self.form.add("first_open", "从哪一步开始", self.stage, required=True)
        self.form.add("note", "接手说明", self.note, required=True)
        self.watch(self.form)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def answer(self) -> tuple[str, str]:
        """Stage to start at, and the note."""
        return self.stage.value() or "", self.note.value()

    def lacking(self) -> tuple[str, str]:
        return ("", "") if self.note.value() else ("note", "请写明前面的环节在哪里、由谁办理。")


class ConfirmPage(WizardPage):
    """Last: what is going to be made, and what will remain to be done."""

    def __init__(
        self,
        order: "Callable[[], NewProject]",
        check: "Callable[[NewProject], Sequence[Finding]]",
    ) -> None:
        super().__init__("确认", "看一遍，没有问题就建立；以后都可以改。")
        self._order, self._check = order, check

    def initializePage(self) -> None:
        order = self._order()
        project = order.project
        clear(self.body)
        lots = "；".join(f"{lot.name}　{lot.item}" for lot in project.lots)
        for words, text in (
            ("项目名称", project.name),
            ("品目", f"{project.category_code}　{project.category_name}（{project.kind.value}）"),
            ("牵头单位", project.lead_unit),
            ("方式", f"{project.mode.value}，{project.method.value}"),
            ("标项", lots),
            ("名册", f"{len(order.units)} 家单位"),
            ("开始于", next((s.title for s in STAGES if s.id == order.first_open), "")),
        ):
            if text:
                self._line(words, text)
        self._show_findings(self._check(order))
        self.body.addStretch(1)

    def _line(self, words: str, text: str) -> None:
        head = label(words, "quiet")
        head.setFixedWidth(72)
        line = row(head, label(text, wrap=True))
        line.setStretch(1, 1)
        self.body.addLayout(line)

    def _show_findings(self, found: Sequence[Finding]) -> None:
        if not found:
            return
        self.body.addSpacing(4)
        self.body.addWidget(label("建立后在“立项与名册”里还要处理：", size="head"))
        for finding in found[:_SHOWN]:
            block = finding.severity.value == "block"
            mark = icon_label("stop" if block else "warn", "stop" if block else "warn")
            line = row(mark, label(finding.message, wrap=True))
            line.setStretch(1, 1)
            self.body.addLayout(line)
        if len(found) > _SHOWN:
            self.body.addWidget(label(f"另有 {len(found) - _SHOWN} 条。", "quiet"))
