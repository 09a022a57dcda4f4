"""Head of a page: what it is, what it is for, how far it is, why it is so."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from zjbuy_desktop.gui.models.views import HeaderView
from zjbuy_desktop.gui.widgets.basics import ElidedLabel, button, column, label, restyle, row

_ROOMY = 800
"""Below this width (logical pixels) the articles are named in the tool tip only."""


class Header(QFrame):
    """Title, state, basis; purpose below.

    Signals:
        basis_asked: the basis was clicked.
        help_asked: 帮助 was pressed.
        side_asked: the panel at the right is to be shown.
    """

    basis_asked = Signal()
    help_asked = Signal()
    side_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("header")
        self.title = ElidedLabel("", size="title")
        self._purpose = ElidedLabel("", "quiet")
        self._chip = label("")
        self._cited = ""
        self._basis = button("", self.basis_asked.emit, icon="book", role="link")
        self._side = button("检查(&J)", self.side_asked.emit, icon="info", role="small")
        self._help = button("帮助(&0)", self.help_asked.emit, role="small", tip="帮助（F1）")
        head = row(self.title, self._chip, self._basis, self._help, self._side, gap=12)
        head.setStretch(0, 1)
        head.setAlignment(self._chip, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(head, self._purpose, gap=4, margins=(24, 12, 16, 12)))
        self.set_findings(0, 0)
        self.show_header(HeaderView(""))

    def show_header(self, view: HeaderView) -> None:
        """Show this."""
        self.title.setText(f"{view.number}、{view.title}" if view.number else view.title)
        self._purpose.setText(view.purpose)
        self._purpose.setVisible(bool(view.purpose))
        self._chip.setVisible(view.mark is not None)
        if view.mark is not None:
            self._chip.setText(view.mark.label)
            restyle(self._chip, chip=view.mark.tone)
        self._cited = view.basis
        self._basis.setVisible(bool(view.basis))
        self._fit_basis()
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription(view.purpose)

    def set_findings(self, count: int, blocking: int) -> None:
        """Say how many findings there are on the button that opens the panel."""
        self._side.setText(f"检查 {count}(&J)" if count else "检查(&J)")
        said = f"{count} 条，其中必须改 {blocking} 条" if count else "检查、文件、依据"
        self._side.setToolTip(f"{said}（Alt+J）")
        self._side.setAccessibleName(said)

    def offer_side(self, wanted: bool) -> None:
        """Offer the panel while it is out of sight."""
        self._side.setVisible(wanted)

    def _fit_basis(self) -> None:
        """Where there is little room the title goes before the articles, which stay in the tip."""
        said = f"依据　{self._cited}"
        self._basis.setText(said if self.width() >= _ROOMY else "依据")
        self._basis.setToolTip(said)
        self._basis.setAccessibleName(said)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the articles to the room there is."""
        super().resizeEvent(event)
        self._fit_basis()
