"""A list to go by: places of the window, and the stages of a project with their marks."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from zjbuy_desktop.gui import icons
from zjbuy_desktop.gui.models.views import StageView
from zjbuy_desktop.gui.theme import Tone, tokens

LINE, HEADING = 26, 20
"""Heights: fifteen stages under their headings are all in sight at 1366×768."""
_WIDE_ENOUGH = 90
"""Columns narrower than this have no room for an icon."""
_ID, _ICON, _TONE, _HEADING = (int(Qt.ItemDataRole.UserRole) + n for n in range(4))


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One line of a rail; a heading cannot be chosen.

    Attributes:
        id: what is chosen.
        text: shown.
        icon: icon name.
        tone: colour of the icon.
        state: the mark in words, for readers and the tool tip.
        hint: more for the tool tip.
        heading: a heading over the lines that follow.
    """

    id: str
    text: str
    icon: str = ""
    tone: Tone = "ink"
    state: str = ""
    hint: str = ""
    heading: bool = False


class _Painter(QStyledItemDelegate):
    """Icon and text; the current line on a soft ground with a bar at its left."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        rail = self.parent()
        assert isinstance(rail, Rail)
        return QSize(rail.column_width(), HEADING if index.data(_HEADING) else LINE)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        area: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        painter.save()
        if index.data(_HEADING):
            self._paint_heading(painter, area, index.data())
        else:
            self._paint_ground(painter, area, state)
            self._paint_line(painter, area, index, bool(state & QStyle.StateFlag.State_Selected))
        painter.restore()

    @staticmethod
    def _paint_heading(painter: QPainter, area: QRect, text: str) -> None:
        font = QFont(painter.font())
        font.setPointSizeF(font.pointSizeF() - 0.75)
        painter.setFont(font)
        painter.setPen(tokens().color("quiet"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(area.adjusted(12, 0, -4, -4), flags, text)

    @staticmethod
    def _paint_ground(painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        colors = tokens()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colors.color("accent_soft"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), colors.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, colors.color("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colors.color("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))

    @staticmethod
    def _paint_line(
        painter: QPainter,
        area: QRect,
        index: QModelIndex | QPersistentModelIndex,
        chosen: bool,
    ) -> None:
        before, after = _margins(area.width())
        if before >= icons.SIZE:
            top = area.top() + (area.height() - icons.SIZE) // 2
            picture = icons.pixmap(index.data(_ICON), index.data(_TONE))
            painter.drawPixmap(area.left() + before - icons.SIZE - 8, top, picture)
        font = QFont(painter.font())
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(tokens().color("ink"))
        room = area.adjusted(before, 0, -after, 0)
        cut = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


class Rail(QListWidget):
    """Arrows move, Enter or a click chooses.

    Signals:
        chosen: id of the entry.
    """

    chosen = Signal(str)

    def __init__(self, name: str, *, fixed: bool = False, columns: int = 1) -> None:
        """``fixed`` rails are exactly as high as their lines, which may stand side by side."""
        super().__init__()
        self._fixed, self._columns = fixed, columns
        if columns > 1:
            self.setFlow(QListWidget.Flow.LeftToRight)
            self.setWrapping(True)
            self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setAccessibleName(name)
        self.setItemDelegate(_Painter(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        if fixed:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.itemClicked.connect(self._choose)

    def set_entries(self, entries: Iterable[RailEntry]) -> None:
        """Show these lines; the current one stays current if it is still there."""
        current = self.current_id()
        self.clear()
        for entry in entries:
            self.addItem(_item(entry))
        self.set_current(current)
        if self._fixed:
            self.setFixedHeight(-(-self.count() // self._columns) * LINE + 2)

    def column_width(self) -> int:
        """How wide one entry is."""
        return (self.viewport().width() - self._columns) // self._columns

    def current_id(self) -> str:
        """Id of the line that is marked as the present place."""
        chosen = self.selectedItems()
        return str(chosen[0].data(_ID)) if chosen else ""

    def set_current(self, entry_id: str) -> None:
        """Mark the present place without choosing it; an unknown id marks none."""
        for number in range(self.count()):
            item = self.item(number)
            if item.data(_ID) == entry_id and not item.data(_HEADING):
                self.setCurrentItem(item)
                self.scrollToItem(item)
                return
        self.clearSelection()

    def step(self, by: int) -> str:
        """Id ``by`` lines on from the present one, headings aside; empty beyond the ends."""
        items = (self.item(n) for n in range(self.count()))
        ids = [str(item.data(_ID)) for item in items if not _is_heading(item)]
        here = self.current_id()
        at = ids.index(here) + by if here in ids else 0
        return ids[at] if 0 <= at < len(ids) else ""

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not _is_heading(item):
            self.chosen.emit(str(item.data(_ID)))

    # Qt overrides

    def sizeHint(self) -> QSize:
        headings = sum(_is_heading(self.item(n)) for n in range(self.count()))
        lines = (self.count() - headings) // self._columns
        return QSize(160, lines * LINE + headings * HEADING + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Entries side by side share the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or space chooses the line the arrows went to."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentItem())
        else:
            super().keyPressEvent(event)


def _margins(width: int) -> tuple[int, int]:
    """Pixels left and right of an entry's text."""
    if width >= 120:
        return 36, 6
    return (icons.SIZE + 15, 0) if width >= _WIDE_ENOUGH else (8, 0)


def _is_heading(item: QListWidgetItem) -> bool:
    return bool(item.data(_HEADING))


def _item(entry: RailEntry) -> QListWidgetItem:
    item = QListWidgetItem(entry.text)
    item.setData(_ID, entry.id)
    item.setData(_ICON, entry.icon)
    item.setData(_TONE, entry.tone)
    item.setData(_HEADING, entry.heading)
    spoken = f"{entry.text}：{entry.state}" if entry.state else entry.text
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    if entry.heading:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    elif entry.state or entry.hint:
        item.setToolTip("\n".join(t for t in (spoken, entry.hint) if t))
    return item


def stage_entries(stages: Iterable[StageView]) -> list[RailEntry]:
    """The stages under the headings of their phases."""
    entries: list[RailEntry] = []
    phase = ""
    for stage in stages:
        if stage.phase != phase:
            phase = stage.phase
            entries.append(RailEntry("", phase, heading=True))
        mark = stage.mark
        entries.append(
            RailEntry(stage.id, stage.title, mark.value, mark.tone, mark.label, stage.hint)
        )
    return entries
