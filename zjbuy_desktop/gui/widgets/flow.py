"""Buttons side by side that go on in the next line where a line has no room for them."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem


class _FlowLayout(QLayout):
    """Lines of items; those after the break stand at the right while all fit into one line."""

    def __init__(self, gap: int, break_at: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._break_at = gap, break_at
        self._heights: dict[int, int] = {}
        self._whole: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Override QLayout::addItem."""
        self._items.append(item)

    def count(self) -> int:
        """Override QLayout::count."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Override QLayout::itemAt."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        """Override QLayout::takeAt."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Override QLayout::expandingDirections."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Override QLayout::hasHeightForWidth."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Override QLayout::heightForWidth; asked dozens of times for one showing of a page."""
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Override QLayout::invalidate."""
        self._heights.clear()
        self._whole = None
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:
        """Override QLayout::setGeometry."""
        super().setGeometry(area)
        self._arrange(area, move=True)

    def sizeHint(self) -> QSize:
        """Override QLayout::sizeHint."""
        if self._whole is None:
            self._whole = self._one_line()
        return self._whole

    def _one_line(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(s.width() + self._gap for s in sizes) - self._gap
        return QSize(max(0, width), max((s.height() for s in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Override QLayout::minimumSize."""
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0)
        )

    def _arrange(self, area: QRect, *, move: bool) -> int:
        whole = self.sizeHint()
        left, top, spare = area.left(), area.top(), area.width() - whole.width()
        for number, item in enumerate(self._items):
            if item.isEmpty():  # hidden: takes no room, not even a gap
                continue
            width = item.sizeHint().width()
            if spare >= 0 and number == self._break_at:
                left += spare
            elif spare < 0 and left > area.left() and left + width > area.right() + 1:
                left, top = area.left(), top + whole.height() + self._gap
            if move:
                item.setGeometry(QRect(left, top, width, whole.height()))
            left += width + self._gap
        return top + whole.height() - area.top()


class Flow(QWidget):
    """A line of buttons and words that breaks where it must."""

    def __init__(self, *parts: QWidget | None, gap: int = 8) -> None:
        """``None`` once: what follows stands at the right while everything fits."""
        super().__init__()
        at = parts.index(None) if None in parts else -1
        self._line = _FlowLayout(gap, at)
        for part in parts:
            if part is not None:
                self.add(part)
        self.setLayout(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget) -> None:
        """One more at the end."""
        self._line.addChildWidget(part)
        self._line.addItem(QWidgetItem(part))
