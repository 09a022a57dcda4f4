"""文件: the papers of a stage, whether they are made and still true."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from zjbuy_desktop.gui.models.views import PaperState, PaperView
from zjbuy_desktop.gui.widgets.basics import (
    ElidedLabel,
    button,
    clear,
    column,
    icon_label,
    label,
    row,
)
from zjbuy_desktop.gui.widgets.section import Section


class PapersPanel(Section):
    """One card per kind of paper.

    Signals:
        previewed, made, opened: 预览, 制作, 打开文件夹 was pressed; the paper's kind.
        filled: 填写内容 was pressed; the paper's kind.
        worded, copied: 改文本, Word 副本 was chosen under 更多; the paper's kind.
    """

    previewed = Signal(str)
    made = Signal(str)
    opened = Signal(str)
    worded = Signal(str)
    copied = Signal(str)
    filled = Signal(str)

    def __init__(self) -> None:
        super().__init__("文件", "papers")
        self.papers: tuple[PaperView, ...] = ()
        self.set_papers(())

    def set_papers(self, papers: Iterable[PaperView], none: str = "") -> None:
        """Show these; ``none`` is said where there are none to be made here."""
        self.papers = tuple(papers)
        self.set_count(len(self.papers) or None)
        if not self.papers:
            self.empty(none or "本环节没有要制作的文件。")
            return
        clear(self.cards)
        for paper in self.papers:
            self.cards.addWidget(self._card(paper))

    def _card(self, paper: PaperView) -> QFrame:
        card = QFrame()
        card.setProperty("card", "warn" if paper.state is PaperState.STALE else "plain")
        card.setAccessibleName(f"{paper.title}：{paper.state.value} {paper.changed}")
        title = ElidedLabel(paper.title, middle=True)
        word = f"{paper.state.value} {paper.count}".strip()
        tone = paper.state.tone
        head = row(title, icon_label(paper.state.icon, tone), label(word, tone), gap=4)
        head.setStretch(0, 1)
        box = column(head, gap=4, margins=(10, 6, 8, 6))
        if paper.changed:
            box.addWidget(label(paper.changed, "quiet", wrap=True))
        box.addLayout(self._buttons(paper))
        card.setLayout(box)
        return card

    def _buttons(self, paper: PaperView) -> QHBoxLayout:
        again = "重新制作" if paper.state in (PaperState.MADE, PaperState.STALE) else "制作"
        kind = paper.kind
        buttons = [
            button("预览", lambda: self.previewed.emit(kind), role="link"),
            button(again, lambda: self.made.emit(kind), role="link"),
        ]
        if paper.fillable:
            buttons.insert(0, button("填写内容", lambda: self.filled.emit(kind), role="link"))
        elif paper.folder:
            buttons.append(button("打开文件夹", lambda: self.opened.emit(kind), role="link"))
        buttons.append(self._more(kind, folder=paper.folder and paper.fillable))
        for made in buttons:
            made.setAccessibleName(f"{made.text()}：{paper.title}")
        return row(*buttons, None, gap=0)

    def _more(self, kind: str, *, folder: bool) -> QPushButton:
        """The rest; the folder as well where the line has no room for it."""
        made = button("更多", role="link", tip="改文本、写 Word 副本")
        menu = QMenu(made)
        if folder:
            menu.addAction("打开文件夹(&O)", lambda: self.opened.emit(kind))
        menu.addAction("改文本(&E)…", lambda: self.worded.emit(kind))
        menu.addAction("写 Word 副本(&W)…", lambda: self.copied.emit(kind))
        made.setMenu(menu)
        return made
