"""逗号分隔的文本：GB18030 给 WPS 和老程序，带 BOM 的 UTF-8 给 Excel 和别的系统。"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from zjbuy_desktop.excel.safe import FORMULA_STARTS, clean
from zjbuy_desktop.excel.sheet_table import Fen, Milli, Value
from zjbuy_desktop.excel.stream import plain_quantity, plain_yuan

ENCODINGS = {"GB18030": "gb18030", "UTF8": "utf-8-sig"}
"""What stands in the file's name → how it is written."""

_CODE = re.compile(r"0\d+|\d{12,}|\d+[eE]\d+")
"""Digits a spreadsheet would change: leading zeros, more than it keeps, 12E5."""


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[Value]], encoding: str) -> bytes:
    """The table; CRLF, plain numbers, texts that no spreadsheet takes for a formula or number."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_plain(caption) for caption in head])
    writer.writerows([_plain(value) for value in row] for row in rows)
    return text.getvalue().encode(encoding)


def _plain(value: Value) -> str:
    if isinstance(value, Fen):
        return plain_yuan(value.fen)
    if isinstance(value, Milli):
        return plain_quantity(value.milli)
    if not isinstance(value, str):
        return "" if value is None else str(value)
    plain = clean(value).replace("\r", "\n")
    # 前面一个制表符：表格软件按文本收下，看上去没有变化；前面的空白也不能挡住它。
    risky = plain.lstrip(" 　").startswith(FORMULA_STARTS) or _CODE.fullmatch(plain)
    return f"\t{plain}" if risky else plain
