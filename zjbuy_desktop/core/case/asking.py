"""窗口里的每一格数对应的问题：问的是哪个数，到追溯时才去算。"""

from collections.abc import Callable
from dataclasses import replace

from zjbuy_desktop.core.case import deriving_results as results
from zjbuy_desktop.core.case.awards import Allocation, LotAward, LotResult
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


def of_file(sha256: str, file: str) -> Ask:
    """金额 of what one returned file gives to the needs."""

    def ask(ground: Ground) -> Derivation | None:
        units = lines_by_unit(ground.case).values()
        lines = [s for found in units for s in found if s.written.source.sha256 == sha256]
        return of_lines(ground, Aspect.AMOUNT, lines, f"《{file}》需求金额") if lines else None

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


def of_share(
    share: Allocation, build: Callable[[Ground, LotResult, Allocation], Derivation | None]
) -> Ask:
    """A figure of one unit in one lot, as the ground's awards give it."""

    def ask(ground: Ground) -> Derivation | None:
        for result in results.results_of(ground):
            for found in result.allocations:
                if (found.unit, found.lot) == (share.unit, share.lot):
                    return build(ground, result, found)
        return None

    return ask


def share_saving(ground: Ground, result: LotResult, share: Allocation) -> Derivation:
    """节约额 of one unit in one lot."""
    budget = results.share_budget(ground, share)
    contract = results.share_contract(ground, result, share)
    return results.saving(f"{share.unit}　{share.lot}", budget, contract)


def share_rate(ground: Ground, result: LotResult, share: Allocation) -> Derivation | None:
    """节约率 of one unit in one lot."""
    budget = results.share_budget(ground, share)
    contract = results.share_contract(ground, result, share)
    return results.saving_rate(f"{share.unit}　{share.lot}", budget, contract)


def whole_saving(ground: Ground) -> Derivation:
    """节约额 over all lots."""
    return results.saving("全部标项", results.all_budgets(ground), results.all_awards(ground))


def whole_quantity(ground: Ground) -> Derivation:
    """数量 of all lots."""
    found = results.results_of(ground)
    return Derivation(
        "已定标标项的数量合计",
        sum(a.quantity for r in found for a in r.allocations),
        Scale.MILLI,
        Way.SUM,
        f"{len(found)} 个标项相加",
        lambda: tuple(results.lot_quantity(ground, r) for r in found),
    )


def whole_rate(ground: Ground) -> Derivation | None:
    """节约率 over all lots."""
    budget, award = results.all_budgets(ground), results.all_awards(ground)
    return results.saving_rate("全部标项", budget, award)


def with_awards(ask: Ask, awards: tuple[LotAward, ...]) -> Ask:
    """The same question over awards as typed; those not kept yet have no record."""

    def asked(ground: Ground) -> Derivation | None:
        kept = {a.lot for a in awards if a in ground.case.awards}
        entries = {
            key: found
            for key, found in ground.entries.items()
            if key[0] != "award" or key[1] in kept
        }
        return ask(replace(ground, case=replace(ground.case, awards=awards), entries=entries))

    return asked
