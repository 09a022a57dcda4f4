"""Pages of a paper as they will be printed, inside the program."""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from zjbuy_desktop.gui.theme import tokens
from zjbuy_desktop.gui.widgets.basics import button, column, label, row

PageImage = tuple[int, int, bytes]
"""Width, height and pixels: 3 bytes RGB or 4 bytes BGRx each, lines packed."""
_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_EDGE = 16


class _Sheet(QWidget):
    """One page, drawn to the width it is given."""

    def __init__(self, image: QImage, number: int) -> None:
        super().__init__()
        self._image = image
        self.setAccessibleName(f"第 {number} 页")

    def fit(self, width: int) -> None:
        """Take this width, and the height that belongs to it."""
        self.setFixedSize(width, round(width * self._image.height() / self._image.width()))

    def show_image(self, image: QImage) -> None:
        """Show another picture of the same page."""
        self._image = image
        self.fit(self.width())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper stays white in the dark: it shows what comes out of the printer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.setPen(tokens().color("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class _Area(QScrollArea):
    """Ctrl and the wheel zoom."""

    resized = Signal()
    zoomed = Signal(int)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)


class PdfPreview(QWidget):
    """Pages under each other, fitted to the width, with zoom and print.

    Signals:
        print_asked: 打印 was pressed.
        folder_asked: 打开文件夹 was pressed.
    """

    print_asked = Signal()
    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sheets: list[_Sheet] = []
        self._zoom = 1.0
        self._pages: Iterator[PageImage] = iter(())
        self._replaced = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._take_next)
        self._count = label("", "quiet")
        self._paper = QWidget()
        self._paper.setProperty("ground", "clear")
        self._stack = QVBoxLayout(self._paper)
        self._stack.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._stack.setSpacing(_EDGE)
        self._stack.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area = _Area()
        self._area.setObjectName("preview")
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._paper)
        self._area.setAccessibleName("文件预览")
        self._area.resized.connect(self._fit)
        self._area.zoomed.connect(self._zoom_by)
        self._area.verticalScrollBar().valueChanged.connect(self._say_page)
        box = column(self._tools(), self._area, gap=8)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.setFocusProxy(self._area)

    def _tools(self) -> QWidget:
        tools = QWidget()
        self._output = QWidget()
        self._output.setLayout(
            row(
                button("打开文件夹(&O)", self.folder_asked.emit, icon="folder", role="small"),
                button("打印(&P)", self.print_asked.emit, icon="print", role="small"),
            )
        )
        tools.setLayout(
            row(
                _zoom("−", "缩小", lambda: self._zoom_by(-1)),
                _zoom("＋", "放大", lambda: self._zoom_by(1)),
                button("适合宽度(&W)", self._reset, role="small"),
                self._count,
                None,
                self._output,
            )
        )
        return tools

    def hide_output(self) -> None:
        """Only to be looked at: neither printed nor opened from here."""
        self._output.hide()

    def set_pages(self, pages: Iterable[PageImage]) -> None:
        """Show these, drawn one by one so that the first is there at once."""
        for sheet in self._sheets:
            sheet.hide()
            sheet.deleteLater()
        self._sheets = []
        self.replace_pages(pages)

    def replace_pages(self, pages: Iterable[PageImage]) -> None:
        """Show these in place of the present ones, one by one: the place on show stays."""
        self._pages, self._replaced = iter(pages), 0
        self._timer.start()

    def add_page(self, width: int, height: int, pixels: bytes) -> None:
        """Add one page at the end."""
        sheet = _Sheet(_picture(width, height, pixels), len(self._sheets) + 1)
        self._sheets.append(sheet)
        self._stack.addWidget(sheet)
        sheet.fit(self._width())
        sheet.show()
        self._say_page()

    @property
    def page_count(self) -> int:
        """How many pages are shown so far."""
        return len(self._sheets)

    def _take_next(self) -> None:
        page = next(self._pages, None)
        if page is None:
            self._timer.stop()
            for sheet in self._sheets[self._replaced :]:
                sheet.hide()
                sheet.deleteLater()
            del self._sheets[self._replaced :]
            self._say_page()
        elif self._replaced < len(self._sheets):
            self._sheets[self._replaced].show_image(_picture(*page))
            self._replaced += 1
        else:
            self.add_page(*page)
            self._replaced += 1

    def _width(self) -> int:
        room = self._area.viewport().width() - 2 * _EDGE
        return max(120, round(min(room, 820) * self._zoom))

    def _fit(self) -> None:
        for sheet in self._sheets:
            sheet.fit(self._width())

    def _zoom_by(self, step: int) -> None:
        at = min(range(len(_ZOOMS)), key=lambda n: abs(_ZOOMS[n] - self._zoom)) + step
        self._zoom = _ZOOMS[max(0, min(at, len(_ZOOMS) - 1))]
        self._fit()

    def _reset(self) -> None:
        self._zoom = 1.0
        self._fit()

    def _say_page(self) -> None:
        middle = self._area.verticalScrollBar().value() + self._area.viewport().height() // 2
        above = [s for s in self._sheets if s.y() <= middle]
        self._count.setText(f"第 {max(1, len(above))} 页，共 {len(self._sheets)} 页")

    def sizeHint(self) -> QSize:
        return QSize(720, 560)


def _picture(width: int, height: int, pixels: bytes) -> QImage:
    four = len(pixels) == width * height * 4
    kind = QImage.Format.Format_RGB32 if four else QImage.Format.Format_RGB888
    # copy(): the image must not outlive the bytes it was made on.
    return QImage(pixels, width, height, width * (4 if four else 3), kind).copy()


def _zoom(sign: str, name: str, run: Callable[[], object]) -> QPushButton:
    return button(sign, run, role="small", tip=f"{name}（Ctrl+滚轮）", name=name)
