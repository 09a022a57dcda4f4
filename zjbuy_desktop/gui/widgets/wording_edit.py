"""Where a paper's text is written: line numbers, marked problems, names offered while typing."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import (
    QCompleter,
    QListView,
    QPlainTextDocumentLayout,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from zjbuy_desktop.gui.theme import tokens
from zjbuy_desktop.gui.widgets.wording_colours import WordingColours

_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class WordingEdit(QPlainTextEdit):
    """The text with a number before each line; ``{`` offers the facts, ``[[`` the tables.

    Signals:
        edited: the user (not the program) changed it.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._problems: Mapping[int, str] = {}
        self._loading, self._text = False, ""
        self._facts: list[str] = []
        self._tables: list[str] = []
        # Document and list are made here, so that Python knows when they go.
        document = QTextDocument(self)
        document.setDocumentLayout(QPlainTextDocumentLayout(document))
        self.setDocument(document)
        self.colours = WordingColours(document)
        self.completer = self._make_completer()
        self.setAccessibleName("文件的文本")
        self.setTabChangesFocus(True)
        self._margin = _Margin(self)
        self.blockCountChanged.connect(lambda _: self._make_room())
        self.updateRequest.connect(self._scroll_margin)
        self.textChanged.connect(self._changed)
        self._make_room()

    def set_known(self, facts: Collection[str], tables: Collection[str]) -> None:
        """The Chinese names on offer."""
        self._facts, self._tables = list(facts), list(tables)
        self.colours.set_known(facts, tables)

    def set_text(self, text: str) -> None:
        """Show a text as a change that can be undone; it is no edit of the user."""
        self._loading = True
        whole = self.textCursor()
        whole.select(QTextCursor.SelectionType.Document)
        whole.insertText(text)
        self._loading = False
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def set_problems(self, problems: Mapping[int, str]) -> None:
        """Mark these lines (from 1): what is wrong with each."""
        self._problems = dict(problems)
        marks = [m for line in self._problems if (m := self._line_mark(line)) is not None]
        self.setExtraSelections(marks)
        self._margin.update()

    def go_to(self, line: int) -> None:
        """Put the cursor on a line (from 1)."""
        block = self.document().findBlockByNumber(max(0, line - 1))
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()
        self.setFocus()

    def insert_name(self, name: str, *, is_table: bool) -> None:
        """Insert a fact at the cursor, or a table on a line of its own."""
        cursor = self.textCursor()
        if is_table:
            if cursor.block().text().strip():
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
                cursor.insertText("\n")
            cursor.insertText(f"[[{name}]]")
        else:
            cursor.insertText(f"{{{name}}}")
        self.setTextCursor(cursor)
        self.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Light and dark have other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "colours"):
            self.colours.rehighlight()

    # 边上的行号

    def margin_width(self) -> int:
        """Room for the longest line number and the mark of a problem."""
        digits = max(2, len(str(self.blockCount())))
        return digits * self.fontMetrics().horizontalAdvance("9") + 20

    def _make_room(self) -> None:
        self.setViewportMargins(self.margin_width(), 0, 0, 0)

    def _scroll_margin(self, area: QRect, by: int) -> None:
        if by:
            self._margin.scroll(0, by)
        else:
            self._margin.update(0, area.y(), self._margin.width(), area.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._margin.setGeometry(inside.left(), inside.top(), self.margin_width(), inside.height())

    def paint_margin(self, painter: QPainter, area: QRect) -> None:
        """Draw line numbers; a line with a problem has ✗ and the colour of problems."""
        painter.fillRect(area, tokens().color("panel"))
        block = self.firstVisibleBlock()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        height, width = self.fontMetrics().height(), self.margin_width() - 8
        while block.isValid() and top <= area.bottom():
            line = block.blockNumber() + 1
            wrong = line in self._problems
            painter.setPen(tokens().color("stop" if wrong else "quiet"))
            words = f"✗{line}" if wrong else str(line)
            painter.drawText(0, round(top), width, height, Qt.AlignmentFlag.AlignRight, words)
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def _line_mark(self, line: int) -> "QTextEdit.ExtraSelection | None":
        block = self.document().findBlockByNumber(line - 1)
        if not block.isValid():
            return None
        mark = QTextEdit.ExtraSelection()
        mark.format.setBackground(tokens().color("stop_soft"))  # type: ignore[attr-defined]
        mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # type: ignore[attr-defined]
        mark.cursor = QTextCursor(block)  # type: ignore[attr-defined]
        return mark

    # 边写边提示

    def _make_completer(self) -> QCompleter:
        made = QCompleter(QStringListModel(self), self)
        made.setPopup(QListView())
        made.setWidget(self)
        made.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.activated.connect(self._complete)
        made.popup().setAccessibleName("可用的内容")
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Tab take the name marked in the list, while it is open."""
        if self.completer.popup().isVisible() and event.key() in _TAKE:
            event.ignore()  # the list takes it
            return
        super().keyPressEvent(event)

    def begun(self) -> tuple[str, str] | None:
        """An unfinished placeholder before the cursor: its opening and what is typed of it."""
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        for opening, closing in (("[[", "]"), ("{", "}")):
            start = before.rfind(opening)
            if start >= 0 and closing not in before[start:]:
                return opening, before[start + len(opening) :].lstrip("?!")
        return None

    def _offer(self) -> None:
        begun, popup = self.begun(), self.completer.popup()
        if begun is None:
            popup.hide()
            return
        opening, typed = begun
        model = self.completer.model()
        assert isinstance(model, QStringListModel)
        model.setStringList(self._tables if opening == "[[" else self._facts)
        self.completer.setCompletionPrefix(typed)
        if not self.completer.completionCount():
            popup.hide()
            return
        place = self.cursorRect()
        place.translate(self.margin_width(), 0)
        place.setWidth(240)
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))
        self.completer.complete(place)

    def _complete(self, name: str) -> None:
        begun = self.begun()
        if begun is None:
            return
        opening, typed = begun
        closing = "]]" if opening == "[[" else "}"
        cursor = self.textCursor()
        move, keep = QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor
        cursor.movePosition(move, keep, len(typed))
        cursor.insertText(name + closing)
        self.setTextCursor(cursor)

    def _changed(self) -> None:
        text = self.toPlainText()
        if text == self._text:
            return  # only its colours changed
        self._text = text
        if not self._loading:
            self._offer()
            self.edited.emit()


class _Margin(QWidget):
    """The strip with the line numbers."""

    def __init__(self, editor: WordingEdit) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        return QSize(self._editor.margin_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._editor.paint_margin(QPainter(self), event.rect())
