"""需求的数怎么来的：合计 → 各单位 → 需求行 → 原件的格子。"""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from zjbuy_desktop.core.case.derivation import Derivation, Scale, Way
from zjbuy_desktop.core.case.ground import Ground, Seen, lines_by_unit
from zjbuy_desktop.core.case.merging import why_not, wording_of
from zjbuy_desktop.core.case.needs import NeedLine


class Aspect(StrEnum):
    """Which figure of need lines is asked about."""

    AMOUNT = "金额"
    QUANTITY = "数量"
    ROWS = "行数"


_SCALES = {
    Aspect.AMOUNT: Scale.FEN,
    Aspect.QUANTITY: Scale.MILLI,
    Aspect.ROWS: Scale.NUMBER,
}


def needs_figure(
    ground: Ground,
    aspect: Aspect,
    *,
    unit: str = "",
    item: str = "",
    units: Iterable[str] | None = None,
) -> Derivation:
    """Σ of the current need lines.

    Args:
        ground: what is traced over.
        aspect: 金额、数量、行数.
        unit: of this unit only.
        item: of this item only, by its common name or as written.
        units: of these units only (纳入的、未退出的), where no single unit is asked about.
    """
    if unit:
        lines = [s for s in lines_by_unit(ground.case).get(unit, ()) if _is_of(s, item)]
        called = {s.written.common_item for s in lines} if item else set()
        name = called.pop() if len(called) == 1 else item
        return of_lines(ground, aspect, lines, _named(unit, name, aspect))
    wanted = None if units is None else set(units)
    groups = {
        name: found
        for name, lines in lines_by_unit(ground.case).items()
        if (wanted is None or name in wanted) and (found := [s for s in lines if _is_of(s, item)])
    }
    total = sum(_value(aspect, s, bool(item)) for lines in groups.values() for s in lines)
    scope = "各单位" if units is None else "纳入的单位"
    return Derivation(
        _named("", item, aspect) if item else f"{scope}需求{aspect.value}合计",
        total,
        _SCALES[aspect],
        Way.SUM,
        f"{len(groups)} 家单位的{aspect.value}相加",
        lambda: tuple(
            of_lines(ground, aspect, lines, _named(name, item, aspect), common=bool(item))
            for name, lines in groups.items()
        ),
        measure=_measure(aspect, groups.values(), bool(item)),
    )


def chosen_needs(
    ground: Ground, aspect: Aspect, what: str, how: str, keep: Callable[[NeedLine], bool]
) -> Derivation:
    """Σ of the need lines for which ``keep`` says yes, by unit; quantities as common items."""
    groups = {
        name: found
        for name, lines in lines_by_unit(ground.case).items()
        if (found := [s for s in lines if keep(s.common)])
    }
    return Derivation(
        what,
        sum(_value(aspect, s, True) for lines in groups.values() for s in lines),
        _SCALES[aspect],
        Way.SUM,
        how,
        lambda: tuple(
            of_lines(ground, aspect, lines, _named(name, "", aspect))
            for name, lines in groups.items()
        ),
        measure=_measure(aspect, groups.values(), True),
    )


def of_lines(
    ground: Ground, aspect: Aspect, lines: Sequence[Seen], what: str, *, common: bool = True
) -> Derivation:
    """Σ of some lines; ``common``: quantities as their common items see them."""
    if aspect is Aspect.ROWS:
        return Derivation(
            what, len(lines), Scale.NUMBER, Way.COUNT, f"共 {len(lines)} 行",
            lambda: tuple(line_amount(ground, s.written) for s in lines),
        )  # fmt: skip
    part = line_quantity if aspect is Aspect.QUANTITY else _line_amount
    rows = "1 行" if len(lines) == 1 else f"{len(lines)} 行相加"
    return Derivation(
        what,
        sum(_value(aspect, s, common) for s in lines),
        _SCALES[aspect],
        Way.SUM,
        f"需求表上的 {rows}",
        lambda: tuple(part(ground, s, common=common) for s in lines),
        measure=_measure(aspect, [lines], common),
    )


def _line_amount(ground: Ground, line: Seen, *, common: bool = True) -> Derivation:
    return line_amount(ground, line.written)


def line_amount(ground: Ground, line: NeedLine) -> Derivation:
    """预算金额 of one line = 数量 × 单价, to the 分; its origin is where the unit wrote it."""
    return Derivation(
        f"{line.unit}　{line.item}　预算金额",
        line.amount_fen,
        Scale.FEN,
        Way.PRODUCT,
        "四舍五入到分，与表上写的金额核对过",
        lambda: (written_quantity(ground, line), line_price(ground, line)),
        ground.cell(line, "amount"),
    )


def line_price(ground: Ground, line: NeedLine) -> Derivation:
    """单价 of one line, read off its cell."""
    return Derivation(
        f"{line.unit}　{line.item}　单价",
        line.price_fen,
        Scale.FEN,
        Way.READ,
        "需求表上的单价",
        origin=ground.cell(line, "price"),
    )


def written_quantity(ground: Ground, line: NeedLine) -> Derivation:
    """数量 of one line, read off its cell."""
    return Derivation(
        f"{line.unit}　{line.item}　数量",
        line.quantity,
        Scale.MILLI,
        Way.READ,
        "需求表上的数量",
        origin=ground.cell(line, "quantity"),
        measure=line.measure,
    )


def line_quantity(ground: Ground, line: Seen, *, common: bool = True) -> Derivation:
    """数量 of one line as its common item sees it: as written, or converted as stated."""
    written = line.written
    converted = written.common_measure and not why_not(
        written, written.common_measure, written.factor
    )
    if not common or not converted:
        return written_quantity(ground, written)
    factor = Derivation(
        f"1 {written.measure}是多少{written.common_measure}",
        written.factor,
        Scale.FACTOR,
        Way.ENTERED,
        "归并时写明的换算",
        origin=ground.entry("merging", wording_of(written)[0], "换算倍数"),
    )
    return Derivation(
        f"{written.unit}　{written.common_item}　数量",
        line.common.quantity,
        Scale.MILLI,
        Way.CONVERSION,
        f"按 1 {written.measure} = {written.factor} {written.common_measure}换算",
        lambda: (written_quantity(ground, written), factor),
        measure=written.common_measure,
    )


def _is_of(line: Seen, item: str) -> bool:
    return item in ("", line.written.item, line.written.common_item)


def _value(aspect: Aspect, line: Seen, common: bool) -> int:
    if aspect is Aspect.ROWS:
        return 1
    if aspect is Aspect.AMOUNT:
        return line.written.amount_fen
    return line.common.quantity if common else line.written.quantity


def _measure(aspect: Aspect, groups: Iterable[Sequence[Seen]], common: bool) -> str:
    """计量单位 of a quantity, if all lines have the same."""
    if aspect is not Aspect.QUANTITY:
        return ""
    found = {(s.common if common else s.written).measure for lines in groups for s in lines}
    return found.pop() if len(found) == 1 else ""


def _named(unit: str, item: str, aspect: Aspect) -> str:
    return "　".join(part for part in (unit, item, f"需求{aspect.value}") if part)
