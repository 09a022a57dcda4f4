"""Messages inside the window: never modal, one at a time, gone when dismissed.

What went well goes by itself; whatever asks for something stays until it is answered.
They push the page down, as what they say is to be done often stands at its top; and they go
only while the pointer rests, so that nothing moves away from under a hand.
"""

from functools import partial
from typing import Literal

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.theme import Tone
from zjbuy_desktop.gui.widgets.basics import button, column, icon_label, label, row

Kind = Literal["info", "ok", "warn", "stop"]

_ICONS: dict[Kind, tuple[str, Tone, str]] = {
    "info": ("info", "accent", "提示"),
    "ok": ("check", "ok", "完成"),
    "warn": ("warn", "warn", "请注意"),
    "stop": ("stop", "stop", "出错"),
}
MOST = 3
PASSING, ACTING = 6.0, 15.0
"""Seconds a success stays, and one that offers a way on."""
_REST_MS = 700
"""How long the pointer rests before the page may move up."""


class Banner(QFrame):
    """One message: mark, sentence, what to do about it, and a way to dismiss it.

    Signals:
        gone: it was dismissed; itself.
        next_asked: the messages behind it are to be shown.
    """

    gone = Signal(object)
    next_asked = Signal()

    def __init__(
        self, kind: Kind, message: str, hint: str = "", actions: tuple[Action, ...] = ()
    ) -> None:
        super().__init__()
        self.kind = kind
        self.message = message
        self.hint = hint
        self.setProperty("banner", kind)
        icon, tone, word = _ICONS[kind]
        self.setAccessibleName(f"{word}：{message}{hint}")
        texts = column(label(message, wrap=True), gap=2)
        if hint:
            texts.addWidget(label(hint, "quiet", wrap=True))
        buttons = [button(a.text, partial(self._act, a), role="small") for a in actions]
        self.more = button("", self.next_asked.emit, role="link", tip="看下一条")
        self.more.hide()
        dismiss = button("", self.dismiss, icon="close", role="bare", tip="不再显示这条")
        line = row(
            icon_label(icon, tone), texts, *buttons, self.more, dismiss, margins=(12, 6, 6, 6)
        )
        line.setStretchFactor(texts, 1)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _act(self, action: Action) -> None:
        action.run()
        self.dismiss()

    def dismiss(self) -> None:
        """Take the message away."""
        self.hide()
        self.gone.emit(self)
        self.deleteLater()

    def pass_by(self, seen: QPoint | None = None) -> None:
        """Go once the pointer rests and nobody is at it; ``seen`` is where it was a moment ago."""
        at, focus = QCursor.pos(), self.focusWidget()
        busy = focus is not None and focus.hasFocus()
        if seen is not None and at == seen and not busy:
            self.dismiss()
        else:
            QTimer.singleShot(_REST_MS, self, partial(self.pass_by, at))

    def say_more(self, count: int) -> None:
        """Say how many messages wait behind this one."""
        self.more.setText(f"还有 {count} 条")
        self.more.setAccessibleName(f"还有 {count} 条，看下一条")
        self.more.setVisible(count > 0)


class BannerStack(QWidget):
    """Place of the banners: the newest on show, at most two behind it, no message twice."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._kept: list[Banner] = []
        self.hide()

    def show_banner(
        self,
        kind: Kind,
        message: str,
        hint: str = "",
        actions: tuple[Action, ...] = (),
        *,
        seconds: float = 0,
    ) -> Banner:
        """Show a message; with ``seconds`` it goes by itself, as successes and news always do."""
        for old in self.banners():
            if (old.message, old.hint) == (message, hint):
                old.dismiss()
        made = Banner(kind, message, hint, actions)
        made.gone.connect(self._let_go)
        made.next_asked.connect(self._show_next)
        self._box.addWidget(made)
        self._kept.insert(0, made)
        for extra in self._kept[MOST:]:
            extra.dismiss()
        self._refresh()
        if kind in ("ok", "info") and not seconds:
            seconds = ACTING if actions else PASSING
        if seconds:
            QTimer.singleShot(int(seconds * 1000), made, made.pass_by)
        return made

    def banners(self) -> list[Banner]:
        """Those kept, the one on show first."""
        return list(self._kept)

    def clear(self) -> None:
        """Take all away: another page or project is on show."""
        for banner in self.banners():
            banner.dismiss()

    def _let_go(self, banner: Banner) -> None:
        if banner not in self._kept:
            return
        self._kept.remove(banner)
        self._box.removeWidget(banner)
        self._refresh()

    def _show_next(self) -> None:
        self._kept.append(self._kept.pop(0))
        self._refresh()

    def _refresh(self) -> None:
        for place, banner in enumerate(self._kept):
            banner.setVisible(place == 0)
            banner.say_more(len(self._kept) - 1)
        self.setVisible(bool(self._kept))
