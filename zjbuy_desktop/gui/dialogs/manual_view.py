"""使用手册: chapters at the left, steps with their pictures at the right, and a line to find by."""

from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.theme import tokens
from zjbuy_desktop.gui.widgets.basics import button, column, label, row
from zjbuy_desktop.usecases import manual
from zjbuy_desktop.usecases.manual import Chapter

WIDTH, HEIGHT, LIST_WIDTH = 1060, 700, 230
_MARGIN = 48
"""Room the text leaves beside a picture."""
_IMAGE = QTextDocument.ResourceType.ImageResource.value


class StepPages(QTextBrowser):
    """One chapter; a picture is read when it comes in sight, and never shown larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName("手册正文")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # room never changes
        self.seen: list[Path] = []
        """Pictures read so far."""
        self._chapter: Chapter | None = None
        self._room = 0
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._read_in_sight)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._later.start())

    def show_chapter(self, chapter: Chapter) -> None:
        """Show its steps from the top."""
        self._chapter, self._room = chapter, self._width()
        self.seen = []
        self.setHtml(to_html(chapter, self._room))
        self._later.start()

    def _width(self) -> int:
        return max(200, self.viewport().width() - _MARGIN)

    def _read_in_sight(self) -> None:
        """Put the pictures in that can be seen now, and the next below."""
        if self._chapter is None:
            return
        if self._width() != self._room:
            self._fit()
        top = self.verticalScrollBar().value()
        bottom = top + 2 * self.viewport().height()
        document, layout = self.document(), self.document().documentLayout()
        for number, step in enumerate(self._chapter.steps):
            area = layout.blockBoundingRect(document.findBlockByNumber(_block(number)))
            if step.picture not in self.seen and area.bottom() >= top and area.top() <= bottom:
                self.seen.append(step.picture)
                document.addResource(_IMAGE, _source(step.picture), self._image(step.picture))
        self.viewport().update()

    def _image(self, file: Path) -> QImage:
        """At the size it is drawn at."""
        image = QImage(str(file))
        wanted = round(shown_size(image.size(), self._room).width() * self.devicePixelRatioF())
        smooth = Qt.TransformationMode.SmoothTransformation
        return image if wanted >= image.width() else image.scaledToWidth(wanted, smooth)

    # Qt overrides

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Qt asks for every picture of a text at once: it gets an empty one for the time being."""
        if kind == _IMAGE:
            empty = QImage(1, 1, QImage.Format.Format_RGB32)
            empty.fill(tokens().color("panel"))
            return empty
        return super().loadResource(kind, name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the room there is."""
        super().resizeEvent(event)
        self._later.start()

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        at = bar.value() / max(1, bar.maximum())
        if self._chapter is not None:
            self.show_chapter(self._chapter)
        bar.setValue(round(at * bar.maximum()))


class ManualView(Dialog):
    """The manual, beside the window.

    Signals:
        help_wanted: id of the page whose help is asked for.
    """

    help_wanted = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle("使用手册")
        self.setWindowFlag(Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.shown: Chapter | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText("在手册里找")
        self.line.setAccessibleName("在手册里找")
        self.line.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("各章")
        self.text = StepPages()
        self.help = button("这一页的帮助(&H)", self._ask_help, icon="info")
        self._none = label("手册里没有这些字。", "quiet", wrap=True)
        self._lay_out()
        self.line.textChanged.connect(self._narrow)
        self.line.returnPressed.connect(self.find_next)
        self.list.currentItemChanged.connect(self._chosen)
        QShortcut(QKeySequence.StandardKey.Find, self, self.line.setFocus)
        self._narrow("")

    def show_chapter(self, chapter: Chapter) -> None:
        """Turn to a chapter."""
        if chapter.id not in self._ids():
            self.line.clear()
        self.list.setCurrentRow(self._ids().index(chapter.id))

    def find_next(self) -> None:
        """The next place where the words stand, in this chapter or the next that has them."""
        words = self.line.text().strip()
        if words and not self.text.find(words.split()[0]):
            at = (self.list.currentRow() + 1) % max(1, self.list.count())
            self.list.setCurrentRow(at)
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(words.split()[0])

    # How it is made

    def _lay_out(self) -> None:
        left = QWidget()
        left.setFixedWidth(LIST_WIDTH)
        left.setLayout(column(self.line, self._none, self.list, gap=8))
        keys = label("Shift+F1 随时打开；图上的圈就是要点的地方。", "quiet")
        foot = row(keys, None, self.help, button("关闭", self.close))
        body = row(left, self.text, gap=12)
        body.setStretch(1, 1)
        whole = column(body, foot, gap=8, margins=(12, 12, 12, 12))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        room = self.screen().availableSize()
        self.resize(min(WIDTH, room.width() - 40), min(HEIGHT, room.height() - 60))

    def _ids(self) -> list[str]:
        items = (self.list.item(n) for n in range(self.list.count()))
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in items]

    def _narrow(self, words: str) -> None:
        """Only chapters that have these words, which are marked in the one on show."""
        present = self.shown.id if self.shown else ""
        found = manual.matching(words)
        self.list.blockSignals(True)
        self.list.clear()
        for one in found:
            item = QListWidgetItem(f"{one.place}　{one.title}")
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self._none.setVisible(not found)
        ids = self._ids()
        if ids:
            self.list.setCurrentRow(ids.index(present) if present in ids else 0)
        self._mark()

    def _chosen(self, item: QListWidgetItem | None, _: object) -> None:
        if item is None:
            return
        chapter = manual.chapter(str(item.data(Qt.ItemDataRole.UserRole)))
        if chapter != self.shown:
            self.shown = chapter
            self.text.show_chapter(chapter)
            self.help.setVisible(bool(chapter.pages))
        self._mark()

    def _mark(self) -> None:
        """Lay a ground under every place where a word stands."""
        look = QTextCharFormat()
        look.setBackground(tokens().color("warn_soft"))
        look.setForeground(tokens().color("ink"))
        marks = []
        for word in self.line.text().split():
            at = self.text.document().find(word)
            while not at.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = at  # type: ignore[attr-defined]
                mark.format = look  # type: ignore[attr-defined]
                marks.append(mark)
                at = self.text.document().find(word, at)
        self.text.setExtraSelections(marks)

    def _ask_help(self) -> None:
        if self.shown is not None and self.shown.pages:
            self.help_wanted.emit(self.shown.pages[0])


def to_html(chapter: Chapter, room: int) -> str:
    """A chapter with its pictures, each as large as it is or as there is room (pixels)."""
    said = [f"<h2>{escape(f'{chapter.place}　{chapter.title}')}</h2>"]
    for number, step in enumerate(chapter.steps, 1):
        size = shown_size(QImageReader(str(step.picture)).size(), room)
        source = _source(step.picture).toString()
        said.append(f"<p><b>{number}</b>　{escape(step.text)}</p>")
        said.append(
            f'<p><img src="{escape(source)}" width="{size.width()}" height="{size.height()}"></p>'
        )
    return "".join(said)


def _block(step: int) -> int:
    """In which paragraph of ``to_html`` the picture of a step stands, from 0."""
    return 2 + 2 * step


def _source(picture: Path) -> QUrl:
    return QUrl.fromLocalFile(str(picture))


def shown_size(size: QSize, room: int) -> QSize:
    """As large as it is; smaller where there is less room."""
    if size.width() <= room or size.width() <= 0:
        return size
    return QSize(room, round(size.height() * room / size.width()))
