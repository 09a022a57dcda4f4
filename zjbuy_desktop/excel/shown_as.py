"""数字格式让人看见的不是格子里存的数：百分比、“0.52万元”、缩成万元显示的元，要与列名核对。"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from io import BytesIO

from zjbuy_desktop.excel.struck import column_number

_CODE = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>")
_ATTRIBUTE = re.compile(rb'\s(numFmtId|formatCode)="([^"]*)"')
_STYLES = re.compile(rb"<(?:\w+:)?cellXfs[\s>].*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(rb"<(?:\w+:)?xf\s[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*>")
_PLACE = re.compile(rb'\sr="([A-Z]{1,3})([0-9]+)"')
_USED = re.compile(rb'\ss="([0-9]+)"')
_PERCENT_IDS = (b"9", b"10")
"""0% and 0.00% are built in and have no code of their own."""

_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|\[\$([^\]\-]*)[^\]]*\]|\[[^\]]*\]|[_*].|(.)', re.DOTALL)
_UNITS = {"亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, "百": 100, "元": 1}
_NAMES = {unit: f"{word.removesuffix('元')}元" for word, unit in _UNITS.items()}
_UNIT = re.compile(f"({'|'.join(_UNITS)})元?(?![克米瓦帕升分])")
_FOREIGN = re.compile(r"[$€£]|[美欧港日韩澳加新]元|USD|EUR|HKD|JPY|GBP", re.IGNORECASE)
_DATE = re.compile("[ymdhs]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """How a number format shows a number.

    Attributes:
        percent: as a percentage.
        factor: by how much the number shown is smaller than the one stored.
        unit: 元 per unit by the words behind it (“万元”: 10000); 0 if there are none.
        foreign: in a foreign currency.
    """

    percent: bool = False
    factor: int = 1
    unit: int = 0
    foreign: bool = False

    @property
    def said(self) -> str:
        """What the format makes of the number, for the person who has to mend it."""
        if self.percent:
            return "按百分比显示"
        if self.foreign:
            return "按外币显示"
        words = [f"显示时缩小 {self.factor} 倍"] if self.factor > 1 else []
        words += [f"后面带“{_NAMES[self.unit]}”"] if self.unit else []
        return "，".join(words)

    def misleads(self, scale: int) -> bool:
        """Whether a person sees another amount than the number gives in a column of this scale."""
        if self.percent or self.foreign:
            return True
        if self.factor == 1:
            return self.unit not in (0, scale)
        return self.unit != self.factor or scale != 1

    def meant(self, stored: float, scale: int) -> str:
        """What to type for what is shown in a column of this scale; empty if it can't be told.

        A column of 万元 in which 5200 is shown as 0.52 means 0.52; 52 under 元, or 5元 under 万元,
        may mean either.
        """
        if self.percent or self.foreign or not self.factor == scale > 1:
            return ""
        number = Decimal(repr(stored)) / self.factor
        return f"{number.normalize():f}" if self.unit in (0, scale) else ""


PLAIN = Shown()
Looks = Mapping[tuple[int, int], Shown]
"""(row, column) from 0 → how the cell is shown, where that isn't plain."""


def shown_by_sheet(data: bytes, parts: Mapping[str, bytes], styles: bytes) -> dict[str, Looks]:
    """工作表名 → cells with a telling number format; nearly all workbooks have none."""
    section = _STYLES.search(styles)
    telling = _telling(styles)
    if section is None or not any(b'numFmtId="%s"' % number in section[0] for number in telling):
        return {}
    found = {}
    for number, style in enumerate(_STYLE.findall(section[0])):
        wanted = telling.get(dict(_ATTRIBUTE.findall(style)).get(b"numFmtId", b""))
        if wanted:
            found[b"%d" % number] = wanted
    # 绝大多数文件走不到这里；读表进程因此不必加载 XML 库。
    from zjbuy_desktop.excel.package import sheet_names

    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = sheet_names(archive)
    return {names.get(part, part): dict(_cells(xml, found)) for part, xml in parts.items()}


def _telling(styles: bytes) -> dict[bytes, Shown]:
    """numFmtId → what such formats show besides the number."""
    found = dict.fromkeys(_PERCENT_IDS, Shown(percent=True))
    for tag in _CODE.findall(styles):
        named = dict(_ATTRIBUTE.findall(tag))
        shown = shown_by(named.get(b"formatCode", b""))
        if shown != PLAIN:
            found[named.get(b"numFmtId", b"")] = shown
    return found


def _cells(xml: bytes, styles: Mapping[bytes, Shown]) -> Iterator[tuple[tuple[int, int], Shown]]:
    for tag in _CELL.findall(xml):
        style, place = _USED.search(tag), _PLACE.search(tag)
        if style and place and style[1] in styles:
            yield (int(place[2]) - 1, column_number(place[1])), styles[style[1]]


@lru_cache(maxsize=512)
def shown_by(raw: bytes) -> Shown:
    """What a format code, as it stands in the XML, makes of a positive number."""
    from html import unescape

    code = unescape(raw.decode("utf-8", "replace"))
    pattern, words = "", ""
    for text, escaped, currency, plain in _TOKEN.findall(code):
        if plain == ";":
            break
        words += text + escaped + currency + (plain if plain > "\x7f" else "")
        pattern += "d" if "." in (text, escaped) else plain
    if _DATE.search(pattern.replace("d", "").replace("General", "")):
        return PLAIN
    unit = _UNIT.search(words)
    return Shown(
        "%" in pattern,
        _factor(pattern),
        _UNITS[unit[1]] if unit else 0,
        bool(_FOREIGN.search(words) or "$" in pattern),
    )


def _factor(pattern: str) -> int:
    """Commas behind the digits divide by a thousand each; a written point (0!.0000) shifts."""
    whole, _, rest = pattern.partition(".")
    thousands = sum(len(part) - len(part.rstrip(",")) for part in (_digits(whole), _digits(rest)))
    behind = pattern.partition("d")[2]
    return int(10 ** (3 * thousands + sum(behind.count(char) for char in "0#?")))


def _digits(part: str) -> str:
    return "".join(char for char in part if char in "0#?,")
