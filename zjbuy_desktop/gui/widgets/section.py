"""A titled section of the right panel that folds, and remembers it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from zjbuy_desktop.gui import icons
from zjbuy_desktop.gui.widgets.basics import button, clear, label
from zjbuy_desktop.gui.widgets.memory import recall_flag, remember


class Section(QWidget):
    """Head (title and count) over a column of cards."""

    def __init__(self, title: str, name: str, *, open_at_first: bool = True) -> None:
        super().__init__()
        self._title, self._name = title, name
        self._head = button(title, self._toggle, role="section")
        self.body = QWidget()
        self.cards = QVBoxLayout(self.body)
        self.cards.setContentsMargins(0, 2, 0, 12)
        self.cards.setSpacing(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head)
        box.addWidget(self.body)
        self._set_open(recall_flag(f"section/{name}", open_at_first))

    def set_count(self, count: int | None) -> None:
        """Show a number after the title."""
        text = self._title if count is None else f"{self._title} {count}"
        self._head.setText(text)
        self._name_head()

    def empty(self, text: str) -> None:
        """Show one quiet sentence in place of cards."""
        clear(self.cards)
        self.cards.addWidget(label(text, "quiet", wrap=True))

    def unfold(self) -> None:
        """Show the cards."""
        if self.body.isHidden():
            self._toggle()

    def _toggle(self) -> None:
        self._set_open(self.body.isHidden())
        remember(f"section/{self._name}", not self.body.isHidden())

    def _set_open(self, is_open: bool) -> None:
        self.body.setVisible(is_open)
        icons.set_icon(self._head, "down" if is_open else "right", "quiet")
        self._name_head()

    def _name_head(self) -> None:
        state = "收起" if self.body.isHidden() else "展开"
        self._head.setAccessibleName(f"{self._head.text()}（已{state}）")
