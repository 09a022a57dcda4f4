"""The fixed total row under a table, its cells under the table's columns."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from zjbuy_desktop.gui.theme import tokens
from zjbuy_desktop.gui.widgets.table_view import ROW_HEIGHT

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_PAD = 7


class TableFoot(QWidget):
    """Draws label, totals and the mark of conservation."""

    def __init__(self, table: QTableView) -> None:
        super().__init__()
        self._table = table
        self._cells: Sequence[str] = ()
        self._mark = ""
        self._kept = True
        self.setFixedHeight(ROW_HEIGHT + 2)
        head = table.horizontalHeader()
        head.sectionResized.connect(self.update)
        head.geometriesChanged.connect(self.update)
        table.horizontalScrollBar().valueChanged.connect(self.update)

    def set_cells(self, cells: Sequence[str], mark: str, *, kept: bool) -> None:
        """Show one text per column; ``mark`` says whether Σ of the parts is the whole.

        Without ✓ it is neither a proof nor a fault, and stays quiet.
        """
        self._cells, self._mark, self._kept = tuple(cells), mark, kept
        self.setAccessibleName("合计行")
        self.setAccessibleDescription("，".join([c for c in cells if c] + [mark]))
        self.update()

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts on show, one per column."""
        return tuple(self._cells)

    @property
    def mark(self) -> str:
        """The mark of conservation on show; empty if there is none."""
        return self._mark

    def sizeHint(self) -> QSize:
        return QSize(200, ROW_HEIGHT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, lines and cells; text that does not fit its column runs on to the left."""
        painter, colors = QPainter(self), tokens()
        painter.fillRect(self.rect(), colors.color("panel"))
        painter.setPen(colors.color("line"))
        painter.drawRect(self.rect().adjusted(0, -1, -1, -1))
        painter.drawLine(0, 0, self.width(), 0)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colors.color("ink"))
        self._draw_cells(painter)
        if self._mark:
            proved = "ok" if "✓" in self._mark else "quiet"
            painter.setPen(colors.color(proved if self._kept else "stop"))
            painter.drawText(self._mark_area(painter.fontMetrics()), _RIGHT, self._mark)

    def _draw_cells(self, painter: QPainter) -> None:
        for number, text in enumerate(self._cells):
            if text and number == 0:
                painter.drawText(self._label_area(), _LEFT, text)
            elif text:
                painter.drawText(self._area(number), _RIGHT, text)

    def _area(self, column: int) -> QRect:
        left = self._table.columnViewportPosition(column) + 1
        return QRect(left, 0, self._table.columnWidth(column) - _PAD, self.height())

    def _label_area(self) -> QRect:
        """The label may run on over the columns without a total beside it."""
        area = self._area(0).adjusted(_PAD, 0, 0, 0)
        for number, text in enumerate(self._cells[1:], 1):
            if text:
                break
            area.setRight(self._area(number).right())
        return area

    def _mark_area(self, metrics: QFontMetrics) -> QRect:
        """Where the mark stands: as far right as no total is written over."""
        wanted = metrics.horizontalAdvance(self._mark) + 2 * _PAD
        right = self.width()
        for left, until in sorted(self._written(metrics), reverse=True):
            if right - until >= wanted:
                break
            right = min(right, left)
        return QRect(0, 0, (right if right >= wanted else self.width()) - _PAD, self.height())

    def _written(self, metrics: QFontMetrics) -> Iterator[tuple[int, int]]:
        """From where to where the totals and the label run, pixels."""
        for number, text in enumerate(self._cells):
            wide = metrics.horizontalAdvance(text)
            if text and number:
                end = self._area(number).right()
                yield end - wide, end
            elif text:
                start = self._area(0).left() + _PAD
                yield start, start + wide
