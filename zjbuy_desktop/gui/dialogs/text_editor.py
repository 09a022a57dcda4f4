"""改文本: a paper's text at the left, what it may name beside it, its real pages at the right."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QWidget,
)

from zjbuy_desktop.core.papers.wording import TextProblem, plain
from zjbuy_desktop.gui import icons
from zjbuy_desktop.gui.dialogs.dialog import Dialog
from zjbuy_desktop.gui.dialogs.text_help import HOW_TO_WRITE
from zjbuy_desktop.gui.models.texts import OpenText, TriedText
from zjbuy_desktop.gui.widgets.basics import ElidedLabel, button, column, icon_label, label, row
from zjbuy_desktop.gui.widgets.difference_view import DifferenceView
from zjbuy_desktop.gui.widgets.editors import ChoiceEditor
from zjbuy_desktop.gui.widgets.leaves import Leaves
from zjbuy_desktop.gui.widgets.offer_list import OfferList
from zjbuy_desktop.gui.widgets.preview import PdfPreview
from zjbuy_desktop.gui.widgets.wording_edit import WordingEdit
from zjbuy_desktop.usecases.wording import TextState

PAUSE_MS = 400
"""After the last key, before the pages are drawn again."""
_SAMPLE = "按示例项目的内容预览"


class TextEditorDialog(Dialog):
    """Edits one text; not modal, the pages of the program stay usable beside it.

    Signals:
        trial_wanted: the text or the subject changed, the pages are to be drawn again.
        save_wanted, reset_wanted, keep_wanted: 保存, 恢复程序文本, 仍用本单位的.
        draft_dropped: 放弃改动 was pressed.
        left: the dialog was closed.
    """

    trial_wanted = Signal()
    save_wanted = Signal()
    reset_wanted = Signal()
    keep_wanted = Signal()
    draft_dropped = Signal()
    left = Signal()

    def __init__(self, opened: OpenText, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.opened = opened
        self._at: list[int] = []
        self.is_draft = False
        self.setWindowTitle(f"改文本　{opened.state.title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(lambda _: self.left.emit())  # also by Esc, which sends no close event
        self.edit = WordingEdit()
        self.offer = OfferList()
        self.problems = QListWidget()
        self.preview = PdfPreview()
        self.changes = DifferenceView("与程序文本比较")
        self.updates = DifferenceView("程序文本的更新")
        self.subject = ChoiceEditor([(name, name) for name in opened.on.subjects if name])
        self.save = button("保存(&S)", self.save_wanted.emit, role="primary")
        self.reset = button("恢复程序文本(&R)…", self.reset_wanted.emit)
        self.drop = button("放弃改动(&D)", self.draft_dropped.emit)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.trial_wanted)
        self._arrange()
        self._connect()
        self._fill()

    # What is shown

    def show_state(self, state: TextState) -> None:
        """Say whether the words are the office's own."""
        self.opened = replace(self.opened, state=state)
        tone = "warn" if state.outdated else "ok" if state.own else "quiet"
        icons.set_icon(self._mark, "warn" if state.outdated else "edit" if state.own else "file",
                       tone)  # type: ignore[arg-type]  # fmt: skip
        since = f"，{state.changed_at:%Y-%m-%d} 保存" if state.changed_at else ""
        from_version = f"，依据程序 {state.version} 版的文本" if state.version else ""
        self._state.setText(f"{state.word}{since}{from_version}")
        self._keep.setVisible(state.outdated)

    def show_text(self, text: str) -> None:
        """Put another text into the editor; the pages follow."""
        self.edit.set_text(text)
        self._say_draft()
        self._timer.start(0)

    def show_tried(self, tried: TriedText) -> None:
        """Show what came of a trial; while the text is wrong the last good pages stay."""
        self.offer.set_offer(tried.values, self.opened.offer.tables.values())
        self.show_problems(tried.problems)
        self.changes.set_differences(tried.changes, "和程序自带的文本一样。")
        changed = sum(1 for line in tried.changes if line.mark)
        self.leaves.set_count(self.changes, changed or None)
        if tried.pages:
            self.preview.replace_pages(tried.pages)
        note = _SAMPLE if self.opened.on.is_sample else ""
        if tried.problems:
            note = "文本有问题，这里还是改错之前的样子"
        elif tried.unused:
            note = "没有用到：" + "、".join(tried.unused)
        self._note.setText(note)

    def show_problems(self, problems: tuple[TextProblem, ...]) -> None:
        """List what is wrong, and mark the lines."""
        self.problems.clear()
        self.problems.addItems([f"✗ {p}{p.fix}" for p in problems])
        self.problems.setVisible(bool(problems))
        self._at = [p.line for p in problems]
        self._count.setText(f"{len(problems)} 处要改" if problems else "写法没有问题")
        self._count.setProperty("tone", "stop" if problems else "ok")
        self._count.style().polish(self._count)
        self.edit.set_problems({p.line: p.message for p in problems if p.line})

    def show_served(self, served: str) -> None:
        """These words serve now: what differs from them is not saved yet."""
        self.opened = replace(self.opened, served=served)
        self._say_draft()

    def text(self) -> str:
        """The words as they stand."""
        return self.edit.toPlainText()

    def _say_draft(self) -> None:
        self.is_draft = plain(self.text()) != plain(self.opened.served)
        self.save.setEnabled(self.is_draft)
        self.drop.setVisible(self.is_draft)
        self._unsaved.setText("● 还没有保存，已留作草稿" if self.is_draft else "")
        self.reset.setEnabled(self.opened.state.own)

    def _typed(self) -> None:
        self._say_draft()
        self._timer.start()

    def say(self, text: str) -> None:
        """Say why something was not done."""
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def current(self) -> str:
        """For whom the paper is looked at."""
        return str(self.subject.value() or "")

    # How it is made

    def _arrange(self) -> None:
        state = self.opened.state
        self._mark = icon_label("file", "quiet")
        self._state = ElidedLabel("", "quiet")
        self._unsaved = label("", "warn")
        self._keep = button("看过更新，仍用本单位的(&K)", self.keep_wanted.emit)
        head = row(
            label(state.title, size="large"), 8, self._mark, self._state, self._unsaved,
            self.drop, self._keep, self.reset, self.save,
        )  # fmt: skip
        head.setStretch(3, 1)
        self._message = label("", "stop", wrap=True)
        self._message.hide()
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(12)
        for part in (self._left(), self._middle(), self._right()):
            parts.addWidget(part)
        parts.setSizes([230, 540, 520])
        for n, weight in enumerate((0, 1, 1)):
            parts.setStretchFactor(n, weight)
        box = column(head, self._message, parts, gap=8, margins=(16, 12, 16, 12))
        box.setStretch(2, 1)
        self.setLayout(box)
        room = self._host.window().size()
        self.resize(max(960, room.width() - 32), max(480, room.height() - 32))

    def _left(self) -> QWidget:
        made = Leaves("写文本的帮手")
        made.add("可用的内容(&O)", self.offer)
        how = QPlainTextEdit(HOW_TO_WRITE)
        how.setReadOnly(True)
        how.setTabChangesFocus(True)
        how.setAccessibleName("写法说明")
        made.add("写法(&F)", how)
        made.setMinimumWidth(200)
        return made

    def _middle(self) -> QWidget:
        made = QWidget()
        self._count = label("", "ok")
        self.problems.setAccessibleName("要改的地方")
        self.problems.setWordWrap(True)
        self.problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.problems.setMaximumHeight(132)
        self.problems.hide()
        title = label("文本(&T)", size="head")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setBuddy(self.edit)
        box = column(row(title, None, self._count), self.edit, self.problems, gap=6)
        box.setStretch(1, 1)
        made.setLayout(box)
        return made

    def _right(self) -> QWidget:
        self._note = label("", "quiet", wrap=True)
        pages = QWidget()
        pages.setLayout(column(self._subject_row(), self._note, self.preview, gap=6))
        self.preview.hide_output()
        self.leaves = Leaves("预览和比较")
        self.leaves.add("预览(&V)", pages)
        self.leaves.add("与程序文本比较(&C)", self.changes)
        if self.opened.updates:
            self.leaves.add("程序的更新(&U)", self.updates)
        return self.leaves

    def _subject_row(self) -> QHBoxLayout:
        self.subject.setAccessibleName("看哪一份")
        self.subject.setVisible(bool(self.opened.on.subjects[0]))
        made = row(self.subject)
        made.setStretch(0, 1)
        return made

    def _connect(self) -> None:
        self.edit.edited.connect(self._typed)
        self.subject.edited.connect(self.trial_wanted)
        self.offer.chosen.connect(
            lambda name, is_table: self.edit.insert_name(name, is_table=is_table)
        )
        self.problems.itemActivated.connect(lambda _: self._visit(self.problems.currentRow()))
        self.problems.itemClicked.connect(lambda _: self._visit(self.problems.currentRow()))
        QShortcut(QKeySequence.StandardKey.Save, self, self.save_wanted.emit)
        QShortcut(QKeySequence("F8"), self, self._next_problem)

    def _fill(self) -> None:
        known = self.opened.offer
        self.edit.set_known(list(known.facts.values()), list(known.tables.values()))
        self.edit.set_text(self.opened.text)
        self.edit.document().clearUndoRedoStacks()
        self.updates.set_differences(self.opened.updates, "没有更新。")
        self.offer.set_offer(dict.fromkeys(known.facts.values(), ""), known.tables.values())
        self.show_problems(())
        self.show_state(self.opened.state)
        self._say_draft()
        self.edit.setFocus()

    def _visit(self, place: int) -> None:
        if 0 <= place < len(self._at):
            self.edit.go_to(self._at[place] or self.edit.blockCount())

    def _next_problem(self) -> None:
        """F8: the next line with something wrong."""
        here = self.edit.textCursor().blockNumber() + 1
        after = [n for n in self._at if n > here] or self._at
        if after:
            self.edit.go_to(after[0])
