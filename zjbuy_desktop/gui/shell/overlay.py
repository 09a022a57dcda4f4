"""What floats over the head of a page while it waits: work that shows how far it has come."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Overlay(QWidget):
    """Parts one below the other over the top of ``area``, as high as what is shown of them."""

    def __init__(self, area: QWidget, *parts: QWidget) -> None:
        super().__init__(area.parentWidget())
        self._area = area
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(1)
        for part in parts:
            box.addWidget(part)
        area.installEventFilter(self)

    def _place(self) -> None:
        box, width = self.layout(), self._area.width()
        assert box is not None
        box.activate()
        height = box.totalHeightForWidth(width) if box.hasHeightForWidth() else -1
        self.setGeometry(
            self._area.x(), self._area.y(), width, max(height, box.totalMinimumSize().height())
        )
        self.raise_()

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        """Follow what is shown."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the page."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return super().eventFilter(watched, event)
