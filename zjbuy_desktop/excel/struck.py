"""带删除线的格子：画掉的一行还要不要，只有填报的人知道，所以要问。"""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

Struck = frozenset[tuple[int, int]]
"""(row, column) from 0 of cells in struck-through type."""

_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*>")
_PLACE = re.compile(rb'\sr="([A-Z]{1,3})([0-9]+)"')
_STYLE = re.compile(rb'\ss="([0-9]+)"')
_OFF = ("0", "false")


def struck_by_sheet(data: bytes, parts: Mapping[str, bytes], styles: bytes) -> dict[str, Struck]:
    """工作表名 → struck-through cells; styles without such type cost one search."""
    if b"strike" not in styles:
        return {}
    # 绝大多数文件走不到这里；读表进程因此不必加载 XML 库。
    from zjbuy_desktop.excel.package import sheet_names

    numbers = _struck_styles(styles)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = sheet_names(archive)
    found = {names.get(part, part): _cells(xml, numbers) for part, xml in parts.items()}
    return {name: cells for name, cells in found.items() if cells}


def _struck_styles(styles: bytes) -> frozenset[bytes]:
    """The numbers of the cell styles whose font is struck through, as cells write them."""
    from lxml import etree

    from zjbuy_desktop.excel.package import parse

    try:
        root = parse(styles)
    except etree.XMLSyntaxError:
        return frozenset()  # 读表库读不了时会自己报错
    fonts = set()
    for number, font in enumerate(root.iterfind("{*}fonts/{*}font")):
        strike = font.find("{*}strike")
        if strike is not None and strike.get("val") not in _OFF:
            fonts.add(str(number))
    return frozenset(
        b"%d" % number
        for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf"))
        if style.get("fontId") in fonts
    )


def _cells(xml: bytes, styles: frozenset[bytes]) -> Struck:
    if not styles:
        return frozenset()
    struck = set()
    for tag in _CELL.findall(xml):
        style, place = _STYLE.search(tag), _PLACE.search(tag)
        if style and place and style[1] in styles:
            struck.add((int(place[2]) - 1, column_number(place[1])))
    return frozenset(struck)


def column_number(letters: bytes) -> int:
    """Column from 0 of the letters of an address as it stands in the XML."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1
