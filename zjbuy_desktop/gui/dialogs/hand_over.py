"""交给下一台电脑: which projects, to whom, into which file; then the copy here is read-only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from zjbuy_desktop.gui.dialogs.files import choose_target
from zjbuy_desktop.gui.dialogs.short_sitting import ShortSitting, StepPage
from zjbuy_desktop.gui.widgets.basics import button, clear, label, row
from zjbuy_desktop.gui.widgets.editors import LineEditor, SecretEditor
from zjbuy_desktop.gui.work import Report, Work

if TYPE_CHECKING:
    from zjbuy_desktop.usecases.handover import HandedOver

PATTERN = "交接文件 (*.zjhand)"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be handed over.

    Attributes:
        projects: ids.
        to: 交给谁.
        file: the parcel.
        phrase: a passphrase of its own; empty for none.
    """

    projects: tuple[int, ...]
    to: str
    file: Path
    phrase: str = ""


class WhatPage(StepPage):
    """① which projects, to whom."""

    def __init__(
        self, projects: Sequence[tuple[int, str]], chosen: int | None, name: Callable[..., str],
        *, encrypted: bool,
    ) -> None:  # fmt: skip
        super().__init__(
            "① 交什么、交给谁", "一个文件带走整个项目：数据、原件、操作记录。放到U盘或共享文件夹。"
        )
        self._name = name
        self.boxes = {i: QCheckBox(words) for i, words in projects}
        for i, box in self.boxes.items():
            box.setChecked(chosen is None or i == chosen)
            self.body.addWidget(box)
        self.to = LineEditor("例如：李四（采购科 2 号机）")
        self.to.setAccessibleName("交给谁")
        self.file = LineEditor("选一个位置")
        self.file.setAccessibleName("交接文件")
        self.body.addSpacing(8)
        self.body.addLayout(_line("交给谁", self.to))
        pick = button("选位置(&O)…", self._choose, icon="folder", role="small")
        self.body.addLayout(_line("交接文件", self.file, pick))
        self._encrypted = encrypted
        self.phrase, self.again = SecretEditor(), SecretEditor()
        self.phrase.setAccessibleName("文件的口令")
        self.again.setAccessibleName("文件的口令，再写一遍")
        self.body.addLayout(_line("文件的口令", self.phrase))
        self.body.addLayout(_line("再写一遍", self.again))
        must = (
            "这里的数据是加密的，文件必须有口令。" if encrypted else "可以不写；写了，文件就加密。"
        )
        self.body.addWidget(
            label(f"{must}口令另外告诉对方，不要和文件放在一起。", "quiet", wrap=True)
        )
        self.body.addStretch(1)

    def chosen(self) -> tuple[int, ...]:
        """The projects that go."""
        return tuple(i for i, box in self.boxes.items() if box.isChecked())

    def lacking(self) -> tuple[str, str]:
        if not self.chosen():
            return "projects", "至少选一个项目。"
        if not self.to.value().strip():
            return "to", "请写明交给谁。"
        if not self.file.value():
            return "file", "请选交接文件放在哪里。"
        return self._phrase_lacking()

    def _phrase_lacking(self) -> tuple[str, str]:
        if self._encrypted and not self.phrase.value():
            return "phrase", "数据是加密的，请给交接文件一个口令。"
        if self.phrase.value() != self.again.value():
            return "again", "两遍口令不一样。"
        return "", ""

    def _choose(self) -> None:
        chosen = self.chosen()
        if not chosen:
            self.say("至少选一个项目。")
            return
        file = choose_target(self, "交接文件", self._name(chosen), PATTERN)
        if file is not None:
            self.file.set_value(str(file))
            self.say("")


class GoPage(StepPage):
    """② what will be so afterwards."""

    def __init__(self) -> None:
        super().__init__("② 确认", "看清楚再交：交出以后，这里的项目只能查看。")

    def show_order(self, order: Order, names: Sequence[str]) -> None:
        """Say what is going to happen."""
        clear(self.body)
        self.line("项目", "\n".join(names))
        self.line("交给", order.to)
        self.line("文件", str(order.file))
        self.line("这台电脑", "交出的项目变为只读，打开时写明交给了谁；别的项目照常办理。", "warn")
        self.line("交接单", "同时做成 PDF：正在走的期限、在外面的文件、没处理的事，双方签字。")
        self.line("校验码", "印在交接单上；接收时程序显示的要一字不差。")
        self.body.addStretch(1)


class HandOverWizard(ShortSitting):
    """① 交什么、交给谁 ② 确认.

    Signals:
        handed_over: it is done (a ``HandedOver``).
    """

    handed_over = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        work: Work,
        projects: Sequence[tuple[int, str]],
        chosen: int | None,
        name: Callable[[tuple[int, ...]], str],
        give: "Callable[[Report, Order], HandedOver]",
        *,
        encrypted: bool = False,
    ) -> None:
        """``give`` does it, on the worker; ``name`` suggests a file name."""
        super().__init__(parent, work, "交给下一台电脑", "交出(&F)")
        self._names, self._give = dict(projects), give
        self.what, self.last = WhatPage(projects, chosen, name, encrypted=encrypted), GoPage()
        for page in (self.what, self.last):
            self.addPage(page)

    def order(self) -> Order:
        """What was chosen."""
        what = self.what
        return Order(
            what.chosen(), what.to.value().strip(), Path(what.file.value()), what.phrase.value()
        )

    def initializePage(self, page_id: int) -> None:
        """Say what is going to happen when the second page comes up."""
        super().initializePage(page_id)
        if self.page(page_id) is self.last:
            order = self.order()
            self.last.set_ready(True)
            self.last.show_order(order, [self._names[i] for i in order.projects])

    def accept(self) -> None:
        """交出: the sitting closes when that went well."""
        order = self.order()
        self.do(self.last, "做交接文件", lambda report: self._give(report, order), self._done)

    def refuse(self, page: StepPage, error: Exception) -> None:
        """It was not handed over; it can be tried again."""
        super().refuse(page, error)
        page.set_ready(True)

    def _done(self, made: "HandedOver") -> None:
        self.handed_over.emit(made)
        self.done_well()


def _line(head: str, *parts: QWidget) -> QHBoxLayout:
    said = label(head, "quiet")
    said.setFixedWidth(84)
    box = row(said, *parts)
    box.setStretch(1, 1)
    return box
