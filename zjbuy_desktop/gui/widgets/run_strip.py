"""A run that was stopped or cut off, with the way to go on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from zjbuy_desktop.gui.widgets.basics import ElidedLabel, button, icon_label, row
from zjbuy_desktop.usecases.paper_runs import RunState


class RunStrip(QFrame):
    """Says of the latest stopped run how far it came; hidden while there is none.

    Signals:
        wanted: 继续制作 on a ``RunState``.
        dropped: 不再制作 on a ``RunState``.
    """

    wanted = Signal(object)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "warn")
        self.runs: tuple[RunState, ...] = ()
        self.text = ElidedLabel("", "ink")
        self.go = button("继续制作(&J)", lambda: self.wanted.emit(self.runs[0]), role="primary")
        self.drop = button("不再制作", lambda: self.dropped.emit(self.runs[0]), role="small")
        line = row(icon_label("warn", "warn"), self.text, self.drop, self.go,
                   margins=(12, 6, 8, 6))  # fmt: skip
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    def show_runs(self, runs: Sequence[RunState]) -> None:
        """Show the latest of these."""
        self.runs = tuple(runs)
        self.setVisible(bool(self.runs))
        if not self.runs:
            return
        run = self.runs[0]
        more = f"（另有 {len(self.runs) - 1} 次也没有做完）" if len(self.runs) > 1 else ""
        self.text.setText(
            f"{run.at:%m月%d日 %H:%M} 制作《{run.title}》做到 {run.total - run.left:,} / "
            f"{run.total:,} 份时停下{more}"
        )
        self.go.setText(f"继续制作余下 {run.left:,} 份(&J)")
        self.go.setAccessibleName(f"继续制作余下 {run.left} 份")
