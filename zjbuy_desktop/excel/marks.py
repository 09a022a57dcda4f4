"""第二眼：读表库看不见的东西——错误值，和没有存过结果的公式。"""

import re
from collections.abc import Mapping

UNCACHED = "formula"
"""Mark of a formula whose result was never stored; other marks are error texts (``#N/A``)."""

_ERROR = re.compile(rb't="e"')
_PERHAPS = re.compile(rb"f[\s/>]")
"""Nearly every form is done with here: it looks for one byte, four times as fast as for ``<f``."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_NO_VALUE = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^<>]*)?/>)\s*+"
    rb"(?:(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)\s*+)?</(?:\w+:)?c>"
)
"""Never gives white space back: else a megabyte of it would take days."""

Marks = dict[tuple[int, int], str]
"""(row, column) from 0 → mark."""


def has_formulas(xml: bytes) -> bool:
    """Whether a sheet contains any formula."""
    return _PERHAPS.search(xml) is not None and _FORMULA.search(xml) is not None


def needs_second_look(xml: bytes) -> bool:
    """Whether a sheet may hold error cells or formulas without a stored value."""
    return _ERROR.search(xml) is not None or (
        _PERHAPS.search(xml) is not None and _NO_VALUE.search(xml) is not None
    )


def marks_by_sheet(data: bytes, parts: Mapping[str, bytes]) -> dict[str, Marks]:
    """工作表名 → marks, for those parts that need a second look."""
    looked_at = {part: xml for part, xml in parts.items() if needs_second_look(xml)}
    if not looked_at:
        return {}
    # 绝大多数文件走不到这里；读表进程因此不必加载 XML 库。
    from zjbuy_desktop.excel.second_look import marks_of

    return marks_of(data, looked_at)
