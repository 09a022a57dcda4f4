"""只看不改: while it is on, whatever would write is off, wherever it comes up.

Pages know nothing of it. What only looks is known by its words; everything else is taken for
writing, so that a button of a later page is off before anybody thought of it. Behind this the
store refuses every write.
"""

from collections.abc import Callable
from weakref import WeakSet

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
    QWizard,
)
from shiboken6 import isValid

_LOOKS = (
    "看", "打开", "预览", "放大", "适合", "复制", "关闭", "取消", "上一", "下一", "上月", "下月",
    "本月", "去这个", "去登记", "去办", "去看", "去处理", "帮助", "依据", "检查", "数的来历",
    "怎么来的", "这个数", "逐行对照", "与封存时相比", "各份与对照", "转向", "收起", "展开", "返回",
    "回到", "核对文件", "自查", "已完成，", "导出", "年鉴", "对账", "汇总表", "如果",
    "在表格软件里打开", "金额", "继续工作", "使用手册", "这一页的帮助",
)  # fmt: skip
_WRITES = ("复制为", "看过更新")
"""What begins like a look but writes."""
_ASKS = ("ConfirmDialog", "ReasonDialog")
"""Questions of the window itself; those of a page are asked by buttons that are off."""
_INPUT = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
_SEARCHES = ("DataTable", "FindBox", "PreviewDialog", "PaperPreview", "PreviewPane",
             "ManualView")  # fmt: skip
_EVENTS = (QEvent.Type.Polish, QEvent.Type.Show, QEvent.Type.EnabledChange)


class Viewing(QObject):
    """Switches what writes off inside some parts of the window and in its dialogs."""

    def __init__(self, parent: QWidget, areas: Callable[[], tuple[QWidget, ...]]) -> None:
        super().__init__(parent)
        self._areas = areas
        self._held: WeakSet[QWidget] = WeakSet()
        self.on = False

    def set_on(self, on: bool) -> None:
        """Begin or end; ending gives back what was switched off."""
        if on == self.on:
            return
        self.on = on
        app = QApplication.instance()
        assert app is not None
        if on:
            app.installEventFilter(self)
            for area in self._areas():
                for widget in area.findChildren(QWidget):
                    self._hold(widget)
            return
        app.removeEventFilter(self)
        for widget in list(self._held):
            if isValid(widget):
                widget.setEnabled(True)
        self._held.clear()

    def _hold(self, widget: QWidget) -> None:
        if writes(widget) and widget.isEnabled():
            widget.setEnabled(False)
            self._held.add(widget)

    def _mine(self, widget: QWidget) -> bool:
        window = widget.window()
        if isinstance(window, QDialog) and not isinstance(window, (QWizard, QFileDialog)):
            return type(window).__name__ not in _ASKS
        return any(area.isAncestorOf(widget) for area in self._areas())

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever comes up, or is switched on, is switched off if it writes."""
        if event.type() in _EVENTS and isinstance(watched, QWidget) and self._mine(watched):
            self._hold(watched)
        return False


def writes(widget: QWidget) -> bool:
    """Whether a widget may be there to write something."""
    if isinstance(widget, QAbstractButton):
        return not _only_looks(widget)
    return isinstance(widget, _INPUT) and not _searches(widget)


def _only_looks(button: QAbstractButton) -> bool:
    if button.property("role") == "section":
        return True  # folds a part of the page
    if not button.text() and not button.accessibleName():
        return True  # a part of Qt's own: corner of a table, arrow of a tab bar
    words = (button.text() or button.accessibleName()).replace("&", "")
    return words.startswith(_LOOKS) and not words.startswith(_WRITES)


def _searches(widget: QWidget) -> bool:
    """A filter above a table, or a choice in a preview; not an editor in a cell."""
    if isinstance(widget, QComboBox) and widget.itemText(0).startswith("全部"):
        return True
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractItemView):
            return False
        if type(above).__name__ in _SEARCHES:
            return True
        above = above.parentWidget()
    return False
