"""窗口里的每一格数对应的问题：问的是哪个数，到追溯时才去算。"""

from zjbuy_desktop.core.case.derivation import Derivation, Scale, Way
from zjbuy_desktop.core.case.deriving_needs import (
    Aspect,
    line_amount,
    line_price,
    needs_figure,
    of_lines,
    written_quantity,
)
from zjbuy_desktop.core.case.ground import Ask, Ground, Seen, lines_by_unit
from zjbuy_desktop.core.case.merging import wording_of
from zjbuy_desktop.core.case.needs import NeedLine


def of_needs(aspect: Aspect, unit: str = "", item: str = "") -> Ask:
    """数量、金额、行数 of a unit, an item, both, or all."""
    return lambda ground: needs_figure(ground, aspect, unit=unit, item=item)


def of_line(line: NeedLine, aspect: Aspect) -> Ask:
    """金额、数量 of one need line, as the unit wrote it."""
    build = line_amount if aspect is Aspect.AMOUNT else written_quantity
    return lambda ground: build(ground, line)


def of_line_price(line: NeedLine) -> Ask:
    """单价 of one need line, as the unit wrote it."""
    return lambda ground: line_price(ground, line)


def of_file(sha256: str, file: str, aspect: Aspect = Aspect.AMOUNT) -> Ask:
    """金额 or 行数 of what one returned file gives to the needs."""

    def ask(ground: Ground) -> Derivation | None:
        units = lines_by_unit(ground.case).values()
        lines = [s for found in units for s in found if s.written.source.sha256 == sha256]
        return of_lines(ground, aspect, lines, f"《{file}》需求{aspect.value}") if lines else None

    return ask


def of_units(item: str = "") -> Ask:
    """单位数: how many units need something, or one item."""

    def ask(ground: Ground) -> Derivation:
        whole = needs_figure(ground, Aspect.AMOUNT, item=item)
        return Derivation(
            f"{item}　单位数" if item else "单位数",
            len(whole.parts),
            Scale.NUMBER,
            Way.COUNT,
            "有需求行的单位，一家算一次",
            lambda: whole.parts,
        )

    return ask


def of_price(item: str, *, lowest: bool) -> Ask:
    """最低单价 or 最高单价 the units budgeted for an item."""

    def ask(ground: Ground) -> Derivation | None:
        lines = [
            seen
            for found in lines_by_unit(ground.case).values()
            for seen in found
            if seen.written.common_item == item
        ]
        if not lines:
            return None
        prices = [seen.common.price_fen for seen in lines]
        return Derivation(
            f"{item}　{'最低' if lowest else '最高'}单价",
            min(prices) if lowest else max(prices),
            Scale.FEN,
            Way.LEAST if lowest else Way.MOST,
            f"{len(lines)} 行单价中取{'最低' if lowest else '最高'}",
            lambda: tuple(_seen_price(ground, seen) for seen in lines),
        )

    return ask


def _seen_price(ground: Ground, seen: Seen) -> Derivation:
    """单价 as the common item sees it: divided by the factor where the line is converted."""
    written = line_price(ground, seen.written)
    if seen.common.price_fen == seen.written.price_fen:
        return written
    return Derivation(
        f"{seen.written.unit}　{seen.written.common_item}　单价",
        seen.common.price_fen,
        Scale.FEN,
        Way.CONVERSION,
        f"按 1 {seen.written.measure} = {seen.written.factor} {seen.common.measure}换算",
        lambda: (written, _inverse(ground, seen.written)),
    )


def _inverse(ground: Ground, line: NeedLine) -> Derivation:
    return Derivation(
        f"1 {line.common_measure}是多少{line.measure}",
        1 / line.factor,
        Scale.FACTOR,
        Way.ENTERED,
        "归并时写明的换算",
        origin=ground.entry("merging", wording_of(line)[0], "换算倍数"),
    )
