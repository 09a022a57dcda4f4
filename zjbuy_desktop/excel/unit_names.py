"""这张表是哪个单位报的：列、填报单位一行、标题、表名、文件名，依次去找。"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.excel.captions import caption_of
from zjbuy_desktop.excel.grid import Grid
from zjbuy_desktop.excel.header_words import field_of

_LABELS = (
    "填报单位|填报单位名称|报送单位|申报单位|采购单位|采购单位名称|需求单位|申请单位|参与单位|"
    "预算单位|采购人|单位名称|单位全称|单位"
)
_STATED = re.compile(
    rf"(?:^|[\s,;，；])({_LABELS})\s*(?:\([^()]*\)\s*)?:\s*(.*?)(?=\s{{2,}}|\t|\n|$)"
)
_LABEL_ONLY = re.compile(rf"(?:{_LABELS})(?:\([^()]*\))?:?")
_SEAL = re.compile(r"[(\[【]\s*(?:加?盖?公?章|签章|单位盖章|盖单位公章)\s*[)\]】].*$|盖章.*$")
_NEXT_LABEL = re.compile(
    r"\s+(?:填报|填表|联系|负责|经办|日期|时间|电话).*$|(?:日期|时间|人|电话)\s*:.*$"
)
_NOT_NAME = re.compile(r"^[\s_\-—/]*$|^(?:人民币)?(?:万元|千元|元|台|套|个|件)$")
_NEAREST = 3
_LONG_TEXT = 200
"""Longer texts have more stretches than a roster has names."""

_LIKE = 0.5


@dataclass(frozen=True, slots=True)
class Statement:
    """Where a sheet says which unit it is from.

    Attributes:
        name: the name as written (as on the roster when it is on it).
        cell: address, ``None`` for the sheet's or the file's name.
        where: 标题 / 填报单位 / 工作表名 / 文件名.
    """

    name: str
    cell: tuple[int, int] | None
    where: str


@lru_cache(maxsize=4096)
def unit_key(name: str) -> str:
    """A unit name as it is compared: no white space, brackets of one width."""
    return squeeze(halfwidth(name)).lower()


class UnitBook:
    """The roster's names, ready to be looked up."""

    def __init__(self, units: Iterable[str]) -> None:
        self.names = tuple(units)
        self._by_key = {unit_key(name): name for name in self.names}
        self._lengths = sorted({len(key) for key in self._by_key})

    def find(self, name: str) -> str | None:
        """The roster name that is exactly this one (white space and width aside)."""
        return self._by_key.get(unit_key(name))

    def inside(self, text: str) -> str | None:
        """The one roster name inside a text; the longest if they nest, none if several."""
        key = unit_key(text)
        found = self._within(key)
        outer = [a for a in found if not any(a != b and a in b for b in found)]
        return self._by_key[outer[0]] if len(outer) == 1 else None

    def _within(self, key: str) -> list[str]:
        """Roster names inside a text: every stretch of a name's length is looked up.

        A thousand files against a thousand names would otherwise be a million searches.
        """
        if len(key) > _LONG_TEXT:
            return [name for name in self._by_key if name in key]
        stretches = {
            key[start : start + length]
            for length in self._lengths
            for start in range(len(key) - length + 1)
        }
        return [name for name in stretches if name in self._by_key]

    def nearest(self, name: str) -> list[str]:
        """Roster names that look like this one, best first."""
        return difflib.get_close_matches(name, self.names, _NEAREST, _LIKE)


def stated_units(grid: Grid, rows: Iterable[int]) -> list[Statement]:
    """Names written behind a label (“填报单位：某局（盖章）”) in these rows, in order."""
    found: list[Statement] = []
    for row in rows:
        for column, value in enumerate(grid.rows[row]):
            # 先看有没有这两个词，绝大多数格子到此为止。
            if isinstance(value, str) and ("单" in value or "采购人" in value):
                found.extend(_statements(grid, row, column, value))
    return found


def _statements(grid: Grid, row: int, column: int, value: str) -> Iterator[Statement]:
    stated = _stated(value)
    if stated is None:
        yield from _beside(grid, row, column)
        return
    for label, name in stated:
        yield Statement(name, (row, column), label)


@lru_cache(maxsize=1024)
def _stated(value: str) -> tuple[tuple[str, str], ...] | None:
    """(label, name) pairs in a text; ``None`` for a label alone. “本单位” stands in every row."""
    text = halfwidth(value).strip()
    if _LABEL_ONLY.fullmatch(squeeze(text)):
        return None
    named = ((match[1], _bare_name(match[2])) for match in _STATED.finditer(text))
    return tuple((label, name) for label, name in named if name)


def _beside(grid: Grid, row: int, column: int) -> Iterator[Statement]:
    """A label in a cell of its own: the name stands in the next filled cell of the row."""
    for other in range(column + 1, len(grid.rows[row])):
        value = grid.rows[row][other]
        if value != "":
            text = halfwidth(value).strip() if isinstance(value, str) else ""
            name = _bare_name(text)
            # 右边又是标签时，说明这一格没填。
            if name and ":" not in text and not field_of(caption_of(text).text):
                yield Statement(name, (row, other), "填报单位")
            return


def _bare_name(text: str) -> str:
    name = _NEXT_LABEL.sub("", _SEAL.sub("", text)).strip(" _:;,\t")
    return "" if _NOT_NAME.match(name) else squeeze(name)
