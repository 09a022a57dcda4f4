"""Colours of a paper's text while it is written: what is filled in, what is unknown, headings."""

import re
from collections.abc import Collection

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from zjbuy_desktop.gui.theme import tokens

_FACT = re.compile(r"\{([?!]?)([^{}]*)\}")
_TABLE = re.compile(r"\[\[([^\[\]]*)\]\]")
_HEADING = re.compile(
    r"^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十百]+条)"
)
_HEAD = re.compile(r"^[^：{]{1,4}：")
_BODY = 1
"""State of a line after ``---``."""


class WordingColours(QSyntaxHighlighter):
    """Marks facts, tables and headings; unknown names are underlined as well as red."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._facts: Collection[str] = ()
        self._tables: Collection[str] = ()

    def set_known(self, facts: Collection[str], tables: Collection[str]) -> None:
        """The Chinese names on offer."""
        self._facts, self._tables = frozenset(facts), frozenset(tables)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        in_body = self.previousBlockState() == _BODY
        is_parting = text.strip() == "---" and not in_body
        self.setCurrentBlockState(_BODY if in_body or is_parting else 0)
        if is_parting:
            self.setFormat(0, len(text), _format("quiet"))
        elif match := (_HEADING if in_body else _HEAD).match(text):
            end = len(text) if in_body and len(text) <= 24 else match.end()
            self.setFormat(0, end, _format("ink", bold=True))
        elif text.startswith(("#", "附件：")):
            self.setFormat(0, len(text), _format("ink", bold=True))
        for match in _FACT.finditer(text):
            tone = "warn" if match.group(1) else "accent"
            self._mark(match, match.group(2) in self._facts, tone)
        for match in _TABLE.finditer(text):
            self._mark(match, match.group(1) in self._tables, "ok")

    def _mark(self, match: "re.Match[str]", known: bool, tone: str) -> None:
        shown = _format(tone) if known else _format("stop", wrong=True)
        self.setFormat(match.start(), match.end() - match.start(), shown)


def _format(tone: str, *, bold: bool = False, wrong: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(tokens().color(tone))
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    if wrong:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        made.setUnderlineColor(QColor(tokens().stop))
    return made
