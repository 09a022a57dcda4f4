"""这个数怎么来的: a figure as a tree, down to file, sheet, cell, fingerprint, and the original."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView

from zjbuy_desktop.core.case.derivation import Derivation
from zjbuy_desktop.core.case.ground import Ask
from zjbuy_desktop.core.case.origins import CellOrigin
from zjbuy_desktop.core.case.recomputing import recomputed
from zjbuy_desktop.gui.dialogs.original_view import OriginalDialog
from zjbuy_desktop.gui.dialogs.sheet import Sheet
from zjbuy_desktop.gui.models.derivation_tree import DerivationModel, Node
from zjbuy_desktop.gui.widgets.announce import open_path
from zjbuy_desktop.gui.widgets.asking import WORDS
from zjbuy_desktop.gui.widgets.basics import button, label, restyle
from zjbuy_desktop.gui.widgets.figure_tree import FigureTree
from zjbuy_desktop.usecases import collecting, explained, explaining

if TYPE_CHECKING:
    from zjbuy_desktop.gui.pages.base import StagePage

_WIDTHS = (290, 138, 270)
_OPENED = 24
"""Branches are opened from the top while no more rows than these are shown."""


class ExplainDialog(Sheet):
    """Where one figure comes from."""

    def __init__(self, page: "StagePage", ask: Ask) -> None:
        super().__init__(page, WORDS, wide=860)
        self.original: OriginalDialog | None = None
        self.head = label("正在追溯……", size="head", wrap=True)
        self.model = DerivationModel(self)
        self.tree = FigureTree(self.show_original)
        self.tree.setModel(self.model)
        self._dress()
        self.proof = label("", "quiet", wrap=True)
        self.proof.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.proof.setMinimumHeight(54)
        self.proof.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.look = button("看原件的这一格(&O)", self.show_original, icon="eye")
        self.open_file = button("在表格软件里打开(&B)", self.open_original, icon="file")
        self.copying = button("复制来历(&C)", self.copy)
        self.box.addWidget(self.head)
        self.box.addWidget(self.tree, 1)
        self.box.addWidget(self.proof)
        for made in (self.look, self.open_file, self.copying):
            self.left.addWidget(made)
            made.setEnabled(False)
        self.tree.selectionModel().currentChanged.connect(lambda *_: self._prove())
        self.tree.doubleClicked.connect(self._doubled)
        self.fit(1120, 560)
        self._ask(ask)

    def _dress(self) -> None:
        head = self.tree.header()
        head.setStretchLastSection(True)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            self.tree.setColumnWidth(column, width)

    def _ask(self, ask: Ask) -> None:
        context = self.page.context
        if context is None:
            return
        desk, project, case = context.desk, context.project_id, context.case
        self.do(
            "追溯",
            lambda _: explaining.explain(desk, project, ask, case),
            self.show_figure,
            writes=False,
        )

    def show_figure(self, figure: Derivation) -> None:
        """Show the tree, its first branches open."""
        self.model.show(figure)
        self.head.setText(f"{figure.what}：{figure.shown}")
        self.setWindowTitle(f"{WORDS}　{figure.what}")
        self.copying.setEnabled(True)
        self._open_from_the_top()
        self.tree.setCurrentIndex(self.model.index(0, 0))
        self.tree.setFocus()

    def _open_from_the_top(self) -> None:
        """As many levels as fit: a whole level, or none of it."""
        level, rows = [self.model.index(0, 0)], 1
        while level:
            below = [
                self.model.index(row, 0, at)
                for at in level
                for row in range(self.model.rowCount(at))
            ]
            rows += len(below)
            if rows > _OPENED and len(level) > 1:
                return
            for at in level:
                self.tree.setExpanded(at, True)
            level = below

    def node(self) -> Node | None:
        """What the cursor is on."""
        return self.model.node(self.tree.currentIndex())

    def _cell(self) -> CellOrigin | None:
        node = self.node()
        origin = node.figure.origin if node else None
        return origin if isinstance(origin, CellOrigin) else None

    def _prove(self) -> None:
        node, cell = self.node(), self._cell()
        for made in (self.look, self.open_file):
            made.setEnabled(cell is not None)
        if node is None:
            return
        agrees = node.figure.leaf or recomputed(node.figure) == node.figure.value
        self.proof.setText("\n".join(_proof_lines(node.figure, agrees)))
        restyle(self.proof, tone="quiet" if agrees else "stop")

    def _doubled(self, index: QModelIndex) -> None:
        if not self.model.hasChildren(index.siblingAtColumn(0)):
            self.show_original()

    def show_original(self) -> None:
        """看原件的这一格."""
        cell = self._cell()
        if cell is not None:
            self.original = OriginalDialog(self.page, cell, self)
            self.original.open()

    def open_original(self) -> None:
        """在表格软件里打开: a copy of the file the figure was read from."""
        context, cell = self.page.context, self._cell()
        if context is not None and cell is not None:
            self.do(
                "取出原件",
                lambda _: collecting.copy_original(context.desk, cell.sha256, cell.file),
                open_path,
                writes=False,
            )

    def copy(self) -> None:
        """复制来历: the branch in hand as text, for a note or a reply."""
        node = self.node() or self.model.root
        if node is not None:
            QGuiApplication.clipboard().setText("\n".join(explained.text_lines(node.figure)))


def _proof_lines(figure: Derivation, agrees: bool) -> list[str]:
    """How it comes about, and its file with time and fingerprint."""
    lines = [f"{figure.shown}　{figure.way.value}：{figure.how}"]
    if not figure.leaf:
        count = len(figure.parts)
        lines[0] += f"　按下面 {count} 项重算{'一致 ✓' if agrees else '不一致，请到“核验”检查数据'}"
    origin = figure.origin
    if isinstance(origin, CellOrigin):
        at = origin.received_at
        when = f"，{at:%Y-%m-%d %H:%M} 收到" if at else ""
        lines.append(f"{explained.origin_words(origin)}{when}　文件指纹 {origin.sha256}")
        if said := explained.remark_words(origin):
            lines.append(said)
    elif origin is not None:
        lines.append(explained.origin_words(origin))
    return lines
