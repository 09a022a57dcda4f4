"""Long work on screen: count, what is in hand, remaining time, 取消."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QProgressBar

from zjbuy_desktop.gui.widgets.basics import ElidedLabel, button, column, label, row
from zjbuy_desktop.gui.work import Progress, Task, Work


class ProgressPanel(QFrame):
    """Shows the newest task; hidden while nothing runs, and for work of an instant."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("progress")
        self._task: Task | None = None
        self._title = label("", size="head")
        self._what = ElidedLabel("", "quiet")
        self._time = label("", "quiet")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = button("取消", self._stop, role="small")
        texts = row(self._title, self._what, self._time, gap=12)
        texts.setStretch(1, 1)
        line = row(column(texts, self._bar, gap=6), self._cancel, margins=(12, 8, 8, 8), gap=12)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def watch(self, work: Work) -> None:
        """Show whatever this worker takes on."""
        work.started.connect(self.follow)

    @Slot(object)
    def follow(self, task: Task) -> None:
        """Show one task, from its first report to its end."""
        self._task = task
        self._cancel.setEnabled(True)
        self._cancel.setText("取消")
        task.progressed.connect(self._advance)
        task.finished.connect(self._end)

    @Slot(object)
    def _advance(self, progress: Progress) -> None:
        if self.sender() is not self._task or self._task is None:
            return
        self._title.setText(count_text(self._task.label, progress))
        self._what.setText(progress.what)
        self._time.setText(time_text(progress.remaining))
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        self.setAccessibleName(f"{self._title.text()} {self._time.text()}")
        self.show()

    @Slot()
    def _end(self) -> None:
        if self.sender() is self._task:
            self._task = None
            self.hide()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._cancel.setEnabled(False)
            self._cancel.setText("正在停下…")


def count_text(label_text: str, progress: Progress) -> str:
    """正在制作通知书 12 / 27."""
    if not progress.total:
        return label_text
    return f"{label_text} {progress.done} / {progress.total}"


def time_text(seconds: float | None) -> str:
    """约还需 2 分钟; nothing while unknown."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"约还需 {max(1, round(seconds))} 秒"
    return f"约还需 {round(seconds / 60)} 分钟"
