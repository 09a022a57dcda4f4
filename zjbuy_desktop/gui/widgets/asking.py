"""“这个数怎么来的” asked from a table, a label or a button, answered by the page it stands on."""

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from zjbuy_desktop.core.case.ground import Ask
from zjbuy_desktop.gui.widgets.basics import button

WORDS = "这个数怎么来的"
KEY = "Ctrl+E"

Asks = Sequence[tuple[str, Ask]]
"""(name of the figure, the question) pairs."""


@runtime_checkable
class Answers(Protocol):
    """Something that shows where a figure comes from: a page of a project."""

    def ask_figure(self, ask: Ask) -> None:
        """Show it."""


def ask_from(widget: QWidget, ask: Ask) -> None:
    """Ask the page a widget stands on; also from a dialog opened over it."""
    at: QWidget | None = widget
    while at is not None and not isinstance(at, Answers):
        at = at.parentWidget()
    if isinstance(at, Answers):
        at.ask_figure(ask)


def why_button(asks: Callable[[], Asks], text: str = "怎么来的(&Z)") -> QPushButton:
    """A quiet button beside a sum; with several figures it offers them in a menu.

    Args:
        asks: the figures of the moment.
        text: the button's words with its Alt letter.
    """
    made = button(text, role="link", tip="看这些数由哪些数得来，一直到原件的格子")

    def press() -> None:
        found = list(asks())
        if len(found) == 1:
            ask_from(made, found[0][1])
        elif found:
            _menu(made, found).popup(made.mapToGlobal(made.rect().bottomLeft()))

    made.clicked.connect(press)
    return made


def _menu(parent: QWidget, asks: Asks) -> QMenu:
    menu = QMenu(parent)
    for number, (name, ask) in enumerate(asks, 1):
        key = f"&{number}　" if number < 10 else ""
        menu.addAction(f"{key}{name}").triggered.connect(_asker(parent, ask))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _asker(parent: QWidget, ask: Ask) -> Callable[[], None]:
    return lambda: ask_from(parent, ask)
