"""A figure as a tree: what, value, how, where; a branch is built when it is opened."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zjbuy_desktop.core.case.derivation import Derivation
from zjbuy_desktop.core.case.origins import CellOrigin
from zjbuy_desktop.gui.theme import tokens
from zjbuy_desktop.usecases.explained import origin_words

Index = QModelIndex | QPersistentModelIndex
HEADS = ("什么数", "数值", "怎么得来", "出处")
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_COLOR = int(Qt.ItemDataRole.ForegroundRole)
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_KNOWN = frozenset((_DISPLAY, _ALIGN, _COLOR, _TIP))
_GAP = "　"
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(eq=False)
class Node:
    """One figure at its place in the tree.

    Attributes:
        figure: the figure.
        above: what it is a part of; ``None`` for the root.
        place: which part, from 0.
    """

    figure: Derivation
    above: "Node | None" = None
    place: int = 0
    texts: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        figure = self.figure
        way = figure.way.value + (f"：{figure.how}" if figure.how else "")
        self.texts = (self._short(), figure.shown, way, origin_words(figure.origin))

    def _short(self) -> str:
        """Its name without what the branch above says already (单位、标的)."""
        words = self.figure.what.split(_GAP)
        above = self.above.figure.what.split(_GAP) if self.above else []
        while len(words) > 1 and above and words[0] == above[0]:
            del words[0], above[0]
        return _GAP.join(words)

    @cached_property
    def below(self) -> list["Node"]:
        """Its parts, built when first asked for."""
        if self.figure.leaf:
            return []
        return [Node(part, self, place) for place, part in enumerate(self.figure.parts)]


class DerivationModel(QAbstractItemModel):
    """The tree of one figure."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.root: Node | None = None

    def show(self, figure: Derivation) -> None:
        """Show another figure."""
        self.beginResetModel()
        self.root = Node(figure)
        self.endResetModel()

    def node(self, index: Index) -> Node | None:
        """The node at an index."""
        if not index.isValid():
            return None
        found = index.internalPointer()
        return found if isinstance(found, Node) else None

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Override QAbstractItemModel::index."""
        above = self.node(parent)
        level = [self.root] if above is None else above.below
        if not 0 <= row < len(level) or level[row] is None:
            return QModelIndex()
        return self.createIndex(row, column, level[row])

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        """Override QAbstractItemModel::parent."""
        node = self.node(index)
        if node is None or node.above is None:
            return QModelIndex()
        return self.createIndex(node.above.place, 0, node.above)

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        """Override QAbstractItemModel::hasChildren: asked of every row, so it builds nothing."""
        node = self.node(parent)
        return self.root is not None if node is None else not node.figure.leaf

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Override QAbstractItemModel::rowCount."""
        node = self.node(parent)
        if node is None:
            return int(self.root is not None)
        return len(node.below) if parent.column() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Override QAbstractItemModel::columnCount."""
        return len(HEADS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Override QAbstractItemModel::data."""
        node = self.node(index) if role in _KNOWN else None
        if node is None:
            return None
        column = index.column()
        if role == _DISPLAY:
            return node.texts[column]
        if role == _TIP:
            return node.figure.what if column == 0 else node.texts[column]
        if role == _ALIGN:
            return _RIGHT if column == 1 else _LEFT
        return _tone(node, column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """Override QAbstractItemModel::headerData."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(HEADS):
            return None
        if role == _ALIGN:
            return _RIGHT if section == 1 else _LEFT
        return HEADS[section] if role == _DISPLAY else None


def _tone(node: Node, column: int) -> Any:
    origin = node.figure.origin
    if column == 3 and isinstance(origin, CellOrigin):
        return tokens().color("warn" if origin.corrected else "accent")
    return tokens().color("quiet") if column == 2 else None
