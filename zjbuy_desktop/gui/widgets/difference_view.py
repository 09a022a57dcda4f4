"""A comparison line by line: mark, word and colour; long same passages are folded."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from zjbuy_desktop.core.papers.comparing import Difference
from zjbuy_desktop.gui.theme import tokens

_NEAR = 1
"""Same lines shown before and after a change."""
_LOOK = {"-": ("－ 原来　", "stop_soft"), "+": ("＋ 现在　", "ok_soft"), "": ("　　　　　", "")}


class DifferenceView(QPlainTextEdit):
    """To be read and copied, not to be written in."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)

    def set_differences(self, lines: Sequence[Difference], same: str) -> None:
        """Show these; ``same`` is said when there are none."""
        self.clear()
        if not any(line.mark for line in lines):
            self.setPlainText(same)
            return
        cursor = self.textCursor()
        for n, line in enumerate(_folded(lines)):
            words, ground = _LOOK[line.mark]
            look = QTextCharFormat()
            if ground:
                look.setForeground(tokens().color("ink"))
                look.setBackground(tokens().color(ground))
            if n:
                cursor.insertBlock()
            cursor.insertText(words + line.text, look)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _folded(lines: Sequence[Difference]) -> Iterable[Difference]:
    """Changed lines with the line before and after; the rest as how many lines are the same."""
    near = {n + by for n, line in enumerate(lines) if line.mark for by in range(-_NEAR, _NEAR + 1)}
    skipped = 0
    for n, line in enumerate(lines):
        if n not in near:
            skipped += 1
            continue
        if skipped:
            yield Difference("", f"……（相同的 {skipped} 行）")
            skipped = 0
        yield line
    if skipped:
        yield Difference("", f"……（相同的 {skipped} 行）")
