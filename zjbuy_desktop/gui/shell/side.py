"""The right of the window: 检查, 文件, 依据, one below the other."""

from PySide6.QtCore import Qt
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
        for part in (self.findings, self.papers, self.basis):
            cards.addWidget(part)
        cards.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
