"""A line over the page that stays: why the project can only be looked at."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QFrame

from zjbuy_desktop.gui.models.views import Action
from zjbuy_desktop.gui.widgets.basics import button, clear, icon_label, label, row


class Notice(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("banner", "warn")
        self._text = label("", wrap=True)
        self._buttons = row()
        line = row(icon_label("lock", "warn"), self._text, self._buttons, margins=(12, 6, 12, 6))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.hide()

    @property
    def words(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def say(self, words: str, actions: Sequence[Action] = ()) -> None:
        """Say this until something else is said; nothing hides the line."""
        self._text.setText(words)
        self.setAccessibleName(words)
        clear(self._buttons)
        for action in actions:
            made = button(action.text, partial(_act, action), role="small")
            self._buttons.addWidget(made)
        self.setVisible(bool(words))


def _act(action: Action) -> None:
    action.run()
