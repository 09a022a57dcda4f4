"""每个数来自“数据来源”哪几行：先排好次序、定好行号，各张表再照着写、照着链接。"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.excel.sheet_links import Span

_K = TypeVar("_K", bound=Hashable)


class Group(NamedTuple):
    """Need lines that one row of another sheet sums.

    Attributes:
        lines: as the units wrote them.
        span: their rows in 数据来源.
    """

    lines: Sequence[NeedLine]
    span: Span


class SourceRows:
    """The order of 数据来源 and where in it each figure has its lines.

    By unit, within it by common item, within it by item as written: so a unit, a unit's share of
    a common item and a row of 汇总 are each one run of rows. Memory grows with the lines.

    Attributes:
        lines: in the order of the sheet.
        whole: all its rows.
        by_unit: 单位 → its lines.
        rows: one group for each row of 汇总, in its order.
        parts: one group for each unit of each common item, item by item as they first appear.
        by_item: 统一标的 → which of ``parts`` are its own, from 0.
    """

    def __init__(self, lines: Sequence[NeedLine], units: Iterable[str], first: int) -> None:
        place = {name: number for number, name in enumerate(units)}

        def order(line: NeedLine) -> tuple[int, str, str, str]:
            return place.get(line.unit, len(place)), line.unit, line.common_item, line.item

        self.lines = sorted(lines, key=order)
        self.whole = Span(first, first + max(len(lines), 1) - 1)
        self.by_unit = dict(self._runs(first, [line.unit for line in self.lines]))
        self.rows = [group for _, group in self._runs(first, [order(n) for n in self.lines])]
        parts = self._runs(first, [(line.unit, line.common_item) for line in self.lines])
        items = {name: n for n, name in enumerate(dict.fromkeys(n.common_item for n in lines))}
        ordered = sorted(parts, key=lambda part: items[part[0][1]])  # stable: units stay in order
        self.parts = [group for _, group in ordered]
        self.by_item = self._spans(name for (_, name), _ in ordered)

    def _runs(self, first: int, keys: Sequence[_K]) -> list[tuple[_K, Group]]:
        found, start = [], 0
        for end in range(1, len(keys) + 1):
            if end == len(keys) or keys[end] != keys[start]:
                span = Span(first + start, first + end - 1)
                found.append((keys[start], Group(self.lines[start:end], span)))
                start = end
        return found

    @staticmethod
    def _spans(names: Iterable[str]) -> Mapping[str, Span]:
        found: dict[str, Span] = {}
        for number, name in enumerate(names):
            start = found[name].first if name in found else number
            found[name] = Span(start, number)
        return found
