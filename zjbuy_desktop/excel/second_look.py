"""细读工作表的 XML：哪些格子是错误值，哪些公式没有存过结果。"""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from lxml import etree

from zjbuy_desktop.excel.marks import UNCACHED, Marks
from zjbuy_desktop.excel.package import parse, sheet_names
from zjbuy_desktop.excel.precheck import odd


def marks_of(data: bytes, parts: Mapping[str, bytes]) -> dict[str, Marks]:
    """工作表名 → marks, read from the parts' XML.

    Raises:
        FileRefused: 工作表的内部结构异常，看不清.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = sheet_names(archive)
    return {names.get(part, part): _marks(xml) for part, xml in parts.items()}


def _marks(xml: bytes) -> Marks:
    marks: Marks = {}
    try:
        root = parse(xml)
    except etree.XMLSyntaxError as error:
        # 读表库比较宽容，可能照读不误；看不清哪些格子没有结果，就不能收。
        raise odd() from error
    row = -1
    for row_element in root.iter("{*}row"):
        number = row_element.get("r")
        row = int(number) - 1 if number and number.isdigit() else row + 1
        column = -1
        for cell in row_element.iterchildren("{*}c"):
            column = _column(cell.get("r"), column + 1)
            mark = _mark(cell)
            if mark:
                marks[row, column] = mark
    return marks


def _mark(cell: etree._Element) -> str:
    value = cell.findtext("{*}v")
    if cell.get("t") == "e":
        return value or "#ERROR!"
    # t="str" 而值为空，是存过的空文本（如 =IF(…,"")），不算没有结果。
    if cell.find("{*}f") is not None and not value and cell.get("t") != "str":
        return UNCACHED
    return ""


def _column(reference: str | None, default: int) -> int:
    column = 0
    for letter in reference or "":
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    return column - 1 if column else default
