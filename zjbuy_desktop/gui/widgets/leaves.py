"""Leaves of one page: a table each, only one on show."""

from PySide6.QtWidgets import QTabWidget, QWidget


class Leaves(QTabWidget):
    """Tabs whose words may carry a count (文件 25)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDocumentMode(True)
        self._words: list[str] = []

    def add(self, words: str, page: QWidget) -> None:
        """One more leaf; ``&`` names its Alt letter."""
        self._words.append(words)
        self.addTab(page, words)

    def set_count(self, page: QWidget, count: int | None) -> None:
        """Show a number behind the words of a leaf."""
        at = self.indexOf(page)
        words = self._words[at]
        self.setTabText(at, words if count is None else f"{words} {count}")
