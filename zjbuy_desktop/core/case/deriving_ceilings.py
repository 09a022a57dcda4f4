"""最高限价的数怎么来的：录入的限价，按数量算出的上限，各标项合计。"""

from zjbuy_desktop.core.base import money
from zjbuy_desktop.core.case.awards import LotResult
from zjbuy_desktop.core.case.derivation import Derivation, Scale, Way
from zjbuy_desktop.core.case.deriving_results import lot_quantity, results_of
from zjbuy_desktop.core.case.ground import Ground
from zjbuy_desktop.core.case.project import Lot


def ceilings(ground: Ground, lot: Lot) -> tuple[Derivation, ...]:
    """最高限价 of one lot, as entered: by unit price, lump sum, both or neither."""
    set_ = (("单价", lot.ceiling_fen), ("总价", lot.ceiling_total_fen))
    return tuple(
        Derivation(
            f"{lot.name}　{word}最高限价",
            fen,
            Scale.FEN,
            Way.ENTERED,
            f"录入的{word}最高限价",
            origin=ground.entry("ceilings", "", f"{word}最高限价"),
        )
        for word, fen in set_
        if fen is not None
    )


def lot_limit(ground: Ground, result: LotResult) -> Derivation | None:
    """What an awarded lot may cost at most: 数量 × 单价限价 or 总价限价, whichever is less."""
    lot = next((lot for lot in ground.case.project.lots if lot.name == result.award.lot), None)
    most = lot.most_fen(sum(a.quantity for a in result.allocations)) if lot else None
    if lot is None or most is None:
        return None
    entered = limits = ceilings(ground, lot)
    if lot.ceiling_fen is not None:
        by_unit = Derivation(
            f"{lot.name}　数量 × 单价最高限价",
            money.amount(sum(a.quantity for a in result.allocations), lot.ceiling_fen),
            Scale.FEN,
            Way.PRODUCT,
            "四舍五入到分",
            lambda: (lot_quantity(ground, result), entered[0]),
        )
        limits = (by_unit, *entered[1:])
    how = "几个限价中取最低" if len(limits) > 1 else "即这个限价"
    return Derivation(f"{lot.name}　最多金额", most, Scale.FEN, Way.LEAST, how, lambda: limits)


def whole_limit(ground: Ground) -> Derivation | None:
    """最高限价合计, if every awarded lot has a ceiling."""
    found = [lot_limit(ground, result) for result in results_of(ground)]
    limits = tuple(limit for limit in found if limit is not None)
    if not found or len(limits) < len(found):
        return None
    return Derivation(
        "最高限价合计",
        sum(int(limit.value) for limit in limits),
        Scale.FEN,
        Way.SUM,
        f"{len(limits)} 个标项相加",
        lambda: limits,
    )
