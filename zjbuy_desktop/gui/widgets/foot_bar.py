"""The foot of the window: where the data is, whether it is safe, what is next and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from zjbuy_desktop.gui import icons
from zjbuy_desktop.gui.models.views import FootView
from zjbuy_desktop.gui.widgets.basics import ElidedLabel, button, icon_label, label, row


class FootBar(QFrame):
    """One line, always there.

    Signals:
        followed: the next step was taken up; its target.
        place_opened: the data folder is to be opened.
    """

    followed = Signal(str)
    place_opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.setFixedHeight(34)
        self._target = ""
        self._place = button("", self.place_opened.emit, icon="folder", role="bare")
        self._place_text = ElidedLabel("", "quiet")
        self._place_text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._mark = icon_label("check", "ok")
        self._backup_text = label("", "quiet")
        self._next = ElidedLabel()
        self._next.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._go = button("去办(&G)", self._follow, role="small")
        box = row(self._place, self._place_text, 16, self._mark, self._backup_text, self._next)
        box.addWidget(self._go)
        box.setContentsMargins(8, 2, 12, 2)
        box.setStretch(box.indexOf(self._next), 1)
        self.setLayout(box)
        self.show_foot(FootView())

    def show_foot(self, foot: FootView) -> None:
        """Show this."""
        self._target = foot.target
        self._place_text.setText(f"数据在 {foot.place}" if foot.place else "")
        self._place.setVisible(bool(foot.place))
        self._place.setToolTip(f"打开数据文件夹：{foot.place}")
        self._place.setAccessibleName(f"打开数据文件夹 {foot.place}")
        self.show_backup(foot.backup, is_made=foot.backup_ok, tip=foot.backup_tip)
        self._next.setText(_next_text(foot))
        self._go.setVisible(bool(foot.target))
        self._go.setAccessibleName(f"去办：{foot.next_step}")

    def show_backup(self, words: str, *, is_made: bool, tip: str = "") -> None:
        """Show how safe the data is; ``tip`` says more, as of the last restore drill."""
        self._mark.setVisible(bool(words))
        name, tone = ("check", "ok") if is_made else ("warn", "warn")
        icons.set_icon(self._mark, name, tone)  # type: ignore[arg-type]
        self._backup_text.setText(words)
        self._backup_text.setToolTip(tip)

    def _follow(self) -> None:
        self.followed.emit(self._target)


def _next_text(foot: FootView) -> str:
    if not foot.next_step:
        return ""
    why = f"（{foot.why}）" if foot.why else ""
    return f"下一步：{foot.next_step}{why}"
