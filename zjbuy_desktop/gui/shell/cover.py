"""What lies over a window while it is locked: nothing of it can be seen, read or reached."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from zjbuy_desktop.gui.theme import tokens

TITLE = "已锁定"


class Cover(QWidget):
    """Opaque, over all of one window, as large as it; it also stands in for the window's title."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._title = window, window.windowTitle()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box = QVBoxLayout(self)
        self._focused, self._size = window.focusWidget(), window.size()
        window.installEventFilter(self)
        window.setWindowTitle(TITLE)
        self.setAccessibleName(TITLE)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def put(self, inner: QWidget) -> None:
        """Show this in the middle; a window too small for it grows until the cover is lifted."""
        self._box.addWidget(inner, 0, Qt.AlignmentFlag.AlignCenter)
        self._window.resize(self._window.size().expandedTo(self._box.sizeHint()))

    def lift(self) -> None:
        """Give the window back as it was, the focus included."""
        self._window.removeEventFilter(self)
        self._window.setWindowTitle(self._title)
        self._window.resize(self._size)
        self.hide()
        self.deleteLater()
        if self._focused is not None and isValid(self._focused):
            self._focused.setFocus()

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the ground."""
        QPainter(self).fillRect(self.rect(), tokens().color("panel"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the window; a title it gets meanwhile is kept for later."""
        if event.type() == QEvent.Type.Resize and event.spontaneous():
            self._size = self._window.size()
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
            self.setGeometry(self._window.rect())
            self.raise_()
        elif event.type() == QEvent.Type.WindowTitleChange and self._window.windowTitle() != TITLE:
            self._title = self._window.windowTitle()
            self._window.setWindowTitle(TITLE)
        return super().eventFilter(watched, event)


class Curtain(QObject):
    """Covers over every window of the program, also those that come up meanwhile.

    One of them holds the box: the one in front, which alone can be typed into. Whatever is not
    meant for a cover is stopped: keys, clicks, shortcuts, drops.
    """

    _STOPPED = frozenset(
        {
            QEvent.Type.KeyPress,
            QEvent.Type.KeyRelease,
            QEvent.Type.Shortcut,
            QEvent.Type.ShortcutOverride,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonRelease,
            QEvent.Type.MouseButtonDblClick,
            QEvent.Type.Wheel,
            QEvent.Type.ContextMenu,
            QEvent.Type.DragEnter,
            QEvent.Type.Drop,
            QEvent.Type.ToolTip,
            QEvent.Type.InputMethod,
        }
    )
    _WINDOWS = frozenset({QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Close})

    def __init__(self, main: QWidget, box: QWidget) -> None:
        super().__init__(main)
        self._main, self._box = main, box
        self._covers: dict[int, tuple[QWidget, Cover]] = {}
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        for window in QApplication.topLevelWidgets():
            if window.isVisible() or window is main:
                self._cover(window)
        self._app = QApplication.instance()
        assert self._app is not None
        self._app.installEventFilter(self)
        self._place()

    def lift(self) -> None:
        """Give all windows back."""
        assert self._app is not None
        self._app.removeEventFilter(self)
        self._box.setParent(None)
        for window, cover in self._covers.values():
            if isValid(window):
                cover.lift()
        self._covers.clear()
        self.deleteLater()

    def _cover(self, window: QWidget) -> None:
        if window.windowType() in (Qt.WindowType.ToolTip, Qt.WindowType.Popup):
            window.hide()
        elif id(window) not in self._covers:
            self._covers[id(window)] = window, Cover(window)

    def _place(self) -> None:
        """Put the box where it can be typed into."""
        if not isValid(self._box) or not self._covers:
            return
        front = QApplication.activeModalWidget() or self._main
        self._cover(front)
        if self._box.window() is not front:
            self._covers[id(front)][1].put(self._box)
        self._box.show()
        self._box.setFocus()

    def _reaches(self, target: QObject) -> bool:
        """Whether it is the box or a part of it; windows pass on what Qt sends through them."""
        if isinstance(target, QWidget):
            return target is self._box or self._box.isAncestorOf(target)
        return target.parent() is None

    def _came_or_went(self, window: QWidget, event: QEvent) -> bool:
        """Cover what comes up; take the box out of what goes; nobody closes a covered dialog."""
        if event.type() == QEvent.Type.Close and event.spontaneous() and window is not self._main:
            event.ignore()
            return True
        if event.type() == QEvent.Type.Show:
            self._cover(window)
        elif window is not self._main and self._box.window() is window:
            self._box.setParent(None)
        QTimer.singleShot(0, self._place)
        return False

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop what is not for the box, and follow the windows."""
        kind = event.type()
        if kind in self._STOPPED:
            return not self._reaches(watched)
        if kind in self._WINDOWS and isinstance(watched, QWidget) and watched.isWindow():
            return watched is not self._box and self._came_or_went(watched, event)
        return False
