"""The right of the window: 文件, 检查, 依据, one below the other.

文件 comes first: its cards are few, and however many findings there are it stays in sight.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from zjbuy_desktop.gui.widgets.basis_panel import BasisPanel
from zjbuy_desktop.gui.widgets.findings_panel import FindingsPanel
from zjbuy_desktop.gui.widgets.papers_panel import PapersPanel

WIDTH = 272


class SidePanel(QFrame):
    """Scrolls as a whole; each part folds."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setFixedWidth(WIDTH)
        self.findings = FindingsPanel()
        self.papers = PapersPanel()
        self.basis = BasisPanel()
        inner = QWidget()
        inner.setProperty("ground", "clear")
        cards = QVBoxLayout(inner)
        cards.setContentsMargins(12, 8, 8, 8)
        cards.setSpacing(4)
        for part in (self.papers, self.findings, self.basis):
            cards.addWidget(part)
        cards.addStretch(1)
        area = self._area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Stay at the same place while cards are replaced: Qt goes after the focus they had."""
        bar = self._area.verticalScrollBar()
        place = bar.value()
        yield
        bar.setValue(place)

    def to_top(self) -> None:
        """Another page is on show."""
        self._area.verticalScrollBar().setValue(0)

    def show_basis(self) -> None:
        """Unfold 依据 and bring it in sight."""
        self.basis.unfold()
        QTimer.singleShot(0, self.basis, lambda: self._area.ensureWidgetVisible(self.basis))
