"""往表格里写文字而不出事：等号开头的不成公式，控制字符去掉并说明。"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell import Cell

MAX_TEXT = 32_000
"""A cell holds 32,767 characters."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
"""What a cell or a line of CSV must not begin with unguarded, full-width included."""


def clean(text: str) -> str:
    """Text a workbook can hold: without control characters, not too long."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n"))
    return plain if len(plain) <= MAX_TEXT else f"{plain[:MAX_TEXT]}……"


def write_text(cell: "Cell", text: str) -> str:
    """Write text as text, whatever it begins with.

    Returns:
        A note if something had to be taken out, else an empty string.
    """
    plain = clean(text)
    if not plain:
        cell.value = None
        return ""
    cell.value = plain
    # openpyxl 会把“=…”认作公式、“#N/A”认作错误值；这里一律是文本。
    cell.data_type = "s"
    if plain.startswith(FORMULA_STARTS):
        cell.quotePrefix = True
    if plain == text.replace("\r\n", "\n"):
        return ""
    return f"{cell.coordinate} 含有表格不能保存的字符或过长，已去掉"


def notes_of(notes: Sequence[str]) -> tuple[str, ...]:
    """The notes that say something, each once."""
    return tuple(dict.fromkeys(note for note in notes if note))
