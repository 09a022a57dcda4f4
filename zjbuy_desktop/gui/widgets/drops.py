"""Files dropped on a widget, and the empty state that asks for them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from zjbuy_desktop.gui import icons
from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.widgets.basics import button, column, label, restyle, row


class DropCatcher(QObject):
    """Watches a widget for dropped files and folders.

    Signals:
        hovered: files are over the widget, or left it.
        dropped: list of ``Path``.
    """

    hovered = Signal(bool)
    dropped = Signal(list)

    def __init__(self, widget: QWidget, on_drop: Callable[[list[Path]], object] | None = None):
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)
        if on_drop is not None:
            self.dropped.connect(on_drop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take drags that carry files; leave everything else to the widget."""
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if kind == QEvent.Type.DragLeave:
            self.hovered.emit(False)
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self.hovered.emit(False)
            paths = local_paths(event.mimeData())
            if paths:
                event.acceptProposedAction()
                self.dropped.emit(paths)
                return True
        return False

    def _enter(self, event: QDragEnterEvent) -> bool:
        if not local_paths(event.mimeData()):
            return False
        event.acceptProposedAction()
        self.hovered.emit(True)
        return True


def local_paths(data: QMimeData) -> list[Path]:
    """The files and folders in a drag."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class EmptyState(QFrame):
    """In place of a table that has nothing yet: what to do next, and drop it here.

    Signals:
        dropped: list of ``Path``.
    """

    dropped = Signal(list)

    def __init__(
        self,
        icon: str,
        title: str,
        hint: str = "",
        actions: tuple[Action, ...] = (),
        *,
        drops: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("empty")
        self.setAccessibleName(f"{title}　{hint}")
        picture = QLabel()
        icons.set_icon(picture, icon, "quiet", 32)
        words = label(title, size="large")
        more = label(hint, "quiet", wrap=True)
        for part in (picture, words, more):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = [
            button(a.text, a.run, role="" if n else "primary") for n, a in enumerate(actions)
        ]
        line = row(None, *buttons, None)
        self.setLayout(column(None, picture, words, more, 8, line, None, margins=(24, 24, 24, 24)))
        if drops:
            catcher = DropCatcher(self)
            catcher.dropped.connect(self.dropped)
            catcher.hovered.connect(lambda over: restyle(self, dropping=over))
