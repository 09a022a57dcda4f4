"""Messages inside the window: never modal, never in the way, gone when dismissed."""

from functools import partial
from typing import Literal

from PySide6.QtCore import QTimer
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


class Banner(QFrame):
    """One message: mark, sentence, what to do about it, and a way to dismiss it."""

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
        dismiss = button("", self.dismiss, icon="close", role="bare", tip="不再显示这条")
        line = row(icon_label(icon, tone), texts, *buttons, dismiss, margins=(12, 6, 6, 6))
        line.setStretchFactor(texts, 1)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _act(self, action: Action) -> None:
        action.run()
        self.dismiss()

    def dismiss(self) -> None:
        """Take the message away."""
        self.hide()
        self.deleteLater()


class BannerStack(QWidget):
    """Place of the banners: the newest on top, at most three, the same message only once."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(1)

    def show_banner(
        self,
        kind: Kind,
        message: str,
        hint: str = "",
        actions: tuple[Action, ...] = (),
        *,
        seconds: float = 0,
    ) -> Banner:
        """Show a message; with ``seconds`` it goes by itself, for what needs no answer."""
        for old in self.banners():
            if (old.message, old.hint) == (message, hint):
                old.dismiss()
        made = Banner(kind, message, hint, actions)
        self._box.insertWidget(0, made)
        for extra in self.banners()[MOST:]:
            extra.dismiss()
        if seconds:
            QTimer.singleShot(int(seconds * 1000), made, made.dismiss)
        return made

    def banners(self) -> list[Banner]:
        """Those on show, the newest first."""
        widgets = (self._box.itemAt(n).widget() for n in range(self._box.count()))
        return [w for w in widgets if isinstance(w, Banner) and not w.isHidden()]

    def clear(self) -> None:
        """Take all away: another page or project is on show."""
        for banner in self.banners():
            banner.dismiss()
