"""The window itself, so light that it is on the screen before anything else is loaded.

Only PySide6 is imported before the first paint; right after it the frame is put in, and
``ready`` tells the composition root to go on with store, law book and pages.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from zjbuy_desktop.gui.theme import tokens

if TYPE_CHECKING:
    from zjbuy_desktop.gui.shell.frame import Frame

TITLE = "浙江带量采购牵头单位工作台"


class MainWindow(QWidget):
    """Paints an empty frame at once, then holds the real one.

    Signals:
        painted: the first paint is over; nothing but PySide6 has been imported.
        ready: the frame is in; ``window.frame`` may be used from now on.
    """

    painted = Signal()
    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(640, 360)
        self.resize(1280, 720)
        self.before_close: list[Callable[[], bool]] = []
        """Asked in turn before the window closes; one ``False`` keeps it open."""
        self._frame: Frame | None = None
        self._waiting = True

    @property
    def frame(self) -> "Frame":
        """The frame, put in now if that has not happened yet."""
        if self._frame is None:
            self._furnish()
        assert self._frame is not None
        return self._frame

    def show_banner(self, kind: str, message: str, hint: str = "") -> object:
        """Tell the user something, in the window and without stopping anything."""
        return self.frame.show_banner(kind, message, hint)  # type: ignore[arg-type]

    def restore_place(self) -> None:
        """Stand where the window stood last time."""
        from PySide6.QtCore import QByteArray

        from zjbuy_desktop.gui.widgets.memory import settings

        kept = settings().value("window/geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)

    def _furnish(self) -> None:
        from zjbuy_desktop.gui.shell.app import dress
        from zjbuy_desktop.gui.shell.frame import Frame

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app)
        self._frame = Frame()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._frame)

    def _go_on(self) -> None:
        self.painted.emit()
        _ = self.frame
        self.ready.emit()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the grounds of the frame while it is not there yet."""
        if self._frame is None:
            self._paint_grounds(QPainter(self))
        if self._waiting:
            self._waiting = False
            QTimer.singleShot(0, self._go_on)

    def _paint_grounds(self, painter: QPainter) -> None:
        colors, width, height = tokens(), self.width(), self.height()
        painter.fillRect(self.rect(), colors.color("panel"))
        centre = QRect(200, 0, max(0, width - 200 - (272 if width >= 1100 else 0)), height - 34)
        painter.fillRect(centre, colors.color("paper"))
        painter.setPen(colors.color("quiet"))
        painter.drawText(centre.left() + 24, 36, "正在打开…")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when everyone agrees; remember where the window stood."""
        if not all(agrees() for agrees in self.before_close):
            event.ignore()
            return
        if self._frame is not None:
            from zjbuy_desktop.gui.widgets.memory import settings

            settings().setValue("window/geometry", self.saveGeometry())
        super().closeEvent(event)
