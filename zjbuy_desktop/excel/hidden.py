"""隐藏的行和列：照样读取，但要说明——填报的人可能没看见它们，也可能是筛选时藏起来的。"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
_NUMBER = re.compile(rb'\sr="([0-9]+)"')
_FIRST = re.compile(rb'\smin="([0-9]+)"')
_LAST = re.compile(rb'\smax="([0-9]+)"')
_MOST_COLUMNS = 300


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of one sheet isn't shown.

    Attributes:
        rows: hidden or filtered rows, from 0.
        columns: hidden columns, from 0.
    """

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()


NOTHING = Hidden()


def hidden_by_sheet(data: bytes, parts: Mapping[str, bytes]) -> dict[str, Hidden]:
    """工作表名 → what is hidden in it; most workbooks hide nothing and cost one search each."""
    found = {
        part: Hidden(_rows(xml), _columns(xml))
        for part, xml in parts.items()
        if b'hidden="' in xml and _HIDDEN.search(xml)
    }
    if not found:
        return {}
    # 绝大多数文件走不到这里；读表进程因此不必加载 XML 库。
    from zjbuy_desktop.excel.package import sheet_names

    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = sheet_names(archive)
    return {names.get(part, part): each for part, each in found.items()}


def _rows(xml: bytes) -> frozenset[int]:
    rows, last = set(), -1
    for tag in _ROW.findall(xml):
        number = _NUMBER.search(tag)
        last = int(number[1]) - 1 if number else last + 1
        if _HIDDEN.search(tag):
            rows.add(last)
    return frozenset(rows)


def _columns(xml: bytes) -> frozenset[int]:
    columns: set[int] = set()
    for tag in _COLUMN.findall(xml):
        first, last = _FIRST.search(tag), _LAST.search(tag)
        if first and last and _HIDDEN.search(tag):
            columns.update(range(int(first[1]) - 1, min(int(last[1]), _MOST_COLUMNS)))
    return frozenset(columns)
