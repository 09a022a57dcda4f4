"""锁定: cover the window at a key or after idle minutes, and give it back for the passphrase.

What is under way in the background goes on; what was typed and not saved stays as it is.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.widgets.rail import RailEntry
from zjbuy_desktop.usecases.glimpse import has_lock, is_sealed

if TYPE_CHECKING:
    from zjbuy_desktop.gui.dialogs.lock_settings import LockDialog
    from zjbuy_desktop.gui.session import Session
    from zjbuy_desktop.gui.shell.cover import Curtain
    from zjbuy_desktop.gui.widgets.passphrase import PassphraseBox

MINUTE_MS = 60_000
ENTRIES = (
    RailEntry("lock:now", "锁定窗口", "lock", hint="离开一会儿（Ctrl+L）"),
    RailEntry("lock:settings", "锁定的口令和时间", "lock", hint="几分钟不动就锁定"),
)
"""What the find box offers."""
_WORDS = "窗口里的内容都盖住了，没有保存的也还在。输入口令接着办。"
_ACTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Locking(QObject):
    """Watches for idleness while the data folder has a passphrase, and covers the windows."""

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._folder: Path | None = None
        self._known: set[Path | None] = set()
        self._curtain: Curtain | None = None
        self._watched: list[QWindow] = []
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.lock)
        self.box: PassphraseBox | None = None
        """Where the passphrase is typed while the window is locked."""
        self.settings: LockDialog | None = None

    @property
    def on(self) -> bool:
        """Whether the window is locked now."""
        return self._curtain is not None

    def entering(self, data_dir: Path | None) -> None:
        """A data folder is going to be shown: first its passphrase, if it has one.

        A folder without one (the sample) is kept by that of the folder before it.
        """
        if not has_lock(data_dir):
            return
        if is_sealed(data_dir):
            self._known.add(data_dir)  # it asks before it is opened
        if self._folder != data_dir or data_dir not in self._known:
            self._folder = data_dir
            if data_dir not in self._known:
                self.lock()
        self._begin()

    def lock(self) -> None:
        """Cover everything now."""
        if self.on:
            return
        if not has_lock(self._folder):
            act = Action("设口令(&P)…", self.ask)
            self._session.frame.show_banner("info", "还没有设锁定口令。", "设好才能锁定。", (act,))
            return
        from zjbuy_desktop.gui.shell.cover import Curtain
        from zjbuy_desktop.gui.widgets.passphrase import PassphraseBox

        self._idle.stop()
        self.box = PassphraseBox("已锁定", _WORDS, "解锁(&U)")
        self.box.given.connect(self._try)
        self._curtain = Curtain(self._session.window, self.box)

    def found(self, name: str) -> None:
        """What was chosen in the find box."""
        if name == "now":
            self.lock()
        else:
            self.ask()

    def ask(self) -> None:
        """锁定…: the passphrase and the minutes."""
        from zjbuy_desktop.gui.dialogs.lock_settings import LockDialog
        from zjbuy_desktop.usecases import encryption, locking

        folder = self._session.opened_as
        encrypted = encryption.is_encrypted(folder)
        dialog = LockDialog(self._session.window, locking.minutes(folder), encrypted=encrypted)
        dialog.saved.connect(lambda *given: self._save(dialog, *given))
        dialog.dropped.connect(lambda old: self._drop(dialog, old))
        self.settings = dialog
        dialog.open()

    # How it goes

    def _try(self, phrase: str) -> None:
        from zjbuy_desktop.usecases import locking

        assert self.box is not None
        tried = locking.attempt(self._folder, phrase)
        if tried.right:
            self._open()
        elif tried.wait:
            self.box.field.clear()
            self.box.hold(tried.wait)
        else:
            self.box.say("口令不对。注意大小写和输入法。")

    def _open(self) -> None:
        box, curtain = self.box, self._curtain
        self.box = self._curtain = None
        self._known.add(self._folder)
        if curtain is not None:
            curtain.lift()
        if box is not None:
            box.deleteLater()
        self._begin()

    def _save(self, dialog: "LockDialog", old: str, new: str, minutes: int) -> None:
        from zjbuy_desktop.usecases import locking

        folder = self._session.opened_as
        try:
            locking.set_up(folder, old, new, minutes)
        except UserError as error:
            dialog.say(error)
            return
        dialog.accept()
        self._folder = folder
        self._known.add(folder)
        self._begin()
        text = f"{minutes} 分钟不动就锁定；离开时按 Ctrl+L 马上锁定。"
        self._session.frame.show_banner("ok", text)

    def _drop(self, dialog: "LockDialog", old: str) -> None:
        from zjbuy_desktop.usecases import locking

        try:
            locking.remove(self._session.opened_as, old)
        except UserError as error:
            dialog.say(error)
            return
        dialog.accept()
        self._idle.stop()
        self._session.frame.show_banner("ok", "不再锁定窗口。")

    def _begin(self) -> None:
        """Count idle minutes from now on, and look for what ends them."""
        if self.on:
            return
        from zjbuy_desktop.usecases import locking

        minutes = locking.minutes(self._folder)
        if not minutes:
            return
        self._idle.setInterval(minutes * MINUTE_MS)
        self._idle.start()
        if not self._watched:
            app = QGuiApplication.instance()
            assert isinstance(app, QGuiApplication)
            app.focusWindowChanged.connect(self._watch)
        self._watch(self._session.window.windowHandle())
        self._watch(QGuiApplication.focusWindow())

    def _watch(self, window: QWindow | None) -> None:
        """Few events pass a window's handle; a filter over all would cost at every one."""
        if window is not None and window not in self._watched:
            self._watched.append(window)
            window.destroyed.connect(lambda *_: self._forget(window))
            window.installEventFilter(self)

    def _forget(self, window: QWindow) -> None:
        self._watched = [w for w in self._watched if w is not window]

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something was done: not idle. Ctrl+L locks from any window, also from a dialog."""
        if event.type() in _ACTS and self._idle.isActive():
            self._idle.start()
            if isinstance(event, QKeyEvent) and _is_lock(event):
                self.lock()
                return True
        return super().eventFilter(watched, event)


def _is_lock(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier
