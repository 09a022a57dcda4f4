"""Rows for Excel and WPS: tab-separated text, and HTML that keeps codes as text."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TypeVar

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from zjbuy_desktop.gui.models.columns import Column

Row = TypeVar("Row")

_OURS = "application/x-zjbuy-table"
_AS_TEXT = "mso-number-format:'\\@'"
_FORMULA = ("=", "+", "-", "@", "＝")


def table_data(
    columns: Sequence[Column[Row]], rows: Iterable[Row], foot: Sequence[str] = ()
) -> QMimeData:
    """The rows under their head, ready for the clipboard."""
    cells = [[c.copied(row) for c in columns] for row in rows]
    body = cells + ([list(foot)] if foot else [])
    made = QMimeData()
    made.setText("\n".join(["\t".join(c.title for c in columns), *_text_lines(columns, body)]))
    made.setHtml(_html(columns, body))
    made.setData(_OURS, b"1")
    return made


def let_go() -> None:
    """Leave only the text on the clipboard, before the program ends.

    The clipboard outlives Python; content that Python made would be destroyed by it too late
    (PySide6 6.9: a crash at exit).
    """
    clipboard = QGuiApplication.clipboard()
    # ownsClipboard() is always False on some platforms; our own mark says whose content it is.
    content: QMimeData | None = clipboard.mimeData()  # None while nothing was ever copied
    if content is not None and content.hasFormat(_OURS):
        clipboard.setText(clipboard.text())


def _text_lines(columns: Sequence[Column[Row]], body: list[list[str]]) -> Iterable[str]:
    for cells in body:
        yield "\t".join(
            _flat(cell) if c.number else _harmless(_flat(cell))
            for c, cell in zip(columns, cells, strict=True)
        )


def _html(columns: Sequence[Column[Row]], body: list[list[str]]) -> str:
    head = "".join(f"<th>{escape(c.title)}</th>" for c in columns)
    styles = ["" if c.number else f' style="{_AS_TEXT}"' for c in columns]
    lines = (
        "".join(f"<td{s}>{escape(cell)}</td>" for s, cell in zip(styles, cells, strict=True))
        for cells in body
    )
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<meta charset="utf-8"><table><tr>{head}</tr>{rows}</table>'


def _flat(cell: str) -> str:
    return " ".join(cell.split())


def _harmless(cell: str) -> str:
    """A text Excel would take for a formula is told to be text."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
