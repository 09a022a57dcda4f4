"""Leaves of one page: a table each, only one on show."""

from PySide6.QtWidgets import QTabWidget, QWidget


class Leaves(QTabWidget):
    """Tabs without a frame; ``setTabText`` puts a count behind the words (办理日期 4/7)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDocumentMode(True)

    def add(self, words: str, page: QWidget) -> None:
        """One more leaf."""
        self.addTab(page, words)
