"""按统一标的的合计：几家单位、几行、多少、单价从多少到多少；页面和命令都只看这一份。"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from zjbuy_desktop.core.case.case import Case
from zjbuy_desktop.core.case.merging import common_needs
from zjbuy_desktop.core.case.needs import NeedLine
from zjbuy_desktop.core.case.remembered import once_for_a_case
from zjbuy_desktop.core.case.tally import Total, grouped, total


@dataclass(frozen=True, slots=True)
class ItemTotal:
    """One common item over all units.

    Attributes:
        item: 统一标的.
        lot: 标项; empty where no lot names it.
        units: 单位数.
        measures: 计量单位, in order of first appearance.
        sums: Σ of its lines.
        low_fen: 最低单价（分）.
        high_fen: 最高单价（分）.
    """

    item: str
    lot: str
    units: int
    measures: tuple[str, ...]
    sums: Total
    low_fen: int
    high_fen: int

    @property
    def quantity(self) -> int | None:
        """数量 (1/1000); nothing where several measures can't be added up."""
        return self.sums.quantity if len(self.measures) == 1 else None


@once_for_a_case
def item_totals(case: Case) -> tuple[ItemTotal, ...]:
    """Every common item with needs, the lots' first; Σ of amounts is that of all need lines."""
    lines = grouped(common_needs(case), attrgetter("item"))
    lots = (lot.item for lot in case.project.lots)
    order = dict.fromkeys((*(item for item in lots if item in lines), *lines))
    return tuple(_item_total(case, item, lines[item]) for item in order)


def _item_total(case: Case, item: str, lines: Sequence[NeedLine]) -> ItemTotal:
    lot = case.lot_for(item)
    prices = [line.price_fen for line in lines]
    return ItemTotal(
        item,
        lot.name if lot else "",
        len({line.unit for line in lines}),
        tuple(dict.fromkeys([line.measure for line in lines])),
        total(lines),
        min(prices),
        max(prices),
    )
