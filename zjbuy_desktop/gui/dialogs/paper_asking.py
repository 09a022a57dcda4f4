"""What both dialogs that ask before papers are made share: the order, and why it can't be yet."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from zjbuy_desktop.core.case.documents import PaperDetails
from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.models.paper_order import PaperOrder
from zjbuy_desktop.gui.widgets.basics import button, label
from zjbuy_desktop.gui.widgets.run_options import RunOptions

Used = Callable[[Sequence[PaperDetails]], str]
"""Says which of these numbers is another paper's already; empty when none is."""


def none_used(_details: Sequence[PaperDetails]) -> str:
    """For papers without any number."""
    return ""


class PaperAsking(Dialog):
    """Asks what is to be made; closes only on an order that can be carried out."""

    def __init__(self, parent: QWidget, options: RunOptions, used: Used) -> None:
        super().__init__(parent)
        self.options = options
        self.keep_only = False
        self._used = used
        self.message = label("", "stop", wrap=True)
        self.message.hide()
        self.go: QPushButton = button("制作(&M)", lambda: self._try(False), role="primary")
        self.go.setDefault(True)
        self.keep = button("只保存文号和日期(&K)", lambda: self._try(True))

    def pairs(self) -> list[tuple[str, str]]:
        """(kind, subject) of the papers chosen."""
        raise NotImplementedError

    def details(self) -> tuple[PaperDetails, ...]:
        """文号 and 成文日期 that change."""
        raise NotImplementedError

    def lacking(self) -> str:
        """What is still to be chosen or entered; empty when nothing is."""
        raise NotImplementedError

    def order(self) -> PaperOrder:
        """What was asked for."""
        return PaperOrder(
            tuple(self.pairs()),
            self.details(),
            None if self.keep_only else self.options.place(),
            self.options.one_file.value(),
            self.options.folder_each.value(),
            None if self.keep_only else self.options.settings(),
        )

    def _try(self, keep_only: bool) -> None:
        self.keep_only = keep_only
        lacking = self.lacking() or self._used(self.details())
        if not lacking and not keep_only and self.options.place() is None:
            lacking = "请选择存放的文件夹。"
        self.message.setText(lacking)
        self.message.setVisible(bool(lacking))
        if not lacking:
            self.accept()
