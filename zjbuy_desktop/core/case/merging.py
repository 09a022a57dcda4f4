"""统一标的：哪些需求行是同一种东西；归并只是看法，单位写的需求行从不改动。"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from zjbuy_desktop.core.base import quantity
from zjbuy_desktop.core.base.errors import UserError
from zjbuy_desktop.core.base.text import halfwidth, squeeze
from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.project import Lot
from zjbuy_desktop.core.case.remembered import once_for_a_case

Wording = tuple[str, str, str, str]
"""标的、规格、计量单位、品目编码 as a line says them, normalised."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Lines that say this belong to that common item; a later assignment replaces an earlier.

    Attributes:
        unit: 单位名称; ``None`` for whoever says it.
        wording: what the line says, normalised by ``wording_of``.
        common: 统一标的; empty gives the line back to its own item.
        measure: 换算成的计量单位; empty where nothing is converted.
        factor: one of the line's measure is this many of ``measure``.
        reason: 理由或换算凭据.
    """

    unit: str | None
    wording: Wording
    common: str
    measure: str = ""
    factor: Fraction = Fraction(1)
    reason: str = ""


def plain(text: str) -> str:
    """Text as it is compared: no white space, half-width, one case."""
    return squeeze(halfwidth(text)).casefold()


def wording_of(line: NeedLine) -> Wording:
    """What a line says, by which its place is remembered over resubmissions."""
    return plain(line.item), plain(line.spec), plain(line.measure), plain(line.category_code)


def assigned(
    lines: Iterable[NeedLine], assignments: Iterable[Assignment], lots: Iterable[Lot] = ()
) -> tuple[NeedLine, ...]:
    """The lines, each knowing its common item; a unit's own assignment goes before the rest.

    A line that left its 计量单位 blank has that of its lot, where the project states one.
    """
    places: Mapping[tuple[str | None, Wording], Assignment] = {
        (a.unit, a.wording): a for a in assignments
    }
    measures = {lot.item: lot.measure for lot in lots if lot.measure.strip()}
    read = [line if line.measure else _measured(line, measures) for line in lines]
    return tuple(_placed(line, places) for line in read) if places else tuple(read)


def _measured(line: NeedLine, measures: Mapping[str, str]) -> NeedLine:
    measure = measures.get(line.item, "")
    whole = line.quantity % 1000 == 0 or not quantity.must_be_whole(measure)
    return replace(line, measure=measure) if whole else line


def _placed(line: NeedLine, places: Mapping[tuple[str | None, Wording], Assignment]) -> NeedLine:
    said = wording_of(line)
    found = places.get((line.unit, said)) or places.get((None, said))
    if found is None and line.measure and "measure" not in dict(line.source.cells):
        # 归并是在立项写明计量单位之前做的：那时这一行的计量单位还空着。
        bare = wording_of(replace(line, measure=""))
        found = places.get((line.unit, bare)) or places.get((None, bare))
    if found is None:
        return line
    return replace(line, common=found.common, common_measure=found.measure, factor=found.factor)


def why_not(line: NeedLine, measure: str, factor: Fraction) -> str:
    """Why a line can't be converted exactly; empty where it can.

    The amount never changes, so the converted quantity (1/1000) and price (分) must both be
    whole: a rounded one would no longer give the amount.
    """
    if factor <= 0:
        return "换算倍数要大于 0"
    count, price = line.quantity * factor, line.price_fen / factor
    said = f"{line.unit}的“{line.item}”{quantity.show(line.quantity)}{line.measure}"
    if count.denominator != 1:
        return f"{said}换算后超过三位小数"
    if quantity.must_be_whole(measure) and count % 1000:
        return f"{said}换算后不是整{measure}"
    if price.denominator != 1:
        return f"{said}换算后的单价不是整分"
    return ""


def as_common(line: NeedLine) -> NeedLine:
    """The line as its common item sees it; the very line where nothing is merged.

    A line that can't be converted exactly keeps quantity and measure as written, so that the
    differing measures show (rule ``items_have_one_measure``).
    """
    if not line.common and not line.common_measure:
        return line
    seen = replace(line, item=line.common_item)
    if not line.common_measure or why_not(line, line.common_measure, line.factor):
        return seen
    return replace(
        seen,
        measure=line.common_measure,
        quantity=int(line.quantity * line.factor),
        price_fen=int(line.price_fen / line.factor),
    )


@once_for_a_case
def common_needs(case: Case) -> tuple[NeedLine, ...]:
    """All current need lines as their common items see them; Σ of amounts is the same."""
    return tuple(as_common(line) for line in case.needs)


def refuse_inexact(lines: Iterable[NeedLine], measure: str, factor: Fraction) -> None:
    """Refuse a conversion that any of these lines can't take exactly.

    Raises:
        UserError: names the first line and why.
    """
    for line in lines:
        reason = why_not(line, measure, factor)
        if reason:
            raise UserError(f"不能换算：{reason}。", "核对换算倍数；确需换算的，请单位改报。")
