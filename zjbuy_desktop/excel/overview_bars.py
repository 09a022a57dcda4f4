"""概况的图画什么：每根柱一个数，数是引用“按单位”“按标的”的公式，不是抄来的。"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.tally import totals_by
from zjbuy_desktop.excel.sheet_links import Span
from zjbuy_desktop.excel.total_by_unit import (
    DISTRICT_LETTER,
    LEVEL_LETTER,
    NO_DISTRICT,
    OFF_ROSTER,
)
from zjbuy_desktop.excel.total_sheets import BY_ITEM, BY_UNIT, Sheets, item_key

_TOP = 8
"""Bars a chart can show to be read; the others are one bar."""


class Bar(NamedTuple):
    """One bar.

    Attributes:
        label: what it is.
        fen: its amount.
        sheet: where the amount comes from.
        span: the rows of it.
        formula: the amount in 元; ``{row}`` is the bar's own row, ``{above}`` the one above it,
            ``{first}`` the first of its chart.
    """

    label: str
    fen: int
    sheet: str
    span: Span
    formula: str


def groups(sheets: Sheets) -> Iterator[tuple[str, list[Bar]]]:
    """Each chart's name and its bars, the largest first."""
    yield "按单位", _singles(sheets, BY_UNIT, sheets.unit_rows(), lambda line: line.unit)
    yield "按标的", _singles(sheets, BY_ITEM, sheets.item_rows(), item_key)
    units = {status.unit.name: status.unit for status in sheets.data.units}

    def level(line: NeedLine) -> str:
        return units[line.unit].level.value if line.unit in units else OFF_ROSTER

    def district(line: NeedLine) -> str:
        return (units[line.unit].district if line.unit in units else "") or NO_DISTRICT

    yield "按预算级次", _kinds(sheets, LEVEL_LETTER, level)
    yield "按行政区划", _kinds(sheets, DISTRICT_LETTER, district)


def _singles(
    sheets: Sheets, sheet: str, rows: dict[str, int], by: Callable[[NeedLine], str]
) -> list[Bar]:
    """Bars that are one row of a sheet each."""
    letter, _ = sheets.amounts(sheet)
    return _cut(
        sheets,
        sheet,
        [
            Bar(name, fen, sheet, Span(rows[name], rows[name]), f"'{sheet}'!{letter}{rows[name]}")
            for name, fen in _sums(sheets, by)
        ],
    )


def _kinds(sheets: Sheets, kind: str, by: Callable[[NeedLine], str]) -> list[Bar]:
    """Bars that sum the rows of 按单位 whose column ``kind`` says the same."""
    letter, (first, last) = sheets.amounts(BY_UNIT)
    said, money = (f"'{BY_UNIT}'!{column}{first}:{column}{last}" for column in (kind, letter))
    # 逐字相同才算：SUMIF 会把 * ? > 当作通配符和条件。
    formula = f"ROUND(SUMPRODUCT(EXACT({said},B{{row}})*{money}),2)"
    return _cut(
        sheets,
        BY_UNIT,
        [Bar(name, fen, BY_UNIT, Span(first, last), formula) for name, fen in _sums(sheets, by)],
    )


def _sums(sheets: Sheets, by: Callable[[NeedLine], str]) -> list[tuple[str, int]]:
    sums = totals_by(sheets.data.lines, by)
    return sorted(((name, t.amount_fen) for name, t in sums.items()), key=lambda bar: -bar[1])


def _cut(sheets: Sheets, sheet: str, bars: list[Bar]) -> list[Bar]:
    if len(bars) <= _TOP + 1:
        return bars
    others = bars[_TOP:]
    span = sheets.amounts(sheet)[1]
    formula = f"ROUND({sheets.total_cell(sheet)}-SUM(C{{first}}:C{{above}}),2)"
    label = f"其余 {len(others)} 项"
    return [*bars[:_TOP], Bar(label, sum(bar.fen for bar in others), sheet, span, formula)]
