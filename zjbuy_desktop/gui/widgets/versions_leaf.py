"""The leaf 版本与封存: every import with its undoing, every sealing with its opening."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from zjbuy_desktop.core.case.comparing import Differences
from zjbuy_desktop.gui.dialogs import ask
from zjbuy_desktop.gui.dialogs.compare_returns import CompareDialog
from zjbuy_desktop.gui.dialogs.seal import SealDialog
from zjbuy_desktop.gui.dialogs.undo_batch import UndoDialog
from zjbuy_desktop.gui.widgets.basics import button, column
from zjbuy_desktop.gui.widgets.seal_strip import SealStrip
from zjbuy_desktop.gui.widgets.version_tables import batch_table, snapshot_table
from zjbuy_desktop.usecases import freezing, versions
from zjbuy_desktop.usecases.collecting import ReturnRecord
from zjbuy_desktop.usecases.freezing import Snapshot
from zjbuy_desktop.usecases.versions import Batch

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage


_LEAST = 84
"""Height of a table that has to do with little: its head and one row."""


class VersionsLeaf(QWidget):
    """Batches above, sealings below; the strip that says so belongs to the head of the page.

    Signals:
        opened: a dialog is to be opened.
    """

    opened = Signal(object)

    def __init__(self, page: "StagePage") -> None:
        super().__init__()
        self._page = page
        self.strip = SealStrip(self.compare_sealed, self.unseal)
        self.batches, self.snapshots = batch_table(), snapshot_table()
        self.undo = button("撤销这一批(&W)…", self.undo_chosen, role="small", icon="undo")
        self.seal = button("封存(&S)…", lambda: self.open_seal(), role="small", icon="lock")
        self.compare = button("与封存时相比(&P)…", self.compare_chosen, role="small")
        self.batches.add_tool(self.undo)
        self.snapshots.add_tool(self.seal)
        self.snapshots.add_tool(self.compare)
        self.batches.selected.connect(self._fit)
        self.batches.activated.connect(lambda _: self.undo_chosen())
        self.snapshots.selected.connect(self._fit)
        self.snapshots.activated.connect(lambda _: self.compare_chosen())
        for table in (self.batches, self.snapshots):
            table.view.setMinimumHeight(_LEAST)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.batches)
        halves.addWidget(self.snapshots)
        halves.setChildrenCollapsible(False)
        self.setLayout(column(halves, margins=(0, 8, 0, 0)))

    def sizeHint(self) -> QSize:
        """Override QWidget::sizeHint: two tables ask for no more room than they must have."""
        return self.minimumSizeHint()

    def show_versions(
        self, returns: Sequence[ReturnRecord], snapshots: Sequence[Snapshot], *, some: bool
    ) -> None:
        """Show these; ``some``: whether there are needs that could be sealed."""
        self.batches.set_rows(versions.batches_of(returns))
        self.snapshots.set_rows(reversed(snapshots))
        self.strip.show_sealed(self.frozen)
        self.seal.setEnabled(some and self.frozen is None)
        for table in (self.batches, self.snapshots):
            if table.current() is not None and not table.selection():
                table.view.selectRow(0)
        self._fit()

    @property
    def frozen(self) -> Snapshot | None:
        """The sealing in force."""
        return next((s for s in self.snapshots.model.rows if s.opened_at is None), None)

    @property
    def last_batch(self) -> Batch | None:
        """The last import that was not taken back."""
        return next((b for b in self.batches.model.rows if not b.undone), None)

    def _fit(self) -> None:
        at = self.batches.current()
        self.undo.setEnabled(at is not None and not at.undone)
        self.compare.setEnabled(self.snapshots.current() is not None)

    def undo_chosen(self) -> None:
        """撤销这一批…"""
        at = self.batches.current()
        if at is not None and not at.undone:
            self.open_undo(at)

    def open_undo(self, batch: Batch | None) -> None:
        """Show what undoing a batch would change, and offer it."""
        if batch is not None:
            dialog = UndoDialog(self._page, batch)
            self.opened.emit(dialog)
            dialog.read()

    def open_seal(self, *, completing: bool = False) -> SealDialog:
        """封存…, perhaps on the way to completing the stage."""
        names = [s.name for s in self.snapshots.model.rows]
        dialog = SealDialog(self._page, names, completing=completing)
        self.opened.emit(dialog)
        return dialog

    def unseal(self) -> None:
        """解封…"""
        context, sealed = self._page.context, self.frozen
        if context is None or sealed is None:
            return
        text = f"解封“{sealed.name}”。封存的内容仍保留，解封后可以改动，改完请重新封存。"
        reason = ask.ask_reason(self, "解封需求", text, action="解封")
        if reason is not None:
            desk, project = context.desk, context.project_id
            self._page.run(
                "解封需求",
                lambda _: freezing.unfreeze(desk, project, reason),
                lambda s: self._page.tell("ok", f"已解封“{s.name}”，封存的内容仍保留。"),
            )

    def compare_sealed(self) -> None:
        """与封存时相比…, with the sealing in force."""
        self._compare(self.frozen)

    def compare_chosen(self) -> None:
        """与封存时相比…, with the one in hand."""
        self._compare(self.snapshots.current())

    def _compare(self, sealed: Snapshot | None) -> None:
        context = self._page.context
        if context is None or sealed is None:
            return
        desk, project, number = context.desk, context.project_id, str(sealed.id)
        self._page.run(
            "与封存时相比",
            lambda _: freezing.compare_with(desk, project, number),
            lambda found: self._show(sealed, found),
            writes=False,
        )

    def _show(self, sealed: Snapshot, found: Differences) -> None:
        sides = (f"封存“{sealed.name}”，{sealed.sealed_at:%Y-%m-%d %H:%M}", "现在计入汇总的")
        dialog = CompareDialog(self._page, f"与封存时相比　{sealed.name}", sides, found, units=True)
        dialog.differences.changed_only.setChecked(True)
        self.opened.emit(dialog)
