"""需求已封存: plainly at the head of the page, with the ways to look and to open again."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from zjbuy_desktop.core.base import money
from zjbuy_desktop.gui.widgets.basics import button, icon_label, label, row
from zjbuy_desktop.usecases.freezing import Snapshot


class SealStrip(QFrame):
    """Hidden while nothing is sealed."""

    def __init__(self, compare: Callable[[], object], unseal: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("banner", "info")
        self.words = label("", wrap=True)
        self.compare = button("与封存时相比(&A)…", compare, role="small")
        self.unseal = button("解封(&X)…", unseal, role="small")
        line = row(
            icon_label("lock", "accent"), self.words, self.compare, self.unseal,
            margins=(12, 6, 6, 6),
        )  # fmt: skip
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def show_sealed(self, sealed: Snapshot | None) -> None:
        """Show the sealing in force."""
        self.setVisible(sealed is not None)
        if sealed is not None:
            at = sealed.sealed_at
            self.words.setText(
                f"需求已封存：“{sealed.name}”，{at.month}月{at.day}日 {at:%H:%M}，"
                f"{sealed.sealed_by}，{sealed.line_count} 行 {money.yuan(sealed.amount_fen)} 元；"
                "导入、改用、撤回、归并都要先解封。"
            )
