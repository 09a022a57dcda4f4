"""填报表里的身份：写在深度隐藏的“字典”表和文档属性里，发回时先看前者。"""

import re
import zipfile
from collections.abc import Sequence
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING

from zjbuy_desktop.core.case.form_identity import FormIdentity
from zjbuy_desktop.excel.grid import Grid, address
from zjbuy_desktop.excel.header_words import FORM_MARK
from zjbuy_desktop.excel.kinds import ZIP_ERRORS
from zjbuy_desktop.excel.safe import write_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ROW = 2
_LABEL = "表的身份，请勿改动"
_NAMES = ("项目标识", "项目名称", "填报单位", "填报表版本", "校验码")
_PART = "docProps/custom.xml"
_MAX_PART = 100_000
_PROPERTY = re.compile(
    r'<property\b[^<>]*\bname="([^"<]*)"[^<>]*>\s*<vt:lpwstr\b[^<>]*>([^<]*)</vt:lpwstr>'
)


def write_identity(book: "Workbook", sheet: "Worksheet", identity: FormIdentity) -> None:
    """Into the second row of the hidden sheet and into the custom document properties."""
    from openpyxl.packaging.custom import StringProperty

    properties = book.custom_doc_props  # type: ignore[attr-defined]  # 类型存根里缺
    write_text(sheet[address(_ROW - 1, 0)], _LABEL)
    for column, (name, text) in enumerate(zip(_NAMES, _words(identity), strict=True), start=1):
        write_text(sheet[address(_ROW - 1, column)], text)
        properties.append(StringProperty(name=name, value=text))


def identity_in(grids: Sequence[Grid], data: bytes) -> FormIdentity | None:
    """What the form says of itself; ``None`` for any other table and for forms of old."""
    for grid in grids:
        if grid.at(0, 0) == FORM_MARK and grid.at(_ROW - 1, 0) == _LABEL:
            words = [str(grid.at(_ROW - 1, column)) for column in range(1, len(_NAMES) + 1)]
            return FormIdentity(*words)
    return _in_properties(data) if data.startswith(b"PK") else None


def _in_properties(data: bytes) -> FormIdentity | None:
    if _PART.encode() not in data:  # 成员名是明文；别的表不必为此再打开一遍
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            xml = archive.open(_PART).read(_MAX_PART).decode("utf-8", "replace")
    except ZIP_ERRORS:
        return None
    found = {unescape(name): unescape(text) for name, text in _PROPERTY.findall(xml)}
    if not set(_NAMES) <= set(found):
        return None
    return FormIdentity(*(found[name] for name in _NAMES))


def _words(identity: FormIdentity) -> tuple[str, ...]:
    return (
        identity.mark,
        identity.project,
        identity.unit,
        identity.version,
        identity.checksum,
    )
